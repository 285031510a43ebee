"""When clips go out and come back: plans, and what the worker does about them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from articles import actions as clips
from articles.models import Article
from articles.models.article import AlreadySettled, site_language

log = logging.getLogger(__name__)

DAYS_IN_TRASH = 30


@dataclass(frozen=True)
class Due:
    """What happens by itself: `kind` is "publish" or "withdraw"."""

    at: datetime
    kind: str
    article: Article


def due_next(clips=None, most=5) -> list[Due]:
    """What the worker does next with these clips (None: all), soonest first. Two queries."""
    clips = Article.objects.all() if clips is None else clips
    out = clips.filter(status="scheduled").order_by("scheduled_for")[:most]
    back = clips.filter(status="published", withdraw_at__isnull=False).order_by("withdraw_at")
    plans = [Due(clip.scheduled_for, "publish", clip) for clip in out if clip.scheduled_for]
    plans += [Due(clip.withdraw_at, "withdraw", clip) for clip in back[:most] if clip.withdraw_at]
    return sorted(plans, key=lambda due: due.at)[:most]


def withdraw_due(now=None) -> int:
    """Withdraw what was published until a moment that has come. Safe to run at once in several workers."""
    now = now or timezone.now()
    return one_by_one(partial(_withdraw_due, now=now), Article.objects.to_withdraw(now))


@transaction.atomic
def _withdraw_due(pk, now):
    article = Article.objects.select_for_update().to_withdraw(now).filter(pk=pk).first()
    if article is None:  # another worker was first, or an editor gave it more time
        return 0
    with translation.override(site_language()):
        because = gettext("It was published for a limited time, which is over.")
    clips.withdraw(article, by=None, because=because)
    clips.plan(article, by=None, embargo_until=article.embargo_until, withdraw_at=None)
    log.info("withdrew clip %d, as planned", pk)
    return 1


def empty_trash(now=None) -> int:
    """Delete for good what has been in the trash for thirty days."""
    long_ago = (now or timezone.now()) - timedelta(days=DAYS_IN_TRASH)
    thrown_away = Article.objects.in_the_trash().filter(trashed_at__lt=long_ago)
    return one_by_one(partial(_delete, long_ago=long_ago), thrown_away)


@transaction.atomic
def _delete(pk, long_ago):
    still = Article.objects.select_for_update().in_the_trash().filter(pk=pk, trashed_at__lt=long_ago).first()
    if still:
        clips.delete_draft(still, by=None)
    return bool(still)


def one_by_one(verb: Callable[[int], int], clips) -> int:
    """Do what is due to each clip, by its number; how many it was done to. One that fails is logged and tried again
    the next time, and the others do not wait for it."""
    return sum(_tried(verb, pk) for pk in clips.values_list("pk", flat=True))


def _tried(verb, pk):
    try:
        return verb(pk)
    except Exception:
        log.exception("what is due of clip %d failed", pk)
        return 0


def each(articles, verb) -> tuple[list[Article], list[Article]]:
    """Do the verb to each clip, for itself: (those it was done to, those that somebody else had settled first)."""
    done, left = [], []
    for article in articles:
        try:
            verb(article)
            done.append(article)
        except (AlreadySettled, ValueError):
            left.append(article)
    return done, left
