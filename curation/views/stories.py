"""What is done to leads that tell one story, together."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from curation.doors import for_curators
from curation.intake import inbox, stories
from curation.intake.several import MOST_SOURCES
from curation.models import Lead, LeadGroup, LeadIsSettled, LeadIsTaken


@for_curators
@require_POST
def act(request, pk):
    """One verb on the group, or on the leads of it that are marked."""
    group = get_object_or_404(LeadGroup, pk=pk)
    verb, _dash, number = request.POST.get("do", "").partition("-")
    if verb not in VERBS or (number and not inbox.is_number(number)):
        raise Http404
    leads = list(Lead.objects.visible_to(request.user).filter(group=group).order_by("pk"))
    try:
        return VERBS[verb](request, leads, int(number or 0))
    except LeadIsTaken as taken:
        messages.warning(request, _("%(who)s has one of them; nothing was changed.") % {"who": taken.by})
    except LeadIsSettled:
        messages.warning(request, _("Somebody else has settled one of them meanwhile; nothing was changed."))
    return _back(request)


def _clip(request, leads, _number):
    marked = {int(n) for n in request.POST.getlist("lead") if inbox.is_number(n)}
    chosen = [lead for lead in leads if lead.pk in marked]
    if not 1 <= len(chosen) <= MOST_SOURCES:
        messages.warning(request, _("Mark one to ten of them that the clip shall rest on. Nothing was changed."))
        return _back(request)
    inbox.make_one_draft(chosen, by=request.user)
    return redirect("desk:lead", chosen[0].pk)


def _dismiss(request, leads, _number):
    count = inbox.dismiss_all([lead.pk for lead in leads], by=request.user)
    said = ngettext(
        "%(n)d lead dismissed. It is kept among the dismissed ones.",
        "%(n)d leads dismissed. They are kept among the dismissed ones.",
        count,
    )
    messages.success(request, said % {"n": count})
    return _back(request)


def _apart(request, leads, number):
    lead = next((lead for lead in leads if lead.pk == number), None)
    if lead is None:
        raise LeadIsSettled(number)
    stories.take_apart(lead, by=request.user)
    messages.success(request, _("Taken out. It does not come back to these by itself."))
    return _back(request)


VERBS = {"clip": _clip, "dismiss": _dismiss, "apart": _apart}


def _back(request):
    return redirect(f"{reverse('desk:inbox')}?{request.POST.get('back', '')}")
