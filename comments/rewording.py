"""Other words in the place of some, wherever somebody's words are kept: comments, earlier versions and drafts."""

from functools import partial
from typing import Any

from django.db import transaction

from articles.models import Article
from comments import searching
from comments.mentions import rendered
from comments.models import Comment, CommentRevision, Draft
from common import stamps

PLACES: dict[Any, str] = {Comment: "author", CommentRevision: "comment__author", Draft: "by"}
CLIPS: dict[Any, str] = {Comment: "article", CommentRevision: "comment__article", Draft: "article"}


def change_all(change, holding, *, html=None, by=None):
    """Every text that `holding` (of a column, a Q) finds; `by`: of one person only. `html`: what becomes of rendered
    words, if something else."""
    for model, author in PLACES.items():
        found = _holding(model, holding).filter(**({author: by} if by else {}))
        for number in list(found.values_list("pk", flat=True)):
            change_row(model, number, change, html=html or change)


def change_answers(change, holding, *, to):
    """Those that others wrote below this person's comments, and those that they are writing there."""
    clips = Article.objects.filter(comments__author=to).values("pk")
    for model, clip in CLIPS.items():
        found = model.objects.filter(holding("body"), **{f"{clip}__in": clips}).exclude(**{PLACES[model]: to})
        for row in found.select_related(*(["comment"] if model is CommentRevision else [])).order_by("pk"):
            if _answers(row, to):
                change_row(model, row.pk, change)


def change_row(model, number, change, *, html=None):
    """`html`: what becomes of rendered words whose Markdown stays as it is.

    Once more where its author wrote at the same moment; one that is gone meanwhile needs nothing.
    """
    put = partial(_put_comment, html=html) if model is Comment else _put
    while (row := model.objects.filter(pk=number).first()) and not put(row, change):
        pass


def _holding(model, holding):
    wanted = holding("body") | holding("body_html") if model is Comment else holding("body")
    return model.objects.filter(wanted).order_by("pk")


def _answers(row, person):
    if isinstance(row, Draft):
        return True
    comment = row if isinstance(row, Comment) else row.comment
    return Comment.objects.filter(pk__in=comment.ancestors(), author=person).exists()


def _put_comment(comment, change, *, html):
    """Without a version of before, which would keep the words. False where it reads otherwise meanwhile."""
    body, shown = change(comment.body), comment.body_html
    if body != comment.body:
        shown = rendered(body)  # a link is made anew, however it was written
    elif html:
        shown = html(shown)
    return (body, shown) == (comment.body, comment.body_html) or _save(comment, body, shown)


@transaction.atomic
def _save(comment, body, html):
    stamps.touch(f"article:{comment.article_id}", "lists")
    if not Comment.objects.filter(pk=comment.pk, body=comment.body).update(body=body, body_html=html):
        return False
    comment.body, comment.body_html = body, html
    searching.index(comment)
    return True


def _put(row, change):
    body = change(row.body)
    return body == row.body or bool(type(row).objects.filter(pk=row.pk, body=row.body).update(body=body))
