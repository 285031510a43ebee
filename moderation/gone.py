"""Reports of comments that their authors take away: neither right nor wrong, and whoever made them hears of it."""

from django.db import transaction
from django.utils import timezone

from moderation import letters, taking_back
from moderation.models import Appeal, Report


@transaction.atomic
def settle(comments):
    """Call it in the transaction in which the words of these comments go."""
    found = Report.objects.open().filter(comment__in=comments).select_related("by", "comment__article")
    reports = list(found.order_by("pk"))
    now_gone = Report.objects.filter(pk__in=[report.pk for report in reports])
    now_gone.update(state=Report.State.GONE, settled_at=timezone.now())
    for report in reports:
        letters.taken_away(report)
    asked = Appeal.objects.filter(report__comment__in=comments)
    taking_back.settle_complaints(asked, by=None, state=Appeal.State.GONE)
