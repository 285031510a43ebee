"""What everybody may look up: the log of moderation and the transparency report."""

import re

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.rules import Rule
from common.public import public_page, shows, valid_until
from moderation import log, transparency
from moderation.models import Decision

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
FORMATS = {"json", "csv"}


@require_safe
@public_page(query=["month", "outcome", "rule", "found_by", "before"])
def entries(request):
    filters = _filters(request.GET)
    shown, more = log.page(filters, _number(request.GET.get("before", "")))
    shows(request, "log", *(f"article:{entry.article.pk}" for entry in shown if entry.article))
    valid_until(request, transparency.next_month())
    context = {"entries": shown, "more": more, "filters": filters, "query": _query(filters, more)}
    choices = {"outcomes": Decision.Outcome, "rules": Rule, "found": Decision.FoundBy}
    months = [month for year in transparency.periods().values() for month in year]
    return render(request, "moderation/log.html", {**context, **choices, "months": months})


@require_safe
@public_page(query=[])
def reports(request):
    shows(request, "log")
    valid_until(request, transparency.next_month())
    return render(request, "moderation/reports.html", {"years": transparency.periods()})


@require_safe
@public_page(query=[])
def report(request, year, month=None, form="html"):
    shows(request, "log")
    valid_until(request, transparency.next_month())
    period = transparency.Period(year, month)
    if (month is not None and not 1 <= month <= 12) or not transparency.exists(period):
        raise Http404
    if form == "json":
        return JsonResponse(transparency.as_document(period))
    if form == "csv":
        return _csv(period)
    context = {"period": period, "sections": transparency.sections(period)}
    return render(request, "moderation/transparency.html", context)


def _csv(period):
    response = HttpResponse(transparency.as_csv(period), content_type="text/csv; charset=utf-8")
    name = f"{period.year}-{period.month:02d}" if period.month else period.year
    response["Content-Disposition"] = f'attachment; filename="transparency-{name}.csv"'
    return response


def _filters(asked):
    """Only values that exist; others are as if they had not been asked for."""
    month = MONTH.fullmatch(asked.get("month", ""))
    return {
        "month": (int(month[1]), int(month[2])) if month else None,
        "outcome": _one_of(Decision.Outcome, asked.get("outcome")),
        "rule": _one_of(Rule, asked.get("rule")),
        "found_by": _one_of(Decision.FoundBy, asked.get("found_by")),
    }


def _one_of(choices, value):
    return value if value in choices.values else ""


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _query(filters, more):
    month = "{}-{:02d}".format(*filters["month"]) if filters["month"] else ""
    return {**filters, "month": month, "before": more}
