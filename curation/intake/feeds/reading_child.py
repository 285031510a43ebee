"""Takes one feed apart in a process of its own, so that nothing a feed does outlives it.

    python -m curation.intake.feeds.reading_child

The job has `url` and `content_type`; the answer is either the parts or `{"error": kind}`. Imports neither Django nor
any model.
"""

import calendar
import hashlib
import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from curation.intake.limited import serve

MOST_AT_AN_END = 600  # items kept from the beginning and from the end of a feed that is longer than both
LONGEST_FIELD = 40_000  # characters of markup
LONGEST_GUID = 300
LONGEST_PATIENCE = 24 * 3600
TAG = re.compile(r"<[^<>]{0,1000}>")
# What may stand for a character in XML and is none; the library for ill-formed feeds stumbles over it.
REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));", re.I)
ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>/]", re.I)
PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 7 * 86400, "monthly": 30 * 86400, "yearly": 365 * 86400}


def take_apart(data: bytes, *, url: str, content_type: str) -> dict:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_json(data, url)
    import feedparser

    headers = {"content-type": content_type, "content-location": url}
    # As a stream: given bytes, the library would first try to open a file of that name.
    found = feedparser.parse(
        io.BytesIO(REFERENCE.sub(possible, shortened(data))),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.get("version") and not found.entries:
        return {"error": "not a feed"}
    return {
        "title": words_of(found.feed.get("title", "")),
        "site_url": absolute(found.feed.get("link", ""), url),
        "language": found.feed.get("language", ""),
        "patience": patience(found.feed),
        "items": [read_entry(entry, url) for entry in found.entries],
    }


def shortened(data: bytes) -> bytes:
    """A feed of a hundred thousand items without its middle: the newest are at one of the ends."""
    starts = [found.start() for found in ITEM.finditer(data)]
    if len(starts) <= 2 * MOST_AT_AN_END:
        return data
    return data[: starts[MOST_AT_AN_END]] + data[starts[-MOST_AT_AN_END] :]


def possible(reference: re.Match[bytes]) -> bytes:
    point = int(reference[1], 16) if reference[1] else int(reference[2])
    is_character = point < 0xD800 or 0xE000 <= point <= 0x10FFFF
    return reference[0] if is_character and (point > 31 or point in (9, 10, 13)) else b" "


def patience(feed) -> int:
    """What `<ttl>` (minutes) or the syndication module say, in seconds; 0 without either."""
    ttl = str(feed.get("ttl", "")).strip()
    if ttl.isascii() and ttl.isdecimal():
        return min(int(ttl[:9]) * 60, LONGEST_PATIENCE)
    period = PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower(), 0)
    times = str(feed.get("sy_updatefrequency", "1")).strip()
    often = int(times[:6]) if times.isascii() and times.isdecimal() else 1
    return min(period // max(1, often), LONGEST_PATIENCE)


def read_entry(entry, base: str) -> dict:
    content = next((part.get("value", "") for part in entry.get("content", [])), "")
    title, summary = words_of(entry.get("title", "")), words_of(entry.get("summary", "") or content)
    url = absolute(entry.get("link", ""), base)
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return {
        "guid": identity(entry.get("id", ""), url, title, summary),
        "url": url,
        "title": title,
        "summary": summary,
        "text": words_of(content) or summary,
        "byline": words_of(entry.get("author", "")),
        "published": seconds_of(when),
    }


def identity(guid: str, url: str, title: str, summary: str) -> str:
    """What the feed calls the item, else its address, else a digest of its title (or, without one, its words)."""
    found = guid.strip() or url or "sha256:" + digest(title or summary)
    return found if len(found) <= LONGEST_GUID else "sha256:" + digest(found)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def absolute(link: str, base: str) -> str:
    try:
        return urljoin(base, link.strip()) if link else ""
    except ValueError:
        return ""


def seconds_of(when) -> int | None:
    try:
        return calendar.timegm(when) if when else None
    except (ValueError, OverflowError, TypeError):
        return None


def read_json(data: bytes, url: str) -> dict:
    """JSON Feed, https://www.jsonfeed.org/version/1.1/."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return {"error": "not a feed"}
    if "jsonfeed.org" not in text_of(feed, "version") or not isinstance(feed.get("items"), list):
        return {"error": "not a feed"}
    items = [item for item in feed["items"] if isinstance(item, dict)]
    return {
        "title": text_of(feed, "title"),
        "site_url": absolute(text_of(feed, "home_page_url"), url),
        "language": text_of(feed, "language"),
        "patience": 0,
        "items": [read_json_item(item, url) for item in items[: 2 * MOST_AT_AN_END]],
    }


def read_json_item(item: dict, base: str) -> dict:
    from feedparser.datetimes import _parse_date

    title, url = text_of(item, "title"), absolute(text_of(item, "url") or text_of(item, "external_url"), base)
    content = text_of(item, "content_text") or words_of(text_of(item, "content_html"))
    summary = text_of(item, "summary") or content
    authors = item.get("authors")
    author = authors[0] if isinstance(authors, list) and authors else item.get("author")
    when = text_of(item, "date_published") or text_of(item, "date_modified")
    return {
        "guid": identity(text_of(item, "id"), url, title, summary),
        "url": url,
        "title": title,
        "summary": summary,
        "text": content,
        "byline": text_of(author, "name"),
        "published": seconds_of(_parse_date(when)) if when else None,
    }


def text_of(thing, name: str) -> str:
    value = thing.get(name, "") if isinstance(thing, dict) else ""
    return str(value)[:LONGEST_FIELD] if isinstance(value, str | int) else ""


class Words(HTMLParser):
    """The words of a piece of markup. What is no text to read is left out, a block ends a line."""

    SILENT = {"script", "style", "template", "noscript", "iframe", "svg", "head"}
    BLOCKS = set("address blockquote br dd div dt figcaption h1 h2 h3 h4 h5 h6 hr li ol p pre table td tr ul".split())

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag):
        self.silent -= tag in self.SILENT and self.silent > 0
        if tag in self.BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)


def words_of(markup: str) -> str:
    markup = markup[:LONGEST_FIELD]
    if "<" not in markup and "&" not in markup:
        return markup
    words = Words()
    try:
        words.feed(markup)
        words.close()
    except AssertionError:  # how the library says that it knows no marked section of that name: `<![x`
        return unescape(TAG.sub(" ", markup)).strip()
    return "".join(words.parts).strip()


if __name__ == "__main__":
    serve(take_apart)
