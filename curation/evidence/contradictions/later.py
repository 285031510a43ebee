""" "Six hours later", "zwölf Jahre später": nothing told before is so far away."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import Contradiction, contradiction

MOST_SENTENCES = 3  # back to what it is later than
NEAR = 14  # characters between the words and their date
DAY, YEAR = 86_400, 31_557_600
_LATER = re.compile(r"^\s?(?:later|später|darauf|danach|plus tard|après cela|after that)\b")
_ROOM = {"min": 150, "h": 2700, "day": DAY, "week": 4 * DAY, "month": 20 * DAY, "year": 1.01 * YEAR}


def later(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        for row in sentence.amounts:
            if row.unit in _ROOM and row.exact and not sentence.other_state and _is_later(sentence, row):
                yield from _judge(reading, sentence, row)


def _is_later(sentence, row):
    joined = sentence.words(row.first - 1, row.first) in (["and"], ["und"], ["et"])  # an hour and 40 minutes
    return not joined and bool(_LATER.match(sentence.text[row.end - sentence.start :]))


def _judge(reading, sentence, row):
    told = _at(sentence, row)
    if told is None:
        return
    moment, seconds = told
    before = [
        (other, seconds - at)
        for other in reading.sentences[max(0, sentence.number - MOST_SENTENCES) : sentence.number + 1]
        for each, at in _points(other, row.unit, moment)
        if not (other is sentence and each.start >= min(moment.start, row.start - sentence.start))
    ]
    if not before or not _follows(before[-1][0], sentence, row):
        return
    if row.unit in ("h", "min"):
        before = [(other, apart % DAY) for other, apart in before]
    if before and all(abs(apart - float(row.base)) > _ROOM[row.unit] for _s, apart in before):
        message = _("Nothing told before is %(told)s away.") % {"told": row.written}
        yield contradiction("date-order", reading, [before[-1][0], sentence], message)


def _follows(anchor, sentence, row):
    """Whether the last thing told before has a date: "born in 1950 and retired at 60" has none."""
    if sentence.number - anchor.number > 1:
        return False
    points = [each for each, _at in _points(anchor, row.unit, None)]
    if anchor is sentence or not points:
        return True
    tail = [token.low for token in anchor.tokens if token.start >= anchor.start + points[-1].end]
    return not {",", ";", "and", "und", "et"} & set(tail)


def _at(sentence: Sentence, row: Amount):
    """The date or time of day beside the words, and its seconds."""
    start, end = row.start - sentence.start, row.end - sentence.start
    near = [
        (each, at)
        for each, at in _points(sentence, row.unit, None)
        if (0 <= start - each.end <= NEAR and _ends(sentence, row)) or 0 <= each.start - end <= NEAR + 8
    ]
    return near[0] if len(near) == 1 else None


def _ends(sentence, row):
    """ "At 1 a.m., three hours later crews left" begins another clause."""
    tail = sentence.text[row.end - sentence.start :]
    match = _LATER.match(tail)
    return not match or not tail[match.end() :].strip() or tail[match.end() :].lstrip()[:1] in ",.;:)–—"


def _points(sentence, unit, like):
    """Dates or times of a sentence as seconds, as exact as the unit asks; a date without a year has that of `like`."""
    if unit in ("h", "min"):
        return [(clock, clock.minutes * 60) for clock in sentence.clocks]
    if unit == "year":
        return [(m, m.year * YEAR) for m in sentence.moments if m.year]
    year = like.year if like and like.year else None
    return [(m, _ordinal(m, m.year or year) * DAY) for m in sentence.moments if m.day and m.month]


def _ordinal(moment, year):
    short = min(moment.day, 28)
    return date(year or 2001, moment.month, short).toordinal() + moment.day - short
