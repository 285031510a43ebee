"""How much of a source a clip repeats: the share of its words, and the longest run without quotation marks. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from common.text import CJK, fold, words
from curation.evidence.quotations import marked

GRAM = 5  # words that must stand in the same order to count as repeated
MOST_SHARE = 0.4
LONGEST_RUN, LONGEST_RUN_CJK = 60, 110  # words; of Chinese and Japanese, characters
SHORTEST_SOURCE = 120  # words; of a notice of three sentences any clip repeats most


class Run(NamedTuple):
    """Words of a text that the source has in the same order."""

    length: int
    words: str


def share_shown(source: str, shown: Iterable[str]) -> float:
    """The share of the source's words that stand, five at least in a row, in one of the texts that are shown."""
    tokens = tokens_of(source)
    if len(tokens) < SHORTEST_SOURCE:
        return 0.0
    grams = {gram for text in shown for gram in _grams(tokens_of(text))}
    covered = [False] * len(tokens)
    for at in range(len(tokens) - GRAM + 1):
        if tokens[at : at + GRAM] in grams:
            covered[at : at + GRAM] = [True] * GRAM
    return sum(covered) / len(tokens)


def longest_run(text: str, source: str) -> Run:
    """The longest run of words outside quotation marks that the source has too."""
    best = Run(0, "")
    places = _places(source)
    tokens = tokens_of(source)
    for stretch in _unquoted(text):
        for run in _runs(words(stretch), tokens, places):
            best = max(best, run)
    return best


def _unquoted(text):
    reached = 0
    for quotation in marked(text):
        yield text[reached : quotation.start]
        reached = quotation.end
    yield text[reached:]


def _runs(written, tokens, places):
    """Every run that cannot be longer; each word of the text begins at most one of them."""
    mine = tuple(fold(word) for word in written)
    at = 0
    while at <= len(mine) - GRAM:
        longest = max((_length(mine, at, tokens, place) for place in places.get(mine[at : at + GRAM], ())), default=0)
        if longest:
            yield Run(longest, _joint(written[at]).join(written[at : at + longest]))
        at += max(longest - GRAM, 1)


def is_long(run: Run) -> bool:
    return run.length > (LONGEST_RUN_CJK if run.words and not _joint(run.words) else LONGEST_RUN)


def _joint(words):
    return "" if re.match(f"[{CJK}]", words) else " "


def _length(mine, at, tokens, place):
    length = 0
    while at + length < len(mine) and place + length < len(tokens) and mine[at + length] == tokens[place + length]:
        length += 1
    return length


@lru_cache(maxsize=8)
def _places(source):
    found: dict[Sequence[str], list[int]] = {}
    for at, gram in enumerate(_grams(tokens_of(source))):
        found.setdefault(gram, []).append(at)
    return {gram: at[:20] for gram, at in found.items()}


def _grams(tokens):
    return [tokens[at : at + GRAM] for at in range(len(tokens) - GRAM + 1)]


@lru_cache(maxsize=32)
def tokens_of(text: str) -> tuple[str, ...]:
    return tuple(words(fold(text)))
