"""Bytes to text, when the label may be missing or wrong. Knows nothing of HTML beyond its charset label."""

import codecs
import re

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What the web means when it says so (encoding.spec.whatwg.org).
MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
# Python knows these as text, and no page is written in them: one takes hours for a megabyte, others make characters
# out of harmless bytes.
NO_CHARSETS = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined"}
META_CHARSET = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)


def decode(data: bytes, *, stated: str = "") -> str:
    """The text of a page or a file. Never fails: what fits no charset becomes U+FFFD."""
    for mark, charset in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(charset, "replace")
    for charset in (stated, meta_charset(data), "utf-8"):
        text = decode_strictly(data, charset)
        if text is not None:
            return text
    return guess(data)


def meta_charset(data: bytes) -> str:
    found = META_CHARSET.search(data[:4096])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    # A label that could be read as ASCII cannot be true of UTF-16.
    return "utf-8" if name.startswith("utf-16") else name


def decode_strictly(data: bytes, charset: str) -> str | None:
    name = MEANT.get(charset.strip().lower(), charset.strip())
    try:
        known = codecs.lookup(name) if name else None
        is_charset = known and known._is_text_encoding and known.name not in NO_CHARSETS
        return data.decode(name) if is_charset else None
    except (LookupError, UnicodeError, ValueError):
        return None


def guess(data: bytes) -> str:
    """UTF-8 with a few broken bytes is by far the likeliest; otherwise the best statistical guess."""
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(3, len(text) // 200):
        return text
    best = from_bytes(data[:50_000]).best()
    return data.decode(best.encoding, "replace") if best else text
