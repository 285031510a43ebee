"""What goes out when, by month or by week; and the plan of one clip."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import actions as clips
from articles.models import Article
from curation.desk import calendar as plan
from curation.desk.plan_form import PlanForm
from curation.doors import clip_for, for_curators, for_publishers


@for_curators
@require_safe
def calendar(request):
    today = timezone.localdate()
    by_week = "week" in request.GET
    day = _day(request.GET.get("week") or request.GET.get("month"), today)
    span = plan.week_of(day) if by_week else plan.month_of(day)
    shown = {
        "days": plan.days(span, today=today, whole_weeks=not by_week, clips=Article.objects.visible_to(request.user)),
        "span": span,
        "by_week": by_week,
        "unit": "week" if by_week else "month",
        "today": today,
    }
    return render(request, "curation/calendar.html", shown)


def _day(text, today):
    """2026-05-13, or 2026-05 for its first day."""
    if not text:
        return today
    try:
        day = date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError as error:
        raise Http404 from error
    if not 1990 <= day.year <= 2200:
        raise Http404
    return day


@for_publishers
@require_http_methods(["GET", "HEAD", "POST"])
def plan_of(request, pk):
    article = clip_for(request.user, pk)
    form = PlanForm(request.POST if request.method == "POST" else None, article=article)
    if request.method == "POST" and form.is_valid():
        clips.plan(article, by=request.user, **form.moments)
        clips.receive_comments(article, by=request.user, **form.receiving)
        messages.success(request, _("The plan is kept."))
        return redirect("desk:edit", pk)
    shown = {"article": article, "form": form}
    return render(request, "curation/plan.html", shown, status=422 if form.is_bound else 200)
