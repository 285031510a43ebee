"""What hangs on a decision that is taken back: the reports that it upheld, and the appeal that waits."""

from django.utils import timezone

from accounts.models import audit
from moderation import letters
from moderation.models import Appeal, Report

State = Report.State


def settle(decision, *, by):
    """The reports were not right after all, and nobody needs to answer the appeal any more; its author is told."""
    dismiss_after_all(decision)
    for appeal in Appeal.objects.open().filter(decision=decision).select_related("by"):
        appeal.state, appeal.decided_at = Appeal.State.MOOT, timezone.now()
        appeal.save(update_fields=["state", "decided_at"])
        audit(decision, "appeal.moot", by=by)
        letters.appeal_decided(appeal)


def dismiss_after_all(decision):
    """Which reports were upheld and are dismissed now."""
    wrong = list(decision.reports.filter(state=State.UPHELD).select_related("by"))
    decision.reports.filter(state=State.UPHELD).update(state=State.DISMISSED)
    return wrong


def uphold_again(decision):
    """What had taken it back is undone."""
    decision.reports.filter(state=State.DISMISSED).update(state=State.UPHELD)
