"""The clip as readers would see it: as saved, and as it is being typed, without a save. The desk alone may frame it."""

from django.db import transaction
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from articles.models import Article
from articles.reading import page_of
from common.middleware import policy
from curation.desk.bench import Bench
from curation.desk.editing import write
from curation.doors import clip_for, for_curators
from curation.models import WorkingCopy

MAY_BE_FRAMED = policy(frame_ancestors="'self'")


@for_curators
@xframe_options_sameorigin
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, pk):
    """`?copy` shows what this person has typed and not saved."""
    article = clip_for(request.user, pk)
    values = request.POST if request.method == "POST" else _copy(request, article)
    page = _as_typed(request, article, Bench(article, values)) if values else _page(request, article)
    page.headers["Content-Security-Policy"] = MAY_BE_FRAMED
    return page


def _copy(request, article):
    copy = WorkingCopy.objects.of(article, request.user) if "copy" in request.GET else None
    return copy and copy.form()


def _as_typed(request, article, bench):
    if not bench.is_valid():
        return render(request, "curation/preview_waits.html", {"bench": bench, "article": article})
    return _rolled_back(request, article, bench.edit())


@transaction.atomic
def _rolled_back(request, article, edit):
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
    return render(request, "curation/preview.html", {"clip": clip, "article": clip.article})
