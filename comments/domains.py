"""Links in a comment, and the hosts that they lead to, in every form that our Markdown and a browser accept. Pure."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

import idna

from common.markdown import comment as markdown

LONGEST_HOST = 253
_ADDRESS = re.compile(r"(?:https?:|www\.|mailto:|(?<![:\w])//(?=\w))[^\s<>\"]*", re.IGNORECASE)
# Anything that may be a host, wherever it stands: with a listed one it is no matter whether it became a link.
_HOST = re.compile(r"[\w.-]+")
_DOTS = str.maketrans("。．｡\u2024", "....")


def links_in(text: str) -> list[str]:
    """The address of each link, and of each that is written without becoming one."""
    return [address for address in _links(markdown.parse(text.replace("\0", ""))) if address]


def _links(tokens) -> Iterator[str]:
    within = 0
    for token in tokens:
        if token.type == "link_open":
            within += 1
            yield token.attrs["href"]
        elif token.type == "link_close":
            within -= 1
        elif token.children:
            yield from _links(token.children)
        elif not within and token.content:
            yield from _ADDRESS.findall(token.content)


def host_of(address: str) -> str:
    """The host that a browser would ask, as `host_key` writes it; "" where there is none."""
    address = address.strip().replace("\\", "/")
    if address.lower().startswith("mailto:"):
        return host_key(unquote(address.partition("?")[0]).rpartition("@")[2])
    address = re.sub(r"^https?:/*", "https://", address, flags=re.IGNORECASE)
    address = f"//{address}" if address.lower().startswith("www.") else address
    try:
        return host_key(unquote(urlsplit(address).netloc).rpartition("@")[2])
    except ValueError:
        return ""


def hosts_in(text: str) -> set[str]:
    """Of all links, and everything else in the text that has the shape of a host."""
    plain = unicodedata.normalize("NFKC", text.translate(_DOTS))
    written = {
        run.strip(".-_") for spelling in {plain, unquote(plain)} for run in _HOST.findall(spelling) if "." in run
    }
    return ({host_key(run) for run in written} | {host_of(address) for address in links_in(text)}) - {""}


def host_key(host: str) -> str:
    """One spelling for a host: small letters, ASCII (punycode), no port, no dot at the end; "" for what is none."""
    host = unicodedata.normalize("NFKC", host.translate(_DOTS)).strip().lower()
    host = re.sub(r":\d*$", "", host).strip(".") if not host.startswith("[") else host.partition("]")[0][1:]
    return _numeric(host) or _ascii(host)


def _numeric(host):
    """2130706433 and 0x7f.0.0.1 are 127.0.0.1 to a browser."""
    if ":" in host:
        return _address(host)
    parts = host.split(".")
    if not 1 <= len(parts) <= 4 or not all(re.fullmatch(r"0x[0-9a-f]*|\d{1,12}", part) for part in parts):
        return ""
    *first, last = (_number(part) for part in parts)
    if any(part > 255 for part in first) or last >= 256 ** (4 - len(first)):
        return ""
    return _address(last + sum(part << (24 - 8 * place) for place, part in enumerate(first)))


def _address(value):
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        return ""


def _number(part):
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if re.fullmatch("0[0-7]+", part) else int(part)


def _ascii(host):
    if len(host) > LONGEST_HOST or "." not in host:
        return ""
    try:
        return idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):  # an underscore, a label that is too long: browsers ask for it all the same
        return host if re.fullmatch(r"[a-z0-9_.-]+", host) else ""


def listed(host: str, hosts: Mapping[str, str]) -> str:
    """The listed host that this one is or lies below, the nearest; "" when there is none."""
    while host:
        if host in hosts:
            return host
        host = host.partition(".")[2]
    return ""
