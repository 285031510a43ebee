"""Who may come to the queue, and to which comments. Strangers do not learn that it exists."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from articles import category_roles
from comments.models import Comment
from moderation.models import Decision


def moderators_only(view):
    """Visitors are asked to sign in; for everybody else who may not decide there is nothing here."""

    @wraps(view)
    @login_required
    def door(request, *args, **kwargs):
        if not request.user.may_moderate:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(door)


def within_reach(comments, moderator):
    """Those of the categories that are theirs; without a row of that kind, and for administrators, all."""
    categories = categories_of(moderator)
    return comments if categories is None else comments.filter(article__category__in=categories)


def clips_within_reach(clips, moderator):
    categories = categories_of(moderator)
    return clips if categories is None else clips.filter(category__in=categories)


def categories_of(moderator):
    """The numbers of the categories that somebody moderates, or None for the whole site. Asked once a request."""
    if not hasattr(moderator, "_moderated"):
        moderator._moderated = category_roles.categories_of(moderator, category_roles.MODERATOR)
    return moderator._moderated


def comment_for(moderator, pk):
    return get_object_or_404(within_reach(Comment.objects.select_related("article", "author"), moderator), pk=pk)


def decision_for(moderator, pk):
    """A decision about a comment within reach."""
    about_comments = Decision.objects.filter(comment__isnull=False)
    found = get_object_or_404(about_comments.select_related("comment__article", "comment__author", "by"), pk=pk)
    comment_for(moderator, found.comment_id)
    return found
