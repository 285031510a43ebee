"""The transparency report of a year or a month, as Articles 15 and 24 of the Digital Services Act ask for it.

It counts the very query that the public log shows, so their totals are the same. Months are those of UTC. What is
over does not change any more, except for what became of appeals.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from comments.rules import Rule
from moderation import log
from moderation.models import Appeal, Decision, Report

Outcome, FoundBy = Decision.Outcome, Decision.FoundBy
ON_PEOPLE = (Outcome.WARNED, Outcome.LIMITED, Outcome.SUSPENDED, Outcome.BANNED, Outcome.READ_FIRST, Outcome.LIFTED)
LET_THROUGH = (Outcome.APPROVED, Outcome.KEPT)


@dataclass(frozen=True)
class Row:
    key: str
    label: str
    value: int | float | None  # None: nothing to compute it from


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Period:
    year: int
    month: int | None = None

    @property
    def span(self):
        return log.Span.month(self.year, self.month) if self.month else log.Span.year(self.year)

    @property
    def is_over(self):
        return self.span.end <= timezone.now()

    def __str__(self):
        return f"{MONTHS[self.month]} {self.year}" if self.month else str(self.year)


def sections(period):
    """The whole report."""
    made = list(log.measured(log.within(period.span)))
    against = ("decision__outcome", "decision__rule", "report__unlawful")
    appeals = Appeal.objects.select_related("decision", "report").only("state", "at", "decided_at", *against)
    asked = list(_in(appeals, period))
    reports = list(_in(Report.objects.only("unlawful", "rule"), period))
    return [
        _decisions(made),
        _notices(reports, made),
        _own(made),
        _automatic(made),
        _appeals([one for one in asked if not one.report]),
        _complaints([one for one in asked if one.report]),
        Section("restrictions", _("Measures against accounts"), _by("outcome", made, Outcome, only=ON_PEOPLE)),
    ]


def periods():
    """Years, the newest first, each with its months; from the first decision on."""
    first = Decision.objects.order_by("at").values_list("at", flat=True).first() or timezone.now()
    now, first = timezone.now().astimezone(UTC), first.astimezone(UTC)
    months = range(first.year * 12 + first.month - 1, now.year * 12 + now.month)
    found = [Period(number // 12, number % 12 + 1) for number in reversed(months)]
    return {year: [one for one in found if one.year == year] for year in dict.fromkeys(one.year for one in found)}


def exists(period):
    """Is there, or was there, anything to report on?"""
    of_year = periods().get(period.year, [])
    return bool(of_year) if period.month is None else period in of_year


def as_document(period):
    return {
        "from": period.span.start.isoformat(),
        "until": period.span.end.isoformat(),
        "complete": period.is_over,
        **{section.key: {row.key: row.value for row in section.rows} for section in sections(period)},
    }


def as_csv(period):
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(["period", "section", "key", "label", "value"])
    name = f"{period.year}-{period.month:02d}" if period.month else str(period.year)
    for section in sections(period):
        for row in section.rows:
            rows.writerow([name, section.key, row.key, row.label, "" if row.value is None else row.value])
    return out.getvalue()


def next_month():
    now = timezone.now().astimezone(UTC)
    return datetime(now.year + now.month // 12, now.month % 12 + 1, 1, tzinfo=UTC)


def _in(some, period):
    return some.filter(at__gte=period.span.start, at__lt=period.span.end)


def _decisions(made):
    rows = [Row("total", _("Decisions"), len(made)), *_by("outcome", made, Outcome)]
    rows += _by("rule", made, Rule, blank=_("without a rule"))
    rows += _by("ground", made, Decision.Ground, label=_("ground: {}"))
    rows += _by("found_by", made, FoundBy, label=_("found by: {}"))
    return Section("decisions", _("Decisions"), [*rows, _median_row("median_hours", made)])


def _notices(reports, made):
    acted = [one for one in made if one.found_by in (FoundBy.REPORT, FoundBy.NOTICE, FoundBy.AGAIN)]
    removed = [one for one in acted if one.restricts]
    rows = [
        Row("received", _("Reports and notices received"), len(reports)),
        Row("received_unlawful", _("of these as unlawful (Article 16)"), sum(one.unlawful for one in reports)),
        *_by("rule", reports, Rule, prefix="received_"),
        Row("decided", _("Decisions upon reports and notices"), len(acted)),
        Row("decided_with_action", _("of these with a restriction"), len(removed)),
        Row("decided_by_law", _("of these because of law"), sum(one.ground == "law" for one in removed)),
        _median_row("median_hours", acted),
    ]
    return Section("notices", _("Reports and notices"), rows)


def _own(made):
    own = [one for one in made if one.found_by == FoundBy.OWN]
    rows = [Row("total", _("Decisions on our own initiative"), len(own)), *_by("outcome", own, Outcome)]
    return Section("own_initiative", _("On our own initiative"), rows)


def _automatic(made):
    screened = [one for one in made if one.found_by == FoundBy.SCREEN and _is_judged(one)]
    through = sum((one.outcome in LET_THROUGH) != one.overturned for one in screened)
    rows = [
        Row(
            "decided_by_machine", _("Decisions without a person: held to be read"), sum(one.by_machine for one in made)
        ),
        Row("screened", _("Held by the automatic screen, then decided by a person"), len(screened)),
        Row("screened_wrongly", _("of these let through, at once or upon an appeal: the screen was wrong"), through),
        Row("error_rate", _("Share of the screen’s holds that were wrong"), _share(through, len(screened))),
    ]
    return Section("automatic", _("Automatic means"), rows)


def _is_judged(one):
    """A hold is not yet a person's word on what the screen found, unless it was taken back."""
    return one.outcome != Outcome.HELD or one.overturned


def _appeals(appeals):
    rows = [Row("total", _("Appeals received"), len(appeals)), *_by("state", appeals, Appeal.State)]
    against = [one.decision for one in appeals]
    rows += _by("outcome", against, Outcome, only=Decision.RESTRICTING, prefix="against_", label=_("against: {}"))
    rows += _by("rule", against, Rule, blank=_("without a rule"))
    return Section("appeals", _("Appeals"), [*rows, _answered(appeals)])


def _complaints(asked):
    """Of those whose report was not followed."""
    unlawful = sum(one.report.unlawful for one in asked)
    rows = [
        Row("total", _("Other looks asked for after reports and notices"), len(asked)),
        Row("unlawful", _("of these after notices of unlawful content (Article 16)"), unlawful),
        *_by("state", asked, Appeal.State),
    ]
    return Section("complaints", _("Complaints of those who reported"), [*rows, _answered(asked)])


def _answered(asked):
    hours = [(one.decided_at - one.at).total_seconds() / 3600 for one in asked if not one.is_open]
    return Row("median_hours", _("Median time to the answer (hours)"), _median(hours))


def _by(name, some, choices, *, only=None, blank=None, prefix="", label="{}"):
    """A row for each choice, also where it is nought; they add up to all unless `only` some are asked for."""
    counts = Counter(getattr(one, name) for one in some)
    wanted = [choice for choice in choices if only is None or choice in only]
    rows = [
        Row(f"{prefix}{name}_{choice.value}", label.format(choice.label), counts[choice.value]) for choice in wanted
    ]
    return [*rows, Row(f"{prefix}{name}_none", blank, counts[""])] if blank else rows


def _median_row(key, made):
    took = [one.took.total_seconds() / 3600 for one in made if one.took is not None]
    return Row(key, _("Median time to the decision (hours)"), _median(took))


def _median(hours):
    return round(median(hours), 1) if hours else None


def _share(part, whole):
    return round(part / whole, 3) if whole else None
