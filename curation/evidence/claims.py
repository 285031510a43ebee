"""What a text states that can be checked (numbers, dates, times, names), and whether other texts bear it out. Pure.

unborne("It reaches 9,000 homes.", [ground("Phase one reaches some 900 homes.", "en")], language="en")
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from common.sentences import Span, sentences
from common.text import fold, words
from curation.evidence import weekdays
from curation.evidence.dates import Dated, dates
from curation.evidence.names import Name, Vocabulary, names
from curation.evidence.number_words import plain
from curation.evidence.numbers import CURRENCIES, Amount, amounts, code_of
from curation.evidence.weekdays import Weekday

_TIME = re.compile(
    r"(?<![\d.,:/])(?P<h>[01]?\d|2[0-4])(?:(?P<sep>[:.h])(?P<m>[0-5]\d))?(?![\d:%]|[.,]\d)"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|\s?(?P<mark>Uhr\b|h\b|hrs\b|o['’]clock\b))?",
    re.IGNORECASE,
)


MOST = 40  # of one text: who has mended forty sees the next ones


class Claim(NamedTuple):
    """`kind` is number, date, time or name; `what` says it as that kind does."""

    kind: str
    written: str
    start: int
    end: int
    what: Amount | Dated | Weekday | Name | frozenset[int]


class Ground:
    """What a text gives to stand on. Made by `ground`, which remembers it."""

    def __init__(self, text: str, language: str, around: str = "", year: int = 0):
        self.text, self.language, self.around, self.year = text, language, around, year

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return amounts(self.text, self.language)

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        return dates(self.text, self.language)

    @cached_property
    def by_value(self) -> dict[Decimal, list[Amount]]:
        """The amounts, of each kind one, by every value that they may have."""
        each = {(amount.values, amount.unit, amount.hedge): amount for amount in self.amounts}
        found: dict[Decimal, list[Amount]] = {}
        for amount in each.values():
            for value in amount.values:
                found.setdefault(value, []).append(amount)
        return found

    @cached_property
    def days(self) -> dict[frozenset, Dated]:
        return {one.days: one for one in self.dates}

    @cached_property
    def clock(self) -> tuple[Claim, ...]:
        return tuple(times(self.text))

    @cached_property
    def times(self) -> frozenset[int]:
        return frozenset(minute for claim in self.clock for minute in claim.what)

    @cached_property
    def words(self) -> Vocabulary:
        return Vocabulary(f"{self.around}\n{self.text}")

    @cached_property
    def units(self) -> frozenset[str]:
        return frozenset(amount.unit for amount in self.amounts)

    @cached_property
    def weekdays(self) -> frozenset[int]:
        return weekdays.borne(f"{self.around}\n{self.text}", self.language) | weekdays.days_of(self.dates, self.years)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that it names, and the one in which it was published."""
        named = (
            int(value) for a in self.amounts for value in a.values if 1000 <= value <= 2100 and value == int(value)
        )
        return frozenset({*named, *(day.year for one in self.dates for day in one.days), self.year} - {0})

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return tuple(sentences(self.text, self.language))

    @cached_property
    def terms(self) -> tuple[frozenset[str], ...]:
        """The words of each sentence that say what it is about."""
        return tuple(terms_of(sentence) for sentence in self.sentences)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self.text[span.start : span.end] for span in self.spans)


@lru_cache(maxsize=96)
def ground(text: str, language: str = "", around: str = "", year: int = 0) -> Ground:
    """`around` is what is known besides the words themselves: title, publisher, byline."""
    return Ground(text, language, around, year)


def terms_of(text: str) -> frozenset[str]:
    return frozenset(word for word in words(fold(text)) if len(word) > 3 or word.isdigit())


