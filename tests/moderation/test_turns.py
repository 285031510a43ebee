"""Who decides and who posts lock in the same order, so that neither waits for the other."""

import pytest
from django.db import connection, transaction

from accounts.models import User
from comments.models import Comment, take_turn
from moderation import actions, appeals
from tests.factories import make_article, make_comment, make_user
from tests.racing import in_other_thread, wait_until_somebody_waits

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def remove(comment, by):
    actions.remove_comment(comment, by=by, rule="2")


def overturn(comment, by):
    appeal = appeals.appeal(comment.decisions.get(), by=comment.author, text="No.")
    appeals.decide(appeal, by=by, state="overturned", words="Right.")


@pytest.mark.parametrize("decide", [remove, overturn])
def test_deciding_while_the_author_posts_is_no_deadlock(decide):
    article, author = make_article(), make_user()
    comment = make_comment(article, author=author)
    if decide is overturn:
        remove(comment, make_user(role="moderator"))
    User.objects.filter(pk=author.pk).update(standing="trusted")  # not earned: any reckoning moves it
    comment = Comment.objects.select_related("author", "article").get()
    moderator = make_user(role="moderator")

    with transaction.atomic():
        take_turn(None, author)  # as posting does, first
        thread, failed = in_other_thread(lambda: decide(comment, moderator))
        wait_until_somebody_waits()
        take_turn(article)
    thread.join()

    assert failed == []
    assert User.objects.get(pk=author.pk).standing == "new"
    assert comment.decisions.first().by == moderator
