"""From what somebody types to feeds: the address of a feed, or of a site that has some."""

import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from html.parser import HTMLParser

from common.errors import _, say
from common.fetching import (
    FEED_TYPES,
    HTML_TYPES,
    BadAnswer,
    Fetched,
    FetchError,
    NotOurTurn,
    TooSlow,
    WrongType,
    fetch,
    host_of,
    may_fetch,
    read_address,
    turn_at,
)
from curation.intake.decoding import decode
from curation.intake.feeds.asking import what_went_wrong
from curation.intake.feeds.reading import MOST_BYTES, NotAFeed, Reading, checked, read_feed

DEADLINE = 8.0  # seconds for all of it; somebody waits
LONGEST_TURN = 3.0
DEADLINE_OF_A_GUESS = 3.0
USUAL_PLACES = ["/feed/", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml"]
MOST_FOUND = 12
HEAD = 300_000  # characters of a page in which it names its feeds

NONE = _("No feed was found at %(host)s: its page names none, and none is where feeds usually are.")
BUSY = _("Somebody is asking %(host)s at this moment. Try again in half a minute.")
SLOW = _(
    "%(host)s did not show a feed within %(seconds)s seconds. Give the address of the feed itself, or try again later."
)


class NoFeed(Exception):
    """Nothing to add; the words are a sentence for the person who asked."""


@dataclass(frozen=True)
class Found:
    url: str
    title: str
    reading: Reading | None = field(default=None, repr=False)


class Visit:
    """One visit to all the hosts that the search leads to, and the seconds in which everything must be over."""

    def __init__(self, host: str, turns: ExitStack):
        self.host, self.turns, self.hosts = host, turns, set()
        self.ends = time.monotonic() + DEADLINE

    def left(self, most: float = DEADLINE) -> float:
        """At most that many seconds; NoFeed when it is over."""
        seconds = self.ends - time.monotonic()
        if seconds < 0.1:
            raise NoFeed(say(SLOW, host=self.host, seconds=f"{DEADLINE:g}"))
        return min(most, seconds)

    def get(self, url: str, *, most: float = DEADLINE, accept=FEED_TYPES, named: str = "") -> Fetched:
        host = host_of(url)
        if host not in self.hosts:
            self.turns.enter_context(turn_at(url, wait=self.left(LONGEST_TURN)))
            self.hosts.add(host)
        return fetch(url, accept=accept, max_bytes=MOST_BYTES, deadline=self.left(most), named=named)


def find_feeds(given: str) -> list[Found]:
    """One feed, or several to choose from, within `DEADLINE`. Raises NoFeed."""
    try:
        target = read_address(given if "://" in given else f"https://{given}")
        with ExitStack() as turns:
            return look(target.url, Visit(target.host, turns))
    except NotOurTurn:
        raise NoFeed(say(BUSY, host=target.host)) from None
    except TooSlow as error:
        raise NoFeed(say(SLOW, host=target.host, seconds=f"{DEADLINE:g}")) from error
    except FetchError as error:
        raise NoFeed(what_went_wrong(error)) from error


def look(url: str, visit: Visit) -> list[Found]:
    page = visit.get(url, accept=FEED_TYPES | HTML_TYPES)
    if feed := as_feed(page, visit):
        return [feed]
    named = named_by(page)
    if len(named) == 1:
        return [verified(named[0], url, visit)]
    if named:
        return named
    return [usual_one(page.url, url, visit)]


def as_feed(page: Fetched, visit: Visit) -> Found | None:
    kind = page.headers.get("content-type", "")
    try:
        reading = read_feed(page.body, url=page.url, content_type=kind, deadline=visit.left())
    except NotAFeed:
        return None
    return Found(page.url, reading.title or page.url, reading)


def verified(found: Found, named: str, visit: Visit) -> Found:
    feed = as_feed(visit.get(found.url, named=named), visit)
    if feed is None:
        raise NoFeed(say(NONE, host=read_address(found.url).host))
    return feed


def usual_one(root: str, named: str, visit: Visit) -> Found:
    """A guess is a machine's idea and not a person's, so the site's rules for machines are asked first."""
    for place in USUAL_PLACES:
        url = read_address(place, base=root).url
        try:
            if not may_fetch(url, named=named, deadline=visit.left(DEADLINE_OF_A_GUESS)):
                continue
            page = visit.get(url, most=DEADLINE_OF_A_GUESS, named=named)
        except (BadAnswer, WrongType):
            continue
        except FetchError:
            visit.left()  # when all of the time is over, not all places were looked at
            break  # a site that is slow to say no is not asked five times
        if feed := as_feed(page, visit):
            return feed
    raise NoFeed(say(NONE, host=read_address(root).host))


class Alternates(HTMLParser):
    """The `<link rel="alternate">` of a page that are feeds."""

    TYPES = FEED_TYPES - {"text/html", "text/plain", "application/json", "application/octet-stream"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.base = ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "base" and not self.base:
            self.base = given.get("href", "")
        if tag == "link" and "alternate" in given.get("rel", "").lower().split():
            media = given.get("type", "").partition(";")[0].strip().lower()
            if media in self.TYPES and given.get("href"):
                self.found.append((given["href"], given.get("title", "")))


def named_by(page: Fetched) -> list[Found]:
    reader = Alternates()
    try:
        reader.feed(decode(page.body, stated=page.charset)[:HEAD])
    except AssertionError:  # how the library says that it knows no marked section of that name: `<![x`
        pass
    base = checked_link(reader.base, page.url) or page.url
    by_url: dict[str, Found] = {}
    for href, title in reader.found:
        if url := checked_link(href, base):
            by_url.setdefault(url, Found(url, " ".join(title.split())[:300] or url))
    return list(by_url.values())[:MOST_FOUND]


def checked_link(href: str, base: str) -> str:
    try:
        return checked(read_address(href, base=base).url) if href else ""
    except FetchError:
        return ""
