"""Slow mode: where a thread heats up, everybody waits between two comments in it. The team does not.

From so many comments in ten minutes on (`SiteSettings.slow_from`) a thread is slow for half an hour, and for half an
hour more with each comment that finds it as hot. A moderator can slow a thread at once, and free it.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import SiteSettings, audit
from articles.models import Article
from comments.models import Comment, take_turn
from comments.standing import Standing

WINDOW_MINUTES = 10
SLOW_MINUTES = 30


def is_slow(article, now=None):
    return bool(article.slow_until and article.slow_until > (now or timezone.now()))


def seconds_to_wait(article, by, standing, now=None):
    """Until this person may say something in this thread again; 0 when now."""
    now = now or timezone.now()
    if standing == Standing.TEAM or not is_slow(article, now):
        return 0
    last = Comment.objects.filter(author=by, article=article).order_by("-pk").values_list("created_at", flat=True)[:1]
    passed = (now - last[0]).total_seconds() if last else None
    wait = SiteSettings.load().slow_seconds
    return 0 if passed is None or passed >= wait else max(1, round(wait - passed))


def heat(article, now=None):
    """After a comment: slow the thread, or keep it slow, where it is hot. Within the transaction of the comment."""
    now = now or timezone.now()
    hot_from = SiteSettings.load().slow_from
    if not hot_from:
        return
    recent = Comment.objects.filter(article=article, created_at__gt=now - timedelta(minutes=WINDOW_MINUTES))
    if recent.order_by("-pk")[:hot_from].count() >= hot_from:
        _slow(article, now + timedelta(minutes=SLOW_MINUTES), by=None, was_slow=is_slow(article, now))


@transaction.atomic
def slow(article, *, by):
    """At once, for half an hour."""
    take_turn(article)
    _slow(article, timezone.now() + timedelta(minutes=SLOW_MINUTES), by=by, was_slow=False)


@transaction.atomic
def free(article, *, by):
    """At once. It gets slow again when it goes on being hot."""
    take_turn(article)
    if Article.objects.filter(pk=article.pk, slow_until__isnull=False).update(slow_until=None):
        article.slow_until = None
        article.touch()
        audit(article, "thread.freed", by=by)


def _slow(article, until, *, by, was_slow):
    Article.objects.filter(pk=article.pk).update(slow_until=until)
    article.slow_until = until
    if not was_slow:
        article.touch()
        audit(article, "thread.slowed", by=by, until=until.isoformat())
