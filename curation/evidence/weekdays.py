"""Days of the week: which a text names, and which its dates are. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from curation.evidence.dates import Dated
from curation.evidence.numbers import code_of

_NAMED = {
    "en": "Mondays? Tuesdays? Wednesdays? Thursdays? Fridays? Saturdays? Sundays?",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag (?:Samstag|Sonnabend) Sonntag",
    "fr": "lundis? mardis? mercredis? jeudis? vendredis? samedis? dimanches?",
    "es": "lunes martes mi[ée]rcoles jueves viernes s[áa]bados? domingos?",
    "pt": "segundas?-feiras? terças?-feiras? quartas?-feiras? quintas?-feiras? sextas?-feiras? s[áa]bados? domingos?",
}
_PARTS_OF_A_DAY = "(?:s|es|abend|morgen|mittag|vormittag|nachmittag|nacht)?"
_SHORT = {"pt": "segunda terça quarta quinta sexta"}  # a passage may say so; elsewhere they count
_NEAR = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|overnight|(?:this|last|next) (?:morning|night|week\w*)|heute|gestern|morgen"
    r"|vorgestern|übermorgen|aujourd['’]hui|hier|demain|hoy|ayer|anoche|mañana|hoje|ontem|amanhã)\b",
    re.IGNORECASE,
)


class Weekday(NamedTuple):
    """0 is Monday."""

    day: int

    def fits(self, other: Dated, years: frozenset[int] = frozenset()) -> bool:
        return self.day in days_of([other], years)


def named(text: str, language: str) -> Iterator[tuple[int, int, Weekday]]:
    """The days that a text in this language names."""
    code = code_of(language)
    for day, name in enumerate(_NAMED.get(code, "").split()):
        pattern = rf"\b(?:{name}{_PARTS_OF_A_DAY})\b" if code == "de" else rf"\b{name}\b"
        for match in re.finditer(pattern, text):
            yield match.start(), match.end(), Weekday(day)


def borne(text: str, language: str) -> frozenset[int]:
    """The days that a passage gives to stand on. All of them where it counts from the day of its publication."""
    if _NEAR.search(text):
        return frozenset(range(7))
    code = code_of(language)
    found = {day.day for _start, _end, day in named(text, language)}
    found |= {n for n, names in enumerate(_NAMED.get(code, "").split()) if re.search(rf"(?i)\b{names}", text)}
    found |= {n for n, name in enumerate(_SHORT.get(code, "").split()) if re.search(rf"(?i)\b{name}\b", text)}
    return frozenset(found if code in _NAMED else range(7))


def days_of(dated: Iterable[Dated], years: Iterable[int]) -> frozenset[int]:
    """On which days dates fall, in each year that may be meant."""
    each = (
        (year, day.month, day.day)
        for one in dated
        for day in one.days
        if day.month and day.day
        for year in ([day.year] if day.year else years)
    )
    return frozenset(date(*one).weekday() for one in each if _exists(*one))


def _exists(year, month, day):
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
