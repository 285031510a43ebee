"""A weekday that the date does not have, and a duration that begin and end do not have."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import Contradiction, contradiction

GREGORIAN_EVERYWHERE = 1930  # before, a text may mean the calendar of another country
MOST_SENTENCES = 6
_DAY = 86_400
_WEEKDAYS = [
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
]
_BEGIN = {
    "en": "began begin begins started start starts opened from closed shut open opens kicked between",
    "de": "begann beginnt begonnen startete von vom ab eröffnet geschlossen gesperrt zwischen dauerte",
    "fr": "commencé commence commença débuté ouvert ouverte fermé fermée de du entre démarré",
}
_END = {
    "en": "ended end ends finished until faded closed over reopened reopening to lifted adjourned and",
    "de": "endete endet bis beendet geschlossen schluss wieder wiedereröffnet wiedereröffnung freigegeben und",
    "fr": "levée achevé achevée terminé terminée fini finie jusqu à au rouvert réouverture réouverte et clos close",
}


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
    yield from _durations(reading)


def _weekday_message(sentence, moment, day):
    return _("%(date)s: that day is a %(weekday)s.") % {
        "date": sentence.text[moment.start : moment.end],
        "weekday": _WEEKDAYS[day.weekday()],
    }


def _durations(reading):
    """What lasted from begin to end, and the same with a duration of its own: the four-hour concert."""
    spans = [*_by_the_clock(reading), *_by_the_calendar(reading)]
    for sentences, seconds, names in spans:
        for later in reading.sentences[sentences[-1].number : sentences[-1].number + 1 + MOST_SENTENCES]:
            for row in later.amounts:
                if _tells_how_long(later, row, names) and _unlike(row, seconds):
                    yield contradiction("weekday", reading, [*sentences, later], _duration_message(row, seconds))


def _by_the_clock(reading):
    """Sentences with just two times of day, a begin and an end."""
    begin, end = set(_BEGIN.get(reading.language, "").split()), set(_END.get(reading.language, "").split())
    for sentence in reading.sentences:
        if len(sentence.clocks) == 2 and sentence.lows & begin and sentence.lows & end:
            one, other = sentence.clocks
            seconds = ((other.minutes - one.minutes) % 1440) * 60
            if seconds:
                yield [sentence], seconds, _names(reading, sentence)


def _by_the_calendar(reading):
    """Closed on the 3rd, reopened on the 10th: two days in one or two sentences that name the same act."""
    begin, end = set(_BEGIN.get(reading.language, "").split()), set(_END.get(reading.language, "").split())
    dated = [s for s in reading.sentences if len([m for m in s.moments if m.day]) == 1 and len(s.moments) == 1]
    for one, other in zip(dated, dated[1:], strict=False):
        a, b = one.moments[0], other.moments[0]
        if other.number - one.number <= 3 and one.lows & begin and other.lows & end and a.month and b.month:
            days = (
                date(b.year or 2001, b.month, min(b.day, 28)) - date(a.year or b.year or 2001, a.month, min(a.day, 28))
            ).days
            days += (b.day - min(b.day, 28)) - (a.day - min(a.day, 28))
            if 0 < days < 300:
                yield [one, other], days * _DAY, _act_names(one)


_DURABLE = 5  # letters that two words of one root share: fermé and fermeture


def _names(reading, sentence):
    """The beginnings of the nouns of the event in this sentence and the one before."""
    rows = reading.sentences[max(0, sentence.number - 1) : sentence.number + 1]
    return {stem[:_DURABLE] for row in rows for stem in row.content if len(stem) >= _DURABLE}


def _act_names(sentence):
    acts = (
        "closed",
        "closure",
        "shut",
        "geschlossen",
        "schließ",
        "gesperrt",
        "sperrung",
        "fermé",
        "fermé",
        "fermée",
        "strike",
    )
    roots = {
        "closed": "clos",
        "shut": "shut",
        "geschlossen": "schlie",
        "gesperrt": "sperr",
        "fermé": "ferme",
        "fermée": "ferme",
    }
    return {roots[act] for act in acts if act in sentence.lows and act in roots}


def _tells_how_long(sentence: Sentence, row: Amount, names):
    """A duration that belongs to the event's noun: "four-hour concert", "quatre heures et demie de séance"."""
    if row.dimension != "duration" or not row.exact or sentence.other_state:
        return False
    noun = next((stem for stem in _after(sentence, row)), "")
    return bool(noun) and any(
        noun.startswith(name[: len(noun)]) or noun.startswith(name) for name in names if len(name) >= 4
    )


def _after(sentence, row):
    """The first meaningful word close behind the duration, past "and a half"."""
    for n in range(row.last, min(row.last + 5, len(sentence.tokens))):
        token = sentence.tokens[n]
        if token.kind == "sign" and token.low not in ("-",):
            return
        if token.low in ("de", "d", "et", "demie", "-", "of", "lange", "langen", "long"):
            continue
        if token.kind == "word" and sentence.stems[n] in sentence.content:
            yield sentence.stems[n] if len(sentence.stems[n]) >= 4 else token.low
        return


def _unlike(row, seconds):
    told = float(row.base)
    return abs(told - seconds) > max(0.25 * seconds, 0.5 * float(row.factor))


def _duration_message(row, seconds):
    hours = seconds / 3600
    real = _("%(n)s hours") % {"n": f"{hours:g}"} if seconds < _DAY else _("%(n)s days") % {"n": f"{seconds // _DAY}"}
    return _("Begin and end are %(real)s apart, not %(told)s.") % {"real": real, "told": row.written}
