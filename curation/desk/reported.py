"""Corrections that readers sent: a task at the desk, until an editor took one over or said why not."""

from collections import defaultdict

from django.db import transaction

from accounts import letterbox
from accounts.models import Notice, audit
from articles.models import Article, Revision
from comments import posting
from comments.models import Comment

ACCEPTED, DECLINED = Comment.Correction.ACCEPTED, Comment.Correction.DECLINED


def waiting(user):
    """What this editor may settle, the oldest first."""
    clips = Article.objects.visible_to(user)
    open_ones = Comment.objects.visible().filter(correction=Comment.Correction.OPEN, article__in=clips)
    return open_ones.select_related("article", "author").order_by("pk")


@transaction.atomic
def accept(comment, *, by, revision=None):
    """The clip says now what is right. The revision that corrected it names the reader, beside those it names already.

    Raises AlreadySettled; ValueError for a revision of another clip.
    """
    if revision and revision.article_id != comment.article_id:
        raise ValueError("the revision is of another clip")
    comment.settle_correction(ACCEPTED, revision=revision)
    if revision:
        revision.credit(comment.author)
    news = {"link": comment.get_absolute_url(), "about": comment.article.title, "subject": comment}
    letterbox.tell(comment.author, Notice.Kind.CORRECTION, f"correction:{comment.pk}", **news)
    audit(comment, "correction.accepted", by=by, revision=revision.number if revision else None)


@transaction.atomic
def decline(comment, *, by, words):
    """It stays as it is; the reader is answered below their comment."""
    comment.settle_correction(DECLINED)
    audit(comment, "correction.declined", by=by)
    return posting.post(article=comment.article, by=by, body=words, parent=comment, after_closing=True)


def with_revisions(comments):
    """Each comment with what its clip's readers were told of since then, the newest first. One query."""
    told = defaultdict(list)
    clips = {comment.article_id for comment in comments}
    for revision in Revision.objects.for_readers().filter(article__in=clips).order_by("-number"):
        told[revision.article_id].append(revision)
    return [(comment, _since(comment, told[comment.article_id])) for comment in comments]


def _since(comment, revisions):
    return [revision for revision in revisions if revision.at >= comment.created_at][:10]
