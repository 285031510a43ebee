"""What became of a report, for whoever made it, and the form with which they ask for another look."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comments import kept
from moderation import appeals, complaints
from moderation.forms import AppealForm
from moderation.models import Report

require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_form
@never_cache
def own(request, pk):
    """Of somebody with an account, and theirs alone."""
    if not request.user.is_authenticated:
        return _sign_in(request, pk)
    rows = Report.objects.filter(by=request.user).select_related("comment__article", "article", "decision")
    return _page(request, get_object_or_404(rows, pk=pk))


@require_form
@never_cache
def by_key(request, key):
    """Of somebody without an account: the letter to their address has the key."""
    if not (found := complaints.report_for(key)):
        raise Http404
    return _page(request, found)


def _page(request, report):
    place = f"complaint:{report.pk}"
    initial = {"text": kept.kept_for(request, place).get("body", "")}
    form = AppealForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        return _shown(request, report, form)

    try:
        appeals.complain(report, text=form.cleaned_data["text"])
    except (appeals.NotOffered, appeals.AlreadyAppealed) as refused:
        return _shown(request, report, form, refused)
    kept.forget(request, place)
    messages.success(request, _("It has come. Somebody looks at it who has not decided about it before."))
    return redirect(request.path)


def _shown(request, report, form, refused=None):
    asked = getattr(report, "complaint", None) or getattr(refused, "appeal", None)
    context = {
        "report": report,
        "subject": report.comment or report.article,
        "title": (report.comment.article if report.comment else report.article).title,
        "stands": complaints.stands(report),
        "complaint": asked,
        "alone": asked and appeals.waits_for_second(asked),
        "may_ask": not asked and complaints.offered(report),
        "form": form,
        "refused": refused,
    }
    return render(request, "moderation/complaint.html", context, status=422 if form.is_bound else 200)


def _sign_in(request, pk):
    text = request.POST.get("text", "")
    if text and not kept.keep(request, f"complaint:{pk}", text):
        return render(request, "comments/signed_out.html", {"body": text, "next": request.path}, status=422)
    return redirect_to_login(request.path)
