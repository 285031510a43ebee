"""Other ways to write a string, which some reader on its way may undo: entities, escapes, look-alikes, odd bytes."""

from urllib.parse import quote

MARKS = {
    "full width": "＜＞＂＇＝（）／",
    "small": "﹤﹥＂＇﹦﹙﹚／",
    "guillemets": "‹›″′＝⁽⁾∕",
    "cjk": "〈〉〃´〓（）⁄",
}
MARKS |= {"modifier": "˂˃ʺʹ˭❨❩⧸", "mathematical": "⟨⟩ˮʼ꞊₍₎╱", "canadian": "ᐸᐳ״׳⹀｟｠⟋"}
PLAIN = "<>\"'=()/"


def decimal(text):
    return "".join(f"&#{ord(c)};" for c in text)


def hexadecimal(text):
    return "".join(f"&#x{ord(c):x}" for c in text)


def named(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def twice_named(text):
    return named(named(text))


def percent(text):
    return quote(text, safe="")


def twice_percent(text):
    return quote(quote(text, safe=""), safe="")


def percent_u(text):
    return "".join(f"%u{ord(c):04x}" for c in text)


def script_escapes(text):
    return "".join(f"\\x{ord(c):02x}" if c in PLAIN else c for c in text)


def unicode_escapes(text):
    return "".join(f"\\u{ord(c):04x}" if c in PLAIN else c for c in text)


def utf7(text):
    return text.replace("<", "+ADw-").replace(">", "+AD4-").replace('"', "+ACI-").replace("'", "+ACc-")


def overlong(text):
    """`<` in two bytes where one does, as whoever reads bytes as Latin-1 sees them."""
    return text.replace("<", "\xc0\xbc").replace(">", "\xc0\xbe").replace('"', "\xc0\xa2")


def high_bit(text):
    """US-ASCII that ignores the eighth bit reads it as markup."""
    return text.replace("<", "\xbc").replace(">", "\xbe").replace('"', "\xa2")


def look_alike(marks):
    return lambda text: text.translate(str.maketrans(PLAIN, marks))


def between(mark, where="<"):
    return lambda text: text.replace(where, where + mark)


def around(before, after=""):
    return lambda text: f"{before}{text}{after}"


def spelled(text):
    """Zero-width spaces between all letters."""
    return "\u200b".join(text)


def other_case(text):
    return "".join(c.upper() if n % 2 else c for n, c in enumerate(text)).replace("XSS", "xss").replace("NuM", "NUM")


def dotless(text):
    """Letters that become plain ones when somebody changes their case."""
    return text.replace("script", "ſcrıpt").replace("img", "ımg").replace("style", "ſtyle").replace("link", "linK")


ENCODED = [decimal, hexadecimal, named, twice_named, percent, twice_percent, percent_u, script_escapes]
ENCODED += [unicode_escapes, utf7, overlong, high_bit, other_case, dotless]
ODD = [
    *(look_alike(marks) for marks in MARKS.values()),
    *(between(mark) for mark in ("\0", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u0338", "\u200b")),
    *(between(mark) for mark in ("\u202e", "\u2066", "\ufeff", "\ufffd", "\u034f", "\U000e0001", "\u0301" * 12, " ")),
    *(between(mark, where=">") for mark in ("\0", "\u0338", "\u200d", "\u2028")),
    *(between(mark, where="=") for mark in ("\0", "\x0c", "\u2028", "\n\t", "/**/")),
    *(between(mark, where="on") for mark in ("\0", "\u200c", "\xad")),
    around("\u202e", "\u202c"),
    around("\u2067", "\u2069"),
    around("\ufeff"),
    around("\u2028", "\u2029"),
    around("\0", "\0"),
    around("\x1b[31m", "\x1b[0m"),
    around("\ud800"),
    spelled,
]
