"""The edit page: the source beside the draft."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Article
from common.middleware import policy
from curation.desk import merge_page
from curation.desk.bench import Bench, rearrange, values_of
from curation.desk.bench_page import context
from curation.desk.change import ChangeForm
from curation.desk.editing import EditedMeanwhile
from curation.desk.keeping import keep_all, keeping, save_typed
from curation.desk.mending import press
from curation.desk.picking import with_picture
from curation.doors import clip_for, for_curators
from curation.evidence.gate import Stopped
from curation.models import Presence, WorkingCopy
from curation.models.proposal import titles_of

FRAMES_PREVIEWS = policy(frame_src="'self'")


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    if request.method != "POST":
        return _opened(request, pk)
    article = clip_for(request.user, pk, trashed=True)
    if article.trashed_at:
        return _kept_for_the_trash(request, article)
    values, refusal = with_picture(request.POST, request.FILES, by=request.user)
    values, still_open = merge_page.settle(values)
    if still_open:
        return _ask_again(request, article, values)
    if values.get("do", "save") in ("save", "publish"):
        return _save(request, article, Bench(article, values, refusal=refusal, by=request.user))
    if values["do"] == "take" and values.get("version") != str(article.version):
        return _merge(request, article, values)
    values = press(article, rearrange(values, values["do"], titles_of(article)), values["do"], by=request.user)
    bench = Bench(article, values, refusal=refusal, by=request.user)
    return _page(request, article, bench, unsaved=True)


def _opened(request, pk):
    """The clip as it is; or, where they are asked for, the words that this person typed and did not save."""
    try:
        article = clip_for(request.user, pk)
    except Http404:
        return _thrown_away(request, pk)
    Presence.objects.see(article, request.user)
    copy = WorkingCopy.objects.of(article, request.user) if "copy" in request.GET else None
    if copy is None:
        return _page(request, article, Bench(article, values_of(article), by=request.user))
    if copy.version != article.version:
        return _merge(request, article, copy.form())
    return _page(request, article, Bench(article, copy.form(), by=request.user), taken_up=True, unsaved=True)


def _kept_for_the_trash(request, article):
    """Somebody put it in the trash while it was open here: what was typed is offered when it comes out again."""
    keep_all(article, request)
    told = _("“%(clip)s” was put in the trash meanwhile. What you typed is kept: take it out, then open it.")
    messages.warning(request, told % {"clip": article})
    return redirect("desk:trash")


def _thrown_away(request, pk):
    get_object_or_404(Article.objects.in_the_trash(), pk=pk)
    messages.warning(request, _("This clip is in the trash. Put it back to work on it."))
    return redirect("desk:trash")


def _save(request, article, bench):
    change = ChangeForm(bench.values, article=article)
    if not all([bench.is_valid(), change.is_valid()]):
        return _page(request, article, bench, change=change, checked=True, unsaved=True, status=422)
    try:
        save_typed(article, bench.edit(), by=request.user, values=bench.values, **change.cleaned_data)
    except EditedMeanwhile as meanwhile:
        return _merge(request, meanwhile.article, bench.values, status=409)
    except Stopped as stopped:
        change.stop(stopped.findings)
        return _page(request, article, bench, change=change, checked=True, unsaved=True, status=422)

    messages.success(request, _("Saved."))
    return redirect("desk:publish" if request.POST.get("do") == "publish" else "desk:edit", article.pk)


def _ask_again(request, article, values):
    """Whoever comes back to what this browser kept has not asked to save."""
    unanswered = request.POST.get("do") != "take"
    return _merge(
        request, article, values, answered=request.POST, unanswered=unanswered, status=422 if unanswered else 200
    )


def _merge(request, article, values, *, status=200, unanswered=False, answered=None):
    """Both edits in one, with what only a person can decide. Nothing is overwritten until the person says so."""
    shown = {**merge_page.context(article, values, answered), "unanswered": unanswered}
    return render(request, "curation/merge.html", shown, status=status)


def _page(request, article, bench, *, change=None, checked=False, taken_up=False, status=200, **more):
    change = change or ChangeForm(bench.values if request.method == "POST" else None, article=article)
    kept = keeping(article, request.user, bench.values, taken_up=taken_up)
    more = {"unsaved": False, "kept": kept, **more}
    shown = context(article, bench, by=request.user, checked=checked, change=change, **more)
    page = render(request, "curation/edit.html", shown, status=status)
    page.headers["Content-Security-Policy"] = FRAMES_PREVIEWS
    return page
