"""The rules that sites write for machines, as RFC 9309 reads them."""

import time
from urllib.parse import urlsplit

import pytest

from common.fetching import may_fetch
from common.fetching.robots import Rules

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf/b.pdf", False),
        ("User-agent: *\nDisallow: /a*b*c", "/axbxc1", False),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /ab*b$", "/ab", True),
        ("User-agent: Newsclip\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: Newsclip/1.0\nDisallow: /a", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /a # why\n", "/a", False),
        ("USER-AGENT:*\nDISALLOW:/a", "/a", False),
        ("Disallow: /", "/a", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        ("User-agent: *\nDisallow: /?q=", "/?q=x", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
    ],
)
def test_what_the_rules_allow(text, path, allowed):
    assert Rules.read(text).allow(path) is allowed


def test_hostile_rules_take_no_time():
    rules = "User-agent: *\n" + f"Disallow: /{'*a' * 500}b\n" * 400
    start = time.process_time()

    Rules.read(rules).allow("/" + "a" * 1900)

    assert time.process_time() - start < 1


@pytest.fixture
def site(httpserver, settings):
    settings.FETCH_ALLOW_PRIVATE = True
    return httpserver


def asked(site):
    return [urlsplit(request.url).path for request, _answer in site.log]


def test_the_rules_are_fetched_once_a_day_for_a_host(site):
    site.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /private")

    answers = [may_fetch(site.url_for(path)) for path in ("/private/1", "/open", "/private/2")]

    assert answers == [False, True, False]
    assert asked(site) == ["/robots.txt"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (429, False), (500, False), (503, False)])
def test_no_rules_allow_all_and_rules_that_cannot_be_read_nothing(site, status, allowed):
    site.expect_request("/robots.txt").respond_with_data("no", status=status)

    assert may_fetch(site.url_for("/a")) is allowed
