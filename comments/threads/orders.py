"""Which root comes first. A page goes on after a value and a number, so it costs the same wherever it begins.

The cursor holds the value as it was when the page before was drawn: while people vote, only a root that itself moves
across the place where somebody reads can be met twice or missed.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, Q, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models.indexes import ANSWERED as IS_ANSWERED

CURSOR = re.compile(r"(?:(?P<value>\d{1,10}(?:\.\d{1,20})?(?:e-\d{1,3})?)_)?(?P<pk>\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Order:
    """`column` decides, downwards, and of equals the newer comes first; without one the number alone decides.

    `prepare` may annotate the roots with the column.
    """

    key: str  # as addresses say it
    name: str | Promise
    column: str = ""
    downwards: bool = True
    prepare: Callable[[Any], Any] = lambda roots: roots

    def of(self, roots):
        sign, other = ("-", "") if self.downwards else ("", "-")
        columns = [self.column, "pk"] if self.column else ["pk"]
        # No root has a parent: named first, and the other way round, as the indexes of roots have it, it makes
        # PostgreSQL read a page from them instead of sorting all roots, or walking through every comment of the site.
        return self.prepare(roots).order_by(f"{other}parent_id", *(f"{sign}{column}" for column in columns))

    def after(self, roots, cursor):
        """Those that follow the place in this order; `roots` come from `of`."""
        return roots.filter(self._beyond(cursor, "lt" if self.downwards else "gt"))

    def before(self, roots, cursor):
        """Those that come before it, the nearest first."""
        return roots.filter(self._beyond(cursor, "gt" if self.downwards else "lt")).reverse()

    def cursor_of(self, root) -> str:
        return f"{getattr(root, self.column)!r}_{root.pk}" if self.column else str(root.pk)

    def read(self, text) -> tuple[float, int] | None:
        """The place that an address names; None for what is none in this order."""
        found = CURSOR.fullmatch(str(text or ""))
        if not found or bool(found["value"]) != bool(self.column):
            return None
        value = float(found["value"] or 0)
        return (value, int(found["pk"])) if math.isfinite(value) else None

    def _beyond(self, cursor, way):
        value, pk = cursor
        if not self.column:
            return Q(**{f"pk__{way}": pk})
        here = _pair(Value(value if self.column == "best" else int(value)), Value(pk))
        return Func(
            _pair(F(self.column), F("pk")),
            here,
            template="%(expressions)s",
            arg_joiner={"lt": " < ", "gt": " > "}[way],
            output_field=BooleanField(),
        )


def _pair(column, pk):
    """Compared as a row, so that an index leads into the middle of many roots of one value."""
    return Func(column, pk, function="", output_field=BooleanField())


def _with_answers(roots):
    return roots.annotate(is_answered=IS_ANSWERED)


# By time is the default: a conversation reads from its beginning, nothing moves while somebody pages, and a thread
# without votes is in no order at all by them.
DEFAULT = Order("oldest", _("Oldest"), downwards=False)
ORDERS = {
    order.key: order
    for order in (
        DEFAULT,
        Order("newest", _("Newest")),
        Order("best", _("Best"), "best"),
        Order("discussed", _("Most discussed"), "replies_below"),
    )
}


ANSWERED = Order("answered", _("Answered first"), "is_answered", prepare=_with_answers)


def default_of(article) -> Order:
    """The order in which its thread is read unless the reader chooses another."""
    return ANSWERED if article.comments_mode == article.Comments.QUESTIONS else DEFAULT


def orders_of(article) -> dict[str, Order]:
    """Those that a reader may choose."""
    own = default_of(article)
    return {own.key: own} | ORDERS


def order_of(article, asked=None) -> Order:
    return orders_of(article).get(asked or "") or default_of(article)
