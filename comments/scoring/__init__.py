"""How likely it is that a moderator would remove a comment, and why. Pure: no request, no database, no service.

    found = score("You are an idiot!", shipped())
    found.value                   # 0 to 1
    explain(found.reasons)        # ["It calls somebody names: “idiot”.", …]

Weights are learned elsewhere (`moderation_train`, `evaluation.comments`); here they are only multiplied.
"""

import math
from dataclasses import dataclass
from functools import cache

from comments.scoring.reading import read
from comments.scoring.reasons import explain, reasons_of
from comments.scoring.weights import SHIPPED, Weights

__all__ = ["FAIR", "Score", "Weights", "explain", "score", "shipped"]

TOLD = 0.3  # below it there is nothing to explain
FAIR = 0.5  # where the shipped weights take a comment for one that would be removed


@dataclass(frozen=True)
class Score:
    """`value`: 0 (fine) to 1 (would be removed). `reasons`: keys with the comment's own words, for `explain`."""

    value: float
    reasons: tuple[str, ...] = ()


def score(text: str, weights: Weights) -> Score:
    reading = read(text)
    value = likelihood(weights.logit(reading))
    return Score(value, reasons_of(reading, weights) if value >= TOLD else ())


def likelihood(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def shipped() -> Weights:
    """The prior that comes with the site, learned from sentences written for it (docs/scoring.md)."""
    return Weights.unpack(SHIPPED.read_bytes())
