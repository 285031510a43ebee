"""Many decisions at once: each its own, with its own compare. What changed since the preview is left, and told."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import timezone
from django_tasks import task

from accounts.models import AuditEntry, audit
from comments.models import Comment
from common.jobs import SOON
from moderation import actions, alike, claims, grace, queue, undoing
from moderation.doors import within_reach
from moderation.models import Decision, Report

MOST = 900  # in one preview; a form has no more fields
AT_ONCE = 200  # more go to the worker
SPANS = {"1": 1, "7": 7, "30": 30, "": None}  # days


@dataclass
class Result:
    total: int
    decisions: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)  # numbers of comments


def chosen(moderator, *, by="", days="", rule="", held="", like=""):
    """The comments that a choice names, oldest first, or None where nothing was chosen."""
    waiting = within_reach(queue.waiting(), moderator)
    if by:
        return _by_person(moderator, by, SPANS.get(days))
    if rule:
        return waiting.filter(pk__in=Report.objects.open().filter(rule=rule).exclude(comment=None).values("comment"))
    if held:
        return waiting.filter(queue.held_for(held), status="held")
    if like.isascii() and like.isdigit() and len(like) < 19:
        one = within_reach(Comment.objects.filter(pk=like), moderator).first()
        return alike.like(one, waiting) if one else Comment.objects.none()
    return None


def _by_person(moderator, username, days):
    theirs = Comment.objects.filter(author__username__iexact=username, status__in=["visible", "held"])
    if days:
        theirs = theirs.filter(created_at__gte=timezone.now() - timedelta(days=days))
    return within_reach(theirs, moderator)


def start(picks, *, by, decision, rule="", words=""):
    """Decide on these: a few at once, many by the worker. `picks`: number, last decision and edits that were seen.
    The batch, to ask for its progress."""
    batch = str(uuid.uuid4())
    said = {"batch": batch, "by": by.pk, "decision": decision, "rule": rule, "words": words}
    cache.set(f"bulk:{batch}", (0, len(picks), by.pk), timeout=86400)
    if len(picks) > AT_ONCE:
        work.enqueue(picks=[list(pick) for pick in picks], **said)
    else:
        work.func(picks=picks, **said)
    return batch


@task(priority=SOON)
def work(*, picks, batch, by, decision, rule, words):
    """Safe to run twice: what the first run decided is found decided, by the same person, and counted."""
    moderator, result = get_user_model().objects.get(pk=by), Result(len(picks))
    for number, (pk, seen, edits) in enumerate(picks, 1):
        _decide_one(result, moderator, pk, seen, edits, decision, rule, words)
        if number % 20 == 0:
            cache.set(f"bulk:{batch}", (number, len(picks), by), timeout=86400)
    grace.tell_now(result.decisions)
    told = {"total": result.total, "decisions": result.decisions, "left": result.left}
    audit(moderator, f"bulk.{decision}", by=moderator, batch=batch, rule=rule, **told)


def _decide_one(result, by, pk, seen, edits, decision, rule, words):
    comment = _whole(pk, by)
    try:
        if comment is None:
            raise actions.AlreadyDecided(comment, None)
        with claims.holding(comment, by=by):
            made = _VERBS[decision](comment, by=by, seen=seen, edits=edits, rule=rule, words=words)
    except actions.AlreadyDecided as late:
        again = late.decision
        ours = again and again.by_id == by.pk and again.pk > seen and again.outcome in _OUTCOMES[decision]
        result.decisions.append(again.pk) if ours else result.left.append(pk)
    except (claims.Taken, actions.NotYours):
        result.left.append(pk)
    else:
        result.decisions.append(made.pk)


def _whole(pk, within=None):
    comments = Comment.objects.select_related("article", "author").filter(pk=pk)
    return (within_reach(comments, within) if within else comments).first()


def _approve(comment, *, by, seen, edits, **_):
    verb = actions.dismiss_reports if comment.is_visible else actions.approve
    return verb(comment, by=by, seen=seen, edits=edits, together=True)


def _remove(comment, *, by, seen, rule, words, **_):
    return actions.remove_comment(comment, by=by, rule=rule, words=words, seen=seen, together=True)


_VERBS: dict[str, Callable[..., Decision]] = {"approve": _approve, "remove": _remove}
_OUTCOMES = {"approve": {Decision.Outcome.APPROVED, Decision.Outcome.KEPT}, "remove": {Decision.Outcome.REMOVED}}


def result_of(batch, moderator):
    """What became of a batch: its trace, or None while the worker is at it."""
    found = AuditEntry.objects.filter(by=moderator, verb__startswith="bulk.")
    return next((entry for entry in found[:50] if entry.data.get("batch") == str(batch)), None)


def progress_of(batch, moderator):
    """How many of how many, or None for a batch that is not theirs."""
    done, total, by = cache.get(f"bulk:{batch}") or (0, 0, None)
    return (done, total) if by == moderator.pk else None


def undo(entry, *, by):
    """Take back what can be taken back. How many, and how many were not."""
    back = sum(_undo_one(pk, by) for pk in entry.data["decisions"])
    return back, len(entry.data["decisions"]) - back


def _undo_one(pk, by):
    decision = Decision.objects.select_related("by").filter(pk=pk, by=by).first()
    if decision is None:
        return False
    decision.comment = _whole(decision.comment_id)
    try:
        with claims.holding(decision.comment, by=by):
            undoing.undo(decision, by=by)
    except (claims.Taken, actions.NotYours, undoing.TooLate):
        return False
    return True
