"""The queue: what waits for a moderator, oldest first, with all that a decision needs, in a fixed number of queries."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from comments.models import Comment
from comments.screening import explain
from moderation.models import Decision, Report

RECENT = 10


@dataclass
class Card:
    comment: Comment
    record: object  # the author with counts, see _records
    own: bool = False
    reports: list[Report] = field(default_factory=list)
    seen: int = 0
    last: Decision | None = None

    @property
    def before(self) -> str:
        """How an edited comment read before: an edit must not hide what was reported."""
        revisions = list(self.comment.revisions.all())
        return revisions[-1].body if revisions else ""

    @property
    def edits(self):
        return len(self.comment.revisions.all())

    @property
    def why_held(self):
        return explain(self.comment.held_because) if self.comment.status == "held" else []


def waiting():
    """Held comments, and visible ones with an open report."""
    reported = Exists(Report.objects.open().filter(comment=OuterRef("pk")))
    return Comment.objects.filter(Q(status="held") | Q(reported, status="visible"))


def waiting_count():
    return waiting().count()


def recently_removed():
    return Comment.objects.filter(status="removed").order_by("-settled_at", "-pk")[:RECENT]


def cards(comments, moderator):
    """The cards of these comments (a slice is fine), in their order."""
    found = list(_for_cards(comments))
    records = _records({comment.author_id for comment in found})
    return [_card(comment, records, moderator) for comment in found]


def _for_cards(comments):
    reports = Report.objects.open().select_related("by").order_by("pk")
    decisions = Decision.objects.select_related("by")
    return comments.select_related("article", "author", "parent__author").prefetch_related(
        Prefetch("reports", reports, to_attr="open_reports"),
        Prefetch("decisions", decisions, to_attr="history"),
        "revisions",
    )


def _records(people):
    """People by number, with counts: comments that stand and were removed; reports settled, and found right."""
    made = Report.objects.filter(by=OuterRef("pk")).order_by().values("by").annotate(n=Count("pk")).values("n")
    of = get_user_model().objects.filter(pk__in=people)
    return {
        person.pk: person
        for person in of.annotate(
            visible_comments=Count("comments", filter=Q(comments__status="visible")),
            removed_comments=Count("comments", filter=Q(comments__status="removed")),
            reports_settled=_count(made.exclude(state="open")),
            reports_right=_count(made.filter(state="upheld")),
        )
    }


def _count(reports):
    return Coalesce(Subquery(reports, output_field=IntegerField()), Value(0))


def _card(comment, records, moderator):
    last = comment.history[0] if comment.history else None
    return Card(
        comment=comment,
        record=records[comment.author_id],
        own=comment.author_id == moderator.pk,
        reports=comment.open_reports,
        seen=last.pk if last else 0,
        last=last,
    )
