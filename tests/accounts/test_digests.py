"""News by mail: each once, as often as its reader wants, and no longer when they say so."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connections
from django.test import Client

from accounts import digests, letterbox, unsubscribing
from accounts.models import Notice, User
from tests.accounts.letterbox import letters, link_in
from tests.factories import make_user
from tests.markup import select

pytestmark = pytest.mark.django_db
TUESDAY_NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def reader(cadence, **fields):
    return make_user(mail_notices=cadence, **fields)


def tell(to, key="reply:1", **news):
    letterbox.tell(to, "reply", key, **{"link": "/comments/1/", "about": "The ice house", **news})


def sent():
    found = [letter.subject for letter in letters()]
    letters().clear()
    return found


def test_at_once_is_at_once_and_then_at_most_every_five_minutes():
    maud = reader("now")
    with time_machine.travel(TUESDAY_NOON, tick=False) as clock:
        tell(maud, "reply:1")
        first = sent()
        tell(maud, "reply:2")
        tell(maud, "reply:3")
        soon = sent()
        clock.shift(timedelta(minutes=5, seconds=1))
        digests.send_due()

        assert (len(first), soon) == (1, [])
        assert sent() == ["2 pieces of news for you"]
        digests.send_due()
        assert sent() == []


def test_a_flood_of_answers_is_one_letter_in_five_minutes():
    maud = reader("now")
    with time_machine.travel(TUESDAY_NOON, tick=False) as clock:
        first = []
        for _ in range(50):
            letterbox.tell_more([maud], "reply", "reply:1", link="/comments/1/", about="Ice")
            first += sent()
        clock.shift(timedelta(minutes=6))
        digests.send_due()

        assert (len(first), len(sent())) == (1, 1)


@pytest.mark.parametrize(("cadence", "days"), [("now", 1), ("daily", 1), ("weekly", 7)])
def test_what_is_new_in_news_that_nobody_read_is_sent_again_at_the_next_time(cadence, days):
    maud, letters_sent = reader(cadence), 0
    with time_machine.travel(TUESDAY_NOON, tick=False) as clock:
        for _ in range(3):
            letterbox.tell_more([maud], "thread", "thread:1", link="/comments/1/", about="Ice")
            clock.shift(timedelta(days=days))
            digests.send_due()
            digests.send_due()
            letters_sent += len(sent())

    assert letters_sent == 3


def test_following_a_letter_is_reading(client):
    maud = reader("now")
    client.force_login(maud)
    tell(maud)

    answer = client.get(link_in(letters()[-1]))

    assert answer.url == "/comments/1/"
    assert not Notice.objects.unread().filter(to=maud)


def test_nobody_is_written_to_of_what_was_rolled_back():
    from django.db import transaction

    with transaction.atomic():
        tell(reader("now"))
        transaction.set_rollback(True)

    assert sent() == []


@pytest.mark.parametrize(
    ("cadence", "zone", "due"),
    [
        ("daily", "", datetime(2026, 11, 25, 7, tzinfo=UTC)),
        ("daily", "America/New_York", datetime(2026, 11, 24, 12, tzinfo=UTC) + timedelta(days=1)),
        ("daily", "Asia/Tokyo", datetime(2026, 11, 24, 22, tzinfo=UTC)),
        ("weekly", "", datetime(2026, 11, 30, 7, tzinfo=UTC)),
    ],
)
def test_a_digest_comes_in_the_readers_morning_once(cadence, zone, due):
    with time_machine.travel(TUESDAY_NOON + timedelta(minutes=1), tick=False) as clock:
        maud = reader(cadence, time_zone=zone)
        tell(maud)
        clock.move_to(due - timedelta(minutes=1))
        digests.send_due()
        before = sent()
        clock.move_to(due + timedelta(minutes=1))
        digests.send_due()
        tell(maud, "reply:2")
        digests.send_due()
        clock.shift(timedelta(hours=5))
        digests.send_due()

        assert before == []
        assert len(sent()) == 1


def test_what_was_read_on_the_site_is_not_sent_and_none_means_none():
    with time_machine.travel(TUESDAY_NOON, tick=False) as clock:
        maud, nobody = reader("daily"), reader("none")
        tell(maud)
        tell(nobody)
        letterbox.read_all(maud, up_to=TUESDAY_NOON)
        clock.shift(timedelta(days=2))
        digests.send_due()

    assert sent() == []


def test_what_nobody_waits_for_any_more_is_not_sent():
    with time_machine.travel(TUESDAY_NOON, tick=False) as clock:
        maud = reader("none")
        tell(maud)
        User.objects.update(mail_notices="daily")
        clock.shift(timedelta(days=9))
        digests.send_due()

    assert sent() == []


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_writes_the_letter():
    with time_machine.travel(TUESDAY_NOON, tick=False):
        maud = reader("daily")
        tell(maud)
    now, start, done = TUESDAY_NOON + timedelta(days=1), threading.Barrier(3), []

    def work():
        person = User.objects.get(pk=maud.pk)
        start.wait()
        try:
            done.append(digests.send(person, now))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]

    assert sorted(done) == [False, False, True]
    assert len(sent()) == 1


def test_a_worker_that_dies_before_the_letter_is_queued_has_marked_nothing(monkeypatch):
    with time_machine.travel(TUESDAY_NOON, tick=False) as clock:
        tell(reader("daily"))
        clock.shift(timedelta(days=1))
        with monkeypatch.context() as broken:
            broken.setattr(digests.mail, "send", lambda *_a, **_k: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                digests.send_due()
        unmarked = Notice.objects.filter(mailed_at=None).count()
        digests.send_due()

    assert unmarked == 1
    assert len(sent()) == 1


def test_the_letter_says_what_happened_in_the_readers_time_and_how_to_stop_it():
    with time_machine.travel(TUESDAY_NOON, tick=False) as clock:
        maud = reader("daily", time_zone="Asia/Tokyo")
        tell(maud, "reply:1", by=make_user("edda"))
        tell(maud, "reply:2", about="<b>Ice</b>", link="/comments/2/")
        clock.shift(timedelta(days=1))
        digests.send_due()
    letter = letters()[0]

    assert "edda answered you under “The ice house”." in letter.body
    assert f"http://127.0.0.1:8000/accounts/notices/{Notice.objects.last().pk}/" in letter.body
    assert "24 November 2026, 21:00" in letter.body
    assert "&lt;b&gt;Ice&lt;/b&gt;" in letter.alternatives[0][0]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("http://127.0.0.1:8000/accounts/notices/stop/")
    assert address in letter.body


# Stopping


@pytest.fixture
def anybody():
    """No cookie, no token; what a mail program is."""
    return Client(enforce_csrf_checks=True)


def test_one_click_stops_them_without_signing_in(anybody):
    maud, other = reader("now"), reader("now")

    asked = anybody.get(unsubscribing.path_for(maud))
    before = User.objects.get(pk=maud.pk).mail_notices
    answer = anybody.post(unsubscribing.path_for(maud), {"List-Unsubscribe": "One-Click"})

    assert select(asked, "form[method=post] button")
    assert (before, answer.status_code) == ("now", 204)
    assert User.objects.get(pk=maud.pk).mail_notices == "none"
    assert User.objects.get(pk=other.pk).mail_notices == "now"


def test_the_button_on_the_page_does_the_same_and_says_so(anybody):
    maud = reader("daily")

    answer = anybody.post(unsubscribing.path_for(maud))

    assert "No more news by mail" in answer.content.decode()
    assert User.objects.get(pk=maud.pk).mail_notices == "none"


def forged(token):
    return "1" + token


def of_something_else(token):
    from django.core import signing

    return signing.Signer(salt="another").sign(token.partition(":")[0])


@pytest.mark.parametrize("change", [forged, of_something_else, str.upper, lambda token: "x", lambda token: token[:-1]])
def test_what_we_did_not_sign_for_this_is_not_there(anybody, change):
    maud = reader("now")
    token = unsubscribing.path_for(maud).split("/")[-2]

    assert anybody.post(f"/accounts/notices/stop/{change(token)}/").status_code == 404
    assert User.objects.get(pk=maud.pk).mail_notices == "now"


def test_the_cadence_is_chosen_on_a_page_of_its_own(client):
    maud = reader("daily")
    client.force_login(maud)

    answers = [
        client.post("/accounts/notices/mail/", {"mail_notices": value}).status_code for value in ("hourly", "weekly")
    ]

    assert answers == [422, 302]
    assert User.objects.get(pk=maud.pk).mail_notices == "weekly"
