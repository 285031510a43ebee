"""Two wordings of a passage, word by word, with the numbers marked that one has and the other has not. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articles.comparing import DELETED, INSERTED, KEPT, compared_words
from common.text import CJK
from curation.evidence.numbers import amounts

KINDS = {KEPT: "kept", DELETED: "gone", INSERTED: "new"}
_PIECE = re.compile(rf"[{CJK}]|[^\s{CJK}]+\s*|\s+")


class Piece(NamedTuple):
    kind: str  # "kept", "gone" or "new"
    text: str
    number: bool = False


def word_diff(before: str, after: str, language: str = "") -> list[Piece]:
    elsewhere = {"gone": _values(after, language), "new": _values(before, language)}
    borne = _values(after, language)  # a word that is kept is no difference
    words = [
        (KINDS[piece.kind], word, bool(_values(word, language) - elsewhere.get(KINDS[piece.kind], borne)))
        for piece in compared_words(before, after)
        for word in _PIECE.findall(piece.text)
    ]
    return list(_runs(words))


def numbers_differ(before: str, after: str, language: str = "") -> bool:
    return _values(before, language) != _values(after, language)


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
    return {value for amount in amounts(text, language) for value in amount.values}
