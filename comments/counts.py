"""The number of comments that clips show, counted anew."""

from django.db import transaction
from django.db.models import Count

from articles.models import Article
from comments.models import Comment
from common import stamps

AT_ONCE = 500


@transaction.atomic
def recount() -> int:
    """Set the count of every clip to what is visible below it; how many were wrong."""
    visible = dict(Comment.objects.visible().order_by().values_list("article").annotate(Count("pk")))
    stored = Article.objects.order_by().values_list("pk", "comment_count")
    wrong = [Article(pk=pk, comment_count=visible.get(pk, 0)) for pk, n in stored if n != visible.get(pk, 0)]
    Article.objects.bulk_update(wrong, ["comment_count"], AT_ONCE)
    if wrong:
        stamps.touch(*(f"article:{clip.pk}" for clip in wrong), "front", "lists")
    return len(wrong)
