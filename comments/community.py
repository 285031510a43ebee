"""The buttons around comments: vote, feature, follow. Each is a form that works without script and leads back to its
place; with htmx the same piece of template comes back alone.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import featuring, following, threads, voting
from comments.answers import follow as lead
from comments.answers import signed_in
from comments.beside import with_reader
from comments.models import AlreadySettled, Comment
from common.waiting import status_of

either = require_http_methods(["GET", "HEAD", "POST"])
VALUES = {"1": voting.UP, "-1": voting.DOWN, "0": 0}
FOLLOWING = {
    "follow": (following.follow, gettext_lazy("You follow this conversation and hear of what is new in it.")),
    "mute": (following.mute, gettext_lazy("You hear nothing of this conversation any more, not even of answers.")),
    "leave": (following.leave, gettext_lazy("You hear of answers and mentions only.")),
}


@either
@never_cache
@signed_in
def vote(request, pk):
    """Whoever had to sign in first comes here without a form, and goes on to the comment."""
    comment = _visible(request, pk)
    if request.method != "POST" or request.POST.get("value") not in VALUES:
        return lead(request, threads.place_of(comment, request.user))

    value, refused = VALUES[request.POST["value"]], None
    try:
        voting.vote(comment, by=request.user, value=value) if value else voting.undo(comment, by=request.user)
    except voting.NotCounted as error:
        refused = error
    return _voted(request, comment, refused)


@either
@never_cache
@signed_in
def feature(request, pk):
    comment = _visible(request, pk)
    if not featuring.may_feature(request.user, comment):
        raise Http404
    if request.method == "POST":
        try:
            verb = featuring.unfeature if request.POST.get("do") == "undo" else featuring.feature
            verb(comment, by=request.user)
        except AlreadySettled:
            messages.warning(request, _("Somebody else was first. Nothing was changed."))
    return lead(request, threads.place_of(comment, request.user))


@either
@never_cache
@signed_in
def follow(request, slug):
    article = get_object_or_404(Article.objects.published(), slug=slug)
    return _follow(request, article, None, f"{article.get_absolute_url()}#comments")


@either
@never_cache
@signed_in
def follow_branch(request, pk):
    comment = _visible(request, pk)
    return _follow(request, comment.article, comment, threads.place_of(comment, request.user))


def _follow(request, article, root, place):
    verb, sentence = FOLLOWING.get(request.POST.get("do", ""), (None, ""))
    if verb:
        verb(article, by=request.user, root=root)
    if verb and request.htmx:
        return render(request, "comments/_follow.html", following.button(article, request.user, root, sentence))
    if verb:
        messages.success(request, sentence)
    return redirect(place)


def _voted(request, comment, refused):
    if not request.htmx:
        if refused:
            messages.warning(request, str(refused))
        return redirect(threads.place_of(comment, request.user))
    row = with_reader([threads.row_of(comment, request.user)], request.user)[0]
    context = {"row": row, "comment": row.comment, "article": comment.article, "smooth": True}
    context["refused"] = str(refused or "")
    return render(request, "comments/_votes.html", context, status=status_of(request, refused, 200))


def _visible(request, pk):
    found = Comment.objects.visible().select_related("article", "author")
    return get_object_or_404(found, pk=pk, article__in=Article.objects.published())
