"""A flat list that draws a tree: each row says how many levels end before it and whether it begins one.

A sort path holds the number of each ancestor, so the list needs no recursion, neither here nor in a template.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Article
from comments.models import SEGMENT, Comment
from comments.rules import name_of
from comments.threads.orders import DEFAULT, Order, default_of, orders_of

STEPS = 4  # a page steps in no further; from here on each comment says whom it answers
FEW = 10  # comments are found by looking


@dataclass(frozen=True)
class Rest:
    """What of a branch stands on its own page; `count` is 0 when nothing of it is visible."""

    address: str
    count: int


@dataclass
class Row:
    comment: Comment
    own: bool = False
    maker: bool = False
    is_new: bool = False  # since the reader's last visit
    parent: Comment | None = None  # where it is known
    stray: bool = False  # one does not see by its place what it answers
    opens: bool = False
    closes: range = range(0)
    replies: int = 0  # in the list right below it
    above: "Row | None" = None  # the comment in whose list of replies it stands
    deeper: Rest | None = None  # answers to it that are too deep for this page
    rest: Rest | None = None  # of the branch that ends here

    @property
    def answers(self):
        """What it answers, where that does not stand right above it and may be shown."""
        return self.parent if self.parent and self.stray and self.parent.is_visible else None

    @property
    def state(self):
        return self.comment.status if self.comment.status != "visible" else ""

    @property
    def rule(self):
        return name_of(self.comment.removed_for)

    def continue_deeper(self, number):
        """What answers the comment with this number, this one or one near it that the reader is not shown. Answers to
        several of them are all on the page of the whole branch."""
        address = reverse("comment-thread", args=[number])
        if self.deeper and self.deeper.address != address:
            whole = reverse("comment-thread", args=[int(self.comment.path[:SEGMENT])])
            self.deeper = Rest(whole, self.deeper.count)
        elif not self.deeper:
            self.deeper = Rest(address, self.comment.replies_below if self.comment.pk == number else 0)


@dataclass
class Thread:
    article: Article
    user: Any
    rows: list[Row] = field(default_factory=list)
    order: Order = DEFAULT
    after: str | None = None
    next_after: str | None = None
    new_since: int | None = None  # those that became visible after this (`appeared`) are new

    def __post_init__(self):
        self._open_levels = draw(self.rows)

    @cached_property
    def closes(self):
        """Levels that are still open after the last row."""
        return range(len(self._open_levels) - 1)

    @property
    def count(self):
        return self.article.comment_count

    @property
    def is_one_page(self):
        return not self.after and not self.next_after

    @property
    def can_be_sorted(self):
        return self.count > 1

    @property
    def can_be_searched(self):
        return self.count > FEW

    @property
    def orders(self):
        """(name, address, is it this one) of each order."""
        return [(order.name, self._address(order), order == self.order) for order in orders_of(self.article).values()]

    @property
    def beginning(self):
        return self._address(self.order)

    @property
    def onward(self):
        return self._address(self.order, after=self.next_after)

    def _address(self, order, after=None):
        said = {
            "sort": order.key if order != default_of(self.article) else None,
            "after": after,
            "new": self.new_since,
        }
        query = urlencode({name: value for name, value in said.items() if value is not None})
        return f"{self.article.get_absolute_url()}{'?' if query else ''}{query}#comments"


def draw(rows: Iterable[Row]) -> list[Row]:
    """Settle where levels begin and end; returns the rows that are still open, outermost first."""
    above: list[Row] = []
    for row in rows:
        level = len(above)
        while above and not _is_in(row, above[-1]):
            above.pop()
        _place(row, above, level)
        above.append(row)
    return above


def is_stray(comment):
    """Does one not see by its place what it answers, wherever it is drawn?"""
    return comment.depth > STEPS or list_of(comment) != (comment.parent_id or comment.pk)


def list_of(comment):
    """The number of the comment in whose list of replies it stands: its parent, or where nesting ends its eighth
    ancestor; its own for a root."""
    return int(comment.path[-2 * SEGMENT : -SEGMENT] or comment.pk)


def _is_in(row, other):
    return row.comment.path.startswith(other.comment.path)


def _place(row, above, level):
    row.opens = level > 0 and len(above) == level
    row.closes = range(max(level - len(above) - 1, 0))
    row.above = above[-1] if above else None
    row.stray = row.comment.depth > STEPS or row.comment.parent_id != (above[-1].comment.pk if above else None)
    if above:
        above[-1].replies += 1
