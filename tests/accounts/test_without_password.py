"""An account without a password: its owner signs in with a code by mail, and may set a password later."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.accounts.letterbox import letters, link_in
from tests.accounts.locks import code, give_app, member
from tests.accounts.test_codes import ASK, TELL, code_in
from tests.accounts.test_journey import sign_up
from tests.comments.reading import page
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maud(client):
    sign_up(client, password1="")
    client.post(link_in(letters()[-1]))
    return User.objects.get(username="maud")


def test_the_form_says_that_a_password_is_no_must(client):
    form = page(client.get(reverse("account_signup"))).query_one("main form")

    assert "required" not in form.query_one("[name=password1]").attrs
    assert "required" in form.query_one("[name=email]").attrs


def test_who_gave_no_password_comes_in_by_a_code_and_by_no_password(maud):
    phone = Client()
    tried = [phone.post(reverse("account_login"), {"login": "maud", "password": word}) for word in ("", "None", "!")]

    phone.post(ASK, {"email": maud.email})
    phone.post(TELL, {"code": code_in(letters()[-1])})

    assert {answer.status_code for answer in tried} == {200}
    assert phone.session["_auth_user_id"] == str(maud.pk)


def test_they_set_a_password_where_others_change_theirs(client, maud):
    to_set = client.get(reverse("account_change_password"))
    client.post(to_set.url, {"password1": "nine-days-of-frost"})

    there = Client()
    there.post(reverse("account_login"), {"login": "maud", "password": "nine-days-of-frost"})

    assert to_set.url == reverse("account_set_password")
    assert there.session["_auth_user_id"] == str(maud.pk)


def test_five_minutes_after_they_signed_up_a_code_is_asked_for_first(client, maud):
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        asked = client.get(reverse("account_set_password"))

    assert asked.url.startswith(reverse("prove"))


def test_who_has_an_app_shows_it_before_a_password_is_set(client):
    """Else whoever found the browser open could give themselves what everything else asks for."""
    maud = give_app(member())
    maud.set_unusable_password()
    maud.save()
    client.force_login(maud)

    asked = [
        client.get("/accounts/password/set/"),
        client.post("/accounts/password/set/", {"password1": "frost-is-in"}),
    ]
    kept = str(dict(client.session))
    client.post(asked[1].url, {"code": code(), "next": "/accounts/password/set/"})
    has_one = User.objects.get(pk=maud.pk).has_usable_password()
    said = client.get("/accounts/password/set/").text
    client.post("/accounts/password/set/", {"password1": "frost-is-in"})

    assert [answer.url.partition("?")[0] for answer in asked] == [reverse("mfa_reauthenticate")] * 2
    assert "frost" not in kept
    assert not has_one
    assert "this form has to be sent once more" in said
    assert User.objects.get(pk=maud.pk).has_usable_password()


def test_an_address_that_is_known_is_answered_alike(client):
    make_user("edda", email="maud@quillmouth.example")

    known = sign_up(client, password1="")
    new = sign_up(Client(), email="new@quillmouth.example", username="newcomer", password1="")

    assert known.redirect_chain == new.redirect_chain
    assert known.text == new.text


def test_a_password_that_is_given_has_to_be_a_good_one(client):
    answer = sign_up(client, password1="tide")

    assert "at least 8" in answer.text
    assert not User.objects.exists()
