"""The comments of somebody who leaves: words taken away, or kept without a name. In steps, each safe to run again."""

from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.models import Article
from comments import quotations
from comments.models import Comment, CommentRevision, SaidWords, Vote, take_turn
from comments.voting import count
from common import stamps

AT_ONCE = 200


@transaction.atomic
def erase_some(person, most=AT_ONCE) -> int:
    """Take the words of some of their comments away, like `delete_by_author`; how many, 0 when all are gone."""
    left = Comment.objects.filter(author=person).exclude(body="", body_html="").order_by("article", "pk")
    numbers = list(left.values_list("pk", flat=True)[:most])
    for article in Article.objects.filter(comments__in=numbers).distinct().order_by("pk"):
        take_turn(article)
        article.touch()
    some = list(Comment.objects.filter(pk__in=numbers))
    _count_out([comment for comment in some if comment.is_visible])
    quotations.take(some)
    _take_words(Comment.objects.filter(pk__in=numbers))
    import_string("moderation.gone.settle")(numbers)
    return len(numbers)


def _take_words(comments):
    standing = comments.filter(status__in=[Comment.Status.VISIBLE, Comment.Status.HELD])
    standing.update(status=Comment.Status.DELETED, settled_at=timezone.now(), held_because="")
    comments.update(
        body="", body_html="", held_because="", waits_since=None, score=None, score_reasons=[], fingerprint=None
    )
    CommentRevision.objects.filter(comment__in=comments).delete()
    SaidWords.objects.filter(comment__in=comments).delete()


def _count_out(gone):
    """One fewer below each ancestor, and under the clip, for every comment that was visible."""
    above = Counter(number for comment in gone for number in comment.ancestors())
    _fewer(Comment, "replies_below", above)
    _fewer(Article, "comment_count", Counter(comment.article_id for comment in gone))


def _fewer(model, field, counts):
    alike = defaultdict(list)
    for number, fewer in counts.items():
        alike[fewer].append(number)
    for fewer, numbers in alike.items():
        model.objects.filter(pk__in=numbers).update(**{field: Greatest(F(field) - fewer, 0)})


def forget_reasons(person):
    """What the screen noted of comments that stay; it may quote them."""
    Comment.objects.filter(author=person).update(score_reasons=[], fingerprint=None)


def take_votes(person) -> None:
    """Their votes go, and what the others say is counted anew."""
    numbers = list(Vote.objects.filter(by=person).values_list("comment", flat=True))
    Vote.objects.filter(by=person).delete()
    for start in range(0, len(numbers), AT_ONCE):
        for comment in Comment.objects.filter(pk__in=numbers[start : start + AT_ONCE]).order_by("pk"):
            _count_votes(comment)


@transaction.atomic
def _count_votes(comment):
    """Held first: somebody may be voting at the same moment."""
    list(Comment.objects.select_for_update(no_key=True).filter(pk=comment.pk).values_list("pk"))
    stamps.touch(f"article:{comment.article_id}")
    count(comment)
