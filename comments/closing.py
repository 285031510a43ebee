"""Threads that close by themselves: at a moment that their clip names, or some days after it was published.

Closing is a deed with a time and a reason, done by the worker. When the site's number of days is raised or set to none,
or a clip's moment is moved, threads that were closed by age open again; those that a moderator locked do not.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import SiteSettings, audit
from articles.models import Article
from comments.models import take_turn

BY_AGE = "closed by age"  # a key: the templates know it and say a sentence
BATCH = 200


def closes_at(article, site=None):
    """The moment, or None. A clip's own counts before the site's rule."""
    if article.comments_close_at:
        return article.comments_close_at
    days = (SiteSettings.load() if site is None else site).close_after_days
    return article.published_at + timedelta(days=days) if days and article.published_at else None


def is_over(article, now=None):
    moment = closes_at(article)
    return bool(moment and moment <= (now or timezone.now()))


def close_due(now=None):
    """Close what is due, and open what was closed by age and is not due any more; how many changed."""
    now = now or timezone.now()
    due = _due(now, SiteSettings.load().close_after_days)
    shut = Article.objects.published().filter(comments_locked_because=BY_AGE)
    late = [_close(article) for article in Article.objects.published().filter(due, comments_locked_at=None)[:BATCH]]
    again = [_open(article) for article in shut.exclude(due)[:BATCH]]
    return sum([*late, *again])


def _due(now, days):
    own = Q(comments_close_at__isnull=False, comments_close_at__lte=now)
    if not days:
        return own
    return own | Q(comments_close_at__isnull=True, published_at__lte=now - timedelta(days=days))


@transaction.atomic
def _close(article):
    """Of several workers one does it."""
    take_turn(article)
    open_still = Article.objects.filter(pk=article.pk, comments_locked_at=None)
    if not open_still.update(comments_locked_at=timezone.now(), comments_locked_because=BY_AGE):
        return False
    article.touch()
    audit(article, "thread.closed", by=None, because=BY_AGE)
    return True


@transaction.atomic
def _open(article):
    take_turn(article)
    shut = Article.objects.filter(pk=article.pk, comments_locked_because=BY_AGE, comments_locked_at__isnull=False)
    if not shut.update(comments_locked_at=None, comments_locked_because=""):
        return False
    article.touch()
    audit(article, "thread.opened", by=None)
    return True
