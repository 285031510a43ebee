"""Letters about a decision leave a minute after it, so that a slip which is taken back at once sends none.

Each person who is to hear of it has a row until the letter is queued, so a job that runs again, or was killed in the
middle, sends none twice. Decisions of the same moderator with the same rule that follow each other within the minute
are one letter to each person: the job of the last of them sends it. Of a decision that was taken back meanwhile nobody
hears, and neither of the one that took it back. Later than that, both are told.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from common.jobs import SOON
from moderation import letters, several
from moderation.models import Appeal, Decision, Outgoing, Report

LASTS = timedelta(minutes=1)
PATIENCE = timedelta(minutes=10)  # the first of several waits no longer for the others


def tell(decision, *, together=False):
    """In the transaction of the decision: write to the author and to those who reported. Where the queue cannot wait,
    at once; or, of several decided `together`, when whoever decides them calls `tell_now`."""
    defers = tell_both.get_backend().supports_defer
    due = timezone.now() + LASTS if defers else timezone.now()
    slip = _is_slip(decision)
    rows = [] if slip or not letters.concerns_author(decision) else [Outgoing(decision=decision, due_at=due)]
    rows += [Outgoing(decision=decision, report=report, due_at=due) for report in _heard_of(decision, slip)]
    Outgoing.objects.bulk_create(rows)
    if rows and defers:
        tell_both.using(run_after=due).enqueue(decision.pk)
    elif rows and not together:
        tell_both.func(decision.pk)


def tell_now(decisions):
    """After several that were decided together. Where the queue waits, their letters are on their way already."""
    if not tell_both.get_backend().supports_defer:
        for number in decisions:
            tell_both.func(number)


def tell_before_the_answer(appeal):
    """Whoever answers a decision within the minute has its letter first, and not after what became of the answer."""
    found = Outgoing.objects.filter(decision=appeal.decision, report=appeal.report)
    several.send(list(several.whole(found).select_for_update(of=["self"])))
    found.delete()


@task(priority=SOON)
def tell_both(decision):
    for row in Outgoing.objects.filter(decision=decision).select_related("decision", "report"):
        _tell(row)


def tell_late():
    """Periodic: what a job left behind that failed for good. Safe to run twice, and on several machines."""
    for row in Outgoing.objects.filter(due_at__lt=timezone.now() - PATIENCE).select_related("decision", "report"):
        _tell(row)


@transaction.atomic
def _tell(row):
    """One letter with all that is like it, unless a later one has its minute yet and will take this along."""
    like = list(several.whole(Outgoing.objects.like(row)).select_for_update(of=["self"]).order_by("pk"))
    now = timezone.now()
    young = [one for one in like if one.pk > row.pk and one.due_at > now]
    if young and min(one.due_at for one in like) > now - PATIENCE:
        return
    leaving = [one for one in like if one not in young]
    several.send(leaving)
    Outgoing.objects.filter(pk__in=[one.pk for one in leaving]).delete()


def _heard_of(decision, slip):
    """Reports that it settled, and those that it settled anew since it takes back what had settled them."""
    ours = [] if slip else [decision]
    anew = decision.outcome == Decision.Outcome.RESTORED or (decision.outcome == Decision.Outcome.REMOVED and not slip)
    found = Report.objects.filter(decision__in=[*ours, *(decision.behind if anew else [])]).order_by("pk")
    again = decision.found_by == Decision.FoundBy.AGAIN
    return found.filter(state=Report.State.UPHELD).exclude(complaint__in=_answered_by(decision)) if again else found


def _answered_by(decision):
    """Who asked for it has an answer of their own. Who was told before that it stands has not."""
    asked = Appeal.objects.filter(decision=decision.undoes, report__isnull=False)
    return asked.exclude(state=Appeal.State.CONFIRMED)


def _is_slip(decision):
    """Whether it takes back, within the minute, what nobody has heard of: then nobody will."""
    undone = decision.undoes
    if undone is None or decision.found_by == Decision.FoundBy.AGAIN or decision.at - undone.at >= LASTS:
        return False
    waiting = Outgoing.objects.filter(decision=undone)
    return bool(waiting.delete()[0]) or not letters.concerns_author(undone)
