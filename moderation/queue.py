"""The queue: what waits for a moderator, most urgent first, with all that a decision needs, by a fixed number of
queries."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Round
from django.utils import timezone

from comments import scoring
from comments.models import Comment, CommentRevision
from comments.screening import REASONS, explain
from moderation import alike
from moderation.doors import within_reach
from moderation.models import Claim, Decision, PersonNote, Report, Sanction

RECENT = 10
UNLAWFUL = 1_000_000  # before any weight that reports can have
SHOWN = {
    "held": lambda found: found.filter(status="held"),
    "reported": lambda found: found.filter(pk__in=Report.objects.open().exclude(comment=None).values("comment")),
    "unlawful": lambda found: found.filter(
        pk__in=Report.objects.open().filter(unlawful=True).exclude(comment=None).values("comment")
    ),
}


@dataclass
class Heard:
    """A report, and whose it is, with their record."""

    report: Report
    by: Any = None

    @property
    def who(self):
        return self.by or self.report.name or self.report.email


@dataclass
class Card:
    # What it shows, gathered by `cards` in a fixed number of queries.
    comment: Comment
    record: object  # the author with counts, see _records
    own: bool = False
    reports: list[Heard] = field(default_factory=list)
    seen: int = 0
    last: Decision | None = None
    taken: Claim | None = None  # by somebody else
    ready: list = field(default_factory=list)  # ready reasons; see moderation/reasons.py
    twins: int = 0  # near-identical comments that wait, besides this one

    @property
    def cursor(self) -> str:
        """Its place in the queue; see `beginning`."""
        return f"{getattr(self.comment, 'urgency', 0)}.{self.comment.pk}"

    @property
    def language(self) -> str:
        """In which the author reads reasons."""
        return self.comment.author.language or self.comment.article.language

    @property
    def before(self) -> list:
        """How an edited comment read before, the newest words first: edits must not hide what was reported. With
        reports, all that stood since the first of them came; else everything."""
        since = min((heard.report.at for heard in self.reports), default=None)
        return [one for one in reversed(self.comment.revisions.all()) if since is None or one.at >= since]

    @property
    def edits(self):
        return len(self.comment.revisions.all())

    @property
    def why_scored(self) -> list[str]:
        return scoring.explain(self.comment.score_reasons)

    @property
    def why_held(self):
        return explain(self.comment.held_because) if self.comment.status == "held" else []


def waiting():
    """Held comments, and visible ones with an open report. (A union, so that both databases use an index.)"""
    held, reported = _two_kinds()
    return Comment.objects.filter(pk__in=held.union(reported))


def _two_kinds():
    """No comment is of both."""
    reported = Report.objects.open().exclude(comment=None).order_by().values("comment")
    both = Comment.objects.held(), Comment.objects.visible().filter(pk__in=reported)
    return [kind.order_by().values("pk") for kind in both]


def waiting_for(moderator, *, show="", category=""):
    """What this moderator may decide, most urgent first, as far as they want to see it."""
    found = within_reach(waiting(), moderator)
    if category.isascii() and category.isdigit() and len(category) < 19:
        found = found.filter(article__category=category)
    return by_urgency(SHOWN.get(show, lambda every: every)(found))


def by_urgency(comments):
    """Notices of unlawful content first, then by the weight of reports and the scorer's value, then the oldest.

    `urgency` is whole hundredths, so that a page can begin exactly where the one before ended.
    """
    reports = Report.objects.open().filter(comment=OuterRef("pk")).order_by()
    weight = Subquery(reports.values("comment").annotate(sum=Sum("weight")).values("sum"))
    notice = Case(When(Exists(reports.filter(unlawful=True)), then=Value(UNLAWFUL)), default=Value(0))
    said = Round((Coalesce(weight, Value(0.0)) + Coalesce("score", Value(0.0))) * 100)
    return comments.annotate(urgency=notice + Cast(said, IntegerField())).order_by("-urgency", "pk")


def without_put_aside(comments, moderator):
    """Without those that this moderator kept held, unless somebody decided, reported or edited since: they wait for
    another look."""
    same, since = {"comment": OuterRef("comment")}, {"at__gt": OuterRef("at")}
    put_aside = Decision.objects.filter(
        ~Exists(Decision.objects.filter(**same, pk__gt=OuterRef("pk"))),
        ~Exists(Report.objects.open().filter(**same, **since)),
        ~Exists(CommentRevision.objects.filter(**same, **since)),
        comment=OuterRef("pk"),
        by=moderator,
        outcome=Decision.Outcome.HELD,
    )
    return comments.filter(~Exists(put_aside))


def beginning(comments, cursor):
    """The cards from a place on: `cursor` is what Card.cursor says of the last card before it."""
    urgency, _, pk = cursor.partition(".")
    if not (urgency.isascii() and pk.isascii() and urgency.isdigit() and pk.isdigit() and len(cursor) < 30):
        return comments
    return comments.filter(Q(urgency__lt=int(urgency)) | Q(urgency=int(urgency), pk__gt=int(pk)))


def waiting_count(moderator=None):
    held, reported = (within_reach(kind, moderator) if moderator else kind for kind in _two_kinds())
    return held.union(reported, all=True).count()


def oldest_since():
    """Since when the one waits that waits longest, or None."""
    held = Comment.objects.held().aggregate(at=Min("waits_since"))["at"]
    reported = Report.objects.open().filter(comment__status="visible").aggregate(at=Min("at"))["at"]
    return min(filter(None, [held, reported]), default=None)


def recently_removed(moderator):
    return within_reach(Comment.objects.filter(status="removed"), moderator).order_by("-settled_at", "-pk")[:RECENT]


def cards(comments, moderator):
    """The cards of these comments (a slice is fine), in their order."""
    found = list(_for_cards(comments))
    reporters = {report.by_id for comment in found for report in comment.open_reports}
    people = _records({comment.author_id for comment in found} | reporters - {None})
    twins = alike.twins(found, within_reach(waiting(), moderator).exclude(author=moderator))
    return [_card(comment, people, twins, moderator) for comment in found]


def _for_cards(comments):
    reports = Report.objects.open().select_related("by").order_by("-unlawful", "pk")
    decisions = Decision.objects.select_related("by")
    return comments.select_related("article", "author", "parent__author", "claim__moderator").prefetch_related(
        Prefetch("reports", reports, to_attr="open_reports"),
        Prefetch("decisions", decisions, to_attr="history"),
        "revisions",
    )


def with_history(comments):
    """With author, clip, decisions (`history`) and earlier words: what a preview of many shows."""
    history = Prefetch("decisions", Decision.objects.order_by("-pk"), to_attr="history")
    return comments.select_related("article", "author").prefetch_related(history, "revisions")


def held_for(key):
    """For this reason of the screen, whatever was found: the whole key, at the beginning or after a comma."""
    return Q(held_because__regex=rf"(^|,){key}(:|,|$)") if key in REASONS else Q(pk__in=())


def counted_reasons(rows):
    """(key, words, how many) for each reason of the screen among pairs of `held_because` and a number."""
    counts = Counter()
    for because, n in rows:
        for key in {part.partition(":")[0] for part in because.split(",")}:
            counts[key] += n
    return [(key, REASONS[key], n) for key, n in counts.most_common() if key in REASONS]


def _records(people):
    """People by number, with their limits and notes, and with counts: comments that stand, wait and were removed;
    reports settled, and found right."""
    made, wrote = _of_each(Report, "by"), _of_each(Comment, "author")
    of = get_user_model().objects.filter(pk__in=people)
    limits = Prefetch("sanctions", Sanction.objects.in_force(), to_attr="limits")
    notes = Prefetch("notes_about", PersonNote.objects.select_related("by"), to_attr="notes")
    return {
        person.pk: person
        for person in of.prefetch_related(limits, notes).annotate(
            visible_comments=_count(wrote.filter(status="visible")),
            held_comments=_count(wrote.filter(status="held")),
            removed_comments=_count(wrote.filter(status="removed")),
            reports_settled=_count(made.filter(state__in=Report.JUDGED)),
            reports_right=_count(made.filter(state="upheld")),
        )
    }


def _of_each(model, by):
    """How many rows a person has, to be narrowed."""
    rows = model.objects.filter(**{by: OuterRef("pk")}).order_by()
    return rows.values(by).annotate(n=Count("pk")).values("n")


def _count(rows):
    return Coalesce(Subquery(rows, output_field=IntegerField()), Value(0))


def _card(comment, people, twins, moderator):
    last = comment.history[0] if comment.history else None
    return Card(
        comment=comment,
        record=people[comment.author_id],
        own=comment.author_id == moderator.pk,
        reports=[Heard(report, people.get(report.by_id)) for report in comment.open_reports],
        seen=last.pk if last else 0,
        last=last,
        taken=_taken(comment, moderator),
        twins=twins.get(comment.pk, 0),
    )


def _taken(comment, moderator):
    """The claim of somebody else on it, while it lasts."""
    claim = getattr(comment, "claim", None)
    return claim if claim and claim.moderator_id != moderator.pk and claim.until > timezone.now() else None
