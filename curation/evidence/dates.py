"""The dates that a text names, by day, month and year: `5 May 2024`, `le 1er mai`, `05.05.2024`. Pure."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from curation.evidence.number_words import plain
from curation.evidence.numbers import code_of

_MONTHS = [
    "january jan januar janner janvier janv enero ene janeiro",
    "february feb februar feber fevrier fevr febrero fevereiro fev",
    "march mar marz mars marzo marco",
    "april apr avril avr abril abr",
    "may mai mayo maio",
    "june jun juni juin junio junho",
    "july jul juli juillet juil julio julho",
    "august aug aout agosto ago",
    "september sept sep septembre septiembre setembro",
    "october oct oktober okt octobre octubre outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dezembro",
]
MONTHS = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}
_FIRST = {"premier", "primero", "primeiro"}

_MONTH = r"(?P<m>[^\W\d_]{3,10})\.?"
_DAY = r"(?P<d>(?!00?\b)\d{1,2}|premier|primero|primeiro)(?:st|nd|rd|th|er|re|[ºª°.])?"
_YEAR = r"(?P<y>(?:1[0-9]|20)\d\d)(?!\d)"
_OF = r"(?:(?:of|de|do|del|d['’])\s)?"
_FORMS = [
    rf"(?<![\d.,]){_DAY}\s{_OF}{_MONTH}(?:,?\s{_OF}{_YEAR})?",
    rf"\b{_MONTH}\s(?P<d>(?!00?\b)\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)(?:,?\s{_YEAR})?",
    rf"\b{_MONTH},?\s{_OF}{_YEAR}",
    r"(?<!\d)(?P<y>(?:1[0-9]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
    r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:1[0-9]|20)\d\d)(?!\d)",
    r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:1[0-9]|20)\d\d)(?!\d)",
]
_DATES = [re.compile(form, re.IGNORECASE) for form in _FORMS]
_RANGE = re.compile(r"(?<!\d)(\d{1,2})\.?\s?(?:-|–|to|and|bis|und|au|et|al|a|y|e)\s?$", re.IGNORECASE)


class Day(NamedTuple):
    """What is said of a date; 0 for what is not."""

    year: int
    month: int
    day: int


class Dated(NamedTuple):
    """A date as written at `text[start:end]`, in every reading: 5/6/2024 has two."""

    written: str
    start: int
    end: int
    days: frozenset[Day]

    def fits(self, other: "Dated", years: frozenset[int] = frozenset()) -> bool:
        """Whether `other` says all that this says. A year may be one of `years` where `other` names none."""
        return any(_fits(mine, its, years) for mine in self.days for its in other.days)


def _fits(mine, its, years):
    same = all(not want or want == has for want, has in zip(mine[1:], its[1:], strict=True))
    return same and (not mine.year or mine.year == its.year or (not its.year and mine.year in years))


@lru_cache(maxsize=128)
def dates(text: str, language: str = "") -> tuple[Dated, ...]:
    """The dates of a text, each place once, in order."""
    found: list[Dated] = []
    taken = bytearray(len(text))
    for form in _DATES:
        for match in form.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            if days := frozenset(filter(_exists, _readings(match, language))):
                written = match.group().rstrip(".")  # the full stop of a sentence, or of an abbreviation
                found.append(Dated(written, match.start(), match.start() + len(written), days))
                taken[match.start() : match.end()] = b"\1" * len(match.group())
                found += _first_of_range(text, match, days)
    return tuple(sorted(found, key=lambda one: one.start))


def _readings(match, language):
    parts = match.groupdict()
    year, month, day = int(parts.get("y") or 0), parts["m"], (parts.get("d") or "0").lower()
    if not month.isdigit():
        verb = month.islower() and code_of(language) == "en"  # it may 3 times; they march 5 miles
        yield Day(year, 0 if verb else _month(month), 1 if day in _FIRST else int(day))
        return
    yield Day(year, int(month), int(day))
    if "/" in match.group() and code_of(language) == "en":
        yield Day(year, int(day), int(month))


def _month(name):
    return MONTHS.get(plain(name), 0)


def _exists(day):
    if not day.month:
        return False
    try:
        date(day.year or 2024, day.month, day.day or 1)
    except ValueError:
        return False
    return True


def _first_of_range(text, match, days):
    """“5 to 7 May”: the fifth of May as well."""
    before = _RANGE.search(text, max(0, match.start() - 12), match.start())
    if before:
        firsts = frozenset(filter(_exists, (day._replace(day=int(before[1])) for day in days if day.day)))
        if firsts:
            yield Dated(before[1], before.start(1), before.end(1), firsts)
