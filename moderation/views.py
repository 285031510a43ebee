"""The queue: what waits, one card at a time, and what moderators decide."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from comments.models import Comment
from moderation import actions, claims, doors, queue, told, undoing
from moderation.doors import moderators_only
from moderation.forms import DecisionForm

CARDS = 10


@require_safe
@moderators_only
def index(request):
    show, category = request.GET.get("show", ""), request.GET.get("category", "")
    found = queue.waiting_for(request.user, show=show, category=category)
    # Numbers alone, since all that waits is put in order.
    page = list(queue.beginning(found, request.GET.get("after", "")).values_list("pk", flat=True)[: CARDS + 1])
    chosen = queue.by_urgency(Comment.objects.filter(pk__in=page[:CARDS]))
    return told.queue_page(request, queue.cards(chosen, request.user), more=len(page) > CARDS, show=show)


@require_safe
@moderators_only
def next_card(request):
    """The most urgent card that nobody else has; `after` names the one that is left for now."""
    after = request.GET.get("after")
    waiting = queue.without_put_aside(queue.waiting_for(request.user), request.user)
    if after:
        claims.release_all(by=request.user)
        waiting = queue.beginning(waiting, after)
    comment = claims.take_next(waiting, by=request.user, after=after)
    if comment is None:
        return told.nothing_left(request)
    return told.one_card(request, queue.by_urgency(Comment.objects.filter(pk=comment.pk)))


@require_safe
@moderators_only
def card(request, pk):
    """One card by its number; it is theirs unless somebody else has it."""
    comment = doors.comment_for(request.user, pk)
    try:
        claims.take(comment, by=request.user)
    except (claims.Taken, actions.NotYours):
        pass  # the card says who has it, or that it is one's own
    return told.one_card(request, queue.by_urgency(Comment.objects.filter(pk=comment.pk)))


@require_POST
@moderators_only
def claim(request, pk):
    """Take a card, or renew the claim; `do=release` gives it back. Without script: a button."""
    comment = doors.comment_for(request.user, pk)
    if request.POST.get("do") == "release":
        claims.release(comment, by=request.user)
        quiet = request.htmx or request.POST.get("quiet")
        return HttpResponse(status=204) if quiet else redirect("moderation:queue")
    try:
        taken = claims.take(comment, by=request.user)
    except (claims.Taken, actions.NotYours) as refused:
        return JsonResponse({"said": told.not_claimed(refused)}, status=409)
    return JsonResponse({"until": taken.until.isoformat(), "said": told.yours(taken)})


@require_POST
@moderators_only
def decide(request, pk):
    comment = doors.comment_for(request.user, pk)
    form = DecisionForm(request.POST, comment=comment)
    if not form.is_valid():
        return told.undecided(request, comment, form)

    try:
        with claims.holding(comment, by=request.user):
            decision = _decide(comment, request.user, **form.cleaned_data)
    except (claims.Taken, actions.NotYours, actions.NoReason, actions.AlreadyDecided) as refused:
        return told.refused(request, comment, refused)
    return told.decided(request, decision)


@require_POST
@moderators_only
def undo(request, pk):
    decision = doors.decision_for(request.user, pk)
    try:
        with claims.holding(decision.comment, by=request.user):
            undoing.undo(decision, by=request.user)
    except (claims.Taken, actions.NotYours, undoing.TooLate) as refused:
        return told.refused(request, decision.comment, refused)
    return told.undone(request, decision)


def _decide(comment, by, *, decision, rule, words, seen, edits, **_):
    if decision == "approve":
        return actions.approve(comment, by=by, seen=seen, edits=edits)
    if decision == "remove":
        return actions.remove_comment(comment, by=by, rule=rule, words=words, seen=seen)
    if decision == "restore":
        return actions.restore_comment(comment, by=by, words=words, seen=seen)
    if decision == "hold":
        return actions.hold_comment(comment, by=by, rule=rule, words=words, seen=seen)
    return actions.dismiss_reports(comment, by=by, seen=seen, edits=edits)
