"""What came back: types that may be asked for, telling them by their first bytes, reading within limits."""

import re
import zlib
from http.client import IncompleteRead
from urllib.parse import urlsplit

from urllib3.exceptions import DecodeError, ProtocolError

from common.errors import _

from .addresses import Target
from .errors import BadAnswer, TooLarge, Unreachable, WrongType

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES = frozenset({"text/plain", "text/markdown"})
# Publishers label their feeds in many ways; the parser decides what is inside.
FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
        "application/x-rss+xml",
        "application/feed+json",
        "application/json",
        "application/octet-stream",
        "text/rss+xml",
        "text/html",
        "text/plain",
    }
)
IMAGE_TYPES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})

# First bytes that no text begins with, and what they really are.
MAGIC = {
    b"%PDF-": "application/pdf",
    b"MZ": "application/x-msdownload",
    b"\x7fELF": "application/x-executable",
    b"PK\x03\x04": "application/zip",
    b"\x1f\x8b": "application/gzip",
    b"Rar!": "application/vnd.rar",
    b"7z\xbc\xaf": "application/x-7z-compressed",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"OggS": "application/ogg",
    b"ID3": "audio/mpeg",
}
SILENT = re.compile(rb"<!--|<(?:noscript|script|style)\b", re.I)
SILENT_ENDS = {b"<!--": re.compile(rb"-->")} | {
    b"<" + name: re.compile(rb"</" + name + rb">", re.I) for name in (b"noscript", b"script", b"style")
}
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
BLOCK = 65_536  # bytes

EMPTY = _("%(host)s sent an empty page. Open it in a browser, and paste its text instead.")
BROKE_OFF = _("The connection to %(host)s broke before everything was there.")
GARBLED = _("%(host)s sent an answer that cannot be read. Try again later, or paste the text instead.")


def read_body(raw, target: Target, max_bytes: int) -> tuple[bytes, bool]:
    """The decompressed body, and whether the connection ended before all of it was there."""
    body = bytearray()
    try:
        while block := raw.read1(BLOCK, decode_content=True):
            body += block
            if len(body) > max_bytes:
                raise TooLarge(host=target.host, megabytes=f"{max_bytes / 1_000_000:g}")
    except ProtocolError as error:
        if not (ended_early(error) and is_mostly_there(raw, body)):
            raise Unreachable(BROKE_OFF, host=target.host) from error
        return bytes(body), True
    except (DecodeError, zlib.error) as error:
        raise BadAnswer(0, GARBLED, host=target.host) from error
    return bytes(body), False


def ended_early(error: ProtocolError) -> bool:
    """A connection that closed in peace, only sooner than announced."""
    return any(isinstance(part, IncompleteRead) for part in error.args)


def is_mostly_there(raw, body: bytearray) -> bool:
    """A page that lacks its end can still be read; a stump would pass for a short article."""
    if raw.length_remaining is None:
        return len(body) > 2000
    return raw.tell() >= raw.length_remaining


def require_type(body: bytes, stated: str, accept: frozenset[str], target: Target) -> None:
    """Both the label and the first bytes must be something that was asked for."""
    if not body:
        raise BadAnswer(200, EMPTY, host=target.host)
    if stated and stated not in accept:
        raise WrongType(host=target.host, found=stated)
    found = sniff(body)
    if found and found not in accept:
        raise WrongType(host=target.host, found=found)


def sniff(body: bytes) -> str:
    """The type that the first bytes give away, "" for anything that may be text."""
    head = body[:2048]
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    for magic, found in MAGIC.items():
        if head.startswith(magic):
            return found
    return "application/octet-stream" if looks_binary(head) else ""


def looks_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00<\x00" in head[:200]:
        return False  # UTF-16
    return len(CONTROL.findall(head)) > 0.08 * len(head)


def parse_content_type(value: str) -> tuple[str, str]:
    """`text/html; charset="UTF-8"` as ("text/html", "utf-8"); each "" when absent."""
    media, _separator, parameters = value.partition(";")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.ASCII | re.IGNORECASE)
    return media.strip().lower(), found[1].lower() if found else ""


def meta_refresh(body: bytes) -> str:
    """Where a short page sends its readers at once; "" when it does not."""
    if len(body) > 20_000:
        return ""
    for tag in re.findall(rb"(?is)<meta\b[^>]{0,3000}>", without_silent(body)):
        if re.search(rb"(?i)http-equiv\s*=\s*[\"']?refresh", tag):
            return refresh_target(tag.decode("utf-8", "replace"))
    return ""


def without_silent(body: bytes) -> bytes:
    """Without comments and what browsers that run scripts do not read. One that never ends is no such thing, and is
    looked for only once: a page of many beginnings costs no more than its length."""
    kept, done, unclosed = [], 0, set()
    for found in SILENT.finditer(body):
        name = found[0].lower()
        if found.start() < done or name in unclosed:
            continue
        end = SILENT_ENDS[name].search(body, found.end())
        if end is None:
            unclosed.add(name)
            continue
        kept.append(body[done : found.start()])
        done = end.end()
    return b"".join([*kept, body[done:]])


def refresh_target(tag: str) -> str:
    tag = " ".join(tag.split())
    found = re.search(r"content ?= ?[\"']? ?[0-5](?:\.\d*)? ?[;,] ?url ?= ?([^>]*)", tag, re.I)
    if not found:
        return ""
    address = found[1].strip().lstrip("\"'")
    return re.split(r"[\"'\s]", address, maxsplit=1)[0].replace("&amp;", "&")


def is_elsewhere(address: str, current: str) -> bool:
    return bool(address) and urlsplit(address)._replace(fragment="").geturl() != current
