"""A person as moderators see them: record, timeline, notes, limits; and the figures of the team's own work."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import traces
from accounts.models import User
from comments.rules import Rule
from moderation import figures as figured
from moderation import people, sanctions, told
from moderation.forms import LimitForm, NoteForm
from moderation.models import Sanction
from moderation.views import moderators_only


@require_safe
@moderators_only
def person(request, username):
    found = _person(username)
    return _shown(request, found, NoteForm(), _fresh(found))


@require_POST
@moderators_only
def note(request, username):
    found = _person(username)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, _fresh(found), status=422)

    people.add_note(found, by=request.user, text=form.cleaned_data["text"])
    messages.success(request, _("The note is added."))
    return redirect("moderation:person", found.username)


@require_POST
@moderators_only
def limit(request, username):
    """First the letter as the person will read it; sent again from there, it is decided."""
    found = _person(username)
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, NoteForm(), form, status=422)
    if not sanctions.may(found, form.cleaned_data["kind"], request.user):
        return _not_allowed(request, found)
    if "sure" not in request.POST:
        return _previewed(request, found, form)

    try:
        sanctions.decide(found, by=request.user, **form.said())
    except sanctions.DecidedMeanwhile as late:
        said = {"who": late.decision.decider, "what": late.decision.get_outcome_display()}
        messages.warning(request, _("%(who)s was first: %(what)s. Nothing was decided by you.") % said)
        return _shown(request, found, NoteForm(), form, status=409)
    messages.success(request, _("Decided, and %(name)s has been told.") % {"name": found})
    return redirect("moderation:person", found.username)


@require_POST
@moderators_only
def lift(request, username, pk):
    found = get_object_or_404(Sanction.objects.select_related("person", "decision"), pk=pk, person__username=username)
    try:
        done = sanctions.lift(found, by=request.user, words=request.POST.get("words", "")[:1000])
    except sanctions.NotAbove:
        return _not_allowed(request, found.person)
    said = _("Lifted, and %(name)s has been told.") if done else _("It had ended already.")
    messages.success(request, said % {"name": found.person} if done else said)
    return redirect("moderation:person", username)


@require_safe
@moderators_only
def figures(request):
    context = {"moderators": figured.of_moderators(), "reporters": figured.of_reporters(), "times": figured.times()}
    return render(request, "moderation/figures.html", context)


def _person(username):
    found = User.objects.filter(username__iexact=username).first()
    if found is None:
        raise Http404
    return found


def _fresh(person):
    last = sanctions.last_about(person)
    return LimitForm(initial={"seen": last.pk if last else 0, "a_day": 3, "days": 7})


def _shown(request, person, note_form, limit_form, status=200):
    moments, after = people.timeline(person, request.user, request.GET.get("after", ""))
    context = {
        "person": people.record(person),
        "moments": moments,
        "after": after,
        "neighbours": traces.neighbours(person),
        "in_force": person.sanctions.in_force().exclude(kind=Sanction.Kind.WARN).select_related("decision"),
        "note_form": note_form,
        "limit_form": limit_form,
        "may_limit": sanctions.may_limit(person, request.user),
        "kinds": sanctions.kinds_for(person, request.user),
        "rules": Rule,
    }
    return render(request, "moderation/person.html", context, status=status)


def _previewed(request, person, form):
    context = {"person": person, "form": form, "letter": sanctions.preview(person, by=request.user, **form.said())}
    return render(request, "moderation/limit.html", context)


def _not_allowed(request, person):
    refused = _("You cannot limit this account: it is your own, a moderator’s, or it is closed.")
    messages.error(request, told.not_everywhere() if sanctions.may_warn(person, request.user) else refused)
    return redirect("moderation:person", person.username)
