"""The counts that clips and threads show, counted anew."""

from collections import Counter
from itertools import groupby

from django.db import transaction
from django.db.models import Count, F

from articles.models import Article
from comments import voting
from comments.models import Comment
from common import stamps

AT_ONCE = 500


@transaction.atomic
def recount() -> int:
    """Set the counts of every clip, and of every comment, to what is visible below it; how many were wrong."""
    visible = dict(Comment.objects.visible().order_by().values_list("article").annotate(Count("pk")))
    stored = Article.objects.order_by().values_list("pk", "comment_count")
    wrong = [Article(pk=pk, comment_count=visible.get(pk, 0)) for pk, n in stored if n != visible.get(pk, 0)]
    Article.objects.bulk_update(wrong, ["comment_count"], AT_ONCE)
    below, clips = _recount_replies()
    votes, voted = _recount_votes()
    clips |= voted | {clip.pk for clip in wrong}
    if clips:
        stamps.touch(*(f"article:{pk}" for pk in clips), "front", "lists")
    return len(wrong) + below + votes


def _recount_votes() -> tuple[int, set[int]]:
    """How many comments showed another number of votes than they have, and below which clips."""
    stored = F("ups") + F("downs")
    wrong = Comment.objects.annotate(said=Count("votes"), kept=stored).exclude(said=F("kept")).order_by()
    found = list(wrong.select_related("article"))
    for comment in found:
        voting.count(comment)
    return len(found), {comment.article_id for comment in found}


def _recount_replies() -> tuple[int, set[int]]:
    """How many were wrong, and below which clips: one thread after another, along the stored paths."""
    comments = Comment.objects.order_by("article", "path")
    rows = comments.values_list("article", "path", "pk", "status", "replies_below").iterator(10_000)
    wrong, count, clips = [], 0, set()
    for article, thread in groupby(rows, key=lambda row: row[0]):
        found = list(_wrong_in(list(thread)))
        wrong += found
        count += len(found)
        clips |= {article} if found else set()
        if len(wrong) >= AT_ONCE:
            _keep(wrong)
    _keep(wrong)
    return count, clips


def _wrong_in(thread):
    """Comments of one thread, each with the right count."""
    above = {pk: Comment(path=path).ancestors() for _, path, pk, *_ in thread}
    below = Counter(number for _, _, pk, status, _ in thread if status == "visible" for number in above[pk])
    return [Comment(pk=pk, replies_below=below[pk]) for _, _, pk, _, stored in thread if stored != below[pk]]


def _keep(wrong):
    Comment.objects.bulk_update(wrong, ["replies_below"], AT_ONCE)
    wrong.clear()
