"""Amounts of a text that contradict each other: one extractor, and a file for each family of rules over its rows.

Silent when unsure: what is rounded, estimated, told of another time or corrected by the text itself is none.
"""

from itertools import islice

from curation.evidence.amounts import read

from .ages import ages
from .contradiction import Contradiction, Quoted
from .date_order import date_order
from .duration import durations
from .halves import halves
from .later import later
from .lives import lives
from .outcomes import outcomes
from .part_of_earlier import part_of_earlier
from .part_whole import part_whole
from .percent_of import percent_of
from .percent_sum import percent_sum
from .persons import persons
from .prices import prices
from .rate import rate
from .same_quantity import same_quantity
from .sums import remainders, sums
from .timeline import timeline
from .totals import totals
from .weekday import weekday

__all__ = ["Contradiction", "Quoted", "contradictions"]

RULES = (
    rate,
    part_whole,
    part_of_earlier,
    outcomes,
    percent_sum,
    sums,
    remainders,
    halves,
    totals,
    percent_of,
    date_order,
    timeline,
    same_quantity,
    prices,
    persons,
    weekday,
    durations,
    later,
    lives,
    ages,
)
MOST = 20  # a text with more is not understood, or not a text


def contradictions(text: str, *, language: str = "") -> list[Contradiction]:
    """The contradictions of a normalised text in reading order; the same sentences are told once."""
    reading = read(text, language)
    found: dict[tuple[Quoted, ...], Contradiction] = {}
    for rule in RULES:
        for each in islice(rule(reading), MOST):
            found.setdefault(each.spans, each)
    return sorted(found.values(), key=lambda each: each.spans[0].start)[:MOST]
