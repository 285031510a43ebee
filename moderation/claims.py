"""Who has which card. A claim has an end; until then nobody else gets the card, and nobody else decides it.

Each step is one compare-and-set, so it holds between processes and on both databases.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from comments.models import Comment
from moderation.models import Claim
from moderation.reporting import NotYours

LASTS = timedelta(minutes=5)
AT_ONCE = 20  # candidates looked at in one go
TRIES = 5  # more than one only where somebody releases it at the same moment


class Taken(Exception):
    """Somebody else has this card. `claim` says who, and until when."""

    def __init__(self, claim):
        super().__init__(claim)
        self.claim = claim


def take(comment, *, by):
    """The card is theirs for five minutes from now; taking it again renews it.

    Raises Taken, NotYours for one's own comment, and Comment.DoesNotExist for a comment that is no more.
    """
    if comment.author_id == by.pk:
        raise NotYours
    for _ in range(TRIES):
        if claim := _renew(comment, by) or _begin(comment, by):
            return claim
    raise Comment.DoesNotExist


def take_next(waiting, *, by, after=None):
    """The first of these cards that nobody else has, claimed; None when there is none left.

    A card that they hold already comes first, so that a page which is loaded again shows the same one. `after` is a
    card that they leave for now: it becomes free, and the next one below it is handed out.
    """
    if after is None:
        mine = waiting.filter(claim__in=live().filter(moderator=by)).first()
        if mine:
            take(mine, by=by)
            return mine
    return _first_taken(waiting, by)


def _first_taken(waiting, by):
    free = waiting.exclude(claim__in=held_by_others(by)).exclude(author=by)
    tried = set()
    while candidates := [one for one in free.exclude(pk__in=tried)[:AT_ONCE] if one.pk not in tried]:
        for comment in candidates:
            tried.add(comment.pk)
            try:
                take(comment, by=by)
            except Taken:
                continue
            if waiting.filter(pk=comment.pk).exists():  # not decided between the question and the claim
                return comment
            release(comment, by=by)
    return None


@contextmanager
def holding(comment, *, by):
    """Decide within: the card is theirs meanwhile, and free afterwards. Raises Taken and NotYours."""
    take(comment, by=by)
    try:
        yield
    finally:
        release(comment, by=by)


def release(comment, *, by):
    """Give it back; what is another's by now stays theirs."""
    return bool(Claim.objects.filter(comment=comment, moderator=by).delete()[0])


def release_all(*, by):
    return Claim.objects.filter(moderator=by).delete()[0]


def live():
    return Claim.objects.filter(until__gt=timezone.now())


def held_by_others(moderator):
    return live().exclude(moderator=moderator)


def forget_ended():
    """Rows that say nothing any more. The worker runs it."""
    return Claim.objects.filter(until__lte=timezone.now() - LASTS).delete()[0]


def _renew(comment, by):
    """Their own, or one that has ended."""
    free = Q(moderator=by) | Q(until__lte=timezone.now())
    Claim.objects.filter(free, comment=comment).update(moderator=by, until=timezone.now() + LASTS)
    return Claim.objects.select_related("moderator").filter(comment=comment, moderator=by).first()


def _begin(comment, by):
    """None where something stood in the way that is gone already: a claim that was released this moment."""
    try:
        with transaction.atomic():
            return Claim.objects.create(comment=comment, moderator=by, until=timezone.now() + LASTS)
    except IntegrityError:
        claim = Claim.objects.select_related("moderator").filter(comment=comment).first()
        if claim and claim.moderator_id != by.pk:
            raise Taken(claim) from None
    return None
