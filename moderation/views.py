"""The queue for moderators, and the form with which readers report."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article
from comments.models import AlreadySettled, Comment
from comments.rules import Rule
from moderation import actions, queue, told
from moderation.forms import DecisionForm, ReportForm

CARDS = 10


def moderators_only(view):
    """Visitors are asked to sign in; for everybody else who may not decide there is nothing here."""

    @wraps(view)
    @login_required
    def door(request, *args, **kwargs):
        if not request.user.may_moderate:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(door)


@require_safe
@moderators_only
def index(request):
    page = Paginator(queue.waiting().order_by("pk"), CARDS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": queue.cards(page.object_list, request.user),
        "removed": queue.cards(queue.recently_removed(), request.user),
        "rules": Rule,
    }
    return render(request, "moderation/queue.html", context)


@require_POST
@moderators_only
def decide(request, pk):
    comment = get_object_or_404(Comment.objects.select_related("article", "author"), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return told.undecided(request, comment, form)

    try:
        decision = _decide(comment, request.user, **form.cleaned_data)
    except actions.NotYours:
        messages.error(request, _("This comment is your own, so somebody else decides."))
    except actions.AlreadyDecided as late:
        messages.warning(request, told.late(late))
    else:
        messages.success(request, told.done(decision))
    return redirect("moderation:queue")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request, pk):
    if not request.user.is_authenticated:
        return told.sign_in_to_report(request, pk)
    found = Comment.objects.shown_to(request.user).select_related("article", "author")
    comment = get_object_or_404(found, pk=pk, article__in=Article.objects.public())
    form = ReportForm(request.POST if request.method == "POST" else None, initial=told.kept_report(request, pk))
    if not form.is_valid():
        return told.reporting(request, comment, form)

    try:
        actions.report(comment, by=request.user, **form.cleaned_data)
    except (actions.NotYours, actions.AlreadyReported, actions.TooMany, AlreadySettled) as refused:
        return told.not_reported(request, comment, form, refused)
    return told.reported(request, comment)


def _decide(comment, by, *, decision, rule, words, seen, edits):
    if decision == "approve":
        return actions.approve(comment, by=by, seen=seen, edits=edits)
    if decision == "remove":
        return actions.remove_comment(comment, by=by, rule=rule, words=words, seen=seen)
    if decision == "restore":
        return actions.restore_comment(comment, by=by, words=words, seen=seen)
    return actions.dismiss_reports(comment, by=by, seen=seen, edits=edits)
