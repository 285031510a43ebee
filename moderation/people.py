"""What moderators see of a person: their record, what happened around them in time, and who shares their machines."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from accounts.models import User, audit
from moderation.models import PersonNote, Report

SIZE = 30


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


def timeline(person, after=""):
    """The moments after a cursor, the newest first, and the cursor to go on from ("": the end)."""
    place, found = _parsed(after), []
    for what, rows, at in _sources(person):
        if place:
            rows = rows.filter(_behind(place, what, at))
        found += [Moment(getattr(row, at), what, row) for row in rows.order_by(f"-{at}", "-pk")[: SIZE + 1]]
    found.sort(key=lambda moment: moment.place)
    return found[:SIZE], found[SIZE - 1].cursor if len(found) > SIZE else ""


def record(person):
    """The person with counts: what stands and was removed, reports that were right, votes on appeals."""
    return User.objects.annotate(
        visible_comments=Count("comments", filter=Q(comments__status="visible"), distinct=True),
        removed_comments=Count("comments", filter=Q(comments__status="removed"), distinct=True),
        held_comments=Count("comments", filter=Q(comments__status="held"), distinct=True),
        reports_settled=Count("reports_made", filter=Q(reports_made__state__in=Report.JUDGED), distinct=True),
        reports_right=Count("reports_made", filter=Q(reports_made__state="upheld"), distinct=True),
        appeals_made=Count("appeals", distinct=True),
        appeals_won=Count("appeals", filter=Q(appeals__state="overturned"), distinct=True),
    ).get(pk=person.pk)


@transaction.atomic
def add_note(person, *, by, text):
    """What moderators tell each other. The person reads it in the export of their data."""
    note = PersonNote.objects.create(person=person, by=by, text=text)
    audit(person, "person.noted", by=by, note=note.pk)
    return note


def _sources(person):
    """Kind, rows and the name of their time."""
    about = person.decisions_about.select_related("by", "comment__article", "sanction")
    appeals = person.appeals.select_related("decision__comment__article", "decided_by")
    received = Report.objects.filter(comment__author=person).select_related("by", "comment__article")
    return [
        ("appeal", appeals, "at"),
        ("comment", person.comments.select_related("article"), "created_at"),
        ("decision", about, "at"),
        ("note", person.notes_about.select_related("by"), "at"),
        ("rename", person.old_usernames.all(), "at"),
        ("report-made", person.reports_made.select_related("comment__article", "article"), "at"),
        ("report-received", received, "at"),
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
