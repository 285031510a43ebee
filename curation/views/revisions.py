"""What a clip was at each save: the list, any two side by side, and one of them restored."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.paging import page_of
from curation.desk import history
from curation.desk.change import ChangeForm
from curation.desk.editing import EditedMeanwhile
from curation.desk.restoring import plan, restore
from curation.doors import clip_for, for_curators
from curation.evidence.gate import Stopped


@for_curators
@require_safe
def revisions(request, pk):
    article = clip_for(request.user, pk)
    page = page_of(request, article.revisions.without_documents().select_related("by"), 25)
    return render(request, "curation/revisions.html", {"article": article, "page": page, "rows": history.rows(page)})


@for_curators
@require_safe
def compare(request, pk):
    """`?from=3&to=5`: numbers, or `now`. Without `from` the one before; without both, the last save."""
    article = clip_for(request.user, pk)
    try:
        pair = history.pair(article, request.GET.get("from", ""), request.GET.get("to", ""))
    except history.NoSuchRevision as error:
        raise Http404 from error
    return render(request, "curation/compare.html", {"article": article, "pair": pair})


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def restore_revision(request, pk, number):
    article = clip_for(request.user, pk)
    revision = get_object_or_404(article.revisions.select_related("by"), number=number)
    if request.method != "POST":
        return _page(request, article, revision)
    change = ChangeForm(request.POST, article=article, rows=history.rows_of(revision.document))
    if not change.is_valid():
        return _page(request, article, revision, change=change, status=422)
    try:
        restore(article, revision, by=request.user, version=change.cleaned_data.pop("version"), **change.cleaned_data)
    except Stopped as stopped:
        change.stop(stopped.findings)
        return _page(request, article, revision, change=change, status=422)
    except EditedMeanwhile as meanwhile:
        return _page(request, meanwhile.article, revision, change=change, meanwhile=True, status=409)

    messages.success(request, _("Revision %(number)s is restored, as a new one.") % {"number": number})
    return redirect("desk:revisions", pk)


def _page(request, article, revision, *, change=None, meanwhile=False, status=200):
    shown = {
        "article": article,
        "revision": revision,
        "plan": plan(article, revision, by=request.user),
        "change": change or ChangeForm(article=article),
        "checked": change is not None,
        "meanwhile": meanwhile,
    }
    return render(request, "curation/restore.html", shown, status=status)
