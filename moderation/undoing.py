"""Taking back what one has just decided: a decision of its own, which names the one that it undoes."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from comments.models import AlreadySettled, take_turn
from moderation import actions, taking_back
from moderation.models import Decision

WINDOW = timedelta(minutes=10)
Outcome = Decision.Outcome


class TooLate(Exception):
    """The window is over, or somebody has acted since: the author, an appeal, another moderator."""


@transaction.atomic
def undo(decision, *, by):
    """Put everything back as it was before. Raises TooLate."""
    if not may_undo(decision, by):
        raise TooLate
    if decision.outcome == Outcome.RESTORED and decision.undoes:
        take_turn(decision.comment.article, decision.comment.author)
        taking_back.uphold_after_all(decision.undoes)  # first: the letters look for them
    try:
        made = _BACK[decision.outcome](decision, by)
    except (actions.AlreadyDecided, AlreadySettled):
        raise TooLate from None
    _reopen_reports(decision)
    return made


def may_undo(decision, by):
    return (
        decision.by_id == by.pk
        and decision.outcome in _BACK
        and decision.at > timezone.now() - WINDOW
        and not decision.undone_by.exists()
        and not decision.comment.revisions.filter(at__gt=decision.at).exists()
        and decision.found_by != Decision.FoundBy.AGAIN
        and not decision.appeals.exists()
    )


def _hold_again(decision, by):
    verb = partial(decision.comment.hold, decision.was_held_because or "moderator")
    return actions.take_back(decision, Outcome.HELD, verb, by=by)


def _put_back(decision, by):
    """What was held before it was removed waits again; what was visible is visible."""

    def verb():
        decision.comment.restore()
        if decision.was_held_because:
            decision.comment.hold(decision.was_held_because)

    outcome = Outcome.HELD if decision.was_held_because else Outcome.RESTORED
    return actions.take_back(decision, outcome, verb, by=by)


def _remove_again(decision, by):
    removal = decision.comment.decisions.filter(outcome=Outcome.REMOVED, pk__lt=decision.pk).first()
    rule = removal.rule if removal else decision.comment.removed_for
    return actions.take_back(decision, Outcome.REMOVED, lambda: decision.comment.remove(rule), by=by, rule=rule)


def _let_go(decision, by):
    """A comment that was visible and held by this decision is visible again; one held before stays held."""
    if decision.was_held_because:
        return actions.take_back(decision, Outcome.REOPENED, lambda: None, by=by)
    return actions.take_back(decision, Outcome.APPROVED, decision.comment.approve, by=by)


def _reopen(decision, by):
    return actions.take_back(decision, Outcome.REOPENED, lambda: None, by=by)


def _reopen_reports(decision):
    """Those who have reported it anew meanwhile keep that report alone."""
    anew = decision.comment.reports.open()
    back = decision.reports.exclude(by__in=anew.exclude(by=None).values("by"))
    back.reopen()


_BACK = {
    Outcome.APPROVED: _hold_again,
    Outcome.REMOVED: _put_back,
    Outcome.RESTORED: _remove_again,
    Outcome.HELD: _let_go,
    Outcome.KEPT: _reopen,
}
