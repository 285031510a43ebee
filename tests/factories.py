"""Things that tests need, made with one call each; every argument has a default that makes sense."""

import itertools
from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts import roles
from accounts.models import User
from articles import tagging
from articles.models import (
    Answer,
    Article,
    ArticleMaker,
    ArticleSource,
    Category,
    Citation,
    Fact,
    KeyFact,
    Snapshot,
    Source,
)
from comments.models import Comment
from curation.models import Feed, Lead
from moderation.models import Decision

number = itertools.count(1)
PASSAGE = "Phase one reaches some 900 dwellings"
SOURCE_TEXT = (
    f"{PASSAGE} in the streets between Tollen Quay and Chandler Street.\n\n"
    "The estimate stands at 38.6 million crowns, against which the Region has granted 11 million. "
    "Seventeen were in favour and six against."
)


def make_user(username=None, *, role="reader", password="tide-and-time", **fields):
    username = username or f"person-{next(number)}"
    fields.setdefault("email", f"{username}@quillmouth.example")
    user = User.objects.create_user(username, password=password, **fields)
    if not Group.objects.filter(name=role).exists():
        roles.install()
    roles.appoint(user, role)
    return User.objects.get(pk=user.pk)


def attempt(number=1):
    """What the worker tells a task that asks for it."""
    return SimpleNamespace(attempt=number)


def make_category(name=None, **fields):
    n = next(number)
    fields.setdefault("slug", f"category-{n}")
    fields.setdefault("hue", "teal")
    return Category.objects.create(name=name or f"Category {n}", **fields)


def make_source(text=SOURCE_TEXT, **fields):
    fields.setdefault("publisher", "The Quillmouth Courier")
    fields.setdefault("title", "Council takes the plunge on tide heat")
    fields.setdefault("canonical_url", f"https://courier.example/{next(number)}")
    source = Source.objects.create(**fields)
    Snapshot.take(source, text)
    return source


@transaction.atomic
def make_article(
    title=None, *, status="published", by=None, category=None, tags=(), facts=1, answers=0, source=None, **fields
):
    """A clip with `facts` key facts that cite its source and `answers` answers of each kind."""
    n = next(number)
    by = by or make_user(role="editor")
    fields.setdefault("slug", f"clip-{n}")
    fields.setdefault("body", "For years and years the ice house made cold. Now it makes heat.")
    article = Article.objects.create(
        title=title or f"Clip {_in_letters(n)}", category=category or make_category(), created_by=by, **fields
    )
    ArticleMaker.objects.create(article=article, user=by)
    ArticleSource.objects.create(article=article, source=source or make_source())
    for position in range(facts):
        add_fact(article, position=position)
    for position in range(answers):
        add_answer(article, kind="quick", position=position)
        add_answer(article, kind="faq", position=position)
    tagging.tag_article(article, tags)
    article.record(by=by)
    _bring_to(article, status)
    return article


def _in_letters(n):
    """A number in a headline would have to stand in a source."""
    return "".join("abcdefghij"[int(digit)] for digit in str(n))


def _bring_to(article, status):
    if status == "scheduled":
        article.schedule(timezone.now() + timedelta(days=1))
    elif status != "draft":
        article.publish()
    if status == "withdrawn":
        article.withdraw("The deed turned out to be a copy.")


def add_fact(article, text="The first phase connects 900 homes.", *, label=None, quote=PASSAGE, position=0):
    fact = Fact.objects.create(text=text)
    Citation.of(article.sources.first().latest, quote, fact=fact).save()
    return KeyFact.objects.create(article=article, fact=fact, label=label or f"Homes {position}", position=position)


def add_answer(article, question="How many homes are reached?", text="Some 900.", *, kind="quick", position=0):
    answer = Answer.objects.create(article=article, kind=kind, question=question, text=text, position=position)
    Citation.of(article.sources.first().latest, PASSAGE, answer=answer).save()
    return answer


def make_comment(article=None, *, author=None, body="Nine days is not a frost.", parent=None, **fields):
    article = article or (parent.article if parent else make_article())
    return Comment.objects.submit(article=article, author=author or make_user(), body=body, parent=parent, **fields)


def make_comments(count, *, article):
    author = make_user()
    return [make_comment(article, author=author, body=f"Comment {n}") for n in range(count)]


def make_feed(url=None, **fields):
    n = next(number)
    fields.setdefault("title", f"Feed {n}")
    return Feed.objects.create(url=url or f"https://feed-{n}.example/rss.xml", **fields)


def make_lead(title=None, *, feed=None, **fields):
    """One in the inbox, as a feed told it."""
    n = next(number)
    fields = {"state": "new", "origin": "feed", "url": f"https://courier.example/lead-{n}", "guid": f"g{n}"} | fields
    return Lead.objects.create(title=title or f"Lead {n}", feed=feed or make_feed(), **fields)


def make_decision(comment=None, *, by=None, **fields):
    """One that stands in the log, without the deed itself: a removal of a comment, unless it says something else."""
    comment = comment or (None if {"person", "article"} & fields.keys() else make_comment())
    fields = {"outcome": "removed", "rule": "2", "person": comment.author if comment else None} | fields
    with transaction.atomic():
        return Decision.objects.record(comment=comment, by=by or make_user(role="moderator"), **fields)
