"""Locking a thread: nobody posts, what stands stays. Opening it again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import audit
from articles.models import Article
from comments import closing
from comments.models import AlreadySettled, take_turn
from moderation.models import Decision

MORE_TIME = timedelta(days=14)


@transaction.atomic
def lock(article, *, by, because):
    """Close the thread at once; `because` stands below the clip. Raises AlreadySettled where it is locked."""
    return _turn(article, by, because, was=None, now=timezone.now(), outcome=Decision.Outcome.LOCKED)


@transaction.atomic
def unlock(article, *, by):
    """Raises AlreadySettled where it is open. What closed by age stays open for two weeks more."""
    if closing.is_over(article):
        Article.objects.filter(pk=article.pk).update(comments_close_at=timezone.now() + MORE_TIME)
    undoes = article.decisions.filter(outcome=Decision.Outcome.LOCKED).first()
    return _turn(article, by, "", was=True, now=None, outcome=Decision.Outcome.UNLOCKED, undoes=undoes)


def _turn(article, by, because, *, was, now, outcome, undoes=None):
    take_turn(article)
    article.touch()
    stood = Article.objects.filter(pk=article.pk, comments_locked_at__isnull=not was)
    if not stood.update(comments_locked_at=now, comments_locked_because=because):
        raise AlreadySettled(article)
    article.comments_locked_at, article.comments_locked_because = now, because
    audit(article, f"thread.{outcome}", by=by, because=because)
    return Decision.objects.record(article=article, by=by, outcome=outcome, words=because, undoes=undoes)
