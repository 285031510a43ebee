"""What moderators and reporters do: the comment's own verb, the decision and its trace, in one transaction."""

from django.db import IntegrityError, transaction

from accounts.models import audit
from comments import haste
from comments.models import AlreadySettled, take_turn
from comments.standing import reckon, standing_for
from moderation import letters
from moderation.models import Decision, Report


class NotYours(Exception):
    """Nobody judges, or reports, their own comment."""


class AlreadyReported(Exception):
    """This person's report of this comment is still open."""


class TooMany(Exception):
    """Enough reports for a day; the text is a sentence for the person."""


class AlreadyDecided(Exception):
    """Somebody else was first. `decision` says who and what; None where the author edited or deleted the comment."""

    def __init__(self, comment, decision):
        super().__init__(comment, decision)
        self.comment, self.decision = comment, decision


@transaction.atomic
def report(comment, *, by, rule, text=""):
    """Bring a visible comment before a moderator. Raises NotYours, AlreadyReported, AlreadySettled, TooMany."""
    take_turn(comment.article, by)
    comment.refresh_from_db(fields=["status"])
    if comment.author_id == by.pk:
        raise NotYours
    if not comment.is_visible:
        raise AlreadySettled(comment)
    if sentence := haste.on_reporting(Report.objects.filter(by=by), standing_for(by)):
        raise TooMany(sentence)
    try:
        with transaction.atomic():
            made = Report.objects.create(comment=comment, by=by, rule=rule, text=text)
    except IntegrityError:
        raise AlreadyReported from None
    audit(comment, "comment.reported", by=by, rule=rule)
    return made


def approve(comment, *, by, seen=None, edits=None):
    """Make a held comment visible. Reports of it are dismissed."""
    return _decide(comment, Decision.Outcome.APPROVED, comment.approve, by=by, seen=seen, edits=edits)


def remove_comment(comment, *, by, rule, words="", seen=None):
    """Take it out of the thread for a rule; `words` go to its author. Open reports are upheld."""
    return _decide(
        comment, Decision.Outcome.REMOVED, lambda: comment.remove(rule), by=by, rule=rule, words=words, seen=seen
    )


def restore_comment(comment, *, by, words="", seen=None):
    """Undo a removal."""
    return _decide(comment, Decision.Outcome.RESTORED, comment.restore, by=by, words=words, seen=seen)


def dismiss_reports(comment, *, by, seen=None, edits=None):
    """Keep the comment: its open reports were not right."""
    return _decide(comment, Decision.Outcome.KEPT, lambda: _need_reports(comment), by=by, seen=seen, edits=edits)


@transaction.atomic
def _decide(comment, outcome, verb, *, by, rule="", words="", seen=None, edits=None):
    """One deed, one decision, one trace; of two moderators one wins, the other gets AlreadyDecided.

    `seen` is the number of the last decision that the moderator knew of (0: none, None: does not matter); `edits` how
    often the words that they read had been edited. Only what lets words stand asks for it: or else, by editing again
    and again, an author could keep a comment from being removed.
    """
    take_turn(comment.article)
    if comment.author_id == by.pk:
        raise NotYours
    last = comment.decisions.select_related("by").first()
    if seen is not None and seen != (last.pk if last else 0):
        raise AlreadyDecided(comment, last)
    if edits is not None and edits != comment.revisions.count():
        raise AlreadyDecided(comment, None)
    try:
        verb()
    except AlreadySettled:
        raise AlreadyDecided(comment, last) from None
    decision = Decision.objects.create(
        comment=comment, person=comment.author, by=by, outcome=outcome, rule=rule, words=words
    )
    audit(comment, f"comment.{outcome}", by=by, rule=rule, words=words)
    letters.statement(decision)
    _settle_reports(comment, decision)
    reckon(comment.author)
    return decision


def _need_reports(comment):
    if not comment.reports.open().exists():
        raise AlreadySettled(comment)


def _settle_reports(comment, decision):
    upheld = decision.outcome == Decision.Outcome.REMOVED
    settled = list(comment.reports.open().select_related("by"))
    comment.reports.open().update(state=Report.State.UPHELD if upheld else Report.State.DISMISSED)
    for one in settled:
        letters.outcome(one, decision)
