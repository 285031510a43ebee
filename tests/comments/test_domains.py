import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.domains import host_key, host_of, hosts_in, links_in, listed

EVIL = "evil.example"


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example", "HTTPS://EVIL.EXAMPLE/a", "http://evil.example:8080/", "https://evil.example./",
        "[x](https://evil.example)", "[x](<https://evil.example/a b>)", "[x](//evil.example)", "<https://evil.example>",
        "[x](https://evil.example 'title')", "https://good.example@evil.example/", "https://a:b@evil.example/",
        "[x](https://%65vil.example)", r"[x](https://evil\.example)", r"[x](https:\\evil.example)",
        "[x](http:evil.example)", "[x](https:/evil.example)", "<a@evil.example>", "[x](mailto:a@evil.example?cc=b)",
        "evil.example", "see evil.example, really", "evil。example", "ｅｖｉｌ．ｅｘａｍｐｌｅ", "`evil.example`",
        "> https://evil.example", "1. evil.example/path", "https://ok.example/?to=https://evil.example",
    ],
)  # fmt: skip
def test_a_host_is_found_in_every_form_of_a_link(text):
    assert EVIL in hosts_in(text)


@pytest.mark.parametrize("text", ["notevil.example", "evil.example.org", "evil example", "evil-example", ""])
def test_another_host_is_another_host(text):
    assert not any(listed(host, {EVIL: "hold"}) for host in hosts_in(text))


@pytest.mark.parametrize(
    ("spelled", "key"),
    [
        ("EXAMPLE.org.", "example.org"),
        ("example.org:443", "example.org"),
        ("Пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
        ("straße.example", "xn--strae-oqa.example"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("[::1]:80", "::1"),
        ("a_b.example", "a_b.example"),
        ("localhost", ""),
        ("..", ""),
        ("a" * 300 + ".example", ""),
    ],
)
def test_a_host_has_one_spelling(spelled, key):
    assert host_key(spelled) == key


def test_a_listed_host_covers_all_below_it_and_the_nearest_counts():
    hosts = {"evil.example": "refuse", "blog.evil.example": "allow"}

    assert listed("a.b.evil.example", hosts) == "evil.example"
    assert listed("x.blog.evil.example", hosts) == "blog.evil.example"
    assert listed("example", hosts) == ""


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://ok.example@evil.example/", EVIL), ("//evil.example", EVIL), ("/articles/", ""), ("https://[", "")],
)
def test_the_host_of_an_address_is_the_one_that_a_browser_asks(address, host):
    assert host_of(address) == host


def test_every_link_is_counted_once():
    assert len(links_in("[a](https://a.example) <https://b.example> https://c.example www.d.example")) == 4


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    assert all(host and len(host) <= 253 for host in hosts_in(text))


@pytest.mark.parametrize("piece", ["a.", "a-", "www.", "https://", "[a](b)", "%25", "[x](//", "a.b-", "xn--"])
def test_a_hostile_text_takes_no_longer_than_a_page(piece):
    start = time.process_time()

    hosts_in((piece * 5000)[:5000])

    assert time.process_time() - start < 1
