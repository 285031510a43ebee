"""From a named address to the bytes of a page, hop by hop."""

import http.client
import socket
import time
from collections.abc import Mapping
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
) -> Fetched:
    """Fetch what is at `url`, following redirects. Raises `FetchError`, never later than `deadline` seconds.

    `max_bytes` counts after decompression. `headers` go to the first host only. `named` is the
    address a person gave when `url` was found there (the feed of a feed item); where private
    hosts are open, they are open for the host and port of that address alone.
    """
    start = read_address(url)
    journey = Journey(
        named=read_address(named) if named else start,
        accept=frozenset(accept),
        max_bytes=max_bytes,
        headers=dict(headers or {}),
        policy=policy or Policy.from_settings(),
        seconds=deadline,
    )
    return run_within(deadline, lambda clock: journey.follow(start, clock), host=start.host)


@dataclass(frozen=True)
class Journey:
    named: Target
    accept: frozenset[str]
    max_bytes: int
    headers: dict[str, str]
    policy: Policy
    seconds: float

    def follow(self, start: Target, clock: Clock) -> Fetched:
        target, moved_to, for_good = start, "", True
        for _hop in range(MAX_REDIRECTS + 1):
            headers = self.headers if target.origin == start.origin else {}
            answer = self.ask(target, clock, headers)
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=moved_to)
            target, for_good = answer.target, for_good and answer.for_good
            moved_to = target.url if for_good else moved_to
        raise Refused(CIRCLES, host=start.host, limit=MAX_REDIRECTS)

    def ask(self, target: Target, clock: Clock, headers: dict[str, str]) -> Fetched | Onward:
        """One hop: the page, or where it points on to."""
        private_allowed = self.policy.opens(target, self.named)
        if not private_allowed:
            require_public(target)
        try:
            with open_session(clock, private_allowed=private_allowed) as session:
                response = session.get(target.url, headers=self.sent(headers), stream=True)
                with response:
                    return self.read(response, target)
        except FetchError:
            raise
        except Exception as error:
            raise self.explain(error, target) from error

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
    return read_address(readable.replace(" ", "%20"), base=current.url)


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
