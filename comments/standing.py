"""Standing: new, member, trusted. One table says how it is earned and what it allows; `/policy/` prints the same table.

A standing follows from what is in the database today and from nothing else: whoever takes the same rows and the same
day finds the same standing. So a removal that is taken back gives it back, and time alone regains it. The team stands
apart: it is held to the house rules like everybody, but nothing of its own waits.
"""

from dataclasses import dataclass
from datetime import UTC, timedelta
from enum import StrEnum

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice, audit
from comments.models import Comment
from common import stamps

TEN_MINUTES, HOUR, DAY = 10, 60, 1440  # in minutes
BASE = 10  # comments in ten minutes for which the table is written; COMMENTS_IN_TEN_MINUTES scales it
BATCH = 500
MINUTES_A_DAY = 1440


class Standing(StrEnum):
    NEW = "new"
    MEMBER = "member"
    TRUSTED = "trusted"
    TEAM = "team"


NAMES = {
    Standing.NEW: _("New"),
    Standing.MEMBER: _("Member"),
    Standing.TRUSTED: _("Trusted"),
    Standing.TEAM: _("Team"),
}


@dataclass(frozen=True)
class Terms:
    """What has to be true of somebody, all of it at once. `removed` comments at most in the last `removed_days`."""

    visible: int
    days: int
    active_days: int
    removed: int
    removed_days: int
    reports_right: float = 0.0  # of their settled reports, once there are REPORTS_THAT_TELL


@dataclass(frozen=True)
class Rights:
    """What a standing allows. Numbers of comments are for BASE; None: as many as they like.

    `links` in one comment appear without a look; of somebody new only after a first one with a link was approved.
    """

    comments: dict[int, int] | None  # by minutes
    edits_an_hour: int | None
    reports_a_day: int | None
    links: int | None
    first_link_waits: bool


REPORTS_THAT_TELL = 5
EARNED = {
    Standing.MEMBER: Terms(visible=3, days=1, active_days=1, removed=1, removed_days=30),
    Standing.TRUSTED: Terms(visible=30, days=30, active_days=5, removed=0, removed_days=90, reports_right=0.5),
}
RIGHTS = {
    Standing.NEW: Rights({TEN_MINUTES: 10, HOUR: 20, DAY: 50}, 10, 10, 3, True),
    Standing.MEMBER: Rights({TEN_MINUTES: 30, HOUR: 60, DAY: 200}, 30, 30, 3, False),
    Standing.TRUSTED: Rights({TEN_MINUTES: 60, HOUR: 120, DAY: 400}, 60, 60, 10, False),
    Standing.TEAM: Rights(None, None, None, None, False),
}


@dataclass(frozen=True)
class Record:
    """What the table asks about a person. `removed` are ages in days of their comments that a moderator removed."""

    visible: int = 0
    days: int = 0
    active_days: int = 0
    removed: tuple[int, ...] = ()
    reports: int = 0
    reports_right: int = 0

    def meets(self, terms: Terms) -> bool:
        return (
            self.visible >= terms.visible
            and self.days >= terms.days
            and self.active_days >= terms.active_days
            and sum(age < terms.removed_days for age in self.removed) <= terms.removed
            and (self.reports < REPORTS_THAT_TELL or self.reports_right >= terms.reports_right * self.reports)
        )


def earned(record: Record) -> Standing:
    """The highest step whose terms, and those of all steps below it, are met."""
    reached = Standing.NEW
    for standing, terms in EARNED.items():
        if not record.meets(terms):
            break
        reached = standing
    return reached


def standing_for(person) -> Standing:
    return Standing.TEAM if person.is_team else Standing(person.standing)


