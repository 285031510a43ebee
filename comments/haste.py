"""How much somebody may do in a while, by standing. Counted in rows, so all processes count alike."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from comments.models import Comment, CommentRevision
from comments.standing import DAY, HOUR, RIGHTS, TEN_MINUTES, allowed

POSTED = {
    TEN_MINUTES: ngettext_lazy(
        "You have posted %(count)d comment in ten minutes, and that is as many as fit.",
        "You have posted %(count)d comments in ten minutes, and that is as many as fit.",
        "count",
    ),
    HOUR: ngettext_lazy(
        "You have posted %(count)d comment in an hour, and that is as many as fit.",
        "You have posted %(count)d comments in an hour, and that is as many as fit.",
        "count",
    ),
    DAY: ngettext_lazy(
        "You have posted %(count)d comment in a day, and that is as many as fit.",
        "You have posted %(count)d comments in a day, and that is as many as fit.",
        "count",
    ),
}
EDITED = ngettext_lazy(
    "You have changed %(count)d comment in an hour, and that is as many as fit.",
    "You have changed comments %(count)d times in an hour, and that is as many as fit.",
    "count",
)
REPORTED = ngettext_lazy(
    "You have sent %(count)d report in a day, and that is as many as fit.",
    "You have sent %(count)d reports in a day, and that is as many as fit.",
    "count",
)
AGAIN = gettext_lazy("Post this one a little later, from %(when)s.")


@dataclass(frozen=True)
class Wait:
    """What is told to whoever comes too soon, and until when they wait."""

    sentence: str
    until: datetime


def on_posting(by, standing, now=None):
    """When the next comment fits; None when it does now."""
    for minutes, sentence in POSTED.items():
        most = allowed(standing, minutes)
        if most and (when := _free_at(Comment.objects.filter(author=by), "created_at", minutes, most, now)):
            return Wait(" ".join([sentence % {"count": most}, str(AGAIN) % {"when": moment(when)}]), when)
    return None


def on_editing(by, standing, now=None):
    most = RIGHTS[standing].edits_an_hour
    rows = CommentRevision.objects.filter(comment__author=by)
    if most and (when := _free_at(rows, "at", HOUR, most, now)):
        again = _("Change this one from %(when)s.") % {"when": moment(when)}
        return Wait(" ".join([EDITED % {"count": most}, again]), when)
    return None


def on_reporting(reports, standing, now=None):
    """`reports`: the rows of this person's reports, which live in a room above."""
    most = RIGHTS[standing].reports_a_day
    if most and (when := _free_at(reports, "at", DAY, most, now)):
        again = _("Send this one from %(when)s.") % {"when": moment(when)}
        return Wait(" ".join([REPORTED % {"count": most}, again]), when)
    return None


def moment(when):
    """A time of today, or with its day; in the zone of whoever reads."""
    here = timezone.localtime(when)
    today = here.date() == timezone.localdate()
    return date_format(here, "TIME_FORMAT" if today else "DATETIME_FORMAT")


def _free_at(rows, time, minutes, most, now):
    """When the oldest of the last `most` leaves the window; None when there are fewer in it. To the next minute."""
    window, now = timedelta(minutes=minutes), now or timezone.now()
    times = rows.filter(**{f"{time}__gt": now - window}).order_by(f"-{time}").values_list(time, flat=True)[:most]
    if len(times) < most:
        return None
    free = times[most - 1] + window
    return free.replace(second=0, microsecond=0) + timedelta(minutes=1)
