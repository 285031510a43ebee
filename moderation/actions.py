"""What moderators and reporters do: the comment's own verb, the decision and its trace, in one transaction."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.models import audit
from comments.models import AlreadySettled, take_turn
from comments.standing import reckon
from moderation import grace, grounds, taking_back
from moderation.models import Decision
from moderation.reporting import AlreadyReported, NotYours, report

__all__ = ["AlreadyDecided", "AlreadyReported", "NotYours", "report"]


class AlreadyDecided(Exception):
    """Somebody else was first. `decision` says who and what; None where the author edited or deleted the comment."""

    def __init__(self, comment, decision):
        super().__init__(comment, decision)
        self.comment, self.decision = comment, decision


class NoReason(Exception):
    """What everybody can read is not held without a rule or words to its author."""


def approve(comment, *, by, seen=None, edits=None, together=False):
    """Make a held comment visible. Reports of it are dismissed.

    `together`, here and below: whoever decides several at once calls grace.tell_now after the last.
    """
    said = {"seen": seen, "edits": edits, "together": together}
    return _decide(comment, Decision.Outcome.APPROVED, comment.approve, by=by, **said)


def remove_comment(comment, *, by, rule, words="", seen=None, together=False):
    """Take it out of the thread for a rule; `words` go to its author. Open reports are upheld."""
    said = {"rule": rule, "words": words, "seen": seen, "together": together}
    return _decide(comment, Decision.Outcome.REMOVED, lambda: comment.remove(rule), by=by, **said)


def remove_after_all(comment, *, by, rule, words, undoes, law):
    """What a reporter asked for with a second look: it takes back the decision that had left the comment standing."""
    found = {"found_by": Decision.FoundBy.AGAIN, "law": law}
    verb = partial(comment.remove, rule)
    return _decide(comment, Decision.Outcome.REMOVED, verb, by=by, rule=rule, words=words, undoes=undoes, found=found)


def restore_comment(comment, *, by, words="", seen=None):
    """Put back what was removed. The reports that were upheld are dismissed after all; an open appeal is answered."""
    return _decide(comment, Decision.Outcome.RESTORED, comment.restore, by=by, words=words, seen=seen)


def dismiss_reports(comment, *, by, seen=None, edits=None, together=False):
    """Keep the comment: its open reports were not right."""
    said = {"seen": seen, "edits": edits, "together": together}
    return _decide(comment, Decision.Outcome.KEPT, lambda: _need_reports(comment), by=by, **said)


def hold_comment(comment, *, by, rule="", words="", seen=None):
    """Keep it from everybody's eyes until somebody has decided; its author reads the rule or the words. One that is
    held stays so, which takes nothing from anybody and needs neither. Reports stay open."""

    def verb():
        _hold(comment, needs_reason=not (rule or words))

    return _decide(comment, Decision.Outcome.HELD, verb, by=by, rule=rule, words=words, seen=seen)


def take_back(decision, outcome, verb, *, by, rule=""):
    """A decision that undoes another, which must still be the last one. See moderation/undoing.py for the rules."""
    return _decide(decision.comment, outcome, verb, by=by, rule=rule, seen=decision.pk, undoes=decision)


@transaction.atomic
def _decide(
    comment, outcome, verb, *, by, rule="", words="", seen=None, edits=None, undoes=None, found=None, together=False
):
    """One deed, one decision, one trace; of two moderators one wins, the other gets AlreadyDecided.

    `seen` is the number of the last decision that the moderator knew of (0: none, None: does not matter); `edits` how
    often the words that they read had been edited. Only what lets words stand asks for it: or else, by editing again
    and again, an author could keep a comment from being removed.
    """
    take_turn(comment.article, comment.author)
    if comment.author_id == by.pk:
        raise NotYours
    last = comment.decisions.select_related("by").first()
    if seen is not None and seen != (last.pk if last else 0):
        raise AlreadyDecided(comment, last)
    if edits is not None and edits != comment.revisions.count():
        raise AlreadyDecided(comment, None)
    comment.refresh_from_db(fields=["status", "held_because"])
    told = {"rule": rule, "words": words, **grounds.of(comment, rule), **(found or {})}
    was_held = comment.held_because if comment.status == "held" else ""
    try:
        verb()
    except AlreadySettled:
        raise AlreadyDecided(comment, last) from None
    told["because"] = comment.held_because if outcome == Decision.Outcome.HELD else ""
    who = {"comment": comment, "person": comment.author, "by": by}
    removal = None if undoes else _removal_behind(comment, outcome)
    behind = {"was_held_because": was_held, "undoes": undoes or removal}
    decision = Decision.objects.record(**who, outcome=outcome, **behind, **told)
    audit(comment, f"comment.{outcome}", by=by, rule=rule, decision=decision.pk)  # which has the words
    if undoes is None or found:
        _settle_reports(comment, decision)
    if removal:
        taking_back.settle(removal, by=by)
    reckon(comment.author)
    grace.tell(decision, together=together)
    return decision


def _removal_behind(comment, outcome):
    """What a restoration takes back."""
    removals = comment.decisions.filter(outcome=Decision.Outcome.REMOVED, undone_by=None)
    return removals.first() if outcome == Decision.Outcome.RESTORED else None


def _need_reports(comment):
    if not comment.reports.open().exists():
        raise AlreadySettled(comment)


def _hold(comment, *, needs_reason):
    if comment.is_visible:
        if needs_reason:
            raise NoReason
        comment.hold("moderator")
    elif comment.status != "held":
        raise AlreadySettled(comment)


def _settle_reports(comment, decision):
    """Whoever reported is right when the comment goes; a comment that is only held leaves their reports open."""
    if decision.outcome == Decision.Outcome.HELD:
        return
    reports, settled = comment.reports.open(), {"settled_at": timezone.now(), "decision": decision}
    reports.uphold(**settled) if decision.outcome == Decision.Outcome.REMOVED else reports.dismiss(**settled)
