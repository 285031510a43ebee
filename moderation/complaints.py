"""Another look for whoever reported (Digital Services Act, Article 20): when it is offered, and where they ask.

Asking and deciding are verbs of appeals (moderation/appeals.py): one queue, one rule of who decides.
"""

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from moderation.models import Decision, Report

KEY_LASTS_LONGER = timedelta(days=90)  # than the time to ask: the answer is read there as well


def offered(report):
    """May whoever made it ask now? (Whether they have asked already is another question.)"""
    in_time = report.complaint_until is not None and timezone.now() <= report.complaint_until
    return in_time and report.state == Report.State.DISMISSED and stands(report) and against(report) is not None


def against(report):
    """The decision that left standing what was reported: the one that settled the report, or what took that back."""
    found = report.decision
    while found and (later := found.undone_by.select_related("by", "undoes__undoes").first()):
        found = later
    return found if found and found.outcome in Decision.LETTING else None


def stands(report):
    return report.comment.status in ("visible", "held") if report.comment else report.article.status == "published"


def link(report):
    """Where whoever made it reads what became of it. Who has no account comes by a key."""
    if report.by_id:
        return reverse("moderation:reported", args=[report.pk])
    if not report.email:
        return ""
    until = max(timezone.now(), report.complaint_until or timezone.now()) + KEY_LASTS_LONGER
    return reverse("moderation:reported-by-key", args=[_sign(report, until)])


def report_for(key):
    """The report that a key opens, or None: made up, too old, or nobody's any more. A key is kept nowhere."""
    try:
        said = signing.loads(key, salt="complaint")
    except signing.BadSignature:
        return None
    if said["until"] < timezone.now().timestamp():
        return None
    found = Report.objects.filter(pk=said["report"], by=None).exclude(email="")
    return found.select_related("comment__article", "article", "decision").first()


def _sign(report, until):
    return signing.dumps({"report": report.pk, "until": int(until.timestamp())}, salt="complaint")
