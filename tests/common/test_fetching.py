"""The fetcher keeps its promises against every bad source that we know how to be."""

import time
from dataclasses import replace
from urllib.parse import quote

import pytest

from common.fetching import (
    FEED_TYPES,
    BadAnswer,
    Fetched,
    FetchError,
    Policy,
    Refused,
    TooLarge,
    TooSlow,
    Unreachable,
    WrongType,
    fetch,
)
from common.fetching.content import meta_refresh

from .hostile_origin import PAGE, hostile_server

OPEN = Policy(allow_private=True)


@pytest.fixture(scope="module")
def origin():
    with hostile_server() as server:
        yield server


@pytest.fixture
def canary():
    """A second server that nothing may ever reach."""
    with hostile_server() as server:
        yield server


def test_a_page_comes_back_with_what_its_server_said(origin):
    page = fetch(origin.url("ok"), policy=OPEN)

    assert (page.url, page.status, page.body) == (origin.url("ok"), 200, PAGE)
    assert page.headers["content-type"] == page.content_type == "text/html"
    assert not page.truncated


def test_a_compressed_page_comes_back_unpacked(origin):
    assert fetch(origin.url("gzip"), policy=OPEN).body == PAGE


@pytest.mark.parametrize(
    ("label", "charset"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ('text/html;Charset="gb2312"', "gb2312"),
        ("text/html", ""),
    ],
)
def test_the_stated_charset_is_kept(origin, label, charset):
    page = fetch(origin.url(f"labelled/{quote(label)}"), policy=OPEN)

    assert page.charset == charset


def test_requests_name_newsclip_and_carry_no_cookies(origin):
    origin.requests.clear()

    fetch(origin.url("cookie"), policy=OPEN)

    first, second = origin.requests
    assert b"User-Agent: Newsclip/" in first
    assert b"cookie:" not in second.lower()


def test_an_unchanged_feed_is_an_answer_not_an_error(origin):
    page = fetch(origin.url("unchanged"), headers={"If-None-Match": '"q"'}, policy=OPEN)

    assert (page.status, page.body, page.headers["etag"]) == (304, b"", '"q"')


def test_extra_headers_stay_with_the_first_host(origin, canary):
    canary.requests.clear()
    policy = Policy(open_hosts=frozenset({origin.host, canary.host}))

    fetch(
        origin.url(f"to/302/{canary.url('ok')}"),
        headers={"X-Key": "secret"},
        policy=policy,
    )

    assert b"secret" not in canary.requests[0]


@pytest.mark.parametrize("mode", ["hang", "slow_headers", "drip"])
def test_a_slow_server_is_cut_at_the_deadline(origin, mode):
    began = time.monotonic()

    with pytest.raises(TooSlow) as caught:
        fetch(origin.url(mode), deadline=0.5, policy=OPEN)

    assert time.monotonic() - began < 1.5
    assert "within 0.5 seconds" in caught.value.sentence
    assert caught.value.worth_retrying


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        ("huge", TooLarge),
        ("announced", TooLarge),
        ("bomb", TooLarge),
        ("long_header", BadAnswer),
        ("many_headers", BadAnswer),
        ("not_gzip", BadAnswer),
        ("garbage", BadAnswer),
        ("not_http", BadAnswer),
        ("empty", BadAnswer),
        ("nowhere", BadAnswer),
        ("bad_chunk", Unreachable),
        ("reset", Unreachable),
        ("nothing", Unreachable),
        ("short/99999", Unreachable),
        ("loop", Refused),
        ("labelled/application/pdf", WrongType),
        ("bytes_of/255044462d312e34", WrongType),  # %PDF-1.4
        ("bytes_of/4d5a9000", WrongType),  # MZ
        ("bytes_of/504b0304", WrongType),  # PK
        ("bytes_of/89504e47", WrongType),  # PNG
        ("bytes_of/0001020304050607", WrongType),
    ],
)
def test_a_bad_answer_ends_in_one_sentence(origin, mode, error):
    with pytest.raises(error) as caught:
        fetch(origin.url(mode), deadline=5, policy=OPEN)

    assert caught.value.sentence.endswith(".")
    assert "%(" not in caught.value.sentence


def test_a_page_that_lacks_only_its_end_is_kept_and_marked(origin):
    page = fetch(origin.url("short/100"), policy=OPEN)

    assert page.body == PAGE
    assert page.truncated


def test_the_cap_counts_bytes_after_decompression(origin):
    with pytest.raises(TooLarge):
        fetch(origin.url("gzip"), max_bytes=len(PAGE) - 1, policy=OPEN)

    assert fetch(origin.url("gzip"), max_bytes=len(PAGE), policy=OPEN).body == PAGE


def test_a_type_that_was_asked_for_is_accepted(origin):
    address = origin.url("labelled/application/rss+xml")

    assert fetch(address, accept=FEED_TYPES, policy=OPEN).content_type == "application/rss+xml"
    with pytest.raises(WrongType):
        fetch(address, policy=OPEN)


@pytest.mark.parametrize(
    ("status", "later"),
    [(404, False), (410, False), (403, False), (429, True), (500, True), (503, True)],
)
def test_a_refusing_status_says_whether_and_when_to_come_back(origin, status, later):
    with pytest.raises(BadAnswer) as caught:
        fetch(origin.url(f"status/{status}"), policy=OPEN)

    assert (caught.value.status, caught.value.retry_after) == (status, 3600)
    assert caught.value.worth_retrying is later
    assert str(status) in caught.value.sentence


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_on_the_named_host_are_followed(origin, status):
    page = fetch(origin.url(f"to/{status}//ok"), policy=OPEN)

    assert page.url == origin.url("ok")


def test_a_page_that_only_refreshes_is_followed_like_a_redirect(origin):
    assert fetch(origin.url("meta//ok"), policy=OPEN).url == origin.url("ok")


