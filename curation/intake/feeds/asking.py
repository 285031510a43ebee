"""One request for one feed, and what came of it. Nothing is kept here."""

import time
from dataclasses import dataclass

from common.errors import _, say
from common.fetching import (
    FEED_TYPES,
    BadAnswer,
    Fetched,
    FetchError,
    TooLarge,
    TooSlow,
    WrongType,
    fetch,
)
from curation.intake.feeds.reading import MOST_BYTES, NotAFeed, Reading, read_feed

DEADLINE = 15.0  # seconds for the whole answer

CLOSED = _("%(host)s does not let this feed be read (status %(status)s).")
MISSING = _("%(host)s has no feed at this address (status %(status)s). Check it, or delete the feed.")
GONE = _("%(host)s says that this feed is gone for good. It is not asked any more.")
BUSY = _("%(host)s asks to be left alone for a while (status %(status)s).")
TROUBLE = _("%(host)s has a problem of its own (status %(status)s).")
GARBLED = _("%(host)s sent an answer that cannot be read.")
EMPTY = _("%(host)s sent nothing.")
LARGE = _("The feed at %(host)s is larger than %(megabytes)s MB, so nothing was taken from it.")
SLOW = _("%(host)s did not send the feed within %(seconds)s seconds.")
WRONG = _("%(host)s sent %(found)s where a feed was expected.")
OURS = _("Something here went wrong with this feed. It is in the log.")


@dataclass(frozen=True)
class Answer:
    """`status` is of HTTP, 0 when none came. `reading` is None when nothing changed or `sentence` says what failed."""

    status: int = 0
    milliseconds: int = 0
    reading: Reading | None = None
    sentence: str = ""
    gone: bool = False
    retry_after: int | None = None  # seconds
    moved_to: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def is_ok(self) -> bool:
        return not self.sentence


def ask(url: str, *, etag: str = "", last_modified: str = "") -> Answer:
    """Never raises for what a publisher may do; NotOurTurn where it leads to a host that somebody else is asking."""
    start = time.monotonic()
    try:
        page = fetch(
            url,
            accept=FEED_TYPES,
            max_bytes=MOST_BYTES,
            deadline=DEADLINE,
            headers=conditions(etag, last_modified),
            wait_elsewhere=0,
        )
    except FetchError as error:
        return failed(error, since(start))
    return read_answer(page, since(start))


def conditions(etag: str, last_modified: str) -> dict[str, str]:
    """What spares the publisher an answer that we have."""
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if value}


def since(start: float) -> int:
    return int((time.monotonic() - start) * 1000)


def read_answer(page: Fetched, milliseconds: int) -> Answer:
    if page.status == 304:
        return Answer(304, milliseconds)
    try:
        reading = read_feed(page.body, url=page.url, content_type=page.headers.get("content-type", ""))
    except NotAFeed as error:
        return Answer(page.status, milliseconds, sentence=error.sentence)
    return Answer(
        page.status,
        milliseconds,
        reading=reading,
        moved_to=page.moved_to,
        etag=page.mark("etag", 300),
        last_modified=page.mark("last-modified", 100),
    )


def failed(error: FetchError, milliseconds: int) -> Answer:
    status = error.status if isinstance(error, BadAnswer) else 0
    return Answer(
        status,
        milliseconds,
        sentence=what_went_wrong(error)[:500],
        gone=status == 410,
        retry_after=error.retry_after if isinstance(error, BadAnswer) else None,
    )


def what_went_wrong(error: FetchError) -> str:
    """The fetcher speaks of pages to somebody who waits; a feed is asked by a machine that asks again."""
    template = ""
    if isinstance(error, BadAnswer):
        template = of_status(error.status)
    elif isinstance(error, TooLarge):
        template = LARGE
    elif isinstance(error, TooSlow):
        template = SLOW
    elif isinstance(error, WrongType):
        template = WRONG
    return say(template, **error.details) if template else error.happened


def of_status(status: int) -> str:
    if status in (0, 200):
        return EMPTY if status else GARBLED
    if status in (401, 402, 403, 407, 451):
        return CLOSED
    if status == 410:
        return GONE
    if status == 404:
        return MISSING
    if status in (425, 429, 503):
        return BUSY
    return TROUBLE if status >= 500 else ""
