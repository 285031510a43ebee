"""From a named address to the bytes of a page, hop by hop."""

import http.client
import socket
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime

import requests
from django.conf import settings
from requests_hardened.ip_filter import InvalidIPAddress

from common.errors import _

from .addresses import PORT, PRIVATE, Target, is_public, read_address
from .content import (
    GARBLED,
    HTML_TYPES,
    is_elsewhere,
    meta_refresh,
    parse_content_type,
    read_body,
    require_type,
)
from .errors import BadAnswer, FetchError, Refused, TooLarge, TooSlow, Unreachable
from .transport import Clock, open_session, run_within
from .turns import turn_at

MAX_BYTES = 5_000_000  # decompressed
MAX_REDIRECTS = 5
MAX_RETRY_AFTER = 7 * 24 * 3600  # seconds
REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)

UNKNOWN_HOST = _("There is no site called %(host)s. Check the spelling of the address.")
CERTIFICATE = _("%(host)s could not prove who it is (its certificate is not valid), so it was not read.")
CIRCLES = _(
    "%(host)s sends its readers on more than %(limit)s times. "
    "Open the page in a browser and give the address where it ends."
)
NOWHERE = _("%(host)s sends its readers on without saying where. Check the address.")
ASTRAY = _(
    "%(host)s sends its readers on to an address that cannot be fetched. "
    "Open the page in a browser, copy its text and paste it instead."
)
INSIDE = _(
    "%(host)s sends its readers on to %(onward)s, which is not on the public internet, so nothing was fetched from "
    "there. Give the address of a public page."
)


@dataclass(frozen=True)
class Fetched:
    """An answer. `url` is where it was found in the end; `headers` have lowercase names.

    `charset` is what the header states, "" if nothing. `truncated`: the connection ended
    before all announced bytes were there. `status` is 200–299, or 304 to a conditional request.
    `moved_to` is where the address that was asked for has moved for good, as far as the steps say so
    without a break; "" when it has not.
    """

    url: str
    status: int
    content_type: str
    charset: str
    headers: dict[str, str]
    body: bytes
    truncated: bool = False
    moved_to: str = ""

    def mark(self, name: str, most: int) -> str:
        """A header to send back as it is with the next request; "" for one that is too long or odd, or of a part."""
        value = "" if self.truncated else self.headers.get(name, "")
        return value if len(value) <= most and value.isascii() and value.isprintable() else ""


@dataclass(frozen=True)
class Onward:
    """Where an answer sends its readers; `for_good`: they need not ask at the old address again."""

    target: Target
    for_good: bool


@dataclass(frozen=True)
class Step:
    """How far a journey has come: where it goes next, after how many redirects."""

    target: Target
    hops: int = 0
    moved_to: str = ""
    for_good: bool = True

    def onward(self, onward: Onward) -> "Step":
        for_good = self.for_good and onward.for_good
        moved_to = onward.target.url if for_good else self.moved_to
        return Step(onward.target, self.hops + 1, moved_to, for_good)


@dataclass(frozen=True)
class Policy:
    """What an operator opens beyond the public internet.

    `allow_private` opens private hosts and any port at the address that a person names;
    `open_hosts` ("host" or "host:port") are open always, also when a page points there.
    """

    allow_private: bool = False
    open_hosts: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def from_settings(cls) -> "Policy":
        if not settings.configured:
            return cls()
        return cls(
            allow_private=bool(getattr(settings, "FETCH_ALLOW_PRIVATE", False)),
            open_hosts=frozenset(split_hosts(getattr(settings, "FETCH_ALLOW_PRIVATE_HOSTS", ()))),
        )

    def opens(self, target: Target, named: Target) -> bool:
        """Whether `target` may be private, on the way that began at `named`."""
        if self.allow_private and target.origin == named.origin:
            return True
        return bool({target.host, f"{target.host}:{target.port}"} & self.open_hosts)


def split_hosts(value: str | list[str] | tuple[str, ...]) -> list[str]:
    hosts = value.split(",") if isinstance(value, str) else value
    return [host.strip().lower() for host in hosts if host.strip()]


