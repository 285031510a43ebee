"""Reported clips, and the lock of a thread."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from comments.models import AlreadySettled
from comments.rules import Rule
from moderation import actions, clips, doors, locking, told
from moderation.doors import moderators_only
from moderation.forms import ClipDecisionForm, LockForm


@require_safe
@moderators_only
def index(request):
    return _page(request)


@require_POST
@moderators_only
def decide(request, pk):
    article = _clip(request.user, pk)
    form = ClipDecisionForm(request.POST)
    if not form.is_valid() or (form.cleaned_data["decision"] == "withdraw" and not _may_withdraw(request.user)):
        return _page(request, form, article, status=422)

    try:
        _decide(article, request.user, **form.cleaned_data)
    except actions.AlreadyDecided as late:
        messages.warning(request, told.late(late))
    except actions.NotYours:
        messages.warning(request, _("This clip is your own, so somebody else decides about its reports."))
    else:
        messages.success(request, _("Decided. Those who reported the clip hear of it."))
    return redirect("moderation:clips")


@require_POST
@moderators_only
def lock(request, pk):
    """`do=lock` with the words that stand below the clip, or `do=unlock`."""
    article, form = _clip(request.user, pk), LockForm(request.POST)
    if not form.is_valid():
        return _not_locked(request, form)
    because = form.cleaned_data["because"]
    try:
        if request.POST.get("do") == "unlock":
            locking.unlock(article, by=request.user)
            sentence = _("The thread is open again.")
        else:
            locking.lock(article, by=request.user, because=because)
            sentence = _("The thread is locked: nobody posts, and what stands stays.")
    except AlreadySettled:
        sentence = _("Somebody was first: the thread stands so already.")
    if request.htmx:
        return JsonResponse({"said": sentence})
    messages.success(request, sentence)
    return redirect("moderation:clips")


def _not_locked(request, form):
    sentence = " ".join(error for errors in form.errors.values() for error in errors)
    if request.htmx:
        return JsonResponse({"said": sentence}, status=422)
    messages.error(request, sentence)
    return redirect("moderation:clips")


def _page(request, form=None, article=None, status=200):
    found = list(clips.for_cards(clips.waiting_for(request.user), request.user)[:50])
    for clip in found:
        clip.form = form if clip == article else None  # what was typed stands where it was typed
    context = {
        "clips": found,
        "locked": clips.locked(request.user),
        "rules": Rule,
        "may_withdraw": _may_withdraw(request.user),
    }
    return render(request, "moderation/clips.html", context, status=status)


def _clip(moderator, pk):
    return get_object_or_404(doors.clips_within_reach(Article.objects.public(), moderator), pk=pk)


def _may_withdraw(moderator):
    return moderator.has_perm("articles.publish_article")


def _decide(article, by, *, decision, rule, words, seen):
    if decision == "withdraw":
        return clips.withdraw(article, by=by, rule=rule, words=words, seen=seen)
    return clips.dismiss(article, by=by, seen=seen)
