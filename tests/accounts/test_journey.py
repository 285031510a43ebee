"""From reading to saying something: sign up, confirm, and be back at the place."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.accounts.letterbox import letters, link_in
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
MAUD = {"email": "Maud@Quillmouth.example", "username": "maud", "password1": "nine-days-of-frost", "homepage": ""}


def sign_up(client, **fields):
    """As somebody who took their time."""
    opened = client.get(reverse("account_signup")).context["form"]["opened"].value()
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        return client.post(reverse("account_signup"), MAUD | {"opened": opened} | fields, follow=True)


def test_who_signs_up_to_comment_ends_at_the_comment_form(client):
    clip = make_article("Quillmouth heats from the tide")
    say = f"{clip.get_absolute_url()}#say"

    offered = client.get(reverse("account_signup"), {"next": say})
    waiting = sign_up(client, next=say)
    confirm = link_in(letters()[0])
    asked = client.get(confirm)
    back = client.post(confirm)

    assert "Quillmouth heats from the tide" in offered.text
    assert "letterbox" in waiting.text
    assert "Yes, it is mine" in asked.text
    assert back.url == say
    assert client.session["_auth_user_id"] == str(User.objects.get(username="maud").pk)


def test_opening_the_link_confirms_nothing(client):
    """Scanners of mail open every link."""
    sign_up(client)

    client.get(link_in(letters()[0]))

    assert not User.objects.get(username="maud").emailaddress_set.get().verified


def test_on_another_device_one_signs_in_and_comes_to_the_same_place(client):
    clip = make_article()
    say = f"{clip.get_absolute_url()}#say"
    sign_up(client, next=say)
    phone = Client()

    to_sign_in = phone.post(link_in(letters()[0]))
    page = phone.get(to_sign_in.url)
    back = phone.post(to_sign_in.url, {"login": "maud", "password": MAUD["password1"], "next": say})

    assert "is confirmed" in page.text
    assert clip.title in page.text
    assert back.url == say


def test_a_new_person_is_a_reader_with_an_address_in_small_letters(client):
    sign_up(client)

    maud = User.objects.get(username="maud")

    assert [group.name for group in maud.groups.all()] == ["reader"]
    assert maud.email == "maud@quillmouth.example"
    assert maud.has_perm("comments.add_comment")


def test_a_known_address_gets_the_same_answer_and_another_letter(client):
    make_user("edda", email="maud@quillmouth.example")

    known = sign_up(client)
    new = sign_up(Client(), email="new@quillmouth.example", username="newcomer")

    assert known.redirect_chain == new.redirect_chain
    assert known.text == new.text
    assert [letter.subject for letter in letters()] == ["You have an account already", "Confirm your address"]
    assert not User.objects.filter(username="maud").exists()


def test_who_fills_the_field_that_nobody_sees_gets_no_account(client):
    answer = sign_up(client, homepage="https://pills.example")

    assert "letterbox" in answer.text
    assert letters() == []
    assert not User.objects.filter(username="maud").exists()


def test_what_was_typed_stays_when_something_is_wrong(client):
    answer = sign_up(client, username="x", email="not-an-address")

    assert 'value="not-an-address"' in answer.text
    assert 'href="#id_email"' in answer.text
    assert 'aria-invalid="true"' in answer.text
