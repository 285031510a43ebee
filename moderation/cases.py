"""The statement of reasons, the appeal against it, and the page on which somebody else decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comments import kept
from comments.rules import Rule
from common.paging import page_of
from moderation import appeals, disclosure, doors
from moderation.forms import AnswerForm, AppealForm, ComplaintAnswerForm
from moderation.models import Appeal, Decision
from moderation.statements import HEADLINES, Statement
from moderation.views import moderators_only

require_form = require_http_methods(["GET", "HEAD", "POST"])
OPEN_AT_ONCE, SETTLED_SHOWN = 100, 20


@require_form
@never_cache
def decision(request, public_id):
    """The reasons; and the one appeal, for the person whom they concern."""
    if not request.user.is_authenticated:
        return _sign_in(request, public_id)
    found = _decision_for(request.user, public_id)
    form = AppealForm(request.POST if request.method == "POST" else None, initial=_kept(request, public_id))
    if not form.is_valid():
        return _stated(request, found, form)

    try:
        appeals.appeal(found, by=request.user, text=form.cleaned_data["text"])
    except (appeals.NotOffered, appeals.AlreadyAppealed) as refused:
        return _stated(request, found, form, refused)
    kept.forget(request, f"appeal:{public_id}")
    messages.success(request, _("Your appeal has come. Somebody reads it who has not decided about it before."))
    return redirect(found)


@require_safe
@never_cache
@login_required
def about_you(request):
    """What was decided about the reader, the newest first: each leads to its reasons and its appeal."""
    theirs = request.user.decisions_about.filter(outcome__in=HEADLINES).select_related("comment__article", "sanction")
    page = page_of(request, theirs.order_by("-pk"))
    context = {"page": page, "statements": [Statement(decision) for decision in page]}
    return render(request, "moderation/about_you.html", context)


@require_safe
@moderators_only
def exported(request, public_id):
    found = _decision_for(request.user, public_id)
    if not found.restricts:
        raise Http404
    return JsonResponse(disclosure.statement_of_reasons(found))


@require_safe
@moderators_only
def queue(request):
    """What waits, the answer that is due first on top; then what was settled last."""
    to_clip = ("decision__comment__article", "decision__article")
    others = Appeal.objects.for_team().exclude(report__isnull=False, decision__person=request.user)  # who reported them
    all_of_them = doors.rows_within_reach(others, request.user, *to_clip)
    waiting = list(all_of_them.open().order_by("due_at", "pk")[:OPEN_AT_ONCE])
    settled = all_of_them.exclude(state=Appeal.State.OPEN).order_by("-decided_at")[:SETTLED_SHOWN]
    able = appeals.deciders()
    for appeal in waiting:
        appeal.mine = appeals.may_decide(appeal, request.user)
        appeal.alone = appeals.waits_for_second(appeal, able)
    return render(request, "moderation/appeals.html", {"waiting": waiting, "settled": settled})


@require_form
@never_cache
@login_required
def answer(request, pk):
    """The page on which an appeal is decided. Whoever decided first gets 403, whatever else they are."""
    if not request.user.may_moderate:
        raise Http404
    appeal = get_object_or_404(Appeal.objects.for_team(), pk=pk)
    if not appeals.may_decide(appeal, request.user):
        context = {"appeal": appeal, "alone": appeals.waits_for_second(appeal), "told": _may_know(request.user, appeal)}
        return render(request, "moderation/not_yours.html", context, status=403)
    form_of = ComplaintAnswerForm if appeal.report else AnswerForm
    form = form_of(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _answering(request, appeal, form)

    try:
        appeals.decide(appeal, by=request.user, **form.cleaned_data)
    except appeals.AlreadyDecided as late:
        return _answering(request, late.appeal, form, late=True)
    said = _("Decided: %(what)s. The author has been told.")
    if appeal.report:
        said = _("Decided: %(what)s. Whoever asked has been told.")
    messages.success(request, said % {"what": appeal.get_state_display()})
    return redirect("moderation:appeals")


def _decision_for(user, public_id):
    """For the person whom it is about, and for those who moderate there. For others there is nothing here."""
    about = ("comment__article", "article", "person", "by", "sanction")
    rows = Decision.objects.select_related(*about).prefetch_related("appeals__report", "appeals__by")
    found = get_object_or_404(rows, public_id=public_id)
    if found.person_id != user.pk and not doors.may_read(user, found):
        raise Http404
    return found


def _stated(request, found, form, refused=None):
    own = found.person_id == request.user.pk
    known = found.appeal or getattr(refused, "appeal", None)
    context = {
        "decision": found,
        "statement": Statement(found),
        "own": own,
        "appeal": known,
        "complaints": [] if own else _asked_of(found, request.user),
        "alone": known and appeals.waits_for_second(known),
        "may_answer": known and known.is_open and appeals.may_decide(known, request.user),
        "may_appeal": own and not known and appeals.may_appeal(found, request.user),
        "form": form,
        "refused": refused,
        "comment": found.comment,
    }
    return render(request, "moderation/decision.html", context, status=422 if form.is_bound else 200)


def _asked_of(decision, user):
    """What reporters asked, each with whether this person may answer it."""
    for one in decision.complaints:
        one.mine = one.is_open and appeals.may_decide(one, user)
    return decision.complaints


def _may_know(user, appeal):
    """What became of it: not what is said to whoever reported them, and nothing of other categories."""
    about_them = appeal.report is not None and appeal.decision.person_id == user.pk
    return appeal.by_id == user.pk or (doors.may_read(user, appeal.decision) and not about_them)


def _answering(request, appeal, form, late=False):
    decision = appeal.decision
    context = {
        "appeal": appeal,
        "decision": decision,
        "statement": Statement(decision),
        "comment": decision.comment,
        "form": form,
        "late": late,
        "rules": Rule,
        "states": [(state.value, state.label) for state in (Appeal.State.CONFIRMED, Appeal.State.OVERTURNED)],
    }
    return render(request, "moderation/answer.html", context, status=422 if form.is_bound else 200)


def _sign_in(request, public_id):
    text = request.POST.get("text", "")
    if text and not kept.keep(request, f"appeal:{public_id}", text):
        return render(request, "comments/signed_out.html", {"body": text, "next": request.path}, status=422)
    return redirect_to_login(reverse("moderation:decision", args=[public_id]))


def _kept(request, public_id):
    return {"text": kept.kept_for(request, f"appeal:{public_id}").get("body", "")}
