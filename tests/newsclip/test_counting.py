import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model

from common import readings as table
from common.client import client_address, is_program
from common.counting import shown
from common.readings import CELLS_OF_A_READING, Readings
from tests.newsclip.asking import BROWSER, ask

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2030, 1, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(site):
    """Far from the end of a half hour."""
    with time_machine.travel(NOON):
        yield site()


@pytest.fixture
def readings(settings, tmp_path):
    settings.VIEWS_PATH = tmp_path / "views"
    return table.readings()


# What counts


def test_reading_counts_whether_the_page_was_stored_or_not(store):
    for address in ("203.0.113.1", "203.0.113.2", "203.0.113.3"):
        ask(store, "/articles/1/", remote=address)
    ask(store, "/articles/2/")

    assert table.readings().drain() == {1: 3, 2: 1}


def test_unchanged_page_is_read_too(store):
    known = ask(store, "/articles/1/", remote="203.0.113.1")

    assert ask(store, "/articles/1/", if_none_match=known["ETag"]).status == 304
    assert table.readings().drain() == {1: 2}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"if_none_match": "*"}),
        ({"cookies": {"theme": "dark"}}, {"cookies": {"theme": "light"}}),
        ({"remote": "203.0.113.5"}, {"remote": "::ffff:203.0.113.5"}),
        ({}, {"x_forwarded_for": "198.51.100.1"}),
    ],
    ids=["reload", "revalidation", "cookies", "the address in other words", "a claimed address"],
)
def test_same_reader_counts_once(store, first, second):
    ask(store, "/articles/1/", **first)
    ask(store, "/articles/1/", **second)

    assert table.readings().drain() == {1: 1}


@pytest.mark.parametrize(
    "case",
    [
        {"method": "HEAD"},
        {"user_agent": None},
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user_agent": "curl/8.5.0"},
        {"sec_purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x_moz": "prefetch"},
    ],
    ids=str,
)
@pytest.mark.parametrize("already_stored", [True, False])
def test_what_is_no_reading(store, case, already_stored):
    if already_stored:
        ask(store, "/articles/1/")
        table.readings().drain()

    ask(store, "/articles/1/", **case)

    assert table.readings().drain() == {}


@pytest.mark.parametrize("address", ["/withdrawn/", "/moved/", "/list/", "/post/"])
def test_other_pages_are_not_counted(store, address):
    ask(store, address, method="POST" if address == "/post/" else "GET")

    assert table.readings().drain() == {}


@pytest.mark.parametrize(("staff", "counted"), [(False, {1: 1}), (True, {})])
def test_signed_in_readers_count_and_staff_does_not(db, store, client, staff, counted):
    user = get_user_model().objects.create_user(username="nora", email="nora@example.org", password="x", is_staff=staff)
    client.force_login(user)
    cookie = {site_settings.SESSION_COOKIE_NAME: client.cookies[site_settings.SESSION_COOKIE_NAME].value}

    answers = [ask(store, "/articles/1/", cookies=cookie) for _ in range(2)]

    assert [answer["X-Count-Article"] for answer in answers] == [None, None]
    assert table.readings().drain() == counted


def test_reader_counts_again_in_the_next_half_hour(store):
    with time_machine.travel(NOON, tick=False) as clock:
        ask(store, "/articles/1/")
        clock.shift(29 * 60)
        ask(store, "/articles/1/")
        clock.shift(60)
        ask(store, "/articles/1/")

        assert table.readings().drain() == {1: 2}


def test_counting_that_fails_does_not_cost_the_reader_the_page(store, monkeypatch, caplog):
    def fail(**reading):
        raise OSError("disk")

    monkeypatch.setattr(store._readings, "count", fail)

    assert ask(store, "/articles/1/").status == 200
    assert "could not be counted" in caplog.text


# What is kept


def test_nothing_of_a_reader_is_kept_beyond_the_half_hour(readings, settings):
    with time_machine.travel(NOON, tick=False) as clock:
        readings.count(reader="203.0.113.5\nFirefox", article=1)
        during = settings.VIEWS_PATH.read_bytes()
        clock.shift(30 * 60)
        readings.drain()
        after = settings.VIEWS_PATH.read_bytes()

    assert b"203.0.113.5" not in during
    assert during[16:48] != after[16:48]  # the key
    cells = slice(table.FIRST_CELL * 8, table.FIRST_TOTAL * 8)
    assert any(during[cells])
    assert not any(after[cells])


