"""Numbers that are only said in size: “dozens”, “hundreds of thousands”, “mehrere tausend”, “des milliers”. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from curation.evidence.number_words import plain

_SIZES = {
    "en": {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9},
    "de": {"dutzende": 12, "hunderte": 100, "tausende": 1000, "zehntausende": 10**4, "hunderttausende": 10**5,
           "millionen": 10**6, "milliarden": 10**9},
    "fr": {"dizaines": 10, "centaines": 100, "milliers": 1000, "millions": 10**6, "milliards": 10**9},
    "es": {"decenas": 10, "docenas": 12, "cientos": 100, "centenares": 100, "miles": 1000, "millones": 10**6},
    "pt": {"dezenas": 10, "duzias": 12, "centenas": 100, "milhares": 1000, "milhoes": 10**6, "bilhoes": 10**9},
}  # fmt: skip
_ONE_OF_SEVERAL = {
    "en": ("several|a few|many", {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}),
    "de": ("mehrere[nr]?|einige[nr]?|viele[nr]?", {"dutzend": 12, "hundert": 100, "tausend": 1000}),
}
_OF = r"\s(?:of|von|de)\s"
_WORD = r"[^\W\d_]+"


class Size(NamedTuple):
    start: int
    end: int
    value: int


def sizes(text: str, code: str) -> Iterator[Size]:
    """Each with what “hundreds of thousands” makes together."""
    if code not in _SIZES:
        return
    known = _SIZES[code] | _ONE_OF_SEVERAL.get(code, ("", {}))[1]
    for match in _pattern(code).finditer(text):
        value = 1
        for word in re.findall(_WORD, match["what"]):
            value *= known.get(_bare(word, code), 1)
        yield Size(match.start(), match.end(), value)


def _bare(word, code):
    word = plain(word)
    return word.removesuffix("n") if code == "de" and word.endswith(("den", "ten")) else word


@lru_cache
def _pattern(code):
    large = "|".join(_accented(word) + ("n?" if code == "de" and word.endswith("e") else "") for word in _SIZES[code])
    several = ""
    if code in _ONE_OF_SEVERAL:
        some, words = _ONE_OF_SEVERAL[code]
        several = rf"|(?:{some})\s(?:{'|'.join(words)})"
    return re.compile(rf"\b(?P<what>(?:{large})(?:{_OF}(?:{large}))*{several})\b", re.IGNORECASE)


def _accented(word):
    return re.sub("[uo]", lambda match: {"u": "[uú]", "o": "[oõ]"}[match.group()], word)
