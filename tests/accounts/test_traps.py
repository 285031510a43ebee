"""What tells programs from people at the sign-up, and never drops a person."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts import traps
from accounts.models import User
from tests.accounts.letterbox import letters
from tests.comments.reading import page

MAUD = {"email": "maud@quillmouth.example", "username": "maud", "password1": "nine-days-of-frost", "homepage": ""}
NOW = 1_800_000_000
DAY = 24 * 3600


@pytest.mark.parametrize(
    ("age", "found"),
    [(0, "QUICK"), (1.9, "QUICK"), (2, None), (60, None), (DAY, None), (DAY + 1, "OLD"), (-5, "QUICK")],
)
def test_the_time_of_a_form_tells(age, found):
    with time_machine.travel(NOW, tick=False):
        opened = traps.opened_now()

    assert traps.judge(opened, quickest=2, now=NOW + age) == (found and traps.Found[found])


@pytest.mark.parametrize("opened", ["", "1800000000", "x:y", "bnVsbA:abc", "é", "\0", "a" * 5000])
def test_a_time_that_is_not_of_this_site_counts_for_none(opened):
    assert traps.judge(opened, quickest=2) is traps.Found.NONE


def test_a_time_of_another_form_of_the_site_counts_for_none():
    from django.core.signing import Signer

    assert traps.judge(Signer(salt="another").sign_object(time.time()), quickest=2) is traps.Found.NONE


def opened(client):
    return client.get(reverse("account_signup")).context["form"]["opened"].value()


@pytest.mark.django_db
def test_who_is_very_quick_is_asked_again_with_all_that_was_typed(client):
    said = MAUD | {"opened": opened(client)}

    answer = client.post(reverse("account_signup"), said)
    with time_machine.travel(timezone.now() + timedelta(seconds=3)):
        again = client.post(reverse("account_signup"), said)

    assert "That was very quick" in answer.text
    assert all(f'value="{MAUD[name]}"' in answer.text for name in ("email", "username", "password1"))
    assert f'value="{said["opened"]}"' in answer.text
    assert again.url.startswith(reverse("account_email_verification_sent"))
    assert User.objects.get().username == "maud"


@pytest.mark.django_db
@pytest.mark.parametrize("wait", [timedelta(days=1, seconds=1), None])
def test_an_old_form_and_one_without_a_time_get_a_new_one(client, wait):
    said = MAUD | {"opened": opened(client) if wait else "forged"}
    later = timezone.now() + (wait or timedelta())

    with time_machine.travel(later):
        answer = client.post(reverse("account_signup"), said)
    fresh = answer.context["form"]["opened"].value()
    with time_machine.travel(later + timedelta(seconds=3)):
        client.post(reverse("account_signup"), said | {"opened": fresh})

    assert "Nothing is lost" in answer.text
    assert fresh != said["opened"]
    assert User.objects.get().username == "maud"


@pytest.mark.django_db
def test_a_program_that_fills_every_field_hears_what_a_person_hears(client):
    """To tell it that it was found out would teach it; and a person cannot come there: the field is not to be seen,
    is left out by screen readers and by the tab key, is not filled by browsers, and says what to do with it."""
    page = client.get(reverse("account_signup")).text
    said = MAUD | {"opened": opened(client)}

    with time_machine.travel(timezone.now() + timedelta(seconds=3)):
        person = client.post(reverse("account_signup"), said)
        program = client.post(
            reverse("account_signup"), said | {"username": "bot", "homepage": "https://pills.example"}
        )

    assert '<div class="unseen" aria-hidden="true"><label for="id_homepage">Leave this empty</label>' in page
    assert 'tabindex="-1"' in page
    assert 'autocomplete="off"' in page
    assert (program.status_code, program.url) == (person.status_code, person.url)
    assert len(letters()) == 1


@pytest.mark.django_db
def test_where_something_else_is_to_be_mended_nobody_hears_of_the_trap(client):
    answer = client.post(reverse("account_signup"), MAUD | {"email": "nowhere", "opened": opened(client)})

    assert "One thing to mend" in answer.text
    assert "This is not an e-mail address." in answer.text
    assert "very quick" not in answer.text


@pytest.mark.django_db
def test_what_is_wrong_with_a_field_is_one_thing_to_mend(client):
    answer = client.post(reverse("account_signup"), MAUD | {"password1": "123", "opened": opened(client)})

    listed = page(answer).query(".problems li")
    assert "One thing to mend" in answer.text
    assert [line.to_text() for line in listed] == [
        "Password: This password is too short. It must contain at least 8 characters. This password is too common."
    ]
