"""Sources that changed after they were cited: what became of their passages, and what the clips make of it."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from common import paging
from curation import actions
from curation.doors import for_curators
from curation.evidence.word_diff import numbers_differ, word_diff
from curation.intake import watching
from curation.models import ChangeIsSettled, PassageChange, Watch

CHANGES, WATCHES = 10, 30


@for_curators
@require_safe
def index(request):
    everything = request.GET.get("show") == "all"
    changes = _changes(request.user).open()
    found = _watches(request.GET.get("q", "").strip()[:100]) if everything else changes
    page = paging.page_of(request, found, WATCHES if everything else CHANGES)
    shown = {
        "everything": everything,
        "q": request.GET.get("q", ""),
        "page": page,
        "rows": [] if everything else [_row(change) for change in page.object_list],
        "waiting": changes.count(),
        "troubled": [] if everything else Watch.objects.in_trouble().select_related("source")[:WATCHES],
    }
    return render(request, "curation/watch.html", shown)


def _changes(user):
    rows = PassageChange.objects.filter(article__in=Article.objects.visible_to(user))
    return rows.select_related(
        "article", "snapshot__source", "citation__fact", "citation__answer", "citation__difference"
    )


def _watches(q):
    rows = Watch.objects.select_related("source").order_by("next_at", "pk")
    return rows.filter(Q(source__title__icontains=q) | Q(source__canonical_url__icontains=q)) if q else rows


def _row(change):
    language = change.snapshot.source.language
    return {
        "change": change,
        "says": _says(change.citation),
        "pieces": word_diff(change.before, change.after, language) if change.after else [],
        "numbers": bool(change.after) and numbers_differ(change.before, change.after, language),
    }


def _says(citation):
    """The words of the clip that rest on the passage, and where on the edit page they stand."""
    if citation is None:
        return {"words": "", "what": ""}
    of = citation.fact or citation.answer or citation.difference
    return {"words": str(getattr(of, "text", of) or ""), "what": citation.get_part_display() if citation.part else ""}


@for_curators
@require_POST
def look(request, pk):
    watch = get_object_or_404(Watch, pk=pk)
    if watching.look_now(watch):
        messages.success(request, _("The worker looks at it now. Come back in a moment."))
    else:
        messages.info(request, _("This site is being asked already. Its page is looked at next."))
    return _back(request)


@for_curators
@require_POST
def cite(request, pk):
    change = get_object_or_404(_changes(request.user), pk=pk)
    try:
        actions.cite_new_words(change, by=request.user)
        messages.success(
            request, _("The new words are cited. The clip itself says what it said: see whether it still holds.")
        )
    except actions.NothingToCite:
        messages.warning(request, _("These words cannot be cited here. Change them on the edit page."))
    except ChangeIsSettled:
        _too_late(request)
    return _back(request)


@for_curators
@require_POST
def keep(request, pk):
    change = get_object_or_404(_changes(request.user), pk=pk)
    try:
        actions.keep_old_words(change, by=request.user)
        messages.success(request, _("The old words stand. Readers see them with the day on which they were read."))
    except ChangeIsSettled:
        _too_late(request)
    return _back(request)


def _too_late(request):
    messages.warning(request, _("This is settled already: by another editor, or by a newer look at the page."))


def _back(request):
    place = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return redirect(place if inside else reverse("desk:watch"))
