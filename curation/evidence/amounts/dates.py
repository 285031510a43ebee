"""Dates, clock times, scores and other figures in a sentence that are no amounts: each with its place."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_SHORT = {"en": "jan feb mar apr may jun jul aug sep oct nov dec".split(), "de": [], "fr": []}
_DAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
_MORE_MONTHS = {"jänner": 1, "feber": 2, "sept": 9}
_MORE_DAYS = {"sonnabend": 5}
LANGUAGES = tuple(_MONTHS)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is told: a year alone, a day without a year; `weekday` counts from Monday, 0."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def full(self) -> date | None:
        if self.year and self.month and self.day:
            try:
                return date(self.year, self.month, self.day)
            except ValueError:
                return None
        return None

    def is_before(self, other: "Moment") -> bool:
        """Certainly before: compared only as far as both are told in full."""
        if self.full and other.full:
            return self.full < other.full
        if not (self.year and other.year):
            return False
        if self.month and other.month:
            return (self.year, self.month) < (other.year, other.month)
        return self.year < other.year


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes after midnight."""

    start: int
    end: int
    minutes: int


_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d|21\d\d)"
_NUMERIC = re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})(?P<mark>[./])\s?(?P<month>\d{{1,2}})(?P=mark)\s?{_YEAR}(?!\d)")
_ISO = re.compile(rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_NO_YEAR = (
    r"euros?|dollars?|pounds?|francs?|franken|kronen|yen|prozent|percent|met(?:er|re)[ns]?|kilomet(?:er|re)[ns]?|km|tonn?e[ns]?"
    r"|lit(?:er|re)[ns]?|hekt?ares?|hectares?|people|menschen|personen|personnes|einwohner|besucher|habitants|millionen"
)
_BARE_YEAR = re.compile(
    rf"(?<![\d.,:/$£€-]){_YEAR}(?!\d|[.,:]\d|/\d|-\w|\s?[€$£%°]|\s\d{{3}}\b|\s(?:{_NO_YEAR})\b|['’]s\b)", re.IGNORECASE
)


@lru_cache
def months(language):
    names = {name: n for n, name in enumerate(_MONTHS[language].split(), start=1)}
    return names | {name: n for n, name in enumerate(_SHORT[language], start=1)} | _MORE_MONTHS


@lru_cache
def days(language):
    return {name: n for n, name in enumerate(_DAYS[language].split())} | _MORE_DAYS


@lru_cache
def _patterns(language):
    month = "|".join(sorted(months(language), key=len, reverse=True))
    day = "|".join(days(language))
    lead = {"en": "", "de": "(?:,?\\s?(?:den|dem)\\s)?", "fr": ""}[language]
    part = {
        "en": r"(?:\s(?:morning|afternoon|evening|night))?",
        "de": r"(?:abend|morgen|mittag|vormittag|nachmittag|nacht)?",
        "fr": r"(?:\s(?:matin|soir|après-midi|midi))?",
    }[language]
    weekday = rf"(?:\b(?P<weekday>{day}){part}\b,?\s?[(]?{lead})?"
    article = {"en": r"(?:which\s(?:is|was)\s)?an?", "de": "einem?", "fr": "un"}[language]
    behind = rf"(?:,\s{article}\s(?P<behind>{day})\b)?"
    number = {
        "en": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?",
        "de": r"(?P<day>\d{1,2})\.\s?",
        "fr": r"(?P<day>\d{1,2}|1er)\s",
    }[language]
    found = [rf"{weekday}(?<!\d){number}\b(?P<month>{month})\b\.?(?:,?\s{_YEAR}\b)?{behind}"]
    if language == "en":
        found.append(
            rf"{weekday}\b(?P<month>{month})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|\d)(?:,?\s{_YEAR}\b)?{behind}"
        )
    found.insert(0, rf"\b(?P<month>{month})\s(?:of\s)?{_YEAR}\b")
    found.append(weekday.removesuffix("?") + _NUMERIC.pattern + behind)
    return [re.compile(pattern, re.IGNORECASE) for pattern in found]


def moments(text: str, language: str) -> list[Moment]:
    """All dates of a sentence in reading order; a place belongs to one of them only."""
    found: list[Moment] = []
    patterns = [*(reversed(_patterns(language)) if language in LANGUAGES else []), _NUMERIC, _ISO]
    for pattern in [*patterns, _BARE_YEAR]:
        for match in pattern.finditer(text):
            if not any(other.start < match.end() and match.start() < other.end for other in found):
                moment = _moment(match, language)
                found += [moment] if moment else []
    return sorted(found, key=lambda moment: moment.start)


def _moment(match, language):
    part = match.groupdict()
    year = int(part["year"]) if part.get("year") else None
    month, day = part.get("month"), part.get("day")
    if month and not month.isdigit():
        month = months(language)[month.lower()]
    day = int(re.sub(r"\D", "", day)) if day else None
    month = int(month) if month else None
    if (month and not 1 <= month <= 12) or (day and not 1 <= day <= 31):
        return None
    weekday = part.get("weekday") or part.get("behind")
    return Moment(match.start(), match.end(), year, month, day, days(language)[weekday.lower()] if weekday else None)


_CLOCKS = {
    "en": r"(?<![\d.,:$£€])(?P<h>\d{1,2})(?:[.:](?P<m>\d\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?<![\d.,:])(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)(?![\d:.])",
    "de": r"(?<![\d.,:])(?P<h>\d{1,2})(?:[.:](?P<m>\d\d))?"
    r"(?=\sUhr\b|\sbis\s(?:gegen\s)?\d{1,2}(?:[.:]\d\d)?\sUhr\b)(?:\sUhr)?",
    "fr": r"(?<![\d.,:])(?P<h>\d{1,2})\s?(?:h|heures?)\b(?:\s?(?P<m>[0-5]\d)\b)?",
}
_CLOCK = {language: re.compile(pattern) for language, pattern in _CLOCKS.items()}


def clocks(text: str, language: str) -> list[Clock]:
    """All times of day. In French "trois heures" in digits may be a duration: the caller asks for two of them."""
    pattern = _CLOCK.get(language)
    found = [clock for match in pattern.finditer(text) if (clock := _clock(match))] if pattern else []
    if found and language in _NOON:
        for match in _NOON[language].finditer(text):
            found.append(Clock(match.start(), match.end(), 720 if match["noon"] else 0))
    return sorted(found, key=lambda clock: clock.start)


_NOON = {
    "en": re.compile(r"\b(?:(?P<noon>noon|midday)|midnight)\b"),
    "fr": re.compile(r"\b(?:(?P<noon>midi)|minuit)\b"),
}


def _clock(match):
    part = match.groupdict()
    hours, minutes = int(part["h"] or part["h2"]), int(part.get("m") or part.get("m2") or 0)
    if part.get("half"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if part["half"] == "p" else 0)
    return Clock(match.start(), match.end(), hours * 60 + minutes) if hours <= 24 and minutes < 60 else None


# Results, coordinates, telephone numbers, seasons, ordinals: figures that count nothing.
_OTHER = re.compile(
    r"(?<![\d.,])\d{1,3}\s?[-–:]\s?\d{1,3}(?![\d.,]\d|\s?[%€$£]|[\w-])"  # 3-2, 28:25
    r"|\b\d{4}[/-]\d{2,4}\b"  # 2025/26
    r"|\+?\b\d{2,5}(?:[\s/-]\d{2,4}){3,}\b"  # telephone
    r"|\b\d+(?:st|nd|rd|th|er|ère|re|e|ème|ter|te|ten)\b"  # 17th, 2e
    r"|\b\d{1,3}\.(?=\s(?:[A-ZÄÖÜ]|\w+ste))"  # der 102. Geburtstag
    r"|\b[A-Z]{1,3}-?\d+\b"  # A4312, K-204
    r"|\(\d{1,2}\)"  # (2) a second clause
)


def figures(text: str) -> list[tuple[int, int]]:
    """The places of figures that are neither dates nor amounts."""
    return [match.span() for match in _OTHER.finditer(text)]
