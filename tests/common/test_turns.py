"""One visit to a host at a time, and a pause after it, whoever asks."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.cache import cache

from common.fetching import Fetched, NotOurTurn, fetch, host_of, journey, read_address, turn_at
from common.fetching.journey import Journey, Onward

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_cache_by_our_clock(settings):
    """Redis lets turns end by a clock of its own, which no test can move."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "turns"}}
    cache.clear()


def refused(url):
    try:
        with turn_at(url):
            return False
    except NotOurTurn:
        return True


def test_nobody_else_visits_during_a_visit_nor_at_once_after_it():
    with time_machine.travel(NOW, tick=False) as clock:
        with turn_at("https://courier.example/feed"):
            assert refused("http://courier.example:8080/page")
            assert not refused("https://harbour.example/")

        assert refused("https://courier.example/feed")
        clock.shift(timedelta(seconds=4))
        assert not refused("https://courier.example/feed")


def test_the_turn_of_a_worker_that_died_ends_by_itself():
    with time_machine.travel(NOW, tick=False) as clock:
        turn_at("https://courier.example/").__enter__()
        clock.shift(timedelta(seconds=62))

        assert not refused("https://courier.example/")


def test_a_visit_that_fails_gives_its_turn_back_with_the_pause():
    with time_machine.travel(NOW, tick=False) as clock:
        with pytest.raises(ZeroDivisionError), turn_at("https://courier.example/"):
            1 / 0  # noqa: B018

        assert refused("https://courier.example/")
        clock.shift(timedelta(seconds=4))
        assert not refused("https://courier.example/")


def leads_on(monkeypatch, *urls):
    """Every host sends its visitors on to the next of these addresses, the last one answers."""
    onward = dict(pairwise(urls))

    def ask(self, target, clock, headers):
        busy.append({host for host in map(host_of, urls) if cache.get(f"turn:{host}")})
        if target.url in onward:
            return Onward(read_address(onward[target.url]), for_good=False)
        return Fetched(target.url, 200, "text/html", "", {}, b"")

    def in_this_thread(seconds, work, *, host):
        return work(None)

    busy = []
    monkeypatch.setattr(Journey, "ask", ask)
    monkeypatch.setattr(journey, "run_within", in_this_thread)
    return busy


def test_who_is_led_on_to_another_host_visits_it_in_turn_too(monkeypatch):
    here, there, back = "https://short.example/1", "https://courier.example/a", "https://short.example/2"
    busy = leads_on(monkeypatch, here, there, back)

    with time_machine.travel(NOW, tick=False):
        with turn_at(here):
            assert fetch(here, wait_elsewhere=0).url == back

        assert busy == [{"short.example"}, *2 * [{"short.example", "courier.example"}]]
        assert refused(there)


def test_who_is_led_on_to_a_busy_host_comes_back_later(monkeypatch):
    here, there = "https://short.example/1", "https://courier.example/a"
    leads_on(monkeypatch, here, there)

    with time_machine.travel(NOW, tick=False), turn_at(there), pytest.raises(NotOurTurn):
        fetch(here, wait_elsewhere=0)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/", "http://10.0.0.7/"])
def test_a_machine_of_ones_own_needs_no_politeness(url):
    with turn_at(url):
        assert not refused(url)
