"""Dates that precede themselves: open until a day before the opening, dead before birth, an age that does not fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading, Sentence
from curation.evidence.amounts.dates import Moment

from .contradiction import Contradiction, contradiction

_UNTIL = {
    "en": {"until", "till", "to", "through", "–", "-", "ends", "closes"},
    "de": {"bis", "–", "-", "endet", "schließt"},
    "fr": {"au", "jusqu", "à", "–", "-"},
}
_SMALL = {"the", "on", "zum", "zu", "am", "dem", "den", "au", "le", "à", "und", "einschließlich", "en", "in", ",", "of"}
_MOVED = frozenset(
    "moved brought postponed earlier advanced forward instead rescheduled delayed verlegt vorgezogen verschoben statt"
    " avancé avancée déplacé reporté reportée lieu contre backdated rückwirkend rétroactif backwards zurück".split()
)
_BORN = {
    "en": {"born"},
    "de": {"geboren", "geborene", "geborener"},
    "fr": {"né", "née", "naquit"},
}
_DIED = {
    "en": {"died", "dies"},
    "de": {"starb", "gestorben", "verstarb", "verstorben", "verstorbene"},
    "fr": {"mort", "morte", "décédé", "décédée", "mourut"},
}
_FOUNDED = {
    "en": {"founded", "established", "formed"},
    "de": {"gegründet", "gegründete", "gründung"},
    "fr": {"fondé", "fondée", "créé", "créée"},
}
# What comes first of one thing's life: built, then opened, then closed.
_STAGES = {
    "en": ({"built", "erected", "constructed"}, {"opened", "inaugurated"}, {"closed", "demolished", "dissolved"}),
    "de": ({"erbaut", "gebaut", "errichtet"}, {"eröffnet", "eingeweiht"}, {"geschlossen", "abgerissen", "stillgelegt"}),
    "fr": (
        {"construit", "construite", "bâti", "bâtie", "édifié", "édifiée"},
        {"inauguré", "inaugurée", "ouvert", "ouverte"},
        {"fermé", "fermée", "démoli", "démolie"},
    ),
}  # fmt: skip
_AGED = re.compile(
    r"\bat the age of (?P<a>\d{1,3})\b|\baged (?P<b>\d{1,3})\b|\bim Alter von (?P<c>\d{1,3}) Jahren"
    r"|\bà l['’]âge de (?P<d>\d{1,3}) ans|\bat (?P<e>\d{2,3})\b(?=[,.]|$)|\bmit (?P<f>\d{1,3}) Jahren"
)
_BIRTHDAY = re.compile(
    r"\b(?P<a>\d{1,3})(?:st|nd|rd|th) birthday|\b(?P<b>\d{1,3})\. Geburtstag"
    r"|\bfêt\w* (?:dimanche |samedi )?ses (?P<c>\d{1,3}) ans|\b(?P<d>\d{1,3})e anniversaire|\bturn(?:s|ed) (?P<e>\d{1,3})\b"
)
_ANNIVERSARY = re.compile(
    r"\b(?P<a>\d{1,3})(?:st|nd|rd|th) anniversary|\b(?P<b>\d{1,3})-jährige[sn]? (?:Bestehen|Jubiläum)"
    r"|\b(?P<c>\d{1,3})\. (?:Jubiläum|Gründungstag|Jahrestag)|\b(?P<d>\d{1,3})e anniversaire"
)
_LIFE = re.compile(r"\((?:[^()\d]{0,12})(1\d{3}|20\d\d)\s?[–-]\s?(?:[^()\d]{0,12})(1\d{3}|20\d\d)\)")


@dataclass(slots=True)
class _Event:
    sentence: Sentence
    moment: Moment

    @property
    def year(self) -> int:
        assert self.moment.year
        return self.moment.year


def date_order(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        if sentence.moments or "(" in sentence.lows:
            yield from _spans(reading, sentence)
            yield from _stages(reading, sentence)
    yield from _lives(reading)


def _spans(reading, sentence):
    for one, other in zip(sentence.moments, sentence.moments[1:], strict=False):
        if _before(other, one) and _until(sentence, one, other, reading.language):
            yield contradiction("date-order", reading, [sentence], _backwards(sentence, one, other))
    for match in _LIFE.finditer(sentence.text):
        if int(match.group(2)) < int(match.group(1)):
            yield contradiction(
                "date-order", reading, [sentence], _("%(span)s ends before it begins.") % {"span": match.group()}
            )


def _before(one, other):
    """Certainly before: compared only as far as both are told in full."""
    if one.full and other.full:
        return one.full < other.full
    if not (one.year and other.year):
        return False
    if one.month and other.month:
        return (one.year, one.month) < (other.year, other.month)
    return one.year < other.year


def _until(sentence, one, other, language):
    """Whether the text leads from the first date to the second: "from … to", "opens … and runs until"."""
    gap = re.findall(r"[\w]+|[^\w\s]", sentence.text[one.end : other.start].lower())
    if len(gap) > 10 or sentence.lows & _MOVED:
        return False
    while gap and gap[-1] in _SMALL - {"au", "à"}:
        gap.pop()
    if gap and gap[-1] in _UNTIL.get(language, {"–", "-"}):
        return True
    lead = sentence.text[max(0, one.start - 12) : one.start].lower().split()
    return (
        gap in (["and"], ["und"], ["et"]) or (not gap and False)
        if lead[-1:] in (["between"], ["zwischen"], ["entre"])
        else False
    )


def _stages(reading, sentence):
    """Two stages of one thing in one breath, the later stage with the earlier year."""
    stages, found = _STAGES.get(reading.language, ()), []
    for moment in sentence.moments:
        before = [t for t in sentence.tokens if t.end <= sentence.start + moment.start][-3:]
        ranks = [n for n, words in enumerate(stages) if {t.low for t in before} & words]
        if ranks and moment.year:
            found.append((ranks[-1], moment, before[0].start))
    for (rank, one, _start), (following, other, start) in zip(found, found[1:], strict=False):
        between = [t for t in sentence.tokens if sentence.start + one.end <= t.start < start]
        wrong = (rank < following and other.year < one.year) or (rank > following == 0 and other.year > one.year)
        if wrong and len(between) <= 3:
            yield contradiction("date-order", reading, [sentence], _backwards(sentence, one, other))


def _backwards(sentence, one, other):
    return _("%(other)s comes before %(one)s.") % {
        "one": sentence.text[one.start : one.end],
        "other": sentence.text[other.start : other.end],
    }


def _lives(reading):
    """One birth (or founding) and one death, age or birthday in a text that tells one life only."""
    births = list(_events(reading, _BORN))
    if len(births) == 1:
        yield from _life(reading, births[0])
    founded = list(_events(reading, _FOUNDED))
    if len(founded) == 1 and not births:
        yield from _age(reading, founded[0], _ANNIVERSARY, most=1)


def _life(reading, birth):
    deaths = list(_events(reading, _DIED))
    if len(deaths) == 1 and _may_be_one_life(birth, deaths[0]):
        death = deaths[0]
        spans = [birth.sentence, death.sentence]
        age = _number(_AGED.search(death.sentence.text))
        if death.year < birth.year:
            yield contradiction("date-order", reading, spans, _death_message(birth, death))
        elif age and not 0 <= death.year - birth.year - age <= 1:
            yield contradiction("date-order", reading, spans, _age_message(birth.year, death.year, age))
    yield from _age(reading, birth, _BIRTHDAY, most=0)


def _age(reading, birth, pattern, *, most):
    for sentence in reading.sentences:
        age, years = _number(pattern.search(sentence.text)), sentence.years
        if age and sentence is birth.sentence:
            years = years - {birth.year}
        if age and len(years) == 1 and abs(sentence.number - birth.sentence.number) <= 8:
            (year,) = years
            if abs(year - birth.year - age) > most and year > 1900:
                yield contradiction(
                    "date-order", reading, [birth.sentence, sentence], _age_message(birth.year, year, age)
                )


def _may_be_one_life(birth, death):
    return abs(birth.sentence.number - death.sentence.number) <= 2


def _number(match):
    return int(next(group for group in match.groups() if group)) if match else None


def _events(reading, words):
    """Sentences that tell such an event, each with the year that belongs to it."""
    cues = words.get(reading.language, set())
    for sentence in reading.sentences:
        if sentence.lows & cues and not sentence.other_state:
            yield from _event(sentence, cues)


def _event(sentence, cues):
    for n, token in enumerate(sentence.tokens):
        if token.low in cues:
            following = sentence.tokens[n : n + 12]
            end = following[-1].end
            for moment in sentence.moments:
                if token.start <= sentence.start + moment.start <= end and moment.year:
                    yield _Event(sentence, moment)
                    break


def _death_message(birth, death):
    return _("Died in %(died)s, but born in %(born)s.") % {"died": death.year, "born": birth.year}


def _age_message(since, year, age):
    return _("From %(since)s to %(year)s are %(years)s years, not %(age)s.") % {
        "since": since,
        "year": year,
        "years": year - since,
        "age": age,
    }
