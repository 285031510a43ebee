"""The counts that clips and threads show, counted anew."""

from collections import Counter
from itertools import groupby

from django.db import transaction
from django.db.models import Count, F, Q

from articles.models import Article
from comments import voting
from comments.models import Comment, take_turn
from common import stamps

AT_ONCE = 500
TALLY = {
    "said_ups": Count("votes", filter=Q(votes__value=voting.UP)),
    "said_downs": Count("votes", filter=Q(votes__value=voting.DOWN)),
}


def recount() -> int:
    """Set the counts of every clip, and of every comment, to what is there; how many were wrong.

    First it looks, and nobody waits. Then each thread in which something seems wrong is counted anew, in its turn.
    """
    clips = _miscounted() | _with_wrong_replies() | {article for _, article in _wrong_votes(Comment.objects.all())}
    return sum(_mend(number) for number in sorted(clips))


@transaction.atomic
def _mend(number) -> int:
    article = Article.objects.filter(pk=number).first()
    if article is None:  # gone meanwhile
        return 0
    take_turn(article)
    wrong = _count_visible(article) + _count_replies(article) + _count_votes(article)
    if wrong:
        stamps.touch(f"article:{number}", "front", "lists")
    return wrong


def _miscounted():
    visible = dict(Comment.objects.visible().order_by().values_list("article").annotate(Count("pk")))
    stored = Article.objects.order_by().values_list("pk", "comment_count")
    return {pk for pk, count in stored if count != visible.get(pk, 0)}


def _count_visible(article):
    visible = article.comments.visible().count()
    return Article.objects.filter(pk=article.pk).exclude(comment_count=visible).update(comment_count=visible)


def _with_wrong_replies():
    """One thread after another, along the stored paths."""
    return {article for article, thread in groupby(_rows(Comment.objects.all()), lambda row: row[0]) if _wrong(thread)}


def _count_replies(article):
    found = _wrong(_rows(article.comments.all()))
    Comment.objects.bulk_update(found, ["replies_below"], AT_ONCE)
    return len(found)


def _rows(comments):
    rows = comments.order_by("article", "path")
    return rows.values_list("article", "path", "pk", "status", "replies_below").iterator(10_000)


def _wrong(thread):
    """Comments of one thread, each with the right count."""
    thread = list(thread)
    above = {pk: Comment(path=path).ancestors() for _, path, pk, *_ in thread}
    below = Counter(number for _, _, pk, status, _ in thread if status == "visible" for number in above[pk])
    return [Comment(pk=pk, replies_below=below[pk]) for _, _, pk, _, stored in thread if stored != below[pk]]


def _count_votes(article):
    """Whoever votes takes no thread's turn, but waits for the comment's row."""
    numbers = {pk for pk, _ in _wrong_votes(article.comments.all())}
    found = list(Comment.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk"))
    for comment in found:
        voting.count(comment)
    return len(found)


def _wrong_votes(comments):
    """(comment, clip) of those that show other votes than they have, or another `best` than follows from them."""
    comments = comments.order_by()
    counted = comments.values("pk").annotate(**TALLY)
    yield from counted.exclude(ups=F("said_ups"), downs=F("said_downs")).values_list("pk", "article")
    shown = comments.exclude(ups=0, downs=0, best=0).values_list("pk", "article", "ups", "downs", "best")
    for pk, article, ups, downs, best in shown.iterator(10_000):
        if best != voting.best_of(ups, downs):
            yield pk, article
