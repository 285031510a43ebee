"""Two wordings of a passage, word by word, with the numbers marked that one has and the other has not. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from common.text import CJK
from curation.evidence.numbers import numbers
from curation.evidence.refinding import in_order

MOST_WORDS = 300  # of each; longer ones are shown whole, one after the other
_PIECE = re.compile(rf"[{CJK}]|[^\s{CJK}]+\s*|\s+")


class Piece(NamedTuple):
    kind: str  # "kept", "gone" or "new"
    text: str
    number: bool = False


def word_diff(before: str, after: str, language: str = "") -> list[Piece]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [Piece("gone", f"{before} "), Piece("new", after)]
    elsewhere = {"gone": _values(after, language), "new": _values(before, language)}
    borne = _values(after, language)  # a word that is kept is no difference
    words = [
        (kind, word, bool(_values(word, language) - elsewhere.get(kind, borne))) for kind, word in _steps(old, new)
    ]
    return list(_runs(words))


def numbers_differ(before: str, after: str, language: str = "") -> bool:
    return _values(before, language) != _values(after, language)


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Each word in reading order, with what became of it; what is gone stands before what is new."""
    a = b = 0
    pairs = in_order([word.strip() for word in old], [word.strip() for word in new])
    for c, d in [*pairs, (len(old), len(new))]:
        yield from (("gone", word) for word in old[a:c])
        if c == len(old) > a and d > b:
            yield "gone", " "  # the last word of a passage has no space behind it
        yield from (("new", word) for word in new[b:d])
        if c < len(old):
            yield "kept", max(old[c], new[d], key=len)  # with the space behind it, if either has one
        a, b = c + 1, d + 1


def _runs(words: Iterable[tuple[str, str, bool]]) -> Iterator[Piece]:
    run: Piece | None = None
    for kind, word, number in words:
        if run and (run.kind, run.number) == (kind, number):
            run = Piece(kind, run.text + word, number)
            continue
        if run:
            yield run
        run = Piece(kind, word, number)
    if run:
        yield run


def _values(text, language):
    return {value for number in numbers(text, language) for value in number.values}