def allowed(standing: Standing, minutes: int) -> int | None:
    """Comments in so many minutes. None: as many as they like."""
    comments = RIGHTS[standing].comments
    if comments is None or not settings.COMMENTS_IN_TEN_MINUTES:
        return None
    return max(1, comments[minutes] * settings.COMMENTS_IN_TEN_MINUTES // BASE)


def record_of(person, now=None) -> Record:
    return records_of([person], now)[person.pk]


def records_of(people, now=None) -> dict[int, Record]:
    """By number, in three queries however many people."""
    now = now or timezone.now()
    numbers = [person.pk for person in people]
    said, removed, reports = _said(numbers), _removals(numbers, now), _reports(numbers)
    return {
        person.pk: Record(
            **said.get(person.pk, {}),
            **reports.get(person.pk, {}),
            days=(now - person.date_joined).days,
            removed=removed.get(person.pk, ()),
        )
        for person in people
    }


def reckon(person) -> Standing:
    """Bring the stored standing up to date with the rules; the person is told when it moves."""
    return Standing.TEAM if person.is_team else _settle(person, earned(record_of(person)))


def reckon_share(now=None) -> int:
    """Time moves standings too. Each minute of the day has its share of the people, so that each of them is reckoned
    once a day, and nothing else that the worker does waits long for it."""
    now = now or timezone.now()
    people = get_user_model().objects.annotate(minute=F("pk") % MINUTES_A_DAY)
    return reckon_all(people.filter(minute=now.hour * 60 + now.minute))


def reckon_all(people=None) -> int:
    """For everybody, or all of these, whose standing may have moved; how many did."""
    moved, last = 0, 0
    people = get_user_model().objects.all() if people is None else people
    said = Exists(Comment.objects.filter(author=OuterRef("pk")))
    wrote = people.filter(said | ~Q(standing=Standing.NEW), is_active=True, is_staff=False)
    while people := list(wrote.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = people[-1].pk
        for pk, record in records_of(people).items():
            person = next(one for one in people if one.pk == pk)
            before = person.standing
            moved += _settle(person, earned(record)) != before
    return moved


def _settle(person, to):
    return Standing(person.standing) if to == person.standing else _move(person, to)


@transaction.atomic
def _move(person, to):
    """Once: of two workers that find the same, one moves it and tells."""
    before = person.standing
    if not get_user_model().objects.filter(pk=person.pk, standing=before).update(standing=to):
        return Standing(before)
    person.standing = str(to)
    stamps.touch(*person.stamps())
    entry = audit(person, "person.standing", by=None, before=before, after=to)
    _tell(person, to, key=f"standing:{entry.pk}", rose=_rank(to) > _rank(before))
    return to


def _rank(standing):
    return list(NAMES).index(Standing(standing))


def _tell(person, to, *, key, rose):
    with translation.override(person.language or settings.LANGUAGE_CODE):
        sentence = (
            _("Your standing is now “%(name)s”. The house rules say what it allows.")
            if rose
            else _("Your standing is now “%(name)s”. The house rules say why, and how it is regained.")
        )
        about = str(sentence) % {"name": NAMES[to]}
    Notice.objects.create(to=person, kind=Notice.Kind.SITE, key=key, about=about, link=f"{reverse('policy')}#standing")


def _said(people):
    rows = Comment.objects.visible().filter(author__in=people).order_by().values("author")
    rows = rows.annotate(visible=Count("pk"), active_days=Count(TruncDate("created_at", tzinfo=UTC), distinct=True))
    return {row.pop("author"): row for row in rows}


def _removals(people, now):
    longest = now - timedelta(days=max(terms.removed_days for terms in EARNED.values()))
    removed = Comment.objects.filter(author__in=people, status=Comment.Status.REMOVED, settled_at__gt=longest)
    ages = {}
    for author, at in removed.order_by("-settled_at").values_list("author", "settled_at"):
        ages.setdefault(author, []).append((now - at).days)
    return {author: tuple(of) for author, of in ages.items()}


def _reports(people):
    """Settled ones; reports live in a room above, so they are reached from the person."""
    rows = get_user_model().objects.filter(pk__in=people, reports_made__state__in=["upheld", "dismissed"]).order_by()
    rows = rows.values("pk").annotate(
        reports=Count("reports_made"), reports_right=Count("reports_made", filter=Q(reports_made__state="upheld"))
    )
    return {row.pop("pk"): row for row in rows}
