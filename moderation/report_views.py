"""The forms with which readers, and everybody else, report."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments.models import AlreadySettled, Comment
from common.client import client_address
from moderation import notices, reporting, thanks
from moderation.forms import NoticeForm, ReportForm

REFUSALS = (reporting.NotYours, reporting.AlreadyReported, reporting.TooMany, AlreadySettled)
require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_form
@never_cache
def comment(request, pk):
    if request.method == "POST" and not request.user.is_authenticated:
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
        return thanks.reporting(request, comment, form, refused)
    return thanks.reported(request, comment)


@require_form
@never_cache
def clip(request, slug):
    article = Article.objects.published().filter(Q(slug=slug) | Q(old_slugs__slug=slug)).first()
    if not article:
        raise Http404
    if request.method == "POST" and not request.user.is_authenticated:
        return thanks.sign_in_to_report(request, f"report-clip:{article.pk}", "clip-report", article.slug)
    kept = thanks.kept_report(request, f"report-clip:{article.pk}")
    form = ReportForm(request.POST if request.method == "POST" else None, initial=kept)
    if not form.is_valid():
        return thanks.reporting_clip(request, article, form)

    try:
        reporting.report(article, by=request.user, **form.cleaned_data)
    except (reporting.AlreadyReported, reporting.TooMany) as refused:
        return thanks.reporting_clip(request, article, form, refused)
    except AlreadySettled:
        return thanks.clip_gone(request, article)
    return thanks.reported_clip(request, article)


@require_form
@never_cache
def notice(request):
    """Anybody's notice of unlawful content. Whether somebody sent the same before, the answer does not tell."""
    by = request.user if request.user.is_authenticated else None
    initial = {"place": request.GET.get("place", "")[:500]}
    form = NoticeForm(request.POST if request.method == "POST" else None, initial=initial, by=by)
    if not form.is_valid():
        return thanks.noticing(request, form)

    try:
        _receive(request, form, by)
    except reporting.AlreadyReported:
        pass
    except (notices.TooMany, reporting.NotYours, AlreadySettled) as refused:
        return thanks.noticing(request, form, refused=refused)
    return redirect("notice-sent")


@never_cache
def sent(request):
    return render(request, "moderation/notice_sent.html")


def _receive(request, form, by):
    said = {name: form.cleaned_data[name] for name in ("place", "name", "email", "law", "text")}
    notices.count_against(client_address(request.META), said["email"])
    notices.receive(form.subject, by=by, **said)
