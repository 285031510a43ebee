"""A weekday that the date does not have."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.evidence.amounts import Reading
from curation.evidence.amounts.dates import days

from .contradiction import Contradiction, contradiction

GREGORIAN_EVERYWHERE = 1930  # before, a text may mean the calendar of another country
_WEEKDAYS = [
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
]


def weekday(reading: Reading) -> Iterator[Contradiction]:
    wrong = False
    for sentence in reading.sentences:
        for moment in sentence.moments:
            day = moment.full
            if (
                day
                and moment.weekday is not None
                and day.year >= GREGORIAN_EVERYWHERE
                and day.weekday() != moment.weekday
            ):
                wrong = True
                yield contradiction("weekday", reading, [sentence], _weekday_message(sentence, moment, day))
        yield from _days_of_one_month(reading, sentence)
    if not wrong:
        yield from _against_each_other(reading)


def _against_each_other(reading):
    """Two dates with weekdays and without years: in no year can both be right."""
    told = [
        (sentence, moment)
        for sentence in reading.sentences
        for moment in sentence.moments
        if moment.weekday is not None and moment.day and moment.month and not moment.year
    ]
    years = {moment.year for s in reading.sentences for moment in s.moments if moment.full}
    if len(told) != 2 or years:
        return
    (a, one), (b, other) = told
    far = (one.month <= 2) != (other.month <= 2) or abs(one.month - other.month) > 4  # a leap day, or two years
    if not far and _apart(one, other) % 7 != (other.weekday - one.weekday) % 7:
        message = _("%(one)s and %(other)s fall in no year on these weekdays.") % {
            "one": a.text[one.start : one.end],
            "other": b.text[other.start : other.end],
        }
        yield contradiction("weekday", reading, [a, b], message)


def _apart(one, other):
    return _day_of_year(other) - _day_of_year(one)


def _day_of_year(moment):
    return date(2001, moment.month, min(moment.day, 28)).toordinal() + moment.day - min(moment.day, 28)


_ONE_MONTH = {
    "en": r"from (?:(?P<first>{day}) )?(?P<a>\d{{1,2}})(?:st|nd|rd|th)? (?:to|until|till) $",
    "de": r"vom (?:(?P<first>{day}),? (?:dem |den )?)?(?P<a>\d{{1,2}})\. bis (?:zum |einschließlich )?$",
    "fr": r"du (?:(?P<first>{day}) )?(?P<a>\d{{1,2}}|1er) au $",
}


def _days_of_one_month(reading, sentence):
    """ "vom 14. bis 9. März": the first day has no month of its own."""
    if reading.language not in _ONE_MONTH:
        return
    pattern = _ONE_MONTH[reading.language].format(day="|".join(days(reading.language)))
    for moment in sentence.moments:
        lead = re.search(pattern, sentence.text[max(0, moment.start - 60) : moment.start], re.IGNORECASE)
        if not lead or not moment.day:
            continue
        first = int(re.sub(r"\D", "", lead["a"]))
        span = lead.group() + sentence.text[moment.start : moment.end]
        if first > moment.day:
            yield contradiction(
                "date-order", reading, [sentence], _("%(span)s ends before it begins.") % {"span": span}
            )
        elif lead["first"] and moment.weekday is not None:
            if (moment.day - first) % 7 != (moment.weekday - days(reading.language)[lead["first"].lower()]) % 7:
                message = _("%(span)s: the days do not fit the weekdays.") % {"span": span}
                yield contradiction("weekday", reading, [sentence], message)


def _weekday_message(sentence, moment, day):
    return _("%(date)s: that day is a %(weekday)s.") % {
        "date": sentence.text[moment.start : moment.end],
        "weekday": _WEEKDAYS[day.weekday()],
    }
