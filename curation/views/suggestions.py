"""Links that readers suggest: their form, and who suggested what."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import terms
from common import paging
from common.waiting import status_of
from curation.doors import for_curators
from curation.intake import suggesting
from curation.intake.lead_form import SuggestForm
from curation.models import Lead

PER_PAGE = 20
LONGEST_KEPT = 2500  # characters of an address that must go through signing in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request):
    if not request.user.is_authenticated:
        return _sign_in(request)
    form = SuggestForm(request.POST) if request.method == "POST" else SuggestForm(initial=_kept(request.GET))
    terms.accept_ticked(request.user, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    if terms.needs_acceptance(request.user):
        return _ask_for_terms(request, form)
    try:
        suggestion = suggesting.suggest(by=request.user, **form.cleaned_data)
    except suggesting.TooMany as refused:
        form.add_error(None, str(refused))
        return _page(request, form, status=status_of(request, refused))

    return redirect(f"{reverse('suggest')}?sent={suggestion.pk}")


def _ask_for_terms(request, form):
    form.add_error(None, f"{terms.news()} {_('Answer below, and send this again.')}")
    return _page(request, form, status=422, asked=terms.TermsForm(asked=terms.asked()))


def _page(request, form, *, status, asked=None):
    page = paging.page_of(request, suggesting.suggestions_of(request.user), PER_PAGE)
    rows = [{"suggestion": each, "became": suggesting.become_of(each)} for each in page.object_list]
    sent = request.GET.get("sent", "") if not form.is_bound else ""
    shown = {
        "form": form,
        "terms": asked,
        "page": page,
        "rows": rows,
        "sent": next((r for r in rows if str(r["suggestion"].pk) == sent), None),
    }
    return render(request, "curation/suggest.html", shown, status=status)


def _kept(said):
    return {name: said.get(name, "")[:most] for name, most in [("url", 2000), ("note", 500)]}


def _sign_in(request):
    """What was typed comes along; nothing is sent before the form is sent again."""
    said = {name: value for name, value in _kept(request.POST or request.GET).items() if value}
    whole = f"?{urlencode(said)}" if said else ""
    return redirect_to_login(reverse("suggest") + (whole if len(whole) <= LONGEST_KEPT else ""))


@for_curators
@require_safe
def index(request):
    found = suggesting.waiting().prefetch_related("suggestions__by").order_by("-pk")
    page = paging.page_of(request, found, PER_PAGE)
    return render(request, "curation/suggestions.html", {"page": page})


@for_curators
@require_POST
def thank(request, pk):
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    thanked = suggesting.thank(lead, by=request.user)
    if thanked:
        said = ngettext("%(count)d reader sees your thanks.", "%(count)d readers see your thanks.", thanked)
        messages.success(request, said % {"count": thanked})
    else:
        messages.info(request, _("They have been thanked already."))
    return redirect("desk:lead", pk)
