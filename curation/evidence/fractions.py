"""Parts of a whole: `1½`, `2/3`, “two thirds”, “ein Viertel der”, “la moitié”, “one in three”. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from curation.evidence.number_words import plain, words_of

SIGNS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SIGNED = re.compile(rf"(?:(?P<whole>(?<![\d.,])\d{{1,4}}) ?)?(?P<sign>[{SIGNS}])")
# 2/3, after a whole number too; no date, no season, no version.
_SLASHED = re.compile(
    r"(?:(?<![\d.,/])(?P<whole>\d{1,3}) |(?<![\d.,/\w]))(?P<n>[1-9])/(?P<m>[2-68]|10)(?![\d/\w]|[.,]\d)"
)

_NAMED = {
    "en": {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10},
    "de": {"drittel": 3, "viertel": 4, "funftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10},
    "fr": {"tiers": 3, "quart": 4, "cinquieme": 5, "dixieme": 10},
    "es": {"tercio": 3, "tercera parte": 3, "cuarta parte": 4, "quinta parte": 5, "decima parte": 10},
    "pt": {"terco": 3, "quarto": 4, "quinto": 5, "decimo": 10},
}
_ONE = {"en": "a one", "de": "ein einem eines einen", "fr": "un le", "es": "un una la", "pt": "um"}
# Of what. Without it “a quarter” may be three months, a district, a room.
_OF = {
    "en": r"\s(?:of|less|more|fewer)\b(?! an hour)",
    "de": r"\s(?:de[rs]|aller|all|ihre[rs]|seine[rs]|davon|von|mehr|weniger)\b",
    "fr": r"\s(?:des?\b|du\b|d['’](?!heure))",
    "es": r"\sde(?:l|\b)",
    "pt": r"\sd[aoe]s?\b",
}
_HALVES = {
    "en": r"half(?= of)|half(?= (?:the|its|their|all|those|these) (?!time\b))|(?:by|in) half",
    "de": r"(?:die|zur|der) hälfte|halbier\w+",
    "fr": r"(?:la|de) moitié",
    "es": r"(?:la|a) mitad",
    "pt": r"metade",
}
_OF_THE_YEAR = re.compile(
    r"\b(?:first|second|latter|other|final|ersten?|zweiten?|anderen?|première|seconde|primera|segunda|primeira)\s\Z",
    re.I,
)
# What a passage may say instead; nobody is asked for it: “half each”, “halved”, “zu halben Preisen”.
_HALF = re.compile(
    r"\b(?:half|halves|halv(?:ed|ing)|halb\w{0,2}|halbier\w+|hälften?|moitiés?|demie?s?|mitad(?:es)?|medi[oa]s?"
    r"|metades?|mei[oa]s?)\b",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\s(?:[^\W\d_]+\s)?(?:in|out of(?: every)?|of(?: every)?|von|aus|sur|de cada|em cada)\s")


_BY = re.compile(r"\b(?:by|um|de|en|em)\s\Z", re.IGNORECASE)
_CLOCK = re.compile(r"\s(?:past|to|before|after|nach|vor)\b")


class Part(NamedTuple):
    """A part of a whole at `text[start:end]`; `mixed` where a whole number stands before it."""

    start: int
    end: int
    value: Decimal
    mixed: bool = False


def signed(text: str) -> Iterator[Part]:
    """`½`, `1½`, `1 1/2`, `2/3`."""
    for match in _SIGNED.finditer(text):
        value = Decimal(repr(unicodedata.numeric(match["sign"])))
        yield Part(match.start(), match.end(), _rounded(value + int(match["whole"] or 0)), bool(match["whole"]))
    for match in _SLASHED.finditer(text):
        numerator, denominator = int(match["n"]), int(match["m"])
        if numerator < denominator:
            value = Decimal(numerator) / denominator + int(match["whole"] or 0)
            yield Part(match.start(), match.end(), _rounded(value), bool(match["whole"]))


def named(text: str, code: str) -> Iterator[Part]:
    """“two thirds”, “three-quarters”, “a third of”, “half of”."""
    if code not in _NAMED:
        return
    for match in _names(code).finditer(text):
        word = plain(match["m"])
        one = plain(match["n"]) in _ONE[code].split()
        count = Decimal(1) if one else _count(match["n"], code)
        denominator = _NAMED[code].get(word) or _NAMED[code].get(re.sub(r"[sn](?= )|[sn]$", "", word))
        sure = not one or re.match(_OF[code], text[match.end() :]) or _is_change(text, match)
        if count and denominator and count < denominator and sure:
            yield Part(match.start(), match.end(), _rounded(count / denominator))
    for match in re.finditer(rf"\b(?:{_HALVES[code]})", text, re.IGNORECASE):
        if not _OF_THE_YEAR.search(text, max(0, match.start() - 16), match.start()):
            yield Part(match.start(), match.end(), Decimal("0.5"))


def _is_change(text, match):
    """It fell by a third; not: by a quarter past nine."""
    return _BY.search(text, max(0, match.start() - 5), match.start()) and not _CLOCK.match(text, match.end())


def halves(text: str) -> Iterator[Part]:
    return (Part(match.start(), match.end(), Decimal("0.5")) for match in _HALF.finditer(text))


def among(text: str, numbers) -> Iterator[Part]:
    """“one in three”, “zwei von drei”: of two numbers that stand side by side."""
    for one, two in pairwise(numbers):
        if _AMONG.fullmatch(text, one.end, two.start) and 0 < min(one.values) < min(two.values):
            yield Part(one.start, two.end, _rounded(min(one.values) / min(two.values)))


def _count(word, code):
    return Decimal(word) if word.isdecimal() else words_of(code).get(plain(word))


@lru_cache
def _names(code):
    """The names of parts with their plurals and accents: “cinquièmes”, “cuartas partes”."""
    words = "|".join(re.sub("[aeuc]", _accented, word.replace(" ", "s? ")) for word in _NAMED[code])
    return re.compile(rf"(?<![\w-])(?P<n>\d|[^\W\d_]+)[\s\u00a0-](?P<m>(?:{words})[sn]?)\b", re.IGNORECASE)


def _accented(match):
    return {"a": "[aá]", "e": "[eéè]", "u": "[uü]", "c": "[cç]"}[match.group()]


def _rounded(value):
    return value.quantize(Decimal("0.000001")).normalize()
