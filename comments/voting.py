"""Votes: one for a person and a comment, for it or against it, undone as easily as given.

The counts and `best` are kept in the transaction of the vote, counted anew from its rows while the comment's row is
locked: so they are what the rows say, with two people at once too. Nobody waits for the rest of the thread. Everybody
locks the person first, then the comment; who holds a comment's row never waits for a clip's.

A vote makes the clip's page old, as it shows the counts, and no list: those show none.
"""

import logging
from math import sqrt

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.between import apart_from
from comments import limits
from comments.models import Comment, Vote
from common import stamps
from common.waiting import A_MINUTE

log = logging.getLogger(__name__)

Z = 1.96  # 95 %
IN_A_MINUTE = 30
UP, DOWN = 1, -1


class NotCounted(Exception):
    """The text is the sentence for whoever voted; `seconds`: it came too soon, and counts after so many."""

    def __init__(self, sentence, *, seconds=0):
        super().__init__(sentence)
        self.seconds = seconds


def best_of(ups: int, downs: int) -> float:
    """The lower bound of Wilson's interval for the share of votes for it, 0 to 1 (E. B. Wilson, 1927)."""
    n = ups + downs
    if not n:
        return 0.0
    share = ups / n
    middle = share + Z * Z / (2 * n)
    spread = Z * sqrt((share * (1 - share) + Z * Z / (4 * n)) / n)
    return min(max((middle - spread) / (1 + Z * Z / n), 0.0), 1.0)


def vote(comment, *, by, value):
    """For it (1) or against it (-1), in place of an earlier vote; the same again changes nothing. Raises NotCounted."""
    _change(comment, by, value)


def undo(comment, *, by):
    """Take one's vote back. Raises NotCounted."""
    _change(comment, by, 0)


@transaction.atomic
def _change(comment, by, value):
    _refuse_haste(by)
    _refuse_strangers(*_lock(by, "is_active"))
    comment.status, comment.author_id = _lock(comment, "status", "author_id")
    _refuse(comment, by)
    votes = Vote.objects.filter(comment=comment, by=by)
    if votes.values_list("value", flat=True).first() == (value or None):
        return
    if value:
        Vote.objects.update_or_create(comment=comment, by=by, defaults={"value": value})
    else:
        votes.delete()
    count(comment)
    stamps.touch(f"article:{comment.article_id}")


def count(comment):
    """Set what is shown to what the votes say. The caller holds the comment's row."""
    votes = Vote.objects.filter(comment=comment)
    numbers = votes.aggregate(ups=Count("pk", filter=Q(value=UP)), downs=Count("pk", filter=Q(value=DOWN)))
    said = {**numbers, "best": best_of(**numbers)}
    Comment.objects.filter(pk=comment.pk).update(**said)
    for name, number in said.items():
        setattr(comment, name, number)


def votes_of(reader, comments):
    return Vote.objects.filter(by=reader, comment__in=comments)


def _lock(row, *fields):
    rows = row.__class__.objects.select_for_update(no_key=True).filter(pk=row.pk)
    return rows.values_list(*fields).get()


def _refuse_strangers(is_active):
    if not is_active:
        raise NotCounted(_("Your account has been closed meanwhile, so your vote was not counted."))


def _refuse(comment, by):
    if comment.author_id == by.pk:
        raise NotCounted(_("This comment is your own. Others vote on it."))
    if not comment.is_visible:
        raise NotCounted(_("The comment is gone meanwhile, so your vote was not counted."))
    comment.article.refresh_from_db(fields=["status", "comments_mode", "comments_locked_at"])
    if not comment.article.takes_comments:
        raise NotCounted(_("The conversation is closed meanwhile, so your vote was not counted."))
    if silent := limits.why_no_vote(limits.in_force(by)):
        raise NotCounted(silent)
    if apart_from(by, [comment.author_id]):
        raise NotCounted(_("One of you has blocked the other, so your vote was not counted."))


def _refuse_haste(by):
    """Votes and their undoing alike, so that nobody renews a page again and again."""
    if _in_this_minute(by) > IN_A_MINUTE:
        sentence = _("That were many votes in a minute. This one was not counted; please vote a little later.")
        raise NotCounted(sentence, seconds=A_MINUTE - timezone.now().second)


def _in_this_minute(by):
    """Votes count though nobody can count them: without a cache, or as the minute ends."""
    slot = f"votes:{by.pk}:{timezone.now():%H%M}"
    try:
        return 1 if cache.add(slot, 1, 120) else cache.incr(slot)
    except Exception:
        log.warning("votes in a minute are not counted", exc_info=True)
        return 1
