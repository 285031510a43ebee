from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.cache import SessionStore as UnsignedSessions
from django.template import engines

from accounts.sessions import SessionStore, signed
from common import stamps
from newsclip.store.gate import normalised
from newsclip.store.page import accepts_gzip
from newsclip.store.store import FORM_TOKEN
from tests.newsclip.asking import ask, how
from tests.newsclip.pages_to_store import during_rendering, renders

# Pages


def test_second_visitor_gets_the_same_bytes_from_memory(db, store, django_assert_num_queries):
    first = ask(store, "/articles/1/", accept_encoding="gzip")

    with django_assert_num_queries(0):
        second = ask(store, "/articles/1/", accept_encoding="gzip")

    assert (how(first), how(second)) == ("miss", "hit")
    assert first.body == second.body
    assert first.headers | {"x-store": "hit"} == second.headers
    assert renders["/articles/1/"] == 1


def test_visitors_page_says_how_it_may_be_kept(store):
    answer = ask(store, "/articles/1/")

    assert answer.status == 200
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["Vary"] == "Accept-Encoding, Cookie"
    assert answer["Content-Length"] == str(len(answer.body))
    assert answer["Content-Security-Policy"]
    assert answer["X-Count-Article"] is None


def test_each_encoding_has_its_own_strong_etag(store):
    plain, packed = ask(store, "/articles/1/"), ask(store, "/articles/1/", accept_encoding="br, gzip;q=0.5")

    assert packed["Content-Encoding"] == "gzip"
    assert plain["Content-Encoding"] is None
    assert packed.text == plain.text
    assert len(packed.body) < len(plain.body) / 4
    assert plain["ETag"] != packed["ETag"]
    assert plain["ETag"].startswith('"')


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip", True),
        ("br, x-gzip", True),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("GZIP ; q=0.1", True),
        ("gzip;q=0.000", False),
        ("gzip;q=much", True),
        ("identity", False),
    ],
)
def test_gzip_is_sent_to_those_who_accept_it(accepted, expected):
    assert accepts_gzip(accepted) is expected


@pytest.mark.parametrize("asked", ["{}", "W/{}", '"other", {}', "*"])
def test_unchanged_page_is_not_sent_again(store, asked):
    known = ask(store, "/articles/1/")

    answer = ask(store, "/articles/1/", if_none_match=asked.format(known["ETag"]))

    assert (answer.status, answer.body) == (304, b"")
    assert answer["ETag"] == known["ETag"]
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["Vary"] == "Accept-Encoding, Cookie"


def test_etag_of_another_encoding_does_not_match(store):
    plain = ask(store, "/articles/1/")

    answer = ask(store, "/articles/1/", if_none_match=plain["ETag"], accept_encoding="gzip")

    assert answer.status == 200


@pytest.mark.parametrize("already_stored", [True, False])
@pytest.mark.parametrize("address", ["/articles/1/", "/private/"])
def test_head_answers_as_get_without_a_body(store, address, already_stored):
    get = ask(store, address) if already_stored else None

    head = ask(store, address, method="HEAD")

    get = get or ask(store, address)
    assert (head.status, head.body) == (200, b"")
    assert head["Content-Length"] == get["Content-Length"] == str(len(get.body))


@pytest.mark.parametrize("cache_control", ["no-cache", "no-store", "max-age=0"])
def test_reload_does_not_bypass_the_store(store, cache_control):
    ask(store, "/articles/1/")

    assert how(ask(store, "/articles/1/", cache_control=cache_control, pragma="no-cache")) == "hit"


@pytest.mark.parametrize(("address", "status"), [("/articles/1/", 200), ("/moved/", 301), ("/withdrawn/", 410)])
def test_what_is_stored(store, address, status):
    ask(store, address)

    answer = ask(store, address)

    assert (how(answer), answer.status) == ("hit", status)


@pytest.mark.parametrize(
    "address",
    ["/elsewhere/", "/missing/", "/nameless/", "/cookie/", "/form/", "/borrowed-form/", "/streaming/", "/private/"],
)
@pytest.mark.django_db
def test_what_is_never_stored(store, address):
    ask(store, address)

    assert how(ask(store, address)) == "miss"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/cookie/", "/form/", "/remembering/"])
