"""The name beside what somebody says is no mask, and no page is made anew because of somebody's colours."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts import display_names
from accounts.models import User
from common import stamps
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maud(client):
    maud = make_user("maud")
    client.force_login(maud)
    return maud


def call(client, name, **more):
    return client.post(reverse("settings"), {"display_name": name, **more})


@pytest.mark.parametrize(
    "name",
    [
        "Moderator",
        "ᴍoderator",
        "The Administrator",
        "Аdmin",
        "ꓮꓓꓟꓲꓠ",
        "M o d e r a t o r",
        "Maud (Moderator)",
        "Newsclip",
        "Newsclip Team",
        "Editor",
        "Site Support",
        "Ines Tarrow",
        "ines tаrrow",
        "Ines-Tarrow",
        "lnés Tarrow",
        "Edda",
    ],
)
def test_a_reader_cannot_be_called_like_the_site_or_its_team(client, maud, name):
    make_user("edda", role="moderator", display_name="Ines Tarrow")

    answer = call(client, name, bio="Retired surveyor.")

    assert answer.status_code == 422
    assert "Please choose another" in answer.text
    assert "Retired surveyor." in answer.text
    assert User.objects.get(pk=maud.pk).display_name == ""


@pytest.mark.parametrize(
    "name", ["Ada Page", "Maud Kessing", "Ines", "Mona Pressman", "You and me", "李小龙", "Modesty"]
)
def test_other_names_can_be_had(client, maud, name):
    make_user("edda", role="moderator", display_name="Ines Tarrow")

    call(client, name)

    assert User.objects.get(pk=maud.pk).display_name == name


def test_the_team_is_called_as_it_likes(client):
    edda = make_user("edda", role="moderator")
    client.force_login(edda)

    call(client, "Edda (Moderator)")

    assert User.objects.get(pk=edda.pk).display_name == "Edda (Moderator)"


def test_a_name_changes_five_times_a_day_and_the_rest_as_often_as_one_likes(client, maud):
    for number in range(display_names.A_DAY):
        call(client, f"Maud the {number}th")

    refused = call(client, "Maud again", bio="Surveyor")
    call(client, "Maud the 4th", bio="Surveyor")

    assert "try again tomorrow" in refused.text
    assert 'value="Maud again"' in refused.text
    kept = User.objects.get(pk=maud.pk)
    assert (kept.display_name, kept.bio) == ("Maud the 4th", "Surveyor")
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        call(client, "Maud again")
    assert User.objects.get(pk=maud.pk).display_name == "Maud again"


@pytest.mark.parametrize(
    ("said", "touched"),
    [
        ({"display_name": "Maud", "scheme": "dark"}, False),
        ({"display_name": "Maud\u200b"}, False),
        ({"display_name": "Maud", "bio": "Surveyor"}, False),
        ({"display_name": "Maud Kessing"}, True),
    ],
)
def test_pages_are_made_anew_only_for_a_name(client, maud, monkeypatch, said, touched):
    maud.change_profile(display_name="Maud")
    keys = []
    monkeypatch.setattr(stamps, "touch", lambda *more, **_: keys.extend(more))

    client.post(reverse("settings"), said)

    assert ("site" in keys) is touched
