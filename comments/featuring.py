"""What the team shows before the conversation: few comments of others, each undone as easily."""

from django.db import transaction
from django.utils import timezone

from accounts import letterbox
from accounts.between import hidden_from
from accounts.models import Notice, audit
from articles.category_roles import EDITOR, MODERATOR, categories_of
from comments.models import AlreadySettled, Comment
from common import stamps

SHOWN = 3


def places(person):
    """The categories of which they may feature comments; None: all. Editors and moderators within their own."""
    found = [categories_of(person, role) for role, has in _roles(person) if has]
    return None if None in found else set().union(*found)


def may_feature(person, comment):
    """Within reach, and not one's own."""
    where = places(person)
    return comment.author_id != person.pk and (where is None or comment.article.category_id in where)


def _roles(person):
    return [(EDITOR, person.may_curate), (MODERATOR, person.may_moderate)] if person.is_authenticated else []


@transaction.atomic
def feature(comment, *, by):
    """Show it above the thread. Raises AlreadySettled where it is not visible, or was featured already."""
    _settle(Comment.objects.visible().filter(featured_at=None), comment, at=timezone.now(), by=by)
    audit(comment, "comment.featured", by=by)
    news = {"link": comment.get_absolute_url(), "about": comment.article.title, "subject": comment}
    letterbox.tell(comment.author, Notice.Kind.FEATURED, _key_of(comment), **news)


@transaction.atomic
def unfeature(comment, *, by):
    """Raises AlreadySettled where it was not featured."""
    _settle(Comment.objects.filter(featured_at__isnull=False), comment, at=None, by=None)
    audit(comment, "comment.unfeatured", by=by)
    letterbox.take_back(_key_of(comment), comment)


def featured_in(article, reader):
    """The newest of them that still stand and that this reader reads. One query."""
    if not article.comment_count:
        return []
    shown = article.comments.visible().filter(featured_at__isnull=False).exclude(hidden_from(reader))
    return list(shown.select_related("author").defer("body").order_by("-featured_at")[:SHOWN])


def _key_of(comment):
    return f"featured:{comment.pk}"


def _settle(rows, comment, *, at, by):
    if not rows.filter(pk=comment.pk).update(featured_at=at, featured_by=by):
        raise AlreadySettled(comment)
    stamps.touch(f"article:{comment.article_id}")
