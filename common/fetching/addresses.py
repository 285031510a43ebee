"""Which addresses may be fetched: one reading of every URL, and the networks that are off limits.

The URL is taken apart once and put together again from the checked parts, so that no later
parser can read it in another way. Hosts are then checked a second time, as the numeric
address that is about to be connected to (see `transport`).
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import idna
from requests.utils import requote_uri

from common.errors import _

from .errors import Refused

MAX_URL = 2000  # characters
DEFAULT_PORTS = {"http": 80, "https": 443}

NOT_AN_ADDRESS = _(
    "This is not a web address that can be fetched. Give a complete one that starts with https:// or http://."
)
PRIVATE = _("%(host)s is not on the public internet, so nothing was fetched. Give the address of a public page.")
CREDENTIALS = _("The address holds a user name or password. Remove what stands before the @ and try again.")
PORT = _("Port %(port)s of %(host)s is not a web port. Give an address without a port number.")

# IANA special-purpose registry for IPv4, and what else is not a public unicast host.
# Python 3.11's `is_global` calls several of these global.
CLOSED_IPV4 = [
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
]
# Of IPv6 only global unicast is open: mapped, compatible, NAT64, site-local, unique local,
# link-local and multicast addresses all lie outside 2000::/3.
OPEN_IPV6 = ipaddress.ip_network("2000::/3")
CLOSED_IPV6 = [
    ipaddress.ip_network(net)
    for net in (
        "2001::/23",  # protocol assignments, with Teredo, ORCHID and benchmarking
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries any IPv4 address inside
        "2620:4f:8000::/48",
        "3fff::/20",
    )
]

LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
# How the URL standard recognises that a host is meant as a number: 127.1, 0x7f.1, 2130706433.
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)\Z")


@dataclass(frozen=True)
class Target:
    """A checked address. `host` is lowercase ASCII, without brackets around IPv6."""

    scheme: str
    host: str
    port: int
    url: str

    @property
    def origin(self) -> tuple[str, int]:
        return self.host, self.port

    @property
    def shown_host(self) -> str:
        """With its port where that is not the usual one."""
        return urlsplit(self.url).netloc

    @property
    def has_web_port(self) -> bool:
        return self.port in DEFAULT_PORTS.values()


def is_public(address: str) -> bool:
    """Whether a numeric address is a single host on the public internet."""
    try:
        ip = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return False
    if ip.version == 4:
        return not any(ip in net for net in CLOSED_IPV4)
    return ip in OPEN_IPV6 and not any(ip in net for net in CLOSED_IPV6)


def read_address(url: str, *, base: str = "") -> Target:
    """Take a URL apart and build it anew. Raises `Refused`; looks nothing up."""
    text = url.strip()
    refuse_odd_characters(text)
    try:
        parts = urlsplit(urljoin(base, text))
        port = parts.port
    except ValueError:
        raise Refused(NOT_AN_ADDRESS) from None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise Refused(NOT_AN_ADDRESS)
    if "@" in parts.netloc:
        raise Refused(CREDENTIALS)

    host = read_host(parts.hostname, bracketed="[" in parts.netloc)
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    whole = rebuild(parts, host, port)
    if len(whole) > MAX_URL:  # letters that must be encoded take six characters and more
        raise Refused(NOT_AN_ADDRESS)
    return Target(parts.scheme, host, port, whole)


def refuse_odd_characters(text: str) -> None:
    # Parsers disagree about each of these, and no working link needs them.
    if len(text) > MAX_URL or re.search(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ud800-\udfff]", text):
        raise Refused(NOT_AN_ADDRESS)


def read_host(host: str, *, bracketed: bool) -> str:
    if bracketed:
        return read_ipv6(host)
    name = to_ascii(host).removesuffix(".")
    if NUMBER.match(name.rpartition(".")[2]):
        return read_ipv4(name)
    if len(name) > 253 or not all(LABEL.match(label) for label in name.split(".")):
        raise Refused(NOT_AN_ADDRESS)
    return name


def to_ascii(host: str) -> str:
    """Names as DNS sees them; this also unfolds look-alikes such as enclosed digits."""
    if host.isascii():
        return host.lower()
    try:
        return idna.encode(host, uts46=True).decode().lower()
    except (idna.IDNAError, UnicodeError):
        raise Refused(NOT_AN_ADDRESS) from None


def read_ipv4(host: str) -> str:
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:  # decimal, octal, hexadecimal and shortened forms
        raise Refused(NOT_AN_ADDRESS) from None


def read_ipv6(host: str) -> str:
    try:
        if "%" in host:
            raise ValueError
        return str(ipaddress.IPv6Address(host))
    except ValueError:
        raise Refused(NOT_AN_ADDRESS) from None


def rebuild(parts, host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    if port != DEFAULT_PORTS[parts.scheme]:
        shown = f"{shown}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return requote_uri(f"{parts.scheme}://{shown}{parts.path or '/'}{query}")
