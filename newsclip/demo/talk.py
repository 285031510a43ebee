"""Comments of the demonstration, and what befell them."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles.models import Article
from comments import featuring, voting
from comments.models import Comment, Vote
from comments.rules import Rule
from moderation.models import Decision, Report
from newsclip.demo.manuscripts import Remark

_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "quillmouth.example")


def hold(article: Article, remarks: list[Remark], *, people: dict[str, User], published: datetime, parent=None) -> None:
    """Say all of it under `article`, in order, each remark at its time after `published`."""
    for number, remark in enumerate(remarks):
        comment = Comment.objects.submit(
            article=article,
            author=people[remark.author],
            body=remark.body,
            parent=parent,
            key=uuid.uuid5(_NAMES, f"{article.slug}/{parent.pk if parent else ''}/{number}"),
            held_because=_held_because(remark),
        )
        hold(article, remark.replies, people=people, published=published, parent=comment)
        for event in remark.events:
            _BEFALL[event.what](comment, event, people, published)
        Comment.objects.filter(pk=comment.pk).update(created_at=published + remark.after)


def _held_because(remark):
    return next((event.words for event in remark.events if event.what == "held"), "")


def _delete(comment, event, people, published):
    comment.delete_by_author()
    Comment.objects.filter(pk=comment.pk).update(settled_at=published + event.after)


def _remove(comment, event, people, published):
    with transaction.atomic():
        comment.remove(Rule(event.rule).label)
        Decision.objects.record(
            comment=comment,
            person=comment.author,
            by=people[event.by],
            at=published + event.after,
            outcome=Decision.Outcome.REMOVED,
            rule=event.rule,
            words=event.words,
        )
    Comment.objects.filter(pk=comment.pk).update(settled_at=published + event.after)


def _report(comment, event, people, published):
    report = Report.objects.create(comment=comment, by=people[event.by], rule=event.rule, text=event.words)
    Report.objects.filter(pk=report.pk).update(at=published + event.after)


def _helpful(comment, event, people, published):
    Vote.objects.bulk_create(Vote(comment=comment, by=people[name], value=voting.UP) for name in event.voters)
    voting.count(comment)


def _feature(comment, event, people, published):
    featuring.feature(comment, by=people[event.by])


_BEFALL = {
    "deleted": _delete,
    "removed": _remove,
    "report": _report,
    "helpful": _helpful,
    "featured": _feature,
    "held": lambda *_: None,
}
