"""A weekday that the date does not have."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.evidence.amounts import Reading

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
    for sentence in reading.sentences:
        for moment in sentence.moments:
            day = moment.full
            if (
                day
                and moment.weekday is not None
                and day.year >= GREGORIAN_EVERYWHERE
                and day.weekday() != moment.weekday
            ):
                yield contradiction("weekday", reading, [sentence], _weekday_message(sentence, moment, day))


def _weekday_message(sentence, moment, day):
    return _("%(date)s: that day is a %(weekday)s.") % {
        "date": sentence.text[moment.start : moment.end],
        "weekday": _WEEKDAYS[day.weekday()],
    }
