"""What stands in a feed: its name and its items, as plain text and checked addresses.

Feeds are taken apart in a child process (`reading_child`) that is limited in time and memory.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from common.errors import SentenceError, _
from common.fetching import FetchError, read_address
from common.text import normalise
from curation.intake import limited
from curation.intake.extraction import one_line

MOST_BYTES = 5_000_000
MOST_ITEMS = 200
LONGEST_SUMMARY = 2000  # characters
LONGEST_TEXT = 20_000
FIRST_NEWS = datetime(1990, 1, 1, tzinfo=UTC)  # an earlier date is a mistake

NOT_A_FEED = _("What is at this address is not a feed. Give the address of the feed, or of the site to look for one.")
SLOW = _("Reading this feed took too long, so nothing was taken from it.")
BROKEN = _("This feed could not be read, so nothing was taken from it.")


class NotAFeed(SentenceError):
    """No feed could be read from these bytes."""

    template = NOT_A_FEED


@dataclass(frozen=True)
class Item:
    """One piece of news. `guid` is what tells it from others of its feed; `url` is "" where the feed gives none."""

    guid: str
    url: str
    title: str
    summary: str
    text: str  # all of it, where there is no address to fetch it from
    byline: str
    published: datetime | None


@dataclass(frozen=True)
class Reading:
    title: str
    site_url: str
    language: str
    patience: int  # seconds that the publisher asks to wait between two looks; 0: says nothing
    items: list[Item]  # the newest first


def read_feed(data: bytes, *, url: str, content_type: str = "", deadline: float = 12.0) -> Reading:
    """Raises NotAFeed. `content_type` is the header that came with it, for its charset."""
    answer = ask_child(data[:MOST_BYTES], {"url": url, "content_type": content_type}, deadline)
    if answer.get("error"):
        raise NotAFeed
    now = datetime.now(UTC)
    items = [item for raw in answer["items"] if (item := read_item(raw, now))]
    return Reading(
        title=one_line(answer["title"], 300),
        site_url=checked(answer["site_url"]),
        language=one_line(answer["language"], 35),
        patience=answer["patience"],
        items=distinct(newest_first(items))[:MOST_ITEMS],
    )


def ask_child(data: bytes, job: dict[str, str], deadline: float) -> dict:
    try:
        return limited.ask("curation.intake.feeds.reading_child", data, job, deadline=deadline)
    except limited.TooSlow:
        raise NotAFeed(SLOW) from None
    except limited.Broke as error:
        raise NotAFeed(BROKEN) from error


def read_item(raw: dict, now: datetime) -> Item | None:
    """None where there is nothing to read and nowhere to go."""
    url, summary = checked(raw["url"]), one_line(raw["summary"], LONGEST_SUMMARY)
    text = "" if url else normalise(raw["text"])[:LONGEST_TEXT]
    if not (url or text):
        return None
    return Item(
        guid=storable(raw["guid"]),
        url=url,
        title=one_line(raw["title"], 400) or summary[:120] or url[:400] or text[:120],
        summary=summary,
        text=text,
        byline=one_line(raw["byline"], 300),
        published=believable(raw["published"], now),
    )


def storable(guid: str) -> str:
    """Without what no database takes."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", guid)


def checked(url: str) -> str:
    """The address if it is one of the web, put together anew; else "" (`javascript:`, `data:`, nonsense)."""
    try:
        return read_address(url).url if url else ""
    except FetchError:
        return ""


def believable(seconds: int | None, now: datetime) -> datetime | None:
    """A date of publication, unless it is absurd; one in the future is now."""
    if seconds is None:
        return None
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    if moment < FIRST_NEWS or moment > now + timedelta(days=366):
        return None
    return min(moment, now)


def newest_first(items: list[Item]) -> list[Item]:
    """By their dates where all have one; otherwise publishers put the newest on top."""
    if all(item.published for item in items):
        return sorted(items, key=lambda item: item.published or FIRST_NEWS, reverse=True)
    return items


def distinct(items: list[Item]) -> list[Item]:
    """Of several items with one identity the newest."""
    by_guid: dict[str, Item] = {}
    for item in items:
        by_guid.setdefault(item.guid, item)
    return list(by_guid.values())
