"""What a person typed, read: words, "whole phrases", -without, and tag: category: by: since: until:

Any text can be read, in time that grows with its length alone; what makes no sense is said in `problems`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.search import tokens
from common.text import normalise

LONGEST = 200  # characters
MOST_TERMS = 24
FIELDS = {"tag", "category", "by"}
DATES = {"since", "until"}

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | {"：": ":", "−": "-", "－": "-", "＃": "#"})
_TERM = re.compile(r'(?P<not>-)?(?:(?P<field>[A-Za-z]{2,8}):|(?P<hash>#))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


class Term(NamedTuple):
    """Words that stand next to each other in this order. `stems` says that another form of the word will do."""

    words: tuple[tokens.Token, ...]
    is_wanted: bool
    stems: bool


class Filter(NamedTuple):
    field: str  # one of FIELDS
    value: str
    is_wanted: bool


@dataclass
class Query:
    text: str = ""
    terms: list[Term] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    since: date | None = None
    until: date | None = None  # inclusive
    problems: list[str] = field(default_factory=list)
    # Each operator as it was typed, with what is left of the text without it.
    without: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.filters or self.since or self.until)

    @property
    def wanted(self) -> list[Term]:
        return [term for term in self.terms if term.is_wanted]

    @property
    def unwanted(self) -> list[Term]:
        return [term for term in self.terms if not term.is_wanted]


def read(typed: str) -> Query:
    text = " ".join(normalise(typed[: 4 * LONGEST]).split())
    query = Query(text=text[:LONGEST].rstrip())
    if len(text) > LONGEST:
        query.problems.append(_("Only the first %(n)d characters were searched for.") % {"n": LONGEST})
    for number, found in enumerate(_TERM.finditer(query.text.translate(_QUOTES))):
        if number == MOST_TERMS:
            query.problems.append(_("Only the first %(n)d words were searched for.") % {"n": MOST_TERMS})
            break
        _take(query, found)
    return query


def _take(query, found):
    name = "tag" if found["hash"] else (found["field"] or "").lower()
    value = (found["word"] if found["phrase"] is None else found["phrase"]).strip()
    if name in FIELDS | DATES:
        _take_operator(query, found, name, value)
    else:
        _take_words(query, found)


def _take_operator(query, found, name, value):
    if not value:
        return
    if name in DATES:
        _take_date(query, name, value)
    else:
        query.filters.append(Filter(name, value, is_wanted=not found["not"]))
    left = query.text[: found.start()] + query.text[found.end() :]
    query.without.append((query.text[found.start() : found.end()], " ".join(left.split())))


def _take_date(query, name, value):
    try:
        first, last = _period(value)
    except ValueError:
        problem = _("“%(value)s” is no date and was left out. Write %(name)s:2026 or %(name)s:2026-05-13.")
        query.problems.append(problem % {"name": name, "value": value})
        return
    if name == "since":
        query.since = max(query.since or first, first)
    else:
        query.until = min(query.until or last, last)


def _period(value):
    """The first and the last day of a year, a month or a day."""
    match = _DATE.fullmatch(value)
    if not match or not 1 <= int(match[1]) < 9999:
        raise ValueError(value)
    year, month, day = int(match[1]), match[2], match[3]
    first = date(year, int(month or 1), int(day or 1))
    last_month = int(month or 12)
    return first, date(year, last_month, int(day or monthrange(year, last_month)[1]))


def _take_words(query, found):
    """A word with a point or a hyphen in it, and one in a script without spaces, is a phrase of its parts."""
    start = found.start() + bool(found["not"])
    words = tuple(
        word._replace(start=word.start + start, end=word.end + start)
        for word in tokens.tokens(query.text[start : found.end()])
    )
    if words:
        is_single = len(words) == 1 and found["phrase"] is None
        query.terms.append(Term(words, is_wanted=not found["not"], stems=is_single))
