"""A sentence as tokens: runs of digits, words, and signs, each with its stem and its place in the text."""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from curation.evidence.amounts.numerals import UNITS
from curation.evidence.amounts.units import UNITS as UNIT_WORDS

_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "pt": "portuguese"}
_ONE_AT_A_TIME = threading.Lock()


class Token(NamedTuple):
    text: str
    low: str
    start: int  # in the whole text
    end: int
    kind: str  # "number", "word", "sign"


_SPACED = r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?|"


@lru_cache
def _pattern(language):
    spaced = "" if language == "en" else _SPACED
    elided = r"(?:[dlnsjmtcDLNSJMTC]|[Qq]u|[Jj]usqu|[Ll]orsqu)['’]|" if language == "fr" else ""
    number = rf"{spaced}\d+(?:[.,]\d+)*|\d+"
    sign = r"US\$|HK\$|C\$|A\$|R\$|°\s?[CF]\b|[^\w\s]"
    return re.compile(
        rf"(?P<number>{number})|(?P<word>{elided}[^\W\d_]+(?:-[^\W\d_]+)*[²³]?)|(?P<sign>{sign})|(?P<rest>\S)"
    )


def tokens(text: str, start: int, end: int, language: str) -> list[Token]:
    """The tokens of `text[start:end]`. A hyphened word is one only as a number or a name."""
    found: list[Token] = []
    for match in _pattern(language).finditer(text[start:end]):
        kind = match.lastgroup or "sign"
        written = match.group()
        at = start + match.start()
        if kind == "word" and "-" in written and not _whole(written, language):
            found += _pieces(written, at)
        else:
            low = written.lower().rstrip("'’") if kind == "word" else written.lower().replace(" ", "")
            found.append(Token(written, low, at, at + len(written), "sign" if kind == "rest" else kind))
    return found


def _whole(written, language):
    """vingt-quatre, but not four-hour; Saint-Rémy, but not Meter-Hauptspiegel."""
    if written.lower() in UNIT_WORDS:
        return True
    pieces = written.lower().split("-")
    table = UNITS.get(language, {})
    if all(piece in table or piece in ("et", "and") for piece in pieces):
        return True
    return language == "fr" and pieces[0] not in table


def _pieces(written, at):
    for piece in re.finditer(r"-|[^-]+", written):
        kind = "sign" if piece.group() == "-" else "word"
        yield Token(piece.group(), piece.group().lower(), at + piece.start(), at + piece.end(), kind)


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a lower-case word, without accents."""
    name = _STEMMERS.get(language)
    if name and len(word) < 60:
        with _ONE_AT_A_TIME:  # a stemmer keeps the word in itself
            stemmed = _stemmer(name).stemWord(word)
    else:
        stemmed = word
    return "".join(c for c in unicodedata.normalize("NFD", stemmed) if not unicodedata.combining(c))


@lru_cache
def _stemmer(name):
    return snowballstemmer.stemmer(name)
