"""Reading a thread beyond the page of its clip: a branch on its own page, and what is newest, for whoever waits."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.between import hidden_from
from articles.models import Article
from comments import feeds, searching, threads, views
from comments.models import MAX_DEPTH, Comment
from common.public import public_page, shows

NEWEST = 20  # comments; a page that knows none of them is told of so many, or more


def comments_of(request, slug):
    """Posting and searching have one address."""
    if request.method == "POST":
        return views.create(request, slug)
    return search(request, slug)


@require_http_methods(["GET", "HEAD", "POST"])  # what the address takes
@public_page(query=["q", "before"])
def search(request, slug):
    """`?q=`: comments of this thread with all of the words, the newest first."""
    article = get_object_or_404(Article.objects.published().select_related("category"), slug=slug)
    shows(request, f"article:{article.pk}", f"slug:{slug}", "lists")
    before = request.GET.get("before")
    last = int(before) if threads.is_number(before) else None
    found = searching.search(article, request.GET.get("q", ""), last, request.user)
    return render(request, "comments/search.html", {"article": article, "found": found, "before": before})


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
    announced = feeds.links("branch-feed", _("Answers in this conversation"), pk) if top.is_visible else []
    context = {"branch": page, "thread": page.thread, "article": top.article, "feeds": announced}
    return render(request, "comments/branch.html", context)


@require_safe
@public_page(query=[])
def newest(request, slug):
    """The comments that became visible last, each with the number of when (`appeared`): the same tiny answer for
    everybody, stored until the thread changes."""
    article = get_object_or_404(Article.objects.published(), slug=slug)
    shows(request, f"article:{article.pk}", f"slug:{slug}")
    numbers = article.comments.by_appearance().values_list("pk", "appeared")[:NEWEST]
    return JsonResponse({"count": article.comment_count, "newest": list(numbers)})


@require_safe
@never_cache
@login_required
def newest_for(request, slug):
    """Those of them that this reader reads. Asked only by readers who do not read everybody, and about new ones."""
    article = get_object_or_404(Article.objects.published(), slug=slug)
    read = article.comments.by_appearance().exclude(hidden_from(request.user))
    return JsonResponse({"newest": list(read.values_list("pk", flat=True)[:NEWEST])})
