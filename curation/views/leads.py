"""New clips: what they are made of, and how far the work on them has come."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from curation.doors import for_curators
from curation.intake import stories
from curation.intake.bookmarklet import script
from curation.intake.known import MOST_SHOWN, known_at
from curation.intake.lead_form import LeadForm
from curation.models import Lead, LeadIsSettled
from curation.pulse import worker_is_awake


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    if request.method != "POST":
        return _form(request, LeadForm.prefilled(request.GET))
    form = LeadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, checked=True, status=422)
    if form.known.clips and not form.is_second:
        return _form(request, form, status=409)

    return redirect("desk:lead", form.save(by=request.user).pk)


def _form(request, form, *, checked=False, status=200):
    shown = {"form": form, "checked": checked, "known": form.known, "asked": status == 409}
    return render(request, "curation/new.html", shown, status=status)


@for_curators
@require_safe
def known(request):
    """While an address is typed: whether the desk has this page already."""
    return render(request, "curation/_known.html", {"known": known_at(request.GET.get("url", "")), "asked": False})


@for_curators
@require_safe
def bookmarklet(request):
    return render(
        request, "curation/bookmarklet.html", {"bookmarklet": script(settings.SITE_URL + reverse("desk:new"))}
    )


@for_curators
@require_safe
def lead(request, pk):
    """How far it has come; looks again by itself until it is settled."""
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    if lead.state == Lead.State.DONE and lead.article_id:
        return _on_to(request, lead)
    name = "curation/_lead.html" if request.htmx else "curation/lead.html"
    suggestions = lead.suggestions.select_related("by").order_by("pk")
    told = {"known": _others(lead), "same_story": stories.clips_of_its_story(lead)[:MOST_SHOWN]}
    shown = {"lead": lead, "worker_awake": worker_is_awake(), "suggestions": suggestions, **told}
    return render(request, name, shown)


def _others(lead):
    """The clips of its page, for a lead that is not on its way: a draft of it would come to nothing."""
    return known_at("" if lead.is_open or lead.second else lead.url)


def _on_to(request, lead):
    """A page that asks each second may ask once more while it leaves: only the page that it goes to says so."""
    if request.htmx:
        return HttpResponseClientRedirect(reverse("desk:lead", args=[lead.pk]))
    messages.success(request, lead.sentence or _("The draft is made. Check it against its source."))
    return redirect("desk:edit", lead.article_id)


@for_curators
@require_POST
def again(request, pk):
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    try:
        lead.enqueue(by=request.user)
    except LeadIsSettled:
        messages.warning(request, _("Somebody else has settled this lead already."))
    return redirect("desk:lead", lead.pk)


@for_curators
@require_POST
def dismiss(request, pk) -> HttpResponse:
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    try:
        lead.dismiss()
    except LeadIsSettled:
        messages.warning(request, _("The work on this lead is under way or done; it cannot be dismissed now."))
    return redirect("desk:index")
