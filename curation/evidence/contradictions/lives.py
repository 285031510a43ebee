"""What one person or thing cannot have done at that time: a wedding before birth, ten years later in a year too early."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading

from .contradiction import Contradiction, contradiction
from .date_order import births, deaths

_PRONOUN = {"en": {"he", "she"}, "de": {"er", "sie"}, "fr": {"il", "elle"}}
_ACTS = {
    "en": "married joined moved opened founded began became started took retired graduated published won left studied"
    " bought set entered came went learned taught served made wrote worked emigrated enrolled",
    "de": "heiratete zog gründete begann wurde trat eröffnete übernahm veröffentlichte gewann verließ studierte kaufte"
    " kam ging lernte lehrte schrieb arbeitete promovierte",
    "fr": "épousé épousa rejoint rejoignit fondé fonda commencé commença devenu devenue devint ouvert ouvrit publié"
    " publia quitté quitta gagné acheté entra entré entrée étudié repris reprit enseigné",
}
_LATER = re.compile(
    r"\b(?P<n>\d{1,3}|NUMBER) (?:(?:years|Jahre|ans) (?:later|später|plus tard|after that|danach))\b".replace(
        "NUMBER",
        "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|zwei|drei|vier|fünf"
        "|sechs|sieben|acht|neun|zehn|zwölf|zwanzig|dreißig|fünfzig|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze"
        "|quinze|vingt|trente|cinquante",
    ),
    re.IGNORECASE,
)


def lives(reading: Reading) -> Iterator[Contradiction]:
    yield from _outside_a_life(reading)
    yield from _years_later(reading)


def _outside_a_life(reading):
    """Acts of "she" before the one birth that a text tells, or after the one death."""
    born, died = births(reading), deaths(reading)
    if len(born) > 1 or len(died) > 1 or not (born or died):
        return
    for sentence in reading.sentences:
        year = _year_of_an_act(sentence, reading.language)
        if year and born and year < born[0].year:
            yield contradiction("date-order", reading, [born[0].sentence, sentence], _message(year, born[0].year))
        elif year and died and year > died[0].year:
            yield contradiction("date-order", reading, [died[0].sentence, sentence], _message(year, died[0].year))


def _year_of_an_act(sentence, language):
    """The year of "She married in 1948"; None where more than the act may have that year."""
    if len(sentence.years) != 1 or sentence.other_state:
        return None
    acts, pronouns = set(_ACTS.get(language, "").split()), _PRONOUN.get(language, set())
    lows = [token.low for token in sentence.tokens]
    moment = next(moment for moment in sentence.moments if moment.year)
    for n, low in enumerate(lows[:12]):
        if low in pronouns and (set(lows[n + 1 : n + 3]) | set(lows[max(0, n - 1) : n])) & acts:
            far = sum(1 for token in sentence.tokens[n:] if token.start < sentence.start + moment.start)
            return moment.year if far <= 9 else None
    return None


def _message(year, other):
    return _("%(year)s does not fit a life that is told with %(other)s.") % {"year": year, "other": other}


def _years_later(reading):
    """ "Ten years later, in 2003": no year told before is ten years away."""
    for sentence in reading.sentences:
        match = _LATER.search(sentence.text)
        if not match or sentence.other_state:
            continue
        told = [m for m in sentence.moments if m.year and m.start >= match.start() and m.start - match.end() <= 12]
        rows = [row for row in sentence.amounts if row.start == sentence.start + match.start("n")]
        if len(told) == 1 and len(rows) == 1 and rows[0].exact:
            yield from _judge(reading, sentence, match, told[0], rows[0])


def _judge(reading, sentence, match, moment, row):
    before = [
        (other, m.year)
        for other in reading.sentences[max(0, sentence.number - 3) : sentence.number + 1]
        for m in other.moments
        if m.year and not (other is sentence and m.start >= match.start())
    ]
    if before and all(abs(moment.year - year - int(row.value)) > 1 for _s, year in before):
        anchor, year = before[-1]
        message = _("From %(since)s to %(year)s are %(years)s years, not %(told)s.") % {
            "since": year,
            "year": moment.year,
            "years": moment.year - year,
            "told": row.value,
        }
        yield contradiction("date-order", reading, [anchor, sentence], message)