@pytest.mark.parametrize("beginning", [b"<!--", b"<script>", b"<style ", b"<meta http-equiv", b"<meta content= " * 20])
def test_a_page_of_beginnings_is_looked_through_once(beginning):
    page = beginning * (20_000 // len(beginning))
    start = time.monotonic()

    assert meta_refresh(page) == ""

    assert time.monotonic() - start < 0.3


def test_a_refresh_that_only_a_comment_or_a_script_holds_is_none():
    refresh = b'<meta http-equiv="refresh" content="0; url=/on">'
    around = [(b"<!-- ", b" -->"), (b"<noscript>", b"</NOSCRIPT>"), (b"<script>", b"</script>")]
    hidden = [start + refresh + end for start, end in around]

    assert [meta_refresh(page) for page in hidden] == [""] * 3
    assert meta_refresh(b"<!-- never closed " + refresh) == "/on"
    assert meta_refresh(b"".join(hidden) + refresh) == "/on"


@pytest.mark.parametrize("way", ["to/301/", "to/302/", "to/303/", "to/307/", "to/308/", "meta/"])
def test_nothing_points_on_to_a_private_host_that_nobody_named(origin, canary, way):
    with pytest.raises(Refused):
        fetch(origin.url(way + canary.url("ok")), policy=OPEN)

    assert canary.requests == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("http://169.254.169.254/", "sends its readers on to 169.254.169.254, which is not on the public internet"),
        ("http://127.0.0.1:1/", "sends its readers on to 127.0.0.1:1, which is not on the public internet"),
        ("http://quillmouth.example:22/", "sends its readers on to an address that cannot be fetched"),
        ("file:///etc/passwd", "sends its readers on to an address that cannot be fetched"),
    ],
)
def test_who_sends_on_to_a_bad_place_is_named(origin, place, words):
    with pytest.raises(Refused) as caught:
        fetch(origin.url(f"to/302/{place}"), policy=OPEN)

    assert caught.value.sentence.startswith(f"127.0.0.1 {words}")


def test_what_is_tried_again_by_itself_asks_nobody_to_try_again():
    busy, missing = BadAnswer(503, host="quillmouth.example"), BadAnswer(404, host="quillmouth.example")

    assert busy.sentence == f"{busy.happened} Try again later."
    assert "again" not in busy.happened
    assert missing.sentence == missing.happened


def test_a_private_host_is_refused_unless_the_operator_opens_it(canary):
    with pytest.raises(Refused):
        fetch(canary.url("ok"), policy=Policy())

    assert canary.requests == []
    assert fetch(canary.url("ok"), policy=Policy(open_hosts=frozenset({canary.host}))).body == PAGE
    assert fetch(canary.url("ok"), policy=Policy(open_hosts=frozenset({"127.0.0.1"}))).body == PAGE


def test_what_a_named_feed_lists_may_come_from_its_own_host_only(origin, canary):
    fetch(origin.url("ok"), named=origin.url("feed"), policy=OPEN)

    with pytest.raises(Refused):
        fetch(canary.url("ok"), named=origin.url("feed"), policy=OPEN)


def test_a_host_is_looked_up_once_and_connected_to_at_that_address(names):
    names.answers["quillmouth.example"] = ["93.184.216.34", "127.0.0.1"]  # rebinding

    with pytest.raises(Unreachable):
        fetch("http://quillmouth.example/", policy=Policy())

    assert names.connected == [("93.184.216.34", 80)]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "64:ff9b::7f00:1", "fd00::1"],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_public_name_with_a_private_address_is_not_connected_to(names, address, scheme):
    names.answers["quillmouth.example"] = [address]

    with pytest.raises(Refused) as caught:
        fetch(f"{scheme}://quillmouth.example/", policy=Policy())

    assert "quillmouth.example" in caught.value.sentence
    assert names.connected == []


def test_an_unknown_host_is_called_unknown(names):
    with pytest.raises(Unreachable) as caught:
        fetch("https://quilmouth.example/", policy=Policy())

    assert "no site called quilmouth.example" in caught.value.sentence


def test_sentences_are_told_by_every_kind_of_error():
    kinds = FetchError.__subclasses__()

    assert {kind.__name__ for kind in kinds} == {
        "Refused", "Unreachable", "TooSlow", "TooLarge", "WrongType", "BadAnswer",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "moved_to"),
    [("to/301//ok", "ok"), ("to/308//to/301//ok", "ok"), ("to/301//to/302//ok", "to/302//ok"), ("to/302//ok", "")],
)
def test_an_address_that_moved_for_good_says_where(origin, path, moved_to):
    page = fetch(origin.url(path), policy=OPEN)

    assert page.url == origin.url("ok")
    assert page.moved_to == (origin.url(moved_to) if moved_to else "")


def test_the_request_says_who_asks_and_where_to_complain(origin, settings):
    settings.SITE_URL, settings.SITE_NAME = "https://quillmouth.example", "Quillmouth Täglich"

    fetch(origin.url("ok"), policy=OPEN)

    assert b"User-Agent: Newsclip/0.1 (+https://quillmouth.example; Quillmouth Tglich)" in origin.requests[-1]


@pytest.mark.parametrize(
    ("said", "kept"),
    [('W/"7"', 'W/"7"'), ('"7"\r\n more', ""), ('"\0"', ""), ("\xe9", ""), ("7" * 301, ""), ("", "")],
)
def test_a_mark_is_kept_as_far_as_it_can_be_sent_back(said, kept):
    whole = Fetched("https://quillmouth.example/", 200, "text/html", "", {"etag": said}, b"")

    assert whole.mark("etag", 300) == kept
    assert replace(whole, truncated=True).mark("etag", 300) == ""
