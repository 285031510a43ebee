"""Signing in by a code from the mail."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests.accounts.letterbox import letters
from tests.accounts.locks import code, give_app, member
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ASK, TELL = "/accounts/login/code/", "/accounts/login/code/confirm/"


def ask(client, email="maud@quillmouth.example", **more):
    return client.post(ASK, {"email": email, **more})


def code_in(letter):
    return re.match(r"(\S+) is your code", letter.subject)[1]


def test_the_code_signs_in_and_leads_where_one_wanted_to_go(client):
    member()

    asked = ask(client, next="/tags/")
    answer = client.post(asked.url, {"code": code_in(letters()[0]), "next": "/tags/"})

    assert answer.url == "/tags/"
    assert "_auth_user_id" in client.session


def test_nobody_can_tell_who_has_an_account(client):
    """Neither by the words nor by what the site has to do: one job is queued, whoever it is."""
    member()
    other = Client()

    known, unknown = ask(client), ask(other, "nobody@quillmouth.example")
    queued = [job.task_path for job in DBTaskResult.objects.all()]
    pages = [one.get(TELL) for one in (client, other)]

    assert known.url == unknown.url
    assert queued == ["accounts.codes.send"] * 2
    assert len({page.text.replace(str(page.context["csrf_token"]), "") for page in pages}) == 1
    assert [letter.to for letter in letters()] == [["maud@quillmouth.example"]]


@pytest.mark.parametrize("typed", ["MAUD@quillmouth.example", "maud@quıllmouth.example", "ｍaud@quillmouth.example"])
def test_the_code_goes_to_the_address_on_record_and_no_other(client, typed):
    member()

    ask(client, typed)

    assert {letter.to[0] for letter in letters()} <= {"maud@quillmouth.example"}


def test_a_code_works_in_the_browser_that_asked_and_nowhere_else(client):
    member()
    ask(client)
    other = Client()

    answer = other.post(TELL, {"code": code_in(letters()[0])})

    assert answer.url == ASK
    assert "_auth_user_id" not in other.session


def test_three_wrong_codes_end_it(client):
    member()
    ask(client)

    answers = [client.post(TELL, {"code": f"WRONG{n}"}) for n in range(3)]
    late = client.post(TELL, {"code": code_in(letters()[0])})

    assert "This did not match" in answers[0].text
    assert answers[2].url == ASK
    assert "_auth_user_id" not in client.session
    assert late.url == ASK


def test_three_codes_a_minute_go_to_an_address(client):
    member()

    for n in range(5):
        ask(Client(REMOTE_ADDR=f"192.0.2.{n}"))

    assert len(letters()) == 3


def test_a_code_is_no_way_around_the_second_factor(client):
    give_app(member())
    ask(client)

    asked = client.post(TELL, {"code": code_in(letters()[0])})
    before = client.session.get("_auth_user_id")
    client.post(asked.url, {"code": code()})

    assert asked.url == reverse("mfa_authenticate")
    assert before is None
    assert "_auth_user_id" in client.session


def test_a_closed_account_gets_no_code(client):
    make_user("maud", is_active=False)

    ask(client)

    assert letters() == []
