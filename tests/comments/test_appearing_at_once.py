"""Many comments become visible in the same moment: they do so one after another, and no reader misses one."""

import threading

import pytest
from django.db import connection, transaction

from articles.models import Article, LastRead
from comments.models import Comment
from comments.unread import unread_by
from moderation import actions
from tests.factories import make_article, make_comment, make_user
from tests.racing import in_other_thread, wait_until_somebody_waits

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def numbers(*comments):
    found = dict(Comment.objects.values_list("pk", "appeared"))
    return [found[comment.pk] for comment in comments]


def let_through(comments, by):
    for comment in comments:
        actions.approve(Comment.objects.select_related("article", "author").get(pk=comment.pk), by=by)


def test_of_two_that_are_let_through_at_once_the_second_waits_and_appears_after_the_first():
    article, ines = make_article(), make_user(role="moderator")
    late, early = (make_comment(article, held_because="pre") for _ in range(2))
    last = make_comment(article)
    (known,) = numbers(last)

    with transaction.atomic():
        let_through([early], by=ines)
        other, failed = in_other_thread(lambda: let_through([late], by=make_user(role="moderator")))
        wait_until_somebody_waits()
    other.join()

    assert failed == []
    assert known < numbers(early)[0] < numbers(late)[0]


def test_what_is_posted_while_others_are_let_through_appears_after_them():
    article, ines = make_article(), make_user(role="moderator")
    held = [make_comment(article, held_because="pre") for _ in range(3)]
    author = make_user()

    with transaction.atomic():
        let_through(held, by=ines)
        other, failed = in_other_thread(lambda: make_comment(article, author=author))
        wait_until_somebody_waits()
    other.join()

    assert failed == []
    found = numbers(*held, Comment.objects.get(author=author))
    assert found == sorted(set(found))


def test_a_reader_who_comes_back_again_and_again_is_shown_each_as_new_once():
    article, reader = make_article(), make_user()
    make_comment(article)
    groups = [[make_comment(article, held_because="pre") for _ in range(6)] for _ in range(3)]
    moderators = [make_user(role="moderator") for _ in groups]
    authors = [make_user() for _ in range(4)]
    LastRead.objects.create(user=reader, article=article, number=0, comment=_visit(article, reader, set()))
    start = threading.Barrier(len(groups) + 1)

    def begin(work):
        start.wait()
        work()

    works = [lambda g=group, by=one: let_through(g, by) for group, one in zip(groups, moderators, strict=True)]
    works.append(lambda: [make_comment(article, author=author) for author in authors])
    started = [in_other_thread(lambda work=work: begin(work)) for work in works]
    shown = []
    while any(thread.is_alive() for thread, _failed in started):
        _come_back(article, reader, shown)
    _come_back(article, reader, shown)

    assert [failed for _thread, failed in started] == [[]] * len(works)
    appeared = [comment.pk for group in groups for comment in group]
    appeared += list(Comment.objects.filter(author__in=authors).values_list("pk", flat=True))
    assert set(shown) == set(appeared)
    every = numbers(*Comment.objects.filter(article=article))
    assert len(set(every)) == len(every)


def _come_back(article, reader, shown):
    """As the page does it: what is the newest first, and what it shows as new after that."""
    since = LastRead.objects.get(user=reader, article=article).comment
    fresh = set()
    newest = _visit(article, reader, fresh, since)
    LastRead.objects.filter(user=reader, article=article).update(comment=newest)
    shown += fresh


def _visit(article, reader, fresh, since=0):
    found = Article.objects.read_by(reader).get(pk=article.pk)
    unread = unread_by(reader, found)
    fresh |= set(article.comments.by_appearance().filter(appeared__gt=since).values_list("pk", flat=True))
    return unread.newest
