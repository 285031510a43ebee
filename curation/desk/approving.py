"""Approvals: somebody's yes to exactly the words that they saw.

An approval carries the hash of what readers will see (articles/wording.py). It counts while the clip has that hash:
saving without a change keeps it, one changed word does not, and the old words put back have it again.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import audit
from articles.models import Article
from articles.wording import content_hash
from curation.models import Approval


class WordsChanged(Exception):
    """The clip no longer has the words that somebody saw."""


@transaction.atomic
def approve(article, words, *, by=None, link=None) -> Approval:
    """Approve the words with this hash, as a person or through a preview link. Doing it twice is doing it once.

    Raises WordsChanged when the clip has others by now.
    """
    lock(article)
    if content_hash(article) != words:
        raise WordsChanged(article)
    approval, new = Approval.objects.get_or_create(article=article, hash=words, by=by, link=link, taken_back_at=None)
    if new:
        audit(article, "approve", by=by, hash=words, **_through(link))
    return approval


@transaction.atomic
def take_back(article, words, *, by=None, link=None) -> bool:
    """Take back one's own approval of these words; False when there is none that stands."""
    own = Approval.objects.filter(article=article, hash=words, by=by, link=link, taken_back_at=None)
    taken = bool(own.update(taken_back_at=timezone.now()))
    if taken:
        audit(article, "take back approval", by=by, hash=words, **_through(link))
    return taken


def lock(article):
    """Until the end of the transaction nobody else saves, approves or publishes this clip."""
    return Article.objects.select_for_update().get(pk=article.pk)


def approvals_of(article, words):
    """Who approved these words, first to last."""
    standing = Approval.objects.standing().filter(article=article, hash=words)
    return list(standing.select_related("by", "link__made_by").order_by("pk"))


def _through(link):
    return {"link": link.pk, "name": link.name} if link else {}
