"""One contradiction, and what the rules have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from curation.evidence.amounts import Amount, Reading, Sentence


class Quoted(NamedTuple):
    """A sentence of the text, as half-open code-point offsets."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`spans` are the one to three sentences that cannot all be true; `message` says in one line why."""

    kind: str
    spans: tuple[Quoted, ...]
    message: str


def contradiction(kind: str, reading: Reading, sentences: Iterable[Sentence], message: str) -> Contradiction:
    rows = sorted({sentence.number: sentence for sentence in sentences}.items())
    return Contradiction(kind, tuple(Quoted(row.start, row.end, row.text) for _number, row in rows), message)


def one_kind(a: Amount, b: Amount) -> bool:
    """Whether both count or measure in the same unit."""
    return (a.dimension, a.unit) == (b.dimension, b.unit)


def shares_noun(a: Amount, b: Amount) -> bool:
    return any(alike(one, other) for one in a.nouns for other in b.nouns)


def alike(one: str, other: str) -> bool:
    """The same stem, or in a compound its last part: Bauabschnitt and Abschnitt."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and len(long) - len(short) >= 3 and long.endswith(short)


# What follows a noun to say which of its kind are meant: "the nine members of the other board".
MORE_EXACTLY = frozenset(
    "in on at of from with who which that left near behind for to under by whose where without still they he she we"
    " im in aus von vom der des dem bei mit ohne unter zur zum auf für"
    " de du des d qui dans sur à au aux en chez restants encore dont que sous avec".split()
)


def overlap(stems: Iterable[str], others: Iterable[str]) -> set[str]:
    """The stems that have a like among the others."""
    others = list(others)
    return {stem for stem in stems if any(alike(stem, other) for other in others)}


def other_times(a: Sentence, b: Sentence) -> bool:
    """Whether the sentences speak of different times, or one of them of another state of things."""
    return a.other_state or b.other_state or bool(a.years and b.years and a.years != b.years)