def fetch(
    url: str,
    *,
    accept: frozenset[str] = HTML_TYPES,
    max_bytes: int = MAX_BYTES,
    deadline: float = 20.0,
    headers: Mapping[str, str] | None = None,
    named: str = "",
    policy: Policy | None = None,
    wait_elsewhere: float | None = None,
) -> Fetched:
    """Fetch what is at `url`, following redirects. Raises `FetchError`, never later than `deadline` seconds.

    `max_bytes` counts after decompression. `headers` go to the first host only. `named` is the
    address a person gave when `url` was found there (the feed of a feed item); where private
    hosts are open, they are open for the host and port of that address alone.

    With `wait_elsewhere` (seconds), each other host to which the address leads is visited at our turn there, as
    `turn_at` has it, and `NotOurTurn` may come of it.
    """
    start = read_address(url)
    journey = Journey(
        start=start,
        named=read_address(named) if named else start,
        accept=frozenset(accept),
        max_bytes=max_bytes,
        headers=dict(headers or {}),
        policy=policy or Policy.from_settings(),
        seconds=deadline,
    )
    return journey.go(Step(start), wait_elsewhere)


@dataclass(frozen=True)
class Journey:
    start: Target
    named: Target
    accept: frozenset[str]
    max_bytes: int
    headers: dict[str, str]
    policy: Policy
    seconds: float

    def go(self, step: Step, wait: float | None) -> Fetched:
        """Host after host. Turns are taken here and not in the thread that asks, which may be left behind."""
        ends, visited = time.monotonic() + self.seconds, {self.start.host}
        with ExitStack() as turns:
            while True:
                answer = self.stay_in_time(step, ends - time.monotonic())
                if isinstance(answer, Fetched):
                    return answer
                step = answer
                if wait is not None and step.target.host not in visited:
                    turns.enter_context(turn_at(step.target.url, wait=min(wait, ends - time.monotonic())))
                visited.add(step.target.host)

    def stay_in_time(self, step: Step, seconds: float) -> Fetched | Step:
        try:
            return run_within(max(seconds, 0.05), lambda clock: self.follow(step, clock), host=self.start.host)
        except TooSlow:
            raise TooSlow(host=self.start.host, seconds=f"{self.seconds:g}") from None

    def follow(self, step: Step, clock: Clock) -> Fetched | Step:
        """To the page, or to the step that leads to another host."""
        while step.hops <= MAX_REDIRECTS:
            answer = self.ask_onward(step, clock)
            if isinstance(answer, Fetched):
                return answer
            before, step = step, step.onward(answer)
            if step.target.host != before.target.host and step.hops <= MAX_REDIRECTS:
                return step
        raise Refused(CIRCLES, host=self.start.host, limit=MAX_REDIRECTS)

    def ask_onward(self, step: Step, clock: Clock) -> Fetched | Onward:
        """As `ask`; where somebody else chose the address, the refusal says who."""
        headers = self.headers if step.target.origin == self.start.origin else {}
        try:
            answer = self.ask(step.target, clock, headers)
        except Refused as refused:
            if not step.hops or refused.template not in (PRIVATE, PORT):
                raise
            template = INSIDE if refused.template == PRIVATE else ASTRAY
            raise Refused(template, host=self.start.host, onward=step.target.shown_host) from refused
        return replace(answer, moved_to=step.moved_to) if isinstance(answer, Fetched) else answer

    def ask(self, target: Target, clock: Clock, headers: dict[str, str]) -> Fetched | Onward:
        """One hop: the page, or where it points on to."""
        private_allowed = self.policy.opens(target, self.named)
        if not private_allowed:
            require_public(target)
        try:
            with (
                open_session(clock, private_allowed=private_allowed) as session,
                self.request(session, target, headers) as response,
            ):
                return self.read(response, target)
        except FetchError:
            raise
        except Exception as error:
            raise self.explain(error, target) from error

    def request(self, session: requests.Session, target: Target, headers: dict[str, str]) -> requests.Response:
        return session.get(target.url, headers=self.sent(headers), stream=True)

    def sent(self, headers: dict[str, str]) -> dict[str, str]:
        accept = ", ".join(sorted(self.accept))
        return {
            **headers,
            "Accept": f"{accept}, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        }

    def read(self, response: requests.Response, target: Target) -> Fetched | Onward:
        status = response.status_code
        if status in REDIRECTS:
            onward = next_target(response.headers.get("Location", ""), target)
            return Onward(onward, for_good=status in FOR_GOOD)
        if status == 304 and self.headers:
            return make_fetched(response, target, b"", truncated=False)
        if not 200 <= status < 300:
            raise BadAnswer(status, host=target.host, retry_after=retry_after(response))
        return self.read_page(response, target)

    def read_page(self, response: requests.Response, target: Target) -> Fetched | Onward:
        if int_or_zero(response.headers.get("Content-Length")) > self.max_bytes:
            raise TooLarge(host=target.host, megabytes=f"{self.max_bytes / 1_000_000:g}")
        body, truncated = read_body(response.raw, target, self.max_bytes)
        page = make_fetched(response, target, body, truncated=truncated)
        require_type(body, page.content_type, self.accept, target)
        onward = meta_refresh(body) if self.accept & HTML_TYPES else ""
        if is_elsewhere(onward, target.url):
            return Onward(next_target(onward, target), for_good=False)
        return page

    def explain(self, error: Exception, target: Target) -> FetchError:
        """The library's exceptions as ours. Causes are looked for in the chain, since wrappers vary."""
        causes = list(chain(error))
        if any(isinstance(cause, InvalidIPAddress) for cause in causes):
            return Refused(PRIVATE, host=target.host)
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            return Unreachable(UNKNOWN_HOST, host=target.host)
        if isinstance(error, requests.exceptions.SSLError):
            return Unreachable(CERTIFICATE, host=target.host)
        if isinstance(error, (requests.Timeout, TimeoutError)):
            return TooSlow(host=target.host, seconds=f"{self.seconds:g}")
        if is_broken_http(causes):
            return BadAnswer(0, GARBLED, host=target.host)
        return Unreachable(host=target.host)


def require_public(target: Target) -> None:
    is_numeric = ":" in target.host or target.host.replace(".", "").isdigit()
    if is_numeric and not is_public(target.host):
        raise Refused(PRIVATE, host=target.host)
    if not target.has_web_port:
        raise Refused(PORT, host=target.host, port=target.port)


def next_target(location: str, current: Target) -> Target:
    if not location:
        raise BadAnswer(0, NOWHERE, host=current.host)
    # Header bytes arrive as Latin-1; publishers mean UTF-8, and leave blanks unquoted.
    readable = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        return read_address(readable.replace(" ", "%20"), base=current.url)
    except Refused as refused:
        raise Refused(ASTRAY, host=current.host) from refused


def make_fetched(response, target: Target, body: bytes, *, truncated: bool) -> Fetched:
    content_type, charset = parse_content_type(response.headers.get("Content-Type", ""))
    return Fetched(
        url=target.url,
        status=response.status_code,
        content_type=content_type,
        charset=charset,
        headers={name.lower(): value for name, value in response.headers.items()},
        body=body,
        truncated=truncated,
    )


def retry_after(response: requests.Response) -> int | None:
    """Seconds to wait, given as a number or as a date; at most a week."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal() and value.isascii():
        return min(int(value[:9]), MAX_RETRY_AFTER)
    try:
        seconds = parsedate_to_datetime(value).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return min(max(0, round(seconds)), MAX_RETRY_AFTER)


def int_or_zero(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 16 else 0


def chain(error: BaseException | None):
    """An exception, its causes and the exceptions it carries as arguments."""
    seen = []
    waiting = [error]
    while waiting and len(seen) < 30:
        current = waiting.pop(0)
        if isinstance(current, BaseException) and current not in seen:
            seen.append(current)
            waiting += [current.__cause__, current.__context__, *current.args]
            waiting.append(getattr(current, "reason", None))
    return seen


def is_broken_http(causes: list[BaseException]) -> bool:
    kinds = (http.client.HTTPException, requests.exceptions.InvalidHeader, UnicodeError)
    closed = http.client.RemoteDisconnected
    return any(isinstance(cause, kinds) and not isinstance(cause, closed) for cause in causes)
