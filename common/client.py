"""Who asks, as far as a WSGI environment can tell."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from typing import Any

from django.conf import settings

# Programs that say so. Whoever hides it is counted: there is no way to know, and nothing hangs on the figure.
PROGRAMS = re.compile(
    r"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|scrap|archiv|preview|facebookexternalhit|embedly|validator|monitor|uptime|"
    r"pingdom|lighthouse|headless|phantom|curl|wget|python|java/|ruby|perl|php/|go-http|okhttp|axios|node|"
    r"httpclient|libwww|feed|rss|reader/|wrk|hey/|ahrefs|semrush",
    re.IGNORECASE,
)


def client_address(environ: Mapping[str, Any]) -> str:
    """The address of the client, normalised; "" where there is none (a Unix socket).

    `TRUSTED_PROXIES` is how many proxies of ours every request passes. Each adds the address that it saw to the
    end of X-Forwarded-For, so only that many entries from the end are to be believed. A request with fewer
    has not come through all of them.
    """
    seen = _address(environ.get("REMOTE_ADDR", ""))
    proxies = settings.TRUSTED_PROXIES
    if not proxies:
        return seen
    forwarded = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return (len(forwarded) >= proxies and _address(forwarded[-proxies])) or seen


@lru_cache(1024)
def machine(address: str) -> str:
    """What stands for an address where something is counted by it: 22 characters which nobody without the site's key
    can turn back. Of IPv6 it is the network of a household (64 bits), since a machine changes the rest at will.
    """
    known = ip_address(address) if address else None
    if isinstance(known, IPv6Address):
        address = str(IPv6Address(int(known) >> 64 << 64))
    key = blake2b(str(settings.SECRET_KEY).encode(), person=b"newsclip.machine", digest_size=32).digest()
    return urlsafe_b64encode(blake2b(address.encode(), key=key, digest_size=16).digest()).decode().rstrip("=")


@lru_cache(1024)
def is_program(user_agent: str) -> bool:
    return not user_agent or bool(PROGRAMS.search(user_agent))


def is_prefetch(environ: Mapping[str, Any]) -> bool:
    """The browser fetches a page that its reader may never open."""
    said = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE") or environ.get("HTTP_X_MOZ") or ""
    return "prefetch" in said.lower() or "preview" in said.lower()


@lru_cache(1024)
def _address(text: str) -> str:
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