def claims(text: str, language: str = "") -> list[Claim]:
    """All that a text states, in order; what is part of a date or a time is no number."""
    found = [Claim("date", one.written, one.start, one.end, one) for one in dates(text, language)]
    taken = _marked_out(text, found)
    found += [
        Claim("date", text[start:end], start, end, day)
        for start, end, day in weekdays.named(text, language)
        if not any(taken[start:end])
    ]
    found += [time for time in times(text) if not any(taken[time.start : time.end])]
    taken = _marked_out(text, found)
    found += [
        Claim("number", amount.written, amount.start, amount.end, amount)
        for amount in amounts(text, language)
        if amount.asked and not any(taken[amount.start : amount.end])
    ]
    found += [Claim("name", one.written, one.start, one.end, one) for one in names(text, language)]
    return sorted(found, key=lambda claim: claim.start)


def _marked_out(text, found):
    """For each character whether one of the claims stands there."""
    taken = bytearray(len(text))
    for claim in found:
        taken[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
    return taken


def times(text: str) -> list[Claim]:
    """Times of day, as minutes; both halves of the day where the text does not say which."""
    return [
        Claim("time", match.group(), match.start(), match.end(), _minutes(match))
        for match in _TIME.finditer(text)
        if match["half"]
        or match["sep"] in (":", "h", "H")
        or (match["mark"] and (match["sep"] or match["mark"][0] in "Uo"))
    ]


def _minutes(match):
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if match["half"]:
        return frozenset({(hour % 12 + 12 * (match["half"].lower() == "p")) * 60 + minute})
    return frozenset({hour * 60 + minute, *({(hour + 12) * 60 + minute} if hour <= 12 else ())})


def unborne(text: str, grounds: Sequence[Ground], *, language: str = "", small: Iterable[str] = ()) -> list[Claim]:
    """The claims of `text` that none of the grounds bears out, each once.

    `small` are words that the clip's sources write in small letters: written large, they are still no names.
    """
    each = {(claim.kind, claim.written): claim for claim in reversed(claims(text, language))}
    missing = (
        claim
        for claim in sorted(each.values(), key=lambda claim: claim.start)
        if not (_name_is_borne(claim, grounds, small) if claim.kind == "name" else _is_borne(claim, grounds))
    )
    return list(islice(missing, MOST))


def _name_is_borne(claim, grounds, small):
    absent = (
        word for word in claim.what.asked if plain(word) not in small and not any(g.words.has(word) for g in grounds)
    )
    return not any(absent) or _is_abbreviated(claim.written, grounds)


def _is_abbreviated(written, grounds):
    initials = plain("".join(word[0] for word in written.split() if word[:1].isupper()))
    return len(initials) > 2 and any(initials in g.words.words for g in grounds)


def _is_borne(claim, grounds):
    if isinstance(claim.what, Weekday):
        return any(claim.what.day in g.weekdays for g in grounds)
    if claim.kind == "date":
        years = frozenset().union(*(g.years for g in grounds))
        return any(claim.what.fits(other, years) for g in grounds for other in g.days.values())
    if claim.kind == "time":
        return any(claim.what & g.times for g in grounds) or _hour_is_borne(claim.what, grounds)
    return _amount_is_borne(claim.what, grounds)


def _hour_is_borne(minutes, grounds):
    """“14 Uhr” by a bare 14 or 2, which is not the hour of another time."""
    hours = {minute // 60 % 12 or 12 for minute in minutes if minute % 60 == 0}
    return any(
        int(value) % 12 in {h % 12 for h in hours}
        for g in grounds
        for a in g.amounts
        if not a.unit and not any(time.start <= a.start < time.end for time in g.clock)
        for value in a.values
        if value <= 24
    )


def _amount_is_borne(amount, grounds):
    """A sum of money needs its currency too, at the number or elsewhere in the passages."""
    currency = amount.unit in CURRENCIES
    said = not currency or any(amount.unit in g.units for g in grounds)
    return any(amount.fits(other) and (other.unit or said) for g in grounds for other in _near(amount, g))


def _near(amount, ground) -> Iterator[Amount]:
    """The amounts that may fit; after “about” that is any."""
    values = ground.by_value if amount.may_be_written_otherwise else amount.values
    return (other for value in values for other in ground.by_value.get(value, ()))


def same_language(one: str, two: str) -> bool:
    return not one or not two or code_of(one) == code_of(two)
