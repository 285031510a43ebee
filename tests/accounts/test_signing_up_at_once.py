"""Two who sign up in the same moment, and one who presses the button twice."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.accounts.letterbox import letters
from tests.accounts.test_elsewhere import choose_name, come_back, harbour, leave  # noqa: F401

pytestmark = pytest.mark.django_db
MAUD = {"email": "maud@quillmouth.example", "username": "maud", "password1": "nine-days-of-frost", "homepage": ""}


@pytest.fixture
def overtaken(monkeypatch):
    """Somebody else comes in between the look at the name and the saving."""

    def by(username, email):
        save = DefaultAccountAdapter.save_user

        def after_another(*args, **kwargs):
            if not User.objects.filter(username=username).exists():
                User.objects.create_user(username, email=email)
            return save(*args, **kwargs)

        monkeypatch.setattr(DefaultAccountAdapter, "save_user", after_another)

    return by


def sign_up(client):
    opened = client.get(reverse("account_signup")).context["form"]["opened"].value()
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        return client.post(reverse("account_signup"), MAUD | {"opened": opened})


@pytest.mark.parametrize("name", ["maud", "maude"])
def test_an_address_that_was_known_a_moment_ago_is_not_told(client, overtaken, name):
    overtaken(name, MAUD["email"])

    answer = sign_up(client)

    assert answer.url.startswith(reverse("account_email_verification_sent"))
    assert User.objects.get().username == name
    assert not letters()


@pytest.mark.parametrize("name", ["maud", "MAUD", "mаud"])
def test_a_name_that_was_taken_a_moment_ago_is_told_and_all_is_kept(client, overtaken, name):
    overtaken(name, "other@quillmouth.example")

    answer = sign_up(client)

    assert answer.status_code == 200
    assert "username" in answer.context["form"].errors
    assert f'value="{MAUD["email"]}"' in answer.text
    assert User.objects.get().email == "other@quillmouth.example"


def test_also_who_comes_from_elsewhere_chooses_another(client, harbour, overtaken):  # noqa: F811
    come_back(client, leave(client))
    overtaken("wendel", "other@quillmouth.example")

    answer = choose_name(client)
    choose_name(client, "wendel-ott")

    assert "username" in answer.context["form"].errors
    assert User.objects.get(email="wendel@harbour.example").username == "wendel-ott"
