"""The page of readers' corrections."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from comments.body import BodyField
from comments.models import AlreadySettled
from comments.posting import Refused
from common import paging
from curation.desk import reported
from curation.doors import for_curators

PER_PAGE = 20


class DeclineForm(forms.Form):
    body = BodyField(error_messages={"required": gettext_lazy("Say in a sentence why the clip stays as it is.")})


@for_curators
@require_safe
def index(request):
    return _page(request)


@for_curators
@require_POST
def accept(request, pk):
    comment = get_object_or_404(reported.waiting(request.user), pk=pk)
    number = request.POST.get("revision", "")
    [(_comment, revisions)] = reported.with_revisions([comment])
    revision = next((each for each in revisions if str(each.number) == number), None)
    try:
        reported.accept(comment, by=request.user, revision=revision)
        messages.success(request, _accepted(revision))
    except AlreadySettled:
        _too_late(request)
    return redirect("desk:corrections")


@for_curators
@require_POST
def decline(request, pk):
    comment = get_object_or_404(reported.waiting(request.user), pk=pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, {comment.pk: form}, status=422)
    try:
        reported.decline(comment, by=request.user, words=form.cleaned_data["body"])
        messages.success(request, _("Declined. Your words stand below the comment."))
    except AlreadySettled:
        _too_late(request)
    except Refused as refused:
        form.add_error("body", str(refused))
        return _page(request, {comment.pk: form}, status=422)
    return redirect("desk:corrections")


def _page(request, forms_sent=None, status=200):
    page = paging.page_of(request, reported.waiting(request.user), PER_PAGE)
    sent = forms_sent or {}
    found = reported.with_revisions(page.object_list)
    rows = [(comment, revisions, sent.get(comment.pk) or DeclineForm()) for comment, revisions in found]
    return render(request, "curation/corrections.html", {"page": page, "rows": rows}, status=status)


def _accepted(revision):
    if revision is None:
        return _("Accepted, and its author hears of it. No correction of the clip was chosen, so none names them.")
    return _("Accepted. Readers see whom they owe it to.")


def _too_late(request):
    messages.warning(request, _("Another editor settled this one first, so nothing was changed."))
