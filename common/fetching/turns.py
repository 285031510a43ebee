"""Politeness: no two visits to one host at the same moment, and a pause between two.

A visit is one request, or the few that belong together, such as a site's page and then its feed. The turn is an
entry in the cache, so it holds between all processes and machines that share one.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache

from .addresses import is_public, read_address
from .errors import FetchError

PAUSE = 3  # seconds between two visits; the cache counts in whole seconds, so it is never less than two
LONGEST_VISIT = 60  # seconds, after which a turn whose holder died is over
BETWEEN_LOOKS = 0.25  # seconds


class NotOurTurn(Exception):
    """Somebody else is visiting the host, or was there a moment ago."""


@contextmanager
def turn_at(url: str, *, wait: float = 0.0) -> Iterator[None]:
    """The only visit to the host of `url` while the block lasts. Waits up to `wait` seconds, then raises NotOurTurn."""
    host = host_of(url)
    if is_our_own(host):
        yield
        return
    key = f"turn:{host}"
    take(key, until=time.monotonic() + wait)
    try:
        yield
    finally:
        cache.set(key, "pause", PAUSE)


def take(key: str, until: float) -> None:
    mine = secrets.token_hex(8)
    while not (cache.add(key, mine, LONGEST_VISIT) and cache.get(key) == mine):
        if time.monotonic() >= until:
            raise NotOurTurn(key)
        time.sleep(BETWEEN_LOOKS)


def is_our_own(host: str) -> bool:
    """A machine of the operator's own network, opened for development, needs no politeness."""
    numeric = ":" in host or host.replace(".", "").isdigit()
    return host == "localhost" or (numeric and not is_public(host))


def host_of(url: str) -> str:
    """The host, without a port: several sites on one machine share its strength. "" of what is no address."""
    try:
        return read_address(url).host
    except FetchError:
        return ""
