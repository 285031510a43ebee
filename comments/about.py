"""Pages about a part of a clip: which parts there are, and what was said about one, with the place to write."""

from django.http import Http404
from django.shortcuts import render

from articles.models import Article
from comments import kept
from comments.forms import CommentForm
from comments.parts import counts_about, part_of, parts_of
from comments.threads import thread_about
from common.public import public_page, shows


@public_page(query=[])
def parts(request, slug):
    """Every part with the number of comments about it."""
    article = _article(request, slug)
    counts = counts_about(article)
    rows = [(part, counts.get((part.kind, part.id), 0)) for part in parts_of(article).values()]
    return render(request, "comments/parts.html", {"article": article, "rows": rows})


@public_page(query=["after"])
def about(request, slug, anchor):
    """One part, and the comments about it in order of time."""
    article = _article(request, slug)
    part = part_of(article, anchor)
    if part is None:
        raise Http404
    signed_in = request.user.is_authenticated
    words = kept.kept_for(request, f"about:{article.pk}:{anchor}") if signed_in else {}
    context = {
        "article": article,
        "part": part,
        "thread": thread_about(article, request.user, part, request.GET.get("after")),
        "form": CommentForm.fresh(**words) if signed_in else None,
        "smooth": False,
    }
    return render(request, "comments/about.html", context)


def _article(request, slug):
    article = Article.objects.published().filter(slug=slug).first()
    if article is None:
        raise Http404
    shows(request, f"article:{article.pk}", f"slug:{slug}")
    return article
