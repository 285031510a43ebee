"""The inbox: what feeds and readers brought, to be read, claimed, dismissed, or made into a draft."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from common.paging import page_of
from curation.doors import for_curators
from curation.intake import inbox, stories
from curation.intake.inbox import Filters
from curation.models import Feed, Lead, LeadIsSettled, LeadIsTaken
from curation.pulse import worker_is_awake


@for_curators
@require_safe
def index(request):
    filters = Filters.read(request.GET)
    page = page_of(request, filters.leads(request.user), inbox.PER_PAGE)
    _with_stories(page)
    shown = {
        "filters": filters,
        "page": page,
        "back": request.GET.urlencode(),
        "feeds": Feed.objects.only("pk", "title", "url", "folder"),
        "folders": inbox.folders(),
        "editors": inbox.editors(),
        "worker_awake": worker_is_awake(),
    }
    return render(request, "curation/inbox.html", shown)


def _with_stories(leads):
    """Each with all that tell its story, as `told`."""
    leads = list(leads)
    told = stories.others_of(leads)
    for lead in leads:
        lead.told = told.get(lead.group_id, [])


@for_curators
@require_POST
def act(request, pk):
    """One verb on one lead; a script gets the row as it is now, a plain form comes back to the list."""
    lead = get_object_or_404(Lead.objects.visible_to(request.user).for_inbox(), pk=pk)
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    try:
        verb(request, lead)
    except LeadIsTaken as taken:
        return _row(request, lead, _told(taken.by, request.user), status=409)
    except (LeadIsSettled, NobodyOfThatName) as refused:
        return _row(request, lead, refused.args[0] if isinstance(refused, NobodyOfThatName) else _settled(), status=409)
    if request.POST["do"] == "draft":
        return _on_to(request, reverse("desk:lead", args=[lead.pk]))
    return _row(request, lead)


class NobodyOfThatName(Exception):
    """There is no editor of the name that was typed; the words are a sentence."""


def _assign(request, lead):
    name, shown_with = request.POST.get("to", "").replace("\0", "").strip(), request.POST.get("with", "")
    to = inbox.editors().filter(username__iexact=name).first()
    if to is None:
        raise NobodyOfThatName(_("There is no editor called “%(name)s”. Choose one of the list.") % {"name": name})
    # Who left the team is no editor any more, and what is with them must not stay there for good.
    before = User.objects.filter(pk=shown_with).first() if inbox.is_number(shown_with) else None
    inbox.assign(lead, by=request.user, to=to, instead_of=before)


def _join(request, lead):
    number = request.POST.get("other", "").strip().lstrip("#").split(" ")[0]
    others = Lead.objects.visible_to(request.user).exclude(pk=lead.pk)
    other = others.filter(pk=number).first() if inbox.is_number(number) else None
    if other is None:
        raise NobodyOfThatName(_("There is no other lead of that number. Choose one of the list."))
    stories.join_by_hand(lead, other, by=request.user)


VERBS = {
    "join": _join,
    "read": lambda request, lead: lead.mark_read(),
    "unread": lambda request, lead: lead.mark_read(False),
    "star": lambda request, lead: lead.star(),
    "unstar": lambda request, lead: lead.star(False),
    "claim": lambda request, lead: inbox.claim(lead, by=request.user),
    "give-back": lambda request, lead: inbox.give_back(lead, by=request.user),
    "assign": _assign,
    "dismiss": lambda request, lead: inbox.dismiss(lead, by=request.user),
    "restore": lambda request, lead: inbox.restore(lead, by=request.user),
    "draft": lambda request, lead: inbox.make_draft(lead, by=request.user),
}


def _settled():
    return _("Somebody else has settled this lead meanwhile; nothing was changed. This is how it is now.")


def _told(holder, user):
    if holder is None:
        return _("It was given back meanwhile; nothing was changed. This is how it is now.")
    if holder == user:
        return _("You have it already.")
    return _("%(who)s has it already; nothing was changed.") % {"who": holder}


def _row(request, lead, sentence="", status=200):
    back = request.POST.get("back", "")
    if not request.htmx:
        if sentence:
            messages.warning(request, sentence)
        return redirect(f"{reverse('desk:inbox')}?{back}#lead-{lead.pk}")
    lead = get_object_or_404(Lead.objects.for_inbox(), pk=lead.pk)
    _with_stories([lead])
    shown = {"lead": lead, "sentence": sentence, "back": back, "renewed": True}
    return render(request, "curation/_inbox_lead.html", shown, status=status)


def _on_to(request, place):
    return HttpResponseClientRedirect(place) if request.htmx else redirect(place)


@for_curators
@require_POST
def act_on_all(request):
    """On all that the page showed, and nothing that came since."""
    numbers = [int(n) for n in request.POST.getlist("lead") if inbox.is_number(n)][: inbox.PER_PAGE]
    do = request.POST.get("do", "")
    if do == "dismiss":
        count = inbox.dismiss_all(numbers, by=request.user)
        said = ngettext(
            "%(n)d lead dismissed. It is kept among the dismissed ones.",
            "%(n)d leads dismissed. They are kept among the dismissed ones.",
            count,
        )
    elif do == "restore":
        count = inbox.restore_all(numbers, by=request.user)
        said = ngettext("%(n)d lead is in the inbox again.", "%(n)d leads are in the inbox again.", count)
    else:
        count = inbox.read_all(numbers)
        said = ngettext("%(n)d lead marked as read.", "%(n)d leads marked as read.", count)
    messages.success(request, said % {"n": count})
    return redirect(f"{reverse('desk:inbox')}?{request.POST.get('back', '')}")
