"""The lists that the screen goes by, for moderators: phrases and sites, with a box to try a text on them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import SiteSettings
from comments import lists
from comments.models import Domain, Phrase
from comments.screening import Author, Rules, explain, screen
from comments.standing import Standing
from common.paging import page_of
from moderation import doors
from moderation.list_forms import EntryForm, HostForm, LinesForm, TryForm
from moderation.views import moderators_only

A_PAGE = 100
KINDS = {"phrases": (Phrase, EntryForm), "sites": (Domain, HostForm)}


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
@doors.whole_site_to_change
def index(request, kind="phrases"):
    """The list, and the form with which an entry is added."""
    model, form_of = _kind(kind)
    form = form_of(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _shown(request, kind, form)

    try:
        entry = _put(model, by=request.user, **form.cleaned_data)
    except lists.NotListed:
        form.add_error("words", _("There are no letters in it.") if model is Phrase else _("That is no host."))
        return _shown(request, kind, form)
    except lists.AlreadyListed as known:
        form.add_error("words", _("It is on the list already, as “%(entry)s”.") % {"entry": known.entry})
        return _shown(request, kind, form)
    messages.success(request, _added(entry))
    return redirect("moderation:list", kind)


@require_POST
@moderators_only
@doors.whole_site_only
def unlist(request, kind, pk):
    entry = get_object_or_404(_kind(kind)[0], pk=pk)

    lists.unlist(entry, by=request.user)
    messages.success(request, _("“%(entry)s” is off the list.") % {"entry": entry})
    return redirect("moderation:list", kind)


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
@doors.whole_site_to_change
def lines(request, kind):
    """One entry a line, in and out."""
    model, _form = _kind(kind)
    form = LinesForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return HttpResponse(lists.as_lines(model), content_type="text/plain; charset=utf-8")

    new, known, wrong = lists.take_lines(model, form.cleaned_data["lines"], by=request.user)
    messages.success(request, _taken(new, known))
    if wrong:
        messages.warning(request, _("Not understood, and left out: %(lines)s") % {"lines": "; ".join(wrong[:10])})
    return redirect("moderation:list", kind)


@require_safe
@moderators_only
def trying(request):
    """What the screen would say of a text, and why. Nothing is posted."""
    form = TryForm(request.GET)
    verdict = _verdict(**form.cleaned_data) if form.is_valid() else None
    reasons = explain(verdict.stored) if verdict else []
    context = {"kind": "try", "form": form, "verdict": verdict, "reasons": reasons, "standings": TryForm().fields}
    return render(request, "moderation/try.html", {**context, "asked": "text" in request.GET})


def _kind(kind):
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _shown(request, kind, form):
    model, _form = _kind(kind)
    asked = request.GET.get("q", "").strip()[:100]
    found = model.objects.select_related("by")
    if asked:
        found = found.filter(**{"text__icontains" if model is Phrase else "host__icontains": asked})
    context = {"kind": kind, "form": form, "page": page_of(request, found, A_PAGE), "asked": asked}
    return render(request, "moderation/lists.html", context, status=422 if form.is_bound else 200)


def _put(model, *, by, words, action, note):
    put = lists.list_phrase if model is Phrase else lists.list_domain
    return put(words, by=by, action=action, note=note)


def _added(entry):
    is_phrase = isinstance(entry, Phrase)
    found, among = lists.found_last_month(**{"phrase" if is_phrase else "host": str(entry)})
    sentence = ngettext(
        "“%(entry)s” is on the list. It stands in %(found)d of the %(among)d comment of the last month.",
        "“%(entry)s” is on the list. It stands in %(found)d of the %(among)d comments of the last month.",
        among,
    )
    if among == lists.LOOKED_AT:
        sentence = _("“%(entry)s” is on the list. It stands in %(found)d of the latest %(among)d comments.")
    return sentence % {"entry": entry, "found": found, "among": among}


def _taken(new, known):
    return _("%(new)d added; %(known)d were there already.") % {"new": new, "known": known}


def _verdict(text, standing):
    """As for somebody whose first comment with a link was approved: what is tried are the lists."""
    listed = lists.current()
    rules = Rules(listed.phrases, listed.hosts, SiteSettings.load().hold_first)
    return screen(text, Author(Standing(standing), visible=rules.hold_first, links_allowed=True), rules)
