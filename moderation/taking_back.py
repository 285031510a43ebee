"""What hangs on a decision that is taken back: the reports that it judged, and the appeals that wait."""

from django.utils import timezone

from accounts.models import audit
from common import stamps
from moderation import letters
from moderation.models import Appeal, Report

State = Report.State


def settle(decision, *, by):
    """The reports were not right after all, and nobody needs to answer the appeal any more; its author is told."""
    dismiss_after_all(decision)
    settle_complaints(Appeal.objects.filter(decision=decision), by=by)


def settle_complaints(appeals, *, by, state=Appeal.State.MOOT):
    """Nobody needs to answer these any more: their authors are told."""
    for appeal in appeals.open().select_related("by", "report", "decision__comment__article", "decision__article"):
        stamps.touch("log")  # the transparency report counts them
        appeal.state, appeal.decided_at = state, timezone.now()
        appeal.save(update_fields=["state", "decided_at"])
        audit(appeal.decision, f"appeal.{state}", by=by)
        letters.appeal_decided(appeal)


def dismiss_after_all(decision):
    """Which reports were upheld and are dismissed now."""
    wrong = _judged_by(decision).filter(state=State.UPHELD)
    numbers = list(wrong.values_list("pk", flat=True))
    wrong.dismiss()
    return list(Report.objects.filter(pk__in=numbers).select_related("by"))


def uphold_after_all(decision):
    """What had dismissed them is taken back."""
    _judged_by(decision).filter(state=State.DISMISSED).uphold()


def _judged_by(decision):
    """Those that it settled, and those of what it took back: they stand or fall together."""
    return Report.objects.filter(decision__in=[decision, *decision.behind])
