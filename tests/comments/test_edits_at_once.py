"""Editing while somebody else, or another window of one's own, changes the same comment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import SiteSettings
from articles.models import Article
from comments import posting
from comments.models import AlreadySettled, Comment
from tests.comments.reading import fields, page
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db
LINK = "See https://rowing.example"


@pytest.fixture
def comment(client):
    comment = make_comment(author=make_user(username="maud"), body="Nine days.")
    client.force_login(comment.author)
    return comment


def seen(comment):
    """As a request knows it that began before."""
    return Comment.objects.select_related("article", "author").get(pk=comment.pk)


def bodies(comment):
    return [*comment.revisions.values_list("body", flat=True), Comment.objects.get(pk=comment.pk).body]


def test_an_edit_asks_for_the_comment_once(comment):
    before = seen(comment)

    with CaptureQueriesContext(connection) as asked:
        before.edit("Ten days.")

    of_it = f'"comments_comment"."id" = {comment.pk}'
    assert len([query for query in asked if query["sql"].startswith("SELECT") and of_it in query["sql"]]) == 1


def test_words_that_a_moderator_has_to_read_do_not_appear_where_one_approves_meanwhile(comment):
    comment.hold("pre")
    before = seen(comment)
    comment.approve()

    posting.edit(before, by=comment.author, body=LINK)

    comment.refresh_from_db()
    assert (comment.status, comment.body) == ("held", LINK)


def test_an_edit_does_not_collide_with_a_moderators_hold(comment):
    before = seen(comment)
    comment.hold("moderator")

    posting.edit(before, by=comment.author, body=LINK)

    comment.refresh_from_db()
    assert (comment.status, comment.held_because, comment.body) == ("held", "moderator", LINK)


def test_each_version_is_kept_once(comment):
    first, second, again = seen(comment), seen(comment), seen(comment)

    posting.edit(first, by=comment.author, body="Eight days.")
    posting.edit(second, by=comment.author, body="Ten days.")
    posting.edit(again, by=comment.author, body="Ten days.")

    assert bodies(comment) == ["Nine days.", "Eight days.", "Ten days."]


def test_the_verb_itself_keeps_the_words_that_stood(comment):
    before = seen(comment)
    comment.edit("Eight days.")

    before.edit("Ten days.")

    assert bodies(comment) == ["Nine days.", "Eight days.", "Ten days."]


def test_what_is_gone_is_not_edited(comment):
    before = seen(comment)
    comment.delete_by_author()

    with pytest.raises(AlreadySettled):
        before.edit("Ten days.")

    assert bodies(comment) == [""]


def test_a_form_that_was_opened_before_another_edit_comes_back_with_both_texts(client, comment):
    address = f"/comments/{comment.pk}/edit/"
    sent = fields(page(client.get(address)).query_one("main form"))
    posting.edit(seen(comment), by=comment.author, body="Eight days.")

    response = client.post(address, sent | {"body": "Ten days."})

    form = page(response).query_one("main form")
    assert response.status_code == 422
    assert "Eight days." in form.query_one(".kept").to_text()
    assert fields(form)["body"].strip() == "Ten days."
    assert bodies(comment) == ["Nine days.", "Eight days."]

    client.post(address, fields(form))

    assert bodies(comment) == ["Nine days.", "Eight days.", "Ten days."]


def test_saving_twice_is_saving_once(client, comment):
    address = f"/comments/{comment.pk}/edit/"
    sent = fields(page(client.get(address)).query_one("main form")) | {"body": "Ten days."}

    answers = [client.post(address, sent).status_code for _ in range(2)]

    assert (answers, bodies(comment)) == ([302, 302], ["Nine days.", "Ten days."])


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_a_made_up_version_is_none(client, comment, version):
    client.post(f"/comments/{comment.pk}/edit/", {"body": "Ten days.", "version": version})

    assert bodies(comment) == ["Nine days.", "Ten days."]


def test_what_one_deleted_in_another_window_stays_deleted(client, comment):
    comment.delete_by_author()

    response = client.post(f"/comments/{comment.pk}/edit/", {"body": "Ten days."})

    assert "You have deleted this comment meanwhile" in response.content.decode()
    assert fields(page(response).query_one("main form"))["body"].strip() == "Ten days."


# A closed thread is not rewritten


@pytest.fixture
def closed(comment):
    Article.objects.filter(pk=comment.article_id).update(comments_mode="closed")
    return seen(comment)


def test_what_stands_in_a_closed_thread_stays_as_it_is(client, closed):
    response = client.post(f"/comments/{closed.pk}/edit/", {"body": "Ten days."})

    assert "Comments on this clip are closed" in response.content.decode()
    assert bodies(closed) == ["Nine days."]


def test_a_thread_whose_time_is_over_is_closed_before_the_worker_comes(comment):
    SiteSettings.objects.update_or_create(pk=1, defaults={"close_after_days": 1})
    Article.objects.filter(pk=comment.article_id).update(published_at="2020-01-01T00:00Z")

    with pytest.raises(posting.Refused, match="are closed"):
        posting.edit(seen(comment), by=comment.author, body="Ten days.")


def test_in_a_closed_thread_one_can_still_delete_and_change_what_waits(client, closed):
    closed.hold("pre")
    posting.edit(closed, by=closed.author, body="Ten days.")
    assert bodies(closed) == ["Nine days.", "Ten days."]

    client.post(f"/comments/{closed.pk}/delete/")

    assert seen(closed).status == "deleted"


def test_nobody_is_led_to_an_edit_that_is_refused(client, closed):
    address = f"/comments/{closed.pk}/edit/"

    shown = client.get(closed.article.get_absolute_url()).content.decode()

    assert address not in shown
    assert f"/comments/{closed.pk}/delete/" in shown
    assert client.get(address).url == closed.get_absolute_url()
