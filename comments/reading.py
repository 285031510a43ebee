"""Reading a thread beyond the page of its clip: a branch on its own page, and what is newest, for whoever waits."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article
from comments import threads, views
from comments.models import MAX_DEPTH, Comment
from common.public import public_page, shows

NEWEST = 20  # numbers; a page that knows none of them is told of so many, or more


def comments_of(request, slug):
    """Posting and searching have one address."""
    return views.create(request, slug)


@require_safe
@public_page(query=["after"])
def branch(request, pk):
    """One comment with all that answers it."""
    top = get_object_or_404(Comment.objects.select_related("article__category", "author"), pk=pk)
    shows(request, f"article:{top.article_id}", "lists")
    if not top.article.is_published:
        raise Http404
    if top.depth == MAX_DEPTH:
        return redirect(threads.place_of(top, request.user))
    page = threads.branch_page(top, request.user, request.GET.get("after"))
    if page.is_empty:
        raise Http404
    return render(request, "comments/branch.html", {"branch": page, "thread": page.thread, "article": top.article})


@require_safe
@public_page(query=[])
def newest(request, slug):
    """The numbers of the newest comments: the same tiny answer for everybody, stored until the thread changes."""
    article = get_object_or_404(Article.objects.published(), slug=slug)
    shows(request, f"article:{article.pk}", f"slug:{slug}")
    numbers = article.comments.visible().order_by("-pk").values_list("pk", flat=True)[:NEWEST]
    return JsonResponse({"count": article.comment_count, "newest": list(numbers)})
