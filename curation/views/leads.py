"""New clips: what they are made of, and how far the work on them has come."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from articles.models import Article
from curation.doors import for_curators
from curation.intake.lead_form import LeadForm
from curation.models import Lead, LeadIsSettled
from curation.pulse import worker_is_awake


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = LeadForm(request.POST, request.FILES) if request.method == "POST" else LeadForm()
    if not form.is_valid():
        shown = {"form": form, "checked": form.is_bound}
        return render(request, "curation/new.html", shown, status=422 if form.is_bound else 200)
    if known := _known(form.cleaned_data["url"]):
        messages.warning(request, _("This address already became this clip."))
        return redirect("desk:edit", known.pk)

    return redirect("desk:lead", form.save(by=request.user).pk)


def _known(url):
    return Article.objects.filter(sources__canonical_url=url).first() if url else None


@for_curators
@require_safe
def lead(request, pk):
    """How far it has come; looks again by itself until it is settled."""
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    if lead.state == Lead.State.DONE and lead.article_id:
        return _on_to(request, lead)
    name = "curation/_lead.html" if request.htmx else "curation/lead.html"
    return render(request, name, {"lead": lead, "worker_awake": worker_is_awake()})


def _on_to(request, lead):
    messages.success(request, lead.sentence or _("The draft is made. Check it against its source."))
    place = reverse("desk:edit", args=[lead.article_id])
    return HttpResponseClientRedirect(place) if request.htmx else redirect(place)


@for_curators
@require_POST
def again(request, pk):
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    try:
        lead.enqueue()
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
