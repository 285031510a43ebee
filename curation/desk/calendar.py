"""What went out and what is to go out, by day. Pure but for one function that asks for the clips."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import get_format

from articles.models import Article

GAP_DAYS = 14  # further ahead, an empty day says nothing yet


@dataclass(frozen=True)
class Entry:
    """`kind` is "published", "scheduled", "embargo" or "withdraw"."""

    at: datetime
    kind: str
    article: Article


@dataclass
class Day:
    date: date
    entries: list[Entry] = field(default_factory=list)
    is_today: bool = False
    is_gap: bool = False  # nothing is to go out on a day that is near
    is_outside: bool = False  # of the month before or after


@dataclass(frozen=True)
class Span:
    """The days from `first` to before `end`; `before` and `after` are the first days of its neighbours."""

    first: date
    end: date
    before: date
    after: date


def month_of(day: date) -> Span:
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return Span(first, after, (first - timedelta(days=1)).replace(day=1), after)


def week_of(day: date) -> Span:
    first = day - timedelta(days=(day.isoweekday() - _first_weekday()) % 7)
    week = timedelta(days=7)
    return Span(first, first + week, first - week, first + week)


def _first_weekday() -> int:
    """1 is Monday, 7 is Sunday; Django counts Sunday as 0."""
    return get_format("FIRST_DAY_OF_WEEK") or 7


def days(span: Span, *, today: date, whole_weeks: bool = False, clips=None) -> list[Day]:
    """Every day with what happens to these clips (None: all) on it, in the current time zone. One query."""
    first, end = (week_of(span.first).first, _end_of_week(span.end)) if whole_weeks else (span.first, span.end)
    filed = defaultdict(list)
    for entry in _entries(first, end, Article.objects.all() if clips is None else clips):
        filed[timezone.localdate(entry.at)].append(entry)
    numbers = range((end - first).days)
    return [_day(first + timedelta(days=n), filed, span, today) for n in numbers]


def _end_of_week(end):
    start = week_of(end).first
    return end if start == end else start + timedelta(days=7)


def _day(day, filed, span, today):
    entries = sorted(filed[day], key=lambda entry: (entry.at, entry.kind))
    goes_out = any(entry.kind in ("published", "scheduled") for entry in entries)
    near = today <= day < today + timedelta(days=GAP_DAYS)
    outside = not span.first <= day < span.end
    return Day(day, entries, is_today=day == today, is_gap=near and not goes_out, is_outside=outside)


MOMENTS = {
    "published": ("published_at", ["published"]),
    "scheduled": ("scheduled_for", ["scheduled"]),
    "embargo": ("embargo_until", ["draft", "review", "scheduled"]),
    "withdraw": ("withdraw_at", ["published", "scheduled"]),
}


def _entries(first, end, clips):
    start, stop = _midnight(first), _midnight(end)
    wanted = Q()
    for name, statuses in MOMENTS.values():
        wanted |= Q(status__in=statuses, **{f"{name}__gte": start, f"{name}__lt": stop})
    clips = clips.filter(wanted, trashed_at__isnull=True).select_related("category", "assigned_to")
    for clip in clips.defer("body", "body_html", "background", "background_html"):
        for kind, (name, statuses) in MOMENTS.items():
            at = getattr(clip, name)
            if clip.status in statuses and at and start <= at < stop:
                yield Entry(at, kind, clip)


def _midnight(day):
    return datetime.combine(day, time.min, timezone.get_current_timezone())
