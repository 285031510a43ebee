"""Nothing that a person typed is lost, also when their session ended while they wrote."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.comments.reading import fields, page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
TEXT = "A long thought\nabout the tide."


def sign_in(client, response, user):
    """Through the real form, to where it leads."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return client.post(response.url, {"login": user.username, "password": "tide-and-time"}, follow=True)


def test_the_text_is_in_the_form_after_signing_in_again(client):
    article, user = make_article(), make_user(username="maud")

    response = client.post(f"/articles/{article.slug}/comments/", {"body": TEXT, "key": "k"})
    landed = sign_in(client, response, user)

    form = page(landed).query_one("form#say")
    assert landed.redirect_chain[-1][0] == f"{article.get_absolute_url()}#say"
    assert fields(form)["body"].strip() == TEXT


def test_once_it_is_posted_it_is_kept_no_longer(client):
    article, user = make_article(), make_user(username="maud")
    landed = sign_in(client, client.post(f"/articles/{article.slug}/comments/", {"body": TEXT}), user)

    client.post(f"/articles/{article.slug}/comments/", fields(page(landed).query_one("form#say")))

    form = page(client.get(article.get_absolute_url())).query_one("form#say")
    assert article.comments.get().body == TEXT
    assert fields(form)["body"].strip() == ""


def test_a_reply_comes_back_to_what_it_answers(client):
    parent, user = make_comment(), make_user(username="maud")

    response = client.post(f"/articles/{parent.article.slug}/comments/", {"body": TEXT, "parent": parent.pk})
    landed = sign_in(client, response, user)

    form = fields(page(landed).query_one("main form"))
    assert landed.redirect_chain[-1][0] == f"/comments/{parent.pk}/reply/"
    assert (form["body"].strip(), form["parent"]) == (TEXT, str(parent.pk))


def test_an_edit_comes_back_to_the_edit(client):
    comment = make_comment(author=make_user(username="maud"))

    response = client.post(f"/comments/{comment.pk}/edit/", {"body": TEXT})
    landed = sign_in(client, response, comment.author)

    assert fields(page(landed).query_one("main form"))["body"].strip() == TEXT


def test_a_report_comes_back_with_its_explanation(client):
    comment, user = make_comment(), make_user(username="maud")

    response = client.post(f"/comments/{comment.pk}/report/", {"rule": "2", "text": TEXT})
    landed = sign_in(client, response, user)

    assert fields(page(landed).query_one("main form"))["text"].strip() == TEXT


def test_a_book_is_shown_and_not_kept(client):
    text = "x" * 30_000

    response = client.post(f"/articles/{make_article().slug}/comments/", {"body": text})

    assert text in response.content.decode()
    assert response.status_code == 422
    assert not response.cookies.get("sessionid")


def test_a_form_that_was_open_for_too_long_shows_its_text(client):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(f"/articles/{make_article().slug}/comments/", {"body": TEXT})

    assert response.status_code == 403
    assert TEXT in page(response).query_one("textarea").to_text()


def test_that_form_can_be_sent_again_as_it_is():
    article, user = make_article(), make_user()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)

    refused = page(strict.post(f"/articles/{article.slug}/comments/", {"body": TEXT, "key": "k"}))
    strict.post(refused.query_one("main form").attrs["action"], fields(refused.query_one("main form")))

    assert article.comments.get().body == TEXT
