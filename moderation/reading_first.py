"""Reading one person's comments first, and slowing one thread: what a moderator may do at once, and says openly."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Article
from comments import slowing
from comments.rules import Rule
from moderation import doors, sanctions, told
from moderation.list_forms import ReadFirstForm
from moderation.views import moderators_only


@require_POST
@moderators_only
def person(request, username):
    found = get_object_or_404(get_user_model(), username=username)
    form = ReadFirstForm(request.POST)
    if not form.is_valid():
        context = {"person": found, "form": form, "rules": Rule}
        return render(request, "moderation/read_first.html", context, status=422)

    try:
        if _decide(found, request.user, **form.cleaned_data):
            messages.success(request, _said(found, form.cleaned_data["do"] == "first"))
    except sanctions.NotAbove:
        refused = _("You cannot limit this account: it is your own, a moderator’s, or it is closed.")
        messages.error(request, told.not_everywhere() if sanctions.may_warn(found, request.user) else refused)
    return redirect(found)


@require_POST
@moderators_only
def thread(request, pk):
    article = get_object_or_404(doors.clips_within_reach(Article.objects.public(), request.user), pk=pk)

    if request.POST.get("do") == "free":
        slowing.free(article, by=request.user)
        messages.success(request, _("The thread is free again."))
    else:
        slowing.slow(article, by=request.user)
        messages.success(request, _("The thread is slow: everybody waits between two comments."))
    return redirect(f"{article.get_absolute_url()}#comments")


def _decide(person, by, *, do, rule, words):
    if do == "first":
        return sanctions.read_first(person, by=by, rule=rule, words=words)
    return sanctions.read_after(person, by=by)


def _said(person, wanted):
    if wanted:
        return _("A moderator reads the comments of %(name)s first from now on, and they are told so.") % {
            "name": person
        }
    return _("The comments of %(name)s appear at once again, and they are told so.") % {"name": person}
