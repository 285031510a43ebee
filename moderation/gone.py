"""Reports of what went before anybody decided: comments that their authors took away, clips that the desk withdrew.
They are neither right nor wrong, and whoever made them hears of it.
"""

from django.db import transaction
from django.utils import timezone

from comments.models import take_turn
from moderation import letters, taking_back
from moderation.models import Appeal, Report


@transaction.atomic
def settle(comments):
    """Call it in the transaction in which the words of these comments go."""
    _settle(Report.objects.filter(comment__in=comments))


@transaction.atomic
def settle_clip(article):
    """Call it in the transaction in which the clip is withdrawn without a decision about its reports."""
    take_turn(article)  # nobody decides about them, or reports it, meanwhile
    _settle(article.reports.all())


def _settle(found):
    """Those that nobody has decided about, and those that wait for another look."""
    reports = list(found.open().select_related("by", "comment__article", "article").order_by("pk"))
    now_gone = Report.objects.filter(pk__in=[report.pk for report in reports])
    now_gone.update(state=Report.State.GONE, settled_at=timezone.now())
    for report in reports:
        letters.taken_away(report)
    asked = Appeal.objects.filter(report__in=found)
    taking_back.settle_complaints(asked, by=None, state=Appeal.State.GONE)
