"""The page store when there is little room, many ask at once, or something is away."""

import threading

import pytest

from common import stamps
from newsclip.store import figures
from newsclip.store.shelf import Flights
from tests.newsclip.asking import ask, how
from tests.newsclip.pages_to_store import during_rendering, renders


def test_page_not_asked_for_longest_makes_room(site, settings):
    settings.PAGE_STORE_BYTES = room_for_ten = 65_000
    store = site()
    for pk in (1, 2, 3, 4, 5, 1, 6, 7, 8, 9, 10, 11):
        ask(store, f"/articles/{pk}/")

    assert store._shelf.bytes <= room_for_ten
    assert how(ask(store, "/articles/1/")) == "hit"
    assert how(ask(store, "/articles/2/")) == "miss"


def test_store_of_no_size_stores_nothing(site, settings):
    settings.PAGE_STORE_BYTES = 0
    store = site()
    ask(store, "/articles/1/")

    assert how(ask(store, "/articles/1/")) == "miss"


def ask_together(store, address, *, during, later=lambda: None):
    """Nine ask: eight while the first one's page is being rendered, in the middle of which `during` happens;
    in the middle of any other rendering `later`."""
    entered, leave = threading.Event(), threading.Event()

    def happen():
        if not entered.is_set():
            entered.set()
            assert leave.wait(5)
            during()
        else:
            later()

    during_rendering.append(happen)
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(ask(store, address))) for _ in range(9)]
    threads[0].start()
    assert entered.wait(5)
    for thread in threads[1:]:
        thread.start()
    leave.set()
    for thread in threads:
        thread.join(10)
    return answers


def test_of_many_at_once_one_renders(store):
    answers = ask_together(store, "/articles/1/", during=lambda: None)

    assert renders["/articles/1/"] == 1
    assert sorted(map(how, answers)) == ["hit"] * 8 + ["miss"]
    assert len({answer.body for answer in answers}) == 1


def test_when_a_change_comes_in_between_one_renders_again(store):
    answers = ask_together(store, "/articles/1/", during=lambda: stamps.move("article:1"))

    assert renders["/articles/1/"] == 2
    assert sorted(map(how, answers)) == ["hit"] * 7 + ["miss"] * 2


def test_nobody_waits_in_line_for_what_is_not_stored(store):
    others = threading.Barrier(8)

    answers = ask_together(store, "/private/", during=lambda: None, later=lambda: others.wait(10))

    assert [answer.status for answer in answers] == [200] * 9


def test_who_waits_too_long_renders_alone(store, monkeypatch):
    monkeypatch.setattr(Flights, "PATIENCE", 0.01)
    during_rendering.append(lambda: during_rendering.clear() or inner.append(ask(store, "/articles/1/")))
    inner = []

    outer = ask(store, "/articles/1/")

    assert (outer.status, inner[0].status) == (200, 200)
    assert renders["/articles/1/"] == 2


def test_error_in_django_lets_the_others_go(site):
    store = site()
    store._application = lambda environ, start_response: 1 / 0

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            ask(store, "/articles/1/")


def test_store_keeps_figures_of_its_answers(store):
    before = figures.copy()

    for method in ("GET", "GET", "HEAD", "POST"):
        ask(store, "/articles/1/", method=method)

    assert {name: figures[name] - before[name] for name in ("hits", "misses", "bypasses")} == {
        "hits": 2,
        "misses": 1,
        "bypasses": 1,
    }
    assert (figures["pages"], figures["bytes"]) == (1, store._shelf.bytes)


def test_stored_page_needs_no_django(store):
    ask(store, "/articles/1/")
    store._application = lambda environ, start_response: 1 / 0

    assert ask(store, "/articles/1/").status == 200
