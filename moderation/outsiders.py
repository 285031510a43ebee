"""Those who report without an account: how long we know who they are.

Name and address are needed to tell the outcome, for another look, and for the appeal of the author that may follow.
After that they go, with all that was typed beside them: people sign what they write. What the log, the transparency
report and the statements of reasons say does not rest on it.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import SiteSettings
from moderation.models import Appeal, Outgoing, Report

AT_ONCE = 200
NOTHING = "–"  # where the database wants a word
FORGOTTEN = {"name": "", "email": "", "law": "", "place": "", "text": NOTHING}


def forget_old():
    """Periodic, in steps. Safe to run twice, and on several machines."""
    days = SiteSettings.load().reporter_days
    while days and _forget_some(days):
        pass


@transaction.atomic
def _forget_some(days):
    """Locked: nobody takes back what settled them, and writes to them, meanwhile."""
    due = _due(days).select_for_update(of=["self"]).order_by("pk")
    numbers = list(due.values_list("pk", flat=True)[:AT_ONCE])
    Appeal.objects.filter(report__in=numbers).update(text=NOTHING)
    Appeal.objects.filter(report__in=numbers).exclude(words="").update(words=NOTHING)
    Report.objects.filter(pk__in=numbers).update(**FORGOTTEN)
    return bool(numbers)


def _due(days):
    """Settled so long ago, and nothing is open any more."""
    now = timezone.now()
    settled = Report.objects.filter(by=None, settled_at__lt=now - timedelta(days=days)).exclude(**FORGOTTEN)
    in_time = Q(complaint_until=None) | Q(complaint_until__lt=now)
    return settled.filter(in_time).exclude(pk__in=_contested(now).values("pk"))


def _contested(now):
    """Whose author may still appeal, or somebody waits for an answer, or a letter has yet to leave."""
    outsiders = Report.objects.filter(by=None).order_by()
    later = ("decision", "decision__undone_by")
    open_ones = Q(complaint__state=Appeal.State.OPEN) | Q(pk__in=Outgoing.objects.exclude(report=None).values("report"))
    for path in later:
        open_ones |= Q(**{f"{path}__appeal_until__gte": now}) | Q(**{f"{path}__appeals__state": Appeal.State.OPEN})
    return outsiders.filter(open_ones)
