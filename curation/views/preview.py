"""The clip as readers would see it: as saved, and as it is being typed, without a save."""

from django.db import transaction
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from articles.models import Article
from articles.reading import page_of
from curation.desk.bench import Bench
from curation.desk.editing import write
from curation.doors import clip_for, for_curators


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, pk):
    article = clip_for(request.user, pk)
    if request.method != "POST":
        return _page(request, article)
    bench = Bench(article, request.POST)
    if not bench.is_valid():
        name = "curation/_preview_waits.html" if request.htmx else "curation/preview_waits.html"
        return render(request, name, {"bench": bench, "article": article})
    return _as_typed(request, article, bench.edit())


@transaction.atomic
def _as_typed(request, article, edit):
    """Written, shown, and rolled back: the very templates of the page show it, and nothing was saved."""
    try:
        write(article, edit)
        article.render()
        article.save()
        return _page(request, article)
    finally:
        transaction.set_rollback(True)


def _page(request, article):
    clip = page_of(Article.objects.for_page().get(pk=article.pk), preview=True)
    name = "articles/_article.html" if request.htmx else "curation/preview.html"
    return render(request, name, {"clip": clip, "article": clip.article})
