"""Who may come to the queue, and to which comments. Strangers do not learn that it exists."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
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


def whole_site_only(view):
    """Below `moderators_only`: what holds everywhere."""

    @wraps(view)
    def door(request, *args, **kwargs):
        _demand_whole_site(request.user)
        return view(request, *args, **kwargs)

    return door


def whole_site_to_change(view):
    """The same for what all who moderate may read."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if request.method not in ("GET", "HEAD"):
            _demand_whole_site(request.user)
        return view(request, *args, **kwargs)

    return door


def _demand_whole_site(moderator):
    if not is_of_whole_site(moderator):
        raise PermissionDenied(_("This holds in all categories, so only moderators of the whole site change it."))


def within_reach(comments, moderator):
    """Those of the categories that are theirs; without a row of that kind, and for administrators, all."""
    categories = categories_of(moderator)
    return comments if categories is None else comments.filter(article__category__in=categories)


def rows_within_reach(rows, moderator, *paths):
    """Rows about clips or comments, and those about a person as a whole: all who moderate read these.
    The paths lead from a row to its clip."""
    return category_roles.about(rows, categories_of(moderator), *paths)


def clips_within_reach(clips, moderator):
    categories = categories_of(moderator)
    return clips if categories is None else clips.filter(category__in=categories)


def categories_of(moderator):
    """The numbers of the categories that somebody moderates, or None for the whole site. Asked once a request."""
    if not hasattr(moderator, "_moderated"):
        moderator._moderated = category_roles.categories_of(moderator, category_roles.MODERATOR)
    return moderator._moderated


def is_of_whole_site(moderator):
    """What holds everywhere, such as the limit of a person, is decided by moderators who are limited to nothing."""
    return categories_of(moderator) is None


def reaches(moderator, article):
    """May they decide about this clip and what is said below it?"""
    if not moderator.may_moderate:
        return False
    categories = categories_of(moderator)
    return categories is None or article.category_id in categories


def may_read(moderator, decision):
    """Decisions about what is within reach, and about persons."""
    article = decision.comment.article if decision.comment else decision.article
    return moderator.may_moderate if article is None else reaches(moderator, article)


def comment_for(moderator, pk):
    return get_object_or_404(within_reach(Comment.objects.select_related("article", "author"), moderator), pk=pk)


def decision_for(moderator, pk):
    """A decision about a comment within reach."""
    found = Decision.objects.select_related("comment__article", "comment__author", "by")
    near = within_reach(Comment.objects.all(), moderator)
    return get_object_or_404(found, pk=pk, comment__in=near.order_by())
