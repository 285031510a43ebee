"""The source's text with its cited passages marked, as paragraphs of pieces. Pure."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A cited passage: half-open offsets, what its numeral says, and the place in the form that cites it."""

    start: int
    end: int
    label: str
    href: str


@dataclass
class Piece:
    """A run of text under the same marks. `id` is where links to a passage that starts here lead."""

    text: str
    marked: bool = False
    id: str = ""
    ends: list[Mark] = field(default_factory=list)
    start: int = 0  # in the snapshot, in code points


def anchor(snapshot_pk, start):
    return f"passage-{snapshot_pk}-{start}"


def paragraphs(text, marks, *, snapshot_pk):
    """Lists of pieces, one a paragraph; together they are the text without the line ends between paragraphs."""
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    found, offset = [], 0
    for paragraph in text.split("\n\n"):
        end = offset + len(paragraph)
        edges = [offset, *(cut for cut in cuts if offset < cut < end), end]
        found.append([_piece(text, start, stop, marks, snapshot_pk) for start, stop in pairwise(edges)])
        offset = end + 2
    return found


def _piece(text, start, end, marks, snapshot_pk):
    here = [mark for mark in marks if mark.start <= start and end <= mark.end]
    begins = any(mark.start == start for mark in here)
    return Piece(
        text=text[start:end],
        marked=bool(here),
        id=anchor(snapshot_pk, start) if begins else "",
        ends=[mark for mark in here if mark.end == end],
        start=start,
    )
