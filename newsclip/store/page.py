"""A page ready to be sent: body, compressed body, headers and ETags made once."""

import gzip
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from common.stamps import Stamps

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]

# Ours to make, or of one request only.
NOT_KEPT = {"content-length", "content-encoding", "etag", "last-modified", "vary", "date", "connection"} | {
    "x-request-id",
    "x-count-article",
    "server-timing",
}
VARY = ("Vary", "Accept-Encoding, Cookie")
SMALLEST_TO_COMPRESS = 256  # bytes
COMPRESSIBLE = re.compile(
    r"text/|application/(json|xml|rss|atom|ld\+json|manifest|javascript)|[^;]*\+(xml|json)|image/svg"
)
OVERHEAD = 4_096  # bytes, about, that a stored page costs besides its bodies


class Coding:
    """The page in one encoding."""

    def __init__(self, body: bytes, headers: Headers, tag: str, encoding: str = "") -> None:
        self.body, self.etag = body, f'"{tag}"'
        own = [VARY, ("ETag", self.etag)]
        # What a 304 repeats
        self.brief = own + [(name, value) for name, value in headers if name.lower() == "cache-control"]
        self.headers = [*headers, *own, ("Content-Length", str(len(body)))]
        if encoding:
            self.headers.append(("Content-Encoding", encoding))


class Page:
    """`stamps`, `until` (Unix time or None) and `article` (whose reading it is) belong to the store."""

    def __init__(self, status: str, headers: Headers, body: bytes) -> None:
        kept = [(name, value) for name, value in headers if name.lower() not in NOT_KEPT]
        tag = blake2b(body + repr((status, kept)).encode(), digest_size=15).hexdigest()
        self.status = status
        self.plain = Coding(body, kept, tag)
        self.gzipped = self._compressed(body, kept, tag)
        self.stamps: Stamps = ()
        self.epoch: int | None = None  # of the last comparison of the stamps
        self.until: float | None = None
        self.article: int | None = None

    @property
    def size(self) -> int:
        both = len(self.plain.body) + (len(self.gzipped.body) if self.gzipped is not self.plain else 0)
        return both + OVERHEAD

    def answer(self, environ: dict[str, Any], start_response: StartResponse, how: str) -> Iterable[bytes]:
        """`how` is what X-Store says: hit or miss."""
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        coding = self.gzipped if accepted and accepts_gzip(accepted) else self.plain
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and self.status[:3] == "200" and matches(asked, coding.etag):
            start_response("304 Not Modified", [*coding.brief, ("X-Store", how)])
            return []
        start_response(self.status, [*coding.headers, ("X-Store", how)])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [coding.body]

    def _compressed(self, body: bytes, headers: Headers, tag: str) -> Coding:
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        if len(body) < SMALLEST_TO_COMPRESS or not COMPRESSIBLE.match(kind):
            return self.plain
        return Coding(gzip.compress(body, 6, mtime=0), headers, tag + "-gzip", "gzip")


@lru_cache(512)
def accepts_gzip(accepted: str) -> bool:
    """RFC 9110, 12.5.3: named with a quality above zero, or any encoding is."""
    qualities = dict(_quality(part) for part in accepted.lower().split(","))
    return qualities.get("gzip", qualities.get("x-gzip", qualities.get("*", 0.0))) > 0


def matches(asked: str, etag: str) -> bool:
    """RFC 9110, 13.1.2: If-None-Match compares weakly."""
    return asked.strip() == "*" or any(tag.strip().removeprefix("W/") == etag for tag in asked.split(","))


def _quality(part: str) -> tuple[str, float]:
    coding, _, parameters = part.partition(";")
    found = re.search(r"\bq\s*=\s*([0-9.]+)", parameters)
    try:
        return coding.strip(), float(found[1]) if found else 1.0
    except ValueError:
        return coding.strip(), 0.0
