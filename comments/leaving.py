"""The comments of somebody who leaves: words taken away, or kept without a name. In steps, each safe to run again."""

from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.models import Article
from comments import searching
from comments.mentions import rendered
from comments.models import Comment, CommentRevision, Draft, SaidWords, Vote, take_turn
from comments.voting import count
from common import stamps

GONE = "…"
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
    _without_quotations({comment.pk: comment.body for comment in some})
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


def _without_quotations(bodies):
    """Whoever answered may have quoted them: those lines go too, the rest of the answer stays."""
    replies = Q(parent__in=bodies) & Q(body__contains=">")
    for reply in Comment.objects.filter(replies):
        said = lines_of(bodies[reply.parent_id])
        _change(Comment.objects.filter(pk=reply.pk), lambda text, said=said: unquoted(text, said))
    for row in CommentRevision.objects.filter(comment__parent__in=bodies, body__contains=">").select_related("comment"):
        said = lines_of(bodies[row.comment.parent_id])
        _keep(row, lambda text, said=said: unquoted(text, said))
    for draft in Draft.objects.filter(article__comments__in=bodies, body__contains=">").distinct():
        said = {line for body in bodies.values() for line in lines_of(body)}
        _change(Draft.objects.filter(pk=draft.pk), lambda text, said=said: unquoted(text, said))


def lines_of(body):
    return {" ".join(line.split()) for line in body.splitlines() if line.strip()}


def unquoted(text, said):
    """Without the quotations of these lines; a run of them becomes one mark. Pure."""
    kept = []
    for line in text.split("\n"):
        words = " ".join(line.lstrip().lstrip(">").split())
        if line.lstrip().startswith(">") and words and _is_of(words, said):
            line = f"> {GONE}"
            if kept[-1:] == [line]:
                continue
        kept.append(line)
    return "\n".join(kept)


def _is_of(words, said):
    start = words.removesuffix(GONE).strip()
    return words in said or (words.endswith(GONE) and bool(start) and any(line.startswith(start) for line in said))


def change_words(comment, change):
    """Other words without a version of before, which would keep them. `change` is given Markdown and HTML alike.
    False where it reads otherwise meanwhile.
    """
    body, html = change(comment.body), change(comment.body_html)
    if body != comment.body:
        html = rendered(body)  # a link is made anew, however it was written
    return (body, html) == (comment.body, comment.body_html) or _put(comment, body, html)


@transaction.atomic
def _put(comment, body, html):
    stamps.touch(f"article:{comment.article_id}", "lists")
    if not Comment.objects.filter(pk=comment.pk, body=comment.body).update(body=body, body_html=html):
        return False
    comment.body, comment.body_html = body, html
    searching.index(comment)
    return True


def keep_without(change, holding, *, by=None):
    """Every comment, version and draft that `holding` (of a column, a Q) finds, with changed words; `by`: of one
    person only."""
    for model, author in ((Comment, "author"), (CommentRevision, "comment__author"), (Draft, "by")):
        wanted = holding("body") | holding("body_html") if model is Comment else holding("body")
        found = model.objects.filter(wanted, **({author: by} if by else {})).order_by("pk")
        for number in list(found.values_list("pk", flat=True)):
            _change(model.objects.filter(pk=number), change)


def _change(rows, change):
    """Once more where its author wrote at the same moment; one that is gone meanwhile needs nothing."""
    while (row := rows.first()) and not (change_words if rows.model is Comment else _keep)(row, change):
        pass


def _keep(row, change):
    """False where it reads otherwise meanwhile."""
    body = change(row.body)
    return body == row.body or bool(type(row).objects.filter(pk=row.pk, body=row.body).update(body=body))


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
