"""Words as the search knows them, made once by us for the index, for queries and for highlights.

A word is folded: NFKC, without case and accents. Scripts without spaces between words (Chinese, Japanese, Thai …)
and Korean, which joins its particles to them, are cut into pairs of neighbours.

Databases get them as plain ASCII ("tide", "_c3b0"), so that none of them has an opinion of its own about letters.
A stem ends with "_", so that it is never taken for a word; a "_" alone separates what are not neighbours.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from common.text import MARKS

LONGEST_WORD = 40  # characters; what follows is cut away, in the index as in queries
LONGEST_RUN = 255  # a longer one is several: normalising many marks at once takes quadratic time
GAP = "_"
_INSIDE = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphens, joiners: inside a word, no part of it
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"(?:[^\W_{_PAIRED}]|[{MARKS}])"
_RUN = re.compile(rf"(?P<paired>[{_PAIRED}]+)|{_LETTER}(?:{_LETTER}|[{_INSIDE}]){{0,{LONGEST_RUN}}}")
_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_UNSEEN_INSIDE = re.compile(f"[{_INSIDE}]")
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670]+")
_WITHOUT_ACCENT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


class Token(NamedTuple):
    """`word` is folded; `caseless` still has its accents, for stemming; it stands at `text[start:end]`."""

    word: str
    caseless: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """In order. A pair overlaps with the next one; a letter of such a script that stands alone is a word."""
    for run in _RUN.finditer(text):
        yield from _pairs(run[0], run.start()) if run["paired"] else _words(run[0], run.start(), run.end())


def _words(run, start, end):
    """Usually one; ½ unfolds into two that stand at the same place."""
    if run.isascii():
        yield Token(run.lower()[:LONGEST_WORD], run.lower(), start, end)
        return
    for word in _WORD.findall(_caseless(run)):
        if folded := fold(word):
            yield Token(folded, word, start, end)


def _pairs(run, start):
    for place in range(max(1, len(run) - 1)):
        pair = run[place : place + 2]
        if folded := fold(pair):
            yield Token(folded, "", start + place, start + place + len(pair))


def fold(word: str) -> str:
    """Without case, width and accents, cut to the longest word; marks that are more than accents stay."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", _caseless(word)))
    return unicodedata.normalize("NFC", plain).translate(_WITHOUT_ACCENT)[:LONGEST_WORD]


def _caseless(word):
    word = _UNSEEN_INSIDE.sub("", word)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())


def singles(text: str) -> set[str]:
    """The letters, each alone, of scripts that are cut into pairs: what a search for one letter finds."""
    return {fold(letter) for run in _RUN.finditer(text) if run["paired"] for letter in run[0]} - {""}


# Stems


def stemmer_of(language: str) -> str:
    """The primary subtag of a BCP 47 tag when we have a stemmer for it, else ""."""
    primary = language.partition("-")[0].lower()
    return primary if primary in _STEMMERS else ""


@lru_cache(50_000)
def stem(caseless: str, language: str) -> str:
    """The folded stem of a word. A stemmer is made anew each time, since it holds the word that it works on."""
    if language not in _STEMMERS or len(caseless) > LONGEST_WORD:
        return fold(caseless)
    return fold(snowballstemmer.stemmer(_STEMMERS[language]).stemWord(caseless))


# As the databases get them


def ascii_of(word: str) -> str:
    return word if word.isascii() and word.isalnum() else f"_{word.encode().hex()}"


def ascii_of_stem(stem: str) -> str:
    return f"{ascii_of(stem)}_"