def test_answer_that_sets_a_cookie_is_not_for_others(store, address):
    answer = ask(store, address)

    assert answer["Set-Cookie"]
    assert answer["Cache-Control"] == "private, no-store"
    assert how(ask(store, address)) == "miss"


def test_form_in_a_public_page_is_an_error_that_is_logged(store, caplog):
    answer = ask(store, "/borrowed-form/")

    assert "token" in caplog.text
    assert answer["Cache-Control"] == "private, no-store"
    assert "of somebody" in answer.text


def test_the_field_of_every_form_is_known():
    field = engines["django"].from_string("{% csrf_token %}").render({"csrf_token": "x"})

    assert FORM_TOKEN.search(field.encode())


def test_what_readers_write_about_a_token_keeps_no_page_out_of_the_store(store, caplog):
    """Or else one comment would make every visitor's page of its thread a rendering, and a line in the log."""
    ask(store, "/about-tokens/")

    assert how(ask(store, "/about-tokens/")) == "hit"
    assert caplog.text == ""


def test_page_of_an_error_is_not_stored(store, caplog):
    assert ask(store, "/broken/").status == 500
    assert how(ask(store, "/broken/")) == "miss"


def test_page_is_rendered_anew_when_its_moment_has_come(store):
    with time_machine.travel(datetime(2030, 1, 1, 11, 59, tzinfo=UTC), tick=False) as clock:
        ask(store, "/until/")
        before = ask(store, "/until/")
        clock.move_to(datetime(2030, 1, 1, 12, 0, tzinfo=UTC))
        after = ask(store, "/until/")

    assert (how(before), how(after)) == ("hit", "miss")


# Freshness


@pytest.mark.parametrize("key", ["article:1", "front", "site"])
def test_page_is_rendered_anew_after_what_it_shows_has_changed(store, key):
    ask(store, "/articles/1/")

    stamps.move(key)

    assert how(ask(store, "/articles/1/")) == "miss"
    assert how(ask(store, "/articles/1/")) == "hit"


def test_page_stays_when_something_else_has_changed(store):
    ask(store, "/articles/1/")

    stamps.move("article:2")

    assert how(ask(store, "/articles/1/")) == "hit"


def test_change_in_the_middle_of_a_rendering_keeps_the_page_out(store):
    during_rendering.append(lambda: stamps.move("front"))

    ask(store, "/articles/1/")

    during_rendering.clear()
    assert how(ask(store, "/articles/1/")) == "miss"


def test_commit_in_the_middle_of_a_rendering_keeps_the_page_out(store):
    marks = stamps.table().mark([stamps.slot_of("article:1")])
    during_rendering.append(lambda: stamps.table().clear(marks))

    ask(store, "/articles/1/")

    during_rendering.clear()
    assert how(ask(store, "/articles/1/")) == "miss"


def test_page_is_not_stored_while_a_change_is_being_committed(store):
    marks = stamps.table().mark([stamps.slot_of("article:1")])

    during = [how(ask(store, "/articles/1/")) for _ in range(2)]

    stamps.table().clear(marks)
    ask(store, "/articles/1/")
    assert during == ["miss", "miss"]
    assert how(ask(store, "/articles/1/")) == "hit"


# Visitors and readers


@pytest.fixture
def reader(db):
    return get_user_model().objects.create_user(username="nora", email="nora@example.org", password="x" * 20)


@pytest.fixture
def signed_in(client, reader):
    client.force_login(reader)
    return {site_settings.SESSION_COOKIE_NAME: client.cookies[site_settings.SESSION_COOKIE_NAME].value}


def test_signed_in_reader_is_answered_by_django(store, signed_in):
    ask(store, "/echo/")

    answer = ask(store, "/echo/", cookies=signed_in, accept_encoding="gzip")

    assert how(answer) == "bypass"
    assert "nora" in answer.text
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Vary"] == "Accept-Encoding, Cookie"
    assert answer["Content-Encoding"] is None
    assert "nora" not in ask(store, "/echo/").text


