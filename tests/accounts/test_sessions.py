"""Where one is signed in."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as site
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions, devices
from accounts.models import AuditEntry, Session
from accounts.sessions import SessionStore
from tests.accounts.letterbox import letters
from tests.accounts.locks import member, sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/26.0 Mobile/15E148 Safari/604.1"
)
CHROME = "(KHTML, like Gecko) Chrome/142.0.0.0"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (LINUX, "Firefox on Linux"),
        (PHONE, "Safari on iPhone"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 {CHROME} Safari/537.36", "Chrome on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 {CHROME} Safari/537.36 Edg/142.0", "Edge on Windows"),
        (f"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 {CHROME} Mobile Safari/537.36", "Chrome on Android"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 {CHROME} Safari/537.36", "Chrome on ChromeOS"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15", "Safari on Mac"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Mac"),
        ("Lynx/2.9.0", "an unknown device"),
        ("Something on Linux", "Linux"),
        ("", "an unknown device"),
        ("<script>alert(1)</script>" * 99, "an unknown device"),
    ],
)
def test_a_browser_is_told_in_a_word_or_two(said, words):
    assert devices.words(*devices.seen_in(said)) == words


@pytest.fixture
def two(client):
    """Maud at her computer and on her phone."""
    member()
    phone = Client(HTTP_USER_AGENT=PHONE)
    client.defaults["HTTP_USER_AGENT"] = LINUX
    sign_in(client)
    sign_in(phone)
    return client, phone


def handles(client):
    return [session.handle for session in client.get(reverse("sessions")).context["sessions"]]


def test_the_list_tells_each_device_and_which_is_this_one(two):
    client, _ = two

    page = client.get(reverse("sessions"))

    assert page.text.index("Firefox on Linux") < page.text.index("this device") < page.text.index("Safari on iPhone")
    assert not any(key in page.text for key in Session.objects.values_list("session_key", flat=True))


def test_another_session_is_ended_at_once(two):
    client, phone = two

    answer = client.post(reverse("session-end", args=[handles(client)[1]]), follow=True)

    assert "That device is signed out." in answer.text
    assert phone.get(reverse("settings")).url.startswith(reverse("account_login"))
    assert "Sign in" in phone.get("/").text
    assert client.get(reverse("settings")).status_code == 200


def test_all_others_are_ended_and_this_one_stays(two):
    client, phone = two

    answer = client.post(reverse("sessions-end"), follow=True)

    assert "One other device is signed out." in answer.text
    assert phone.get(reverse("settings")).status_code == 302
    assert len(handles(client)) == 1


def test_nobody_ends_the_session_of_somebody_else(two):
    client, _ = two
    stranger = Client()
    stranger.force_login(make_user("edda"))

    answers = [stranger.post(reverse("session-end", args=[handle])) for handle in handles(client)]
    stranger.post(reverse("sessions-end"))

    assert {answer.status_code for answer in answers} == {404}
    assert len(handles(client)) == 2


def test_sessions_that_a_new_password_has_ended_are_not_listed(two):
    client, _phone = two
    change = {"oldpassword": "tide-and-time", "password1": "a-new-tide-comes"}

    client.post(reverse("account_change_password"), change)

    assert len(handles(client)) == 1


def test_no_address_is_kept(two):
    kept = [field for row in Session.objects.all() for field in [*row.get_decoded().items(), row.browser, row.system]]

    assert "127.0.0.1" not in str(kept)


def test_a_visit_is_noted_once_an_hour(two):
    client, _ = two
    key = client.cookies[site.SESSION_COOKIE_NAME].value
    begun = Session.objects.get(pk=key).seen_at

    client.get("/tags/")
    soon = Session.objects.get(pk=key).seen_at
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        client.get("/tags/")
    later = Session.objects.get(pk=key)

    assert soon == begun
    assert later.seen_at - begun > timedelta(hours=1)
    assert later.begun_at == begun


def test_an_ended_session_does_not_come_back_by_a_request_that_is_under_way(two):
    client, _ = two
    key = client.cookies[site.SESSION_COOKIE_NAME].value
    under_way = SessionStore(session_key=key)
    under_way["more"] = 1

    Session.objects.filter(pk=key).end()

    with pytest.raises(UpdateError):
        under_way.save()
    assert not Session.objects.filter(pk=key).exists()


def test_an_administrator_signs_somebody_out_and_they_are_told(two):
    _client, _phone = two
    ada = make_user("ada", role="administrator")
    maud = Session.objects.filter(user__username="maud")[0].user

    assert actions.end_sessions(maud, by=ada) == 2
    assert {one.get(reverse("settings")).status_code for one in two} == {302}
    assert letters()[-1].subject == "You were signed out everywhere"
    assert AuditEntry.objects.get(verb="end sessions").data == {"ended": 2}


def test_sessions_of_visitors_are_nobodys():
    session = SessionStore()
    session["next"] = "/"
    session.save()

    assert Session.objects.get().user is None


@pytest.mark.parametrize("devices", [1, 3])
def test_the_list_asks_the_same_questions_for_any_number(client, devices, django_assert_num_queries):
    maud = member()
    for _ in range(devices):
        Client().force_login(maud)
    client.force_login(maud)

    with django_assert_num_queries(7):
        assert len(handles(client)) == devices + 1
