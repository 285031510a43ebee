"""What a visitor reads next is what is true, though pages are kept."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import transaction

from comments.posting import post
from moderation import actions
from newsclip.store import PageStore
from tests.factories import make_comment, make_user
from tests.newsclip.asking import ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def read(settings, tmp_path):
    """Read a page as a visitor does, through the page store."""
    settings.STAMPS_PATH, settings.VIEWS_PATH = tmp_path / "stamps", tmp_path / "views"
    store = PageStore(get_wsgi_application())
    return lambda article: ask(store, article.get_absolute_url()).text


@pytest.fixture
def comment():
    return make_comment(body="What was said first")


@pytest.fixture
def moderator():
    return make_user(role="moderator")


def test_a_new_comment_is_read(read, comment):
    assert "Nine days." not in read(comment.article)

    post(article=comment.article, by=make_user(), body="Nine days.")

    assert "Nine days." in read(comment.article)
    assert "2 comments" in read(comment.article)


def test_an_edit_is_read(read, comment):
    read(comment.article)

    comment.edit("What was said then")

    assert "What was said then" in read(comment.article)


def test_deleted_words_are_read_no_more(read, comment):
    read(comment.article)

    comment.delete_by_author()

    assert "What was said first" not in read(comment.article)


def test_a_removal_and_a_restoration_are_read(read, comment, moderator):
    read(comment.article)

    actions.remove_comment(comment, by=moderator, rule="2")
    after_the_removal = read(comment.article)
    actions.restore_comment(comment, by=moderator)

    assert "What was said first" not in after_the_removal
    assert "What was said first" in read(comment.article)


def test_holding_and_approving_are_read(read, comment, moderator):
    read(comment.article)

    comment.hold("pre")
    while_held = read(comment.article)
    actions.approve(comment, by=moderator)

    assert "What was said first" not in while_held
    assert "What was said first" in read(comment.article)


def test_a_changed_name_is_read_at_every_comment(read, comment):
    read(comment.article)

    with transaction.atomic():
        comment.author.change_profile(display_name="Maud of the Gauge")

    assert "Maud of the Gauge" in read(comment.article)


def test_closing_is_read(read, comment):
    assert "Sign in to leave a comment" in read(comment.article)

    comment.article.comments_mode = "closed"
    comment.article.record(by=comment.article.created_by)

    assert "Comments on this clip are closed" in read(comment.article)
