"""The public log: every decision, without people. The transparency report counts the same query.

Nobody is named in it: neither author nor moderator nor reporter, no text of a comment, and no words to its author,
since those may name people.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery

from articles.models import Article
from moderation.models import Appeal, Decision, Report

FoundBy = Decision.FoundBy
SIZE = 50


@dataclass(frozen=True)
class Span:
    """From `start` up to but without `end`, UTC."""

    start: datetime
    end: datetime

    @classmethod
    def year(cls, year):
        return cls(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))

    @classmethod
    def month(cls, year, month):
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        return cls(datetime(year, month, 1, tzinfo=UTC), end)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the figures ask of a decision, and no more: a year has many."""

    outcome: str
    rule: str
    ground: str
    found_by: str
    took: timedelta | None
    was_held: bool
    by_machine: bool
    overturned: bool  # upon the author's appeal, or the other look of whoever had reported it

    @property
    def restricts(self):
        """As the decision itself has it."""
        return self.outcome in Decision.RESTRICTING and not (self.outcome == Decision.Outcome.HELD and self.was_held)


@dataclass(frozen=True)
class Entry:
    """One line: what may be known of a decision by everybody."""

    decision: Decision

    @property
    def article(self):
        comment = self.decision.comment
        return comment.article if comment else self.decision.article

    @property
    def clip(self):
        """The clip, while everybody can read it."""
        article = self.article
        return article if article and article.status == Article.Status.PUBLISHED else None

    @property
    def appeal(self):
        return self.decision.appeal

    @property
    def complaints(self):
        """What reporters asked, for whoever counts: how many, and what became of each."""
        return self.decision.complaints

    @property
    def took(self) -> timedelta | None:
        return time_to_decision(self.decision)


def decisions():
    """All that the log shows, the newest first; for pages and for the report alike."""
    first = Report.objects.filter(decision=OuterRef("pk")).order_by("at").values("at")[:1]
    asked = Appeal.objects.filter(decision=OuterRef("undoes"), state=Appeal.State.OVERTURNED)
    when = {"noticed_at": Subquery(first), "asked_at": Subquery(asked.order_by("at").values("at")[:1])}
    return Decision.objects.select_related("comment__article", "article").annotate(**when).order_by("-pk")


def within(span, some=None):
    some = decisions() if some is None else some
    return some.filter(at__gte=span.start, at__lt=span.end)


def measured(some):
    """Of these decisions; read in pieces, without their words and those of the comments."""
    plain = ("outcome", "rule", "ground", "found_by")
    named = (*plain, "was_held_because", "by", "overturned", "at", "noticed_at", "comment__created_at", "asked_at")
    overturned = Appeal.objects.filter(decision=OuterRef("pk"), state=Appeal.State.OVERTURNED)
    rows = some.annotate(overturned=Exists(overturned)).select_related(None).order_by().values_list(*named)
    for outcome, rule, ground, found_by, held, by, overturned, *times in rows.iterator(chunk_size=2000):
        how = {"was_held": bool(held), "by_machine": by is None, "overturned": overturned}
        yield Measured(outcome, rule, ground, found_by, _took_of(found_by, *times), **how)


def page(filters, before=None):
    """The lines after `before`, a number of a decision, and the number to go on from (None: the end)."""
    found = decisions()
    for name in ("outcome", "rule", "found_by"):
        if filters.get(name):
            found = found.filter(**{name: filters[name]})
    if filters.get("month"):
        found = within(Span.month(*filters["month"]), found)
    if before:
        found = found.filter(pk__lt=before)
    shown = list(found.prefetch_related("appeals")[: SIZE + 1])
    more = shown[SIZE - 1].pk if len(shown) > SIZE else None
    return [Entry(decision) for decision in shown[:SIZE]], more


def time_to_decision(decision) -> timedelta | None:
    """From when somebody or something first pointed to it until it was decided; None where nobody did.

    A report or notice points when it comes, the screen when the comment is posted, an appeal when it is made. What a
    moderator came across counts from when it was posted.
    """
    posted = decision.comment.created_at if decision.comment else None
    return _took(decision.at, _since(decision.found_by, decision.noticed_at, posted, decision.asked_at))


def _took_of(found_by, at, noticed, posted, appealed):
    return _took(at, _since(found_by, noticed, posted, appealed))


def _took(at, since):
    return at - since if since and since <= at else None


def _since(found_by, noticed, posted, appealed):
    if found_by in (FoundBy.APPEAL, FoundBy.AGAIN):
        return appealed
    return noticed if found_by in (FoundBy.REPORT, FoundBy.NOTICE) else posted
