"""What a site asks of machines in its /robots.txt (RFC 9309), kept for a day for each host.

Asked before Newsclip fetches a page by itself. A person who gives an address is a reader with a browser: for them
nothing is asked, and the audit trail says who it was.
"""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from django.core.cache import cache

from .addresses import read_address
from .content import TEXT_TYPES
from .errors import BadAnswer, FetchError, WrongType
from .journey import fetch

OUR_NAME = "newsclip"
MAX_BYTES = 500_000  # what the standard asks for at least
MOST_RULES = 2000
DAY = 24 * 3600
AGAIN = 600  # seconds, after a robots.txt that could not be read
ANY_TYPE = TEXT_TYPES | {"text/html", "application/octet-stream"}
FORBIDDEN_ALL = "User-agent: *\nDisallow: /"


def may_fetch(url: str, *, named: str = "", deadline: float = 5.0) -> bool:
    """Whether the site lets machines fetch this page. `named` as for `fetch`; False where its rules cannot be read."""
    target = read_address(url)
    root = urlsplit(target.url)._replace(path="/robots.txt", query="").geturl()
    key = "robots:" + hashlib.sha256(root.encode()).hexdigest()
    text = cache.get(key)
    if text is None:
        text, seconds = ask(root, named=named or url, deadline=deadline)
        cache.set(key, text, seconds)
    parts = urlsplit(target.url)
    return Rules.read(text).allow(parts.path + (f"?{parts.query}" if parts.query else ""))


def ask(root: str, *, named: str, deadline: float) -> tuple[str, int]:
    """The rules and for how many seconds they hold. No such file: all is allowed. A broken site: nothing is."""
    try:
        page = fetch(root, accept=ANY_TYPE, max_bytes=MAX_BYTES, deadline=deadline, named=named)
    except BadAnswer as answer:
        missing = (400 <= answer.status < 500 and answer.status != 429) or answer.status == 200
        return ("", DAY) if missing else (FORBIDDEN_ALL, AGAIN)
    except WrongType:
        return "", DAY
    except FetchError:
        return FORBIDDEN_ALL, AGAIN
    return page.body.decode("utf-8", "replace"), DAY


@dataclass(frozen=True)
class Rule:
    allows: bool
    path: str

    def fits(self, path: str) -> bool:
        """`*` is any run, `$` at the end is the end. The first place that fits is enough: nothing is tried twice."""
        to_the_end = self.path.endswith("$")
        head, *parts = self.path.removesuffix("$").split("*")
        if not parts:
            return path == head if to_the_end else path.startswith(head)
        place = len(head) if path.startswith(head) else -1
        for part in parts[:-1]:
            found = path.find(part, place) if place >= 0 else -1
            place = found + len(part) if found >= 0 else -1
        if place < 0:
            return False
        if to_the_end:
            return path.endswith(parts[-1]) and len(path) - len(parts[-1]) >= place
        return path.find(parts[-1], place) >= 0


@dataclass(frozen=True)
class Rules:
    rules: tuple[Rule, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Rules":
        """Those for us; where there are none, those for everybody."""
        ours: list[Rule] = []
        everybodys: list[Rule] = []
        named = False
        groups, in_head = [], False
        for field, value in lines(text):
            if field == "user-agent":
                groups = groups if in_head else []
                in_head = True
                name = re.split(r"[^a-zA-Z_-]", value, maxsplit=1)[0].lower()
                groups += [ours] if name == OUR_NAME else [everybodys] if value == "*" else []
                named = named or name == OUR_NAME
            elif field in ("allow", "disallow"):
                in_head = False
                if value:
                    for group in groups:
                        group.append(Rule(field == "allow", plain(value)))
        return cls(tuple(ours if named else everybodys)[:MOST_RULES])

    def allow(self, path: str) -> bool:
        """The longest rule that fits decides; of two as long, the one that allows."""
        path = plain(path or "/")
        fitting = [rule for rule in self.rules if rule.fits(path)]
        return max(fitting, key=lambda rule: (len(rule.path), rule.allows)).allows if fitting else True


def lines(text: str):
    for line in text.lstrip("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def plain(path: str) -> str:
    """One spelling: percent-encoding only where it is needed. `%2F` and `%2A` keep what they mean."""
    kept = re.sub(r"%(2f|2a|24)", lambda found: f"%25{found[1].upper()}", path, flags=re.I)
    return quote(unquote(kept, errors="surrogateescape"), safe="/?&=:;,@+$!~'()*[]%", errors="surrogateescape")
