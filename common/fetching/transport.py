"""One request to one checked host: resolved once, connected to that very address, cut off in time."""

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

from django.conf import settings
from requests.adapters import HTTPAdapter
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from .addresses import PRIVATE, is_public
from .errors import Refused, TooSlow


def user_agent() -> str:
    """Who asks, and where publishers can find us: the name that robots rules may use, then the site."""
    if not settings.configured:
        return "Newsclip/0.1 (article fetcher for editors)"
    name = "".join(letter for letter in settings.SITE_NAME if letter.isascii() and letter.isprintable())
    return f"Newsclip/0.1 (+{settings.SITE_URL}; {name.strip('() ') or 'Newsclip'})"


class Clock:
    """The wall clock of one fetch, and the sockets to cut when it runs out.

    A read timeout starts anew with every byte, so it never stops a server that drips. The
    socket is therefore shut down from outside. The duplicate is needed because TLS takes the
    original over.
    """

    def __init__(self, seconds: float):
        self.ends = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._over = False

    def remaining(self) -> float:
        return max(0.05, self.ends - time.monotonic())

    def watch(self, sock: socket.socket) -> socket.socket:
        with self._lock:
            if self._over:
                sock.close()
                raise TimeoutError
            self._sockets.append(sock.dup())
        return sock

    def stop(self) -> None:
        """Cut what is still open; nothing can be opened any more."""
        with self._lock:
            self._over = True
            for sock in self._sockets:
                cut(sock)
            self._sockets.clear()


def cut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # the other side was faster
    sock.close()


def run_within(seconds: float, work: Callable[[Clock], object], *, host: str):
    """Do `work` in a thread of its own and leave it behind when time is over, looking up names included."""
    clock, outcome = Clock(seconds), Future()
    threading.Thread(target=settle, args=(outcome, work, clock), daemon=True).start()
    try:
        return outcome.result(timeout=seconds)
    except TimeoutError:
        raise TooSlow(host=host, seconds=f"{seconds:g}") from None
    finally:
        clock.stop()


def settle(outcome: Future, work: Callable[[Clock], object], clock: Clock) -> None:
    try:
        outcome.set_result(work(clock))
    except BaseException as error:
        outcome.set_exception(error)


class WatchedAdapter(HTTPAdapter):
    """Every connection it opens is known to the clock."""

    def __init__(self, clock: Clock, **options):
        self.clock = clock
        super().__init__(**options)

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": watched(HTTPConnectionPool, self.clock),
            "https": watched(HTTPSConnectionPool, self.clock),
        }


class PublicAdapter(WatchedAdapter, IPFilterAdapter):
    """Connects to public addresses only; the library resolves and pins, we are stricter about the result."""

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        host_params, pool_kwargs = super().build_connection_pool_key_attributes(request, verify, cert)
        if not is_public(host_params["host"]):
            raise Refused(PRIVATE, host=urlsplit(request.url).hostname)
        return host_params, pool_kwargs


def watched(pool_class: type, clock: Clock) -> type:
    class Connection(pool_class.ConnectionCls):  # type: ignore[name-defined]
        def _new_conn(self):
            return clock.watch(super()._new_conn())

    return type(f"Watched{pool_class.__name__}", (pool_class,), {"ConnectionCls": Connection})


def open_session(clock: Clock, *, private_allowed: bool) -> HTTPSession:
    """A session for one request: no cookies, no redirects, nothing from the environment, TLS verified."""
    session = HTTPSession(
        Config(
            ip_filter_enable=not private_allowed,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(clock.remaining(), clock.remaining()),
            user_agent_override=user_agent(),
        )
    )
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("http", "https"):
        session.mount(f"{scheme}://", adapter_for(scheme, clock, private_allowed))
    return session


def adapter_for(scheme: str, clock: Clock, private_allowed: bool) -> HTTPAdapter:
    if private_allowed:
        return WatchedAdapter(clock)
    return PublicAdapter(clock, is_https_proto=scheme == "https")
