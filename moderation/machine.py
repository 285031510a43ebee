"""Holds without a person: readers' reports weigh enough, or the screen finds something in what was edited.

Each takes what everybody could read from their eyes, so it is a decision: told, in the log, open to an appeal. What is
held before it ever appeared is told in its place instead. A moderator reads it next; nothing more is done without one.
"""

from accounts.models import audit
from moderation import grace, grounds
from moderation.models import Decision


def hold(comment, because, *, rule="", **traced):
    """Hold a visible comment. Whoever calls has taken the thread's turn."""
    comment.hold(because)
    decision = Decision.objects.record(
        comment=comment,
        person=comment.author,
        outcome=Decision.Outcome.HELD,
        rule=rule,
        because=because,
        found_by=_found_by(comment, because),
    )
    audit(comment, "comment.held", by=None, because=because, rule=rule, **traced)
    grace.tell(decision)
    return decision


def _found_by(comment, because):
    found = grounds.found_in(because)
    noticed = found == Decision.FoundBy.REPORT and comment.reports.open().filter(unlawful=True).exists()
    return Decision.FoundBy.NOTICE if noticed else found
