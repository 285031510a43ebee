"""Letters about a decision leave a minute after it, so that a slip which is taken back at once sends none.

The job is queued in the transaction of the decision. When it runs it looks again: of a decision that was taken back
meanwhile nobody hears, and neither of the one that took it back. Later than that, both are told.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from common.jobs import SOON
from moderation import letters
from moderation.models import Decision, Report

LASTS = timedelta(minutes=1)


def tell(decision):
    """Write to the author and to those who reported; at once where the queue cannot wait."""
    if tell_both.get_backend().supports_defer:
        tell_both.using(run_after=timezone.now() + LASTS).enqueue(decision.pk)
    else:
        tell_both.func(decision.pk)


@task(priority=SOON)
@transaction.atomic
def tell_both(decision):
    found = Decision.objects.select_related("comment__author", "comment__article", "by", "undoes").get(pk=decision)
    if not (slip := _was_a_slip(found)):
        letters.statement(found)
    for report in _heard_of(found, slip):
        letters.outcome(report, found)


def _heard_of(decision, slip):
    """Reports that it settled, and those that it settled anew since it takes back what upheld them."""
    ours = [] if slip else [decision]
    again = decision.found_by == Decision.FoundBy.AGAIN
    theirs = decision.behind if again or decision.outcome == Decision.Outcome.RESTORED else []
    found = Report.objects.filter(decision__in=[*ours, *theirs]).select_related("by").order_by("pk")
    # Who asked for it has an answer of their own.
    return found.filter(complaint=None, state=Report.State.UPHELD) if again else found


def _was_a_slip(decision):
    if decision.found_by == Decision.FoundBy.AGAIN:
        return False
    pair = (decision, decision.undone_by.first()) if not decision.undoes else (decision.undoes, decision)
    return pair[1] is not None and pair[1].at - pair[0].at < LASTS