@pytest.mark.parametrize("key", ["", "a" * 32, "a" * 40, "ä" * 40, "A" * 40])
def test_forged_session_is_a_visitor(db, store, django_assert_num_queries, key):
    forged = {site_settings.SESSION_COOKIE_NAME: key}

    with django_assert_num_queries(0):
        first, second = ask(store, "/echo/", cookies=forged), ask(store, "/echo/", cookies=forged)

    assert (how(first), how(second)) == ("miss", "hit")
    assert first["Set-Cookie"] is None


def test_signature_holds_for_our_keys_only(db):
    session = SessionStore()
    session.create()
    key = session.session_key

    assert signed(key)
    assert len(key) == 40
    assert key.isalnum()
    assert not signed(key[:-1] + ("a" if key[-1] != "a" else "b"))
    assert not signed("b" + key[1:] if key[0] != "b" else "c" + key[1:])
    assert not signed(UnsignedSessions()._get_new_session_key())
    assert SessionStore(session_key=key).exists(key)


def test_sessions_survive_a_change_of_the_secret_that_names_the_old_one(db, settings):
    session = SessionStore()
    session.create()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another secret"

    assert signed(session.session_key)
    settings.SECRET_KEY_FALLBACKS = []
    assert not signed(session.session_key)


def test_ended_session_is_told_so_and_is_a_visitor_from_then_on(store, signed_in, client):
    client.session.flush()

    answer = ask(store, "/echo/", cookies=signed_in)

    assert how(answer) == "bypass"
    assert "nora" not in answer.text
    assert 'sessionid=""' in answer["Set-Cookie"]
    assert answer["Cache-Control"].startswith("private")


def test_nothing_that_a_visitor_sends_gets_into_a_page(store):
    marked = dict.fromkeys(("hx_request", "hx_target", "x_forwarded_host", "referer", "accept_language"), "poison")

    first = ask(store, "/echo/", cookies={"theme": "poison", "csrftoken": "poison" * 6, "messages": "poison"}, **marked)

    assert "poison" not in first.text + str(first.headers)
    assert how(ask(store, "/echo/")) == "hit"
    assert ask(store, "/echo/").body == first.body


# Addresses


def test_host_that_is_not_ours_is_answered_by_django(store, caplog):
    assert ask(store, "/articles/1/", host="evil.example").status == 400
    assert ask(store, "/articles/1/", host=None).headers["x-store"] == "bypass"


def test_made_up_port_is_not_stored(store):
    for port in (1, 1):
        assert how(ask(store, "/articles/1/", host=f"127.0.0.1:{port}")) == "bypass"


def test_https_site_stores_only_what_comes_over_https(site, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://news.example", ["news.example"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    store = site()

    plain = ask(store, "/articles/1/", host="news.example")
    ask(store, "/articles/1/", host="news.example", x_forwarded_proto="https")
    stored = ask(store, "/articles/1/", host="news.example", x_forwarded_proto="https")

    assert (plain.status, how(plain)) == (301, "bypass")
    assert (stored.status, how(stored)) == (200, "hit")


def test_post_goes_to_django(store):
    ask(store, "/articles/1/")

    assert how(ask(store, "/articles/1/", method="POST")) == "bypass"


def test_trackers_share_the_page(store):
    ask(store, "/articles/1/")

    assert how(ask(store, "/articles/1/?utm_source=x&fbclid=1")) == "hit"
    assert "utm" not in ask(store, "/list/?utm_source=x&page=2").text
    assert how(ask(store, "/list/?page=2")) == "hit"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("b=2&a=1", "a=1&b=2"),
        ("a=2&a=1", "a=2&a=1"),
        ("utm_source=x", ""),
        ("&&a=1&gclid=3&", "a=1"),
        ("a=%C3%A4", "a=%C3%A4"),
    ],
)
def test_query_in_the_key(query, expected):
    assert normalised(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("page=2", "hit"),
        ("sort=new&page=2", "hit"),
        ("_=1", "miss"),
        ("page=2&page=3", "miss"),
        (f"page={'1' * 65}", "miss"),
        (f"page=1&x={'1' * 5000}", "miss"),
    ],
)
def test_store_cannot_be_filled_with_made_up_queries(store, query, expected):
    ask(store, f"/list/?{query}")

    assert how(ask(store, f"/list/?{query}")) == expected