def test_drained_readings_are_gone_and_later_ones_are_not(readings):
    readings.count(reader="a", article=7)
    assert readings.drain() == {7: 1}
    assert readings.drain() == {}

    readings.count(reader="b", article=7)

    assert readings.drain() == {7: 1}


def test_drained_reader_still_counts_once(readings):
    readings.count(reader="a", article=7)
    readings.drain()

    assert readings.count(reader="a", article=7) is False


def test_articles_that_share_a_place_are_counted_apart(readings):
    articles = [1, 1 + table.TOTALS, 1 + 2 * table.TOTALS, 2]
    for article in articles:
        readings.count(reader="a", article=article)

    assert readings.drain() == dict.fromkeys(articles, 1)


def test_crowded_cells_forget_the_oldest_but_lose_no_reading(readings, monkeypatch):
    marks = iter(range(1, 1000))
    monkeypatch.setattr(Readings, "_cell", lambda self, reader, article: (0, next(marks)))

    for number in range(3 * CELLS_OF_A_READING):
        assert readings.count(reader=str(number), article=1)

    assert readings.drain() == {1: 3 * CELLS_OF_A_READING}


def test_different_readers_are_told_apart(readings):
    counted = [readings.count(reader=f"reader {number}", article=1) for number in range(2_000)]

    assert all(counted)
    assert readings.drain() == {1: 2_000}


def test_threads_and_processes_lose_no_reading(readings, settings, monkeypatch):
    monkeypatch.setattr(table, "HALF_HOUR", 10**12)
    script = (
        "import sys; from common import readings as table; table.HALF_HOUR = 10**12\n"
        "readings = table.Readings(sys.argv[1])\n"
        "for number in range(500): readings.count(reader=f'theirs {number}', article=1)"
    )
    neighbour = subprocess.Popen([sys.executable, "-c", script, settings.VIEWS_PATH], cwd=ROOT)

    def count(thread):
        for number in range(250):
            readings.count(reader=f"{thread} {number}", article=1)
            readings.count(reader=f"of all {number}", article=1)

    threads = [threading.Thread(target=count, args=(number,)) for number in range(4)]
    drained = []
    for thread in threads:
        thread.start()
    while neighbour.poll() is None:
        drained.append(readings.drain())
    for thread in threads:
        thread.join()
    drained.append(readings.drain())

    assert neighbour.returncode == 0
    assert sum(totals.get(1, 0) for totals in drained) == 500 + 4 * 250 + 250


# Who asks


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, None, "203.0.113.5", "203.0.113.5"),
        (0, "198.51.100.1", "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "127.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "127.0.0.1", "127.0.0.1"),
        (1, None, "127.0.0.1", "127.0.0.1"),
        (1, "unknown", "127.0.0.1", "127.0.0.1"),
        (1, "198.51.100.1:4711", "127.0.0.1", "198.51.100.1"),
        (1, "[2001:db8::1]:4711", "127.0.0.1", "2001:db8::1"),
        (1, "2001:DB8:0::1", "127.0.0.1", "2001:db8::1"),
        (0, None, "::ffff:203.0.113.5", "203.0.113.5"),
        (0, None, "", ""),
    ],
)
def test_address_of_the_client(settings, proxies, forwarded, remote, expected):
    settings.TRUSTED_PROXIES = proxies
    environ = {"REMOTE_ADDR": remote} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})

    assert client_address(environ) == expected


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (BROWSER, False),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
            False,
        ),
        ("Mozilla/5.0 (Linux; Android 15; CUBOT P80) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", False),
        ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", True),
        ("facebookexternalhit/1.1", True),
        ("Mozilla/5.0 HeadlessChrome/140.0", True),
        ("python-requests/2.32", True),
        ("FeedFetcher-Google", True),
        ("", True),
    ],
)
def test_programs_are_known_by_what_they_say(agent, expected):
    assert is_program(agent) is expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, 0),
        (9, 9),
        (99, 99),
        (100, 100),
        (101, 100),
        (119, 110),
        (1_846, 1_800),
        (12_399, 12_000),
        (999_999, 990_000),
    ],
)
def test_count_as_shown(count, expected):
    assert shown(count) == expected
