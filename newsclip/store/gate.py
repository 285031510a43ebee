"""Which requests the store answers, and under which key."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host
from django.utils.module_loading import import_string

# Added to links by those who spread them; no page of ours reads them, so Django does not see them either.
TRACKERS = frozenset(
    {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "igshid", "mc_cid", "mc_eid"}
    | {"_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "ref_src", "ref_url", "si", "ocid", "wt_mc", "oly_enc_id"}
)
TRACKER_PREFIXES = ("utm_", "pk_", "mtm_")
LONGEST_PATH, LONGEST_QUERY = 512, 256  # in a key


class Key(NamedTuple):
    secure: bool
    host: str
    path: str
    query: str

    @property
    def fits(self) -> bool:
        return len(self.path) <= LONGEST_PATH and len(self.query) <= LONGEST_QUERY


class Gate:
    def __init__(self) -> None:
        site = urlsplit(settings.SITE_URL)
        self._https_only = site.scheme == "https"
        self._site_port = str(site.port or "")
        self._allowed = settings.ALLOWED_HOSTS or ([".localhost", "127.0.0.1", "[::1]"] if settings.DEBUG else [])
        self._cookie = settings.SESSION_COOKIE_NAME
        self._signed = import_string(f"{settings.SESSION_ENGINE}.signed")
        self._files = tuple(url for url in (settings.STATIC_URL, settings.MEDIA_URL) if (url or "").strip("/"))
        self._welcome = lru_cache(512)(self._is_welcome)

    def key(self, environ: Mapping[str, Any]) -> Key | None:
        """None: not a visitor's GET or HEAD of this site; Django answers it alone."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        secure, host = _is_secure(environ), environ.get("HTTP_HOST", "")
        if not self._welcome(host, environ["SERVER_PORT"]) or (self._https_only and not secure):
            return None
        path = environ["PATH_INFO"]
        if path.startswith(self._files) or self._signed_in(environ.get("HTTP_COOKIE", "")):
            return None
        query = environ.get("QUERY_STRING", "")
        return Key(secure, host, environ.get("SCRIPT_NAME", "") + path, query and normalised(query))

    def _signed_in(self, cookies: str) -> bool:
        """Read as Django reads it, so that both mean the same cookie when there are two of the name."""
        if self._cookie not in cookies:
            return False
        return self._signed(parse_cookie(cookies).get(self._cookie, ""))

    def _is_welcome(self, host: str, server_port: str) -> bool:
        """Ports other than the real ones would be so many keys for one page."""
        domain, port = split_domain_port(host)
        known_port = port in ("", self._site_port, server_port)
        return bool(domain) and known_port and validate_host(domain, self._allowed)


def normalised(query: str) -> str:
    """Without trackers, sorted by name; what it means to a view is the same."""
    pairs = [pair for pair in query.split("&") if pair and not _is_tracker(pair.partition("=")[0])]
    return "&".join(sorted(pairs, key=lambda pair: pair.partition("=")[0]))


def _is_tracker(name: str) -> bool:
    return name in TRACKERS or name.startswith(TRACKER_PREFIXES)


def _is_secure(environ: Mapping[str, Any]) -> bool:
    """As `HttpRequest.is_secure`."""
    trusted = settings.SECURE_PROXY_SSL_HEADER
    if trusted and (value := environ.get(trusted[0])) is not None:
        return value.split(",", 1)[0].strip() == trusted[1]
    return environ["wsgi.url_scheme"] == "https"
