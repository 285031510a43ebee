"""How well scores tell two kinds of comments apart."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Confusion:
    """`caught` and `missed` would be removed, `wronged` and `spared` are fine; caught and wronged are held."""

    caught: int
    wronged: int
    missed: int
    spared: int

    @property
    def held(self) -> int:
        return self.caught + self.wronged

    @property
    def precision(self) -> float | None:
        """How many of those held are not acceptable; None when nothing is held."""
        return self.caught / self.held if self.held else None

    @property
    def recall(self) -> float | None:
        """How many of those not acceptable are held; None when there are none."""
        amiss = self.caught + self.missed
        return self.caught / amiss if amiss else None

    def __str__(self) -> str:
        shown = [("–" if share is None else f"{share:.2f}") for share in (self.precision, self.recall)]
        return (
            f"precision {shown[0]}, recall {shown[1]} "
            f"({self.caught} caught, {self.wronged} wronged, {self.missed} missed, {self.spared} spared)"
        )


def confusion(values: Sequence[float], amiss: Sequence[bool], threshold: float) -> Confusion:
    pairs = [(value >= threshold, bool(is_amiss)) for value, is_amiss in zip(values, amiss, strict=True)]
    return Confusion(
        caught=pairs.count((True, True)),
        wronged=pairs.count((True, False)),
        missed=pairs.count((False, True)),
        spared=pairs.count((False, False)),
    )


def roc_auc(values: Sequence[float], amiss: Sequence[bool]) -> float | None:
    """The chance that of two comments the one to be removed scores higher (Mann and Whitney, 1947); ties count half.

    None where all are of one kind.
    """
    ranks = _ranks(values)
    of_amiss = [rank for rank, is_amiss in zip(ranks, amiss, strict=True) if is_amiss]
    count, others = len(of_amiss), len(values) - len(of_amiss)
    if not count or not others:
        return None
    return (sum(of_amiss) - count * (count + 1) / 2) / (count * others)


def _ranks(values):
    """From 1, equal values share the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks, at = [0.0] * len(values), 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            ranks[place] = (at + 1 + end) / 2
        at = end
    return ranks
