"""One visit to a host at a time, and a pause after it, whoever asks."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from common.fetching import NotOurTurn, turn_at

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


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


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/", "http://10.0.0.7/"])
def test_a_machine_of_ones_own_needs_no_politeness(url):
    with turn_at(url):
        assert not refused(url)
