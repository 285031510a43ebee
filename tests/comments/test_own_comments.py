"""Editing and deleting what one said oneself, and reading why it is gone."""

import pytest

from comments.models import Comment
from tests.comments.reading import fields, page
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(client):
    comment = make_comment(author=make_user(username="maud"), body="Nine days.")
    client.force_login(comment.author)
    return comment


def edit(client, comment, body="Ten days."):
    return client.post(f"/comments/{comment.pk}/edit/", {"body": body})


def test_an_edit_changes_the_words_and_keeps_those_before(client, comment):
    form = fields(page(client.get(f"/comments/{comment.pk}/edit/")).query_one("main form"))

    response = edit(client, comment, "*Ten* days.")

    comment.refresh_from_db()
    assert form["body"].strip() == "Nine days."
    assert response.url == f"{comment.article.get_absolute_url()}#comment-{comment.pk}"
    assert comment.body_html.strip() == "<p><em>Ten</em> days.</p>"
    assert comment.revisions.get().body == "Nine days."


def test_saving_the_same_words_is_no_edit(client, comment):
    edit(client, comment, "Nine days.")

    comment.refresh_from_db()
    assert comment.edited_at is None
    assert not comment.revisions.exists()


def test_an_edit_that_adds_a_first_link_waits_for_a_moderator(client, comment):
    edit(client, comment, "See https://rowing.example")

    comment.refresh_from_db()
    assert comment.status == "held"
    assert comment.article.comments.visible().count() == 0


def test_an_edit_that_says_nothing_comes_back(client, comment):
    response = edit(client, comment, " ")

    comment.refresh_from_db()
    assert response.status_code == 422
    assert comment.body == "Nine days."


def test_an_edit_of_what_a_moderator_removed_meanwhile_keeps_the_text(client, comment):
    comment.remove("2")

    response = edit(client, comment)

    assert "A moderator has removed this comment meanwhile" in response.content.decode()
    assert fields(page(response).query_one("main form"))["body"].strip() == "Ten days."
    assert not comment.revisions.exists()


def test_fields_that_nobody_asked_for_change_nothing(client, comment):
    client.post(f"/comments/{comment.pk}/edit/", {"body": "Ten days.", "author": make_user().pk, "status": "removed"})

    after = Comment.objects.get()
    assert (after.author, after.status) == (comment.author, "visible")


def test_deleting_asks_first_and_then_leaves_the_place(client, comment):
    make_comment(parent=comment, body="An answer")
    client.get(f"/comments/{comment.pk}/delete/")
    assert Comment.objects.get(pk=comment.pk).is_visible

    client.post(f"/comments/{comment.pk}/delete/")

    comment.refresh_from_db()
    comment.article.refresh_from_db()
    assert (comment.status, comment.body, comment.body_html) == ("deleted", "", "")
    assert comment.article.comment_count == 1


@pytest.mark.parametrize("verb", ["edit", "delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_others_said_cannot_be_touched(client, comment, verb, method):
    client.force_login(make_user(role="administrator"))

    response = getattr(client, method)(f"/comments/{comment.pk}/{verb}/", {"body": "Mine now"})

    comment.refresh_from_db()
    assert response.status_code == 404
    assert comment.body == "Nine days."


@pytest.mark.parametrize("verb", ["reply", "edit", "delete"])
def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, comment, verb):
    client.logout()

    response = client.get(f"/comments/{comment.pk}/{verb}/")

    assert response.url == f"/accounts/login/?next=/comments/{comment.pk}/{verb}/"


def test_the_author_of_a_removed_comment_reads_why(client, comment):
    comment.remove("2")

    response = client.get(f"/comments/{comment.pk}/")

    html = response.content.decode()
    assert response.status_code == 410
    assert "Rule 2: no attacks on persons" in html
    assert "Nine days." in html


@pytest.mark.parametrize("verb", ["remove", "delete_by_author"])
def test_others_learn_that_it_is_gone_and_nothing_else(client, comment, verb):
    getattr(comment, verb)(*(["2"] if verb == "remove" else []))
    client.logout()

    response = client.get(f"/comments/{comment.pk}/")

    assert response.status_code == 410
    assert "Nine days." not in response.content.decode()


def test_a_held_comment_does_not_exist_for_others(client, comment):
    comment.hold("pre")
    client.force_login(make_user())

    for verb in ["", "reply/", "edit/", "delete/", "report/"]:
        assert client.get(f"/comments/{comment.pk}/{verb}").status_code == 404


@pytest.mark.parametrize("status", ["draft", "scheduled"])
def test_comments_of_a_clip_that_is_not_public_are_not_found(client, comment, status):
    type(comment.article).objects.update(status="draft")
    client.force_login(make_user())

    for verb in ["", "reply/", "report/"]:
        assert client.get(f"/comments/{comment.pk}/{verb}").status_code == 404


def test_reply_has_a_page_of_its_own(client, comment):
    shown = page(client.get(f"/comments/{comment.pk}/reply/"))

    form = shown.query_one("main form")
    assert fields(form)["parent"] == str(comment.pk)
    assert form.attrs["action"] == f"/articles/{comment.article.slug}/comments/"
    assert "Nine days." in shown.query_one("main .comment").to_text()


@pytest.mark.parametrize("verb", ["", "reply/", "edit/"])
def test_what_is_gone_has_no_form(client, comment, verb):
    comment.remove("2")

    response = client.get(f"/comments/{comment.pk}/{verb}", follow=True)

    assert response.status_code == 410
