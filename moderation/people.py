"""What moderators see of a person: their record, what happened around them in time, and who shares their machines."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User, audit
from comments.models import Comment
from moderation.doors import rows_within_reach as near
from moderation.doors import within_reach
from moderation.models import Appeal, PersonNote, Report

SIZE = 30
RECORDED = ((Comment, "author"), (Report, "by"), (Appeal, "by"))


@dataclass(frozen=True)
class Moment:
    """One thing in a person's timeline: `what` names the piece of template, `row` is what it shows."""

    at: datetime
    what: str
    row: Any

    @property
    def cursor(self):
        """Where the next page goes on: the time, the kind and the number, so that equal times lose nothing."""
        return f"{self.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}~{self.what}~{self.row.pk}"

    @property
    def place(self):
        """The newest first; at the same time by kind, then the newer number."""
        return (-self.at.timestamp(), self.what, -self.row.pk)


def timeline(person, reader, after=""):
    """What is within reach of this moderator: the moments after a cursor, the newest first, and the cursor to go on
    from ("": the end)."""
    place, found = _parsed(after), []
    for what, rows, at in _sources(person, reader):
        if place:
            rows = rows.filter(_behind(place, what, at))
        found += [Moment(getattr(row, at), what, row) for row in rows.order_by(f"-{at}", "-pk")[: SIZE + 1]]
    found.sort(key=lambda moment: moment.place)
    return found[:SIZE], found[SIZE - 1].cursor if len(found) > SIZE else ""


def record(person):
    """The person with counts: what stands and was removed, reports that were right, votes on appeals."""
    comments, reports, appeals = (_about(model, by) for model, by in RECORDED)
    return User.objects.annotate(
        visible_comments=_count(comments.filter(status="visible")),
        removed_comments=_count(comments.filter(status="removed")),
        held_comments=_count(comments.filter(status="held")),
        reports_settled=_count(reports.filter(state__in=Report.JUDGED)),
        reports_right=_count(reports.filter(state="upheld")),
        appeals_made=_count(appeals),
        appeals_won=_count(appeals.filter(state="overturned")),
    ).get(pk=person.pk)


@transaction.atomic
def add_note(person, *, by, text):
    """What moderators tell each other. The person reads it in the export of their data."""
    note = PersonNote.objects.create(person=person, by=by, text=text)
    audit(person, "person.noted", by=by, note=note.pk)
    return note


def _about(model, by):
    return model.objects.filter(**{by: OuterRef("pk")}).order_by().values(by)


def _count(rows):
    """Each counted for itself: joined, comments times reports times appeals would be rows."""
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def _sources(person, reader):
    """Kind, rows and the name of their time: those within reach, and what is about the person as a whole."""
    about = person.decisions_about.select_related("by", "comment__article", "sanction")
    appeals = person.appeals.select_related("decision__comment__article", "decided_by")
    made = person.reports_made.select_related("comment__article", "article")
    received = Report.objects.filter(comment__author=person).select_related("by", "comment__article")
    return [
        ("appeal", near(appeals, reader, "decision__comment__article", "decision__article"), "at"),
        ("comment", within_reach(person.comments.select_related("article"), reader), "created_at"),
        ("decision", near(about, reader, "comment__article", "article"), "at"),
        ("note", person.notes_about.select_related("by"), "at"),
        ("rename", person.old_usernames.all(), "at"),
        ("report-made", near(made, reader, "comment__article", "article"), "at"),
        ("report-received", near(received, reader, "comment__article"), "at"),
    ]


def _behind(place, what, at):
    then, kind, number = place
    before = Q(**{f"{at}__lt": then})
    if what > kind:
        return before | Q(**{at: then})
    if what == kind:
        return before | Q(**{at: then, "pk__lt": number})
    return before


def _parsed(cursor):
    """What nobody gave out is the beginning."""
    try:
        at, kind, number = cursor.split("~")
        return datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), kind, int(number[:18])
    except ValueError:
        return None
