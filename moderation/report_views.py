"""The forms with which readers, and everybody else, report."""

from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments.models import AlreadySettled, Comment
from moderation import reporting, thanks
from moderation.forms import ReportForm

REFUSALS = (reporting.NotYours, reporting.AlreadyReported, AlreadySettled)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def comment(request, pk):
    if not request.user.is_authenticated:
        return thanks.sign_in_to_report(request, f"report:{pk}", "comment-report", pk)
    found = Comment.objects.shown_to(request.user).select_related("article", "author")
    comment = get_object_or_404(found, pk=pk, article__in=Article.objects.public())
    kept = thanks.kept_report(request, f"report:{pk}")
    form = ReportForm(request.POST if request.method == "POST" else None, initial=kept)
    if not form.is_valid():
        return thanks.reporting(request, comment, form)

    try:
        reporting.report(comment, by=request.user, **form.cleaned_data)
    except REFUSALS as refused:
        return thanks.not_reported(request, comment, form, refused)
    return thanks.reported(request, comment)
