"""Dates that precede themselves: open until a day before the opening, dead before birth, an age that does not fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading, Sentence
from curation.evidence.amounts.dates import Moment

from .birthdays import ANNIVERSARY, AT_THE_AGE, BIRTHDAY, age_message, number_in, then_aged, told_age
from .contradiction import Contradiction, contradiction
from .subjects import RELATIVES

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
    "en": {"died", "dies", "death"},
    "de": {"starb", "gestorben", "verstarb", "verstorben", "verstorbene", "tod"},
    "fr": {"mort", "morte", "décédé", "décédée", "mourut", "éteint", "éteinte", "décès"},
}
_FOUNDED = {
    "en": {"founded", "established", "formed"},
    "de": {"gegründet", "gegründete", "gründung"},
    "fr": {"fondé", "fondée", "créé", "créée"},
}
# What comes first of one thing's life: built, then opened, then closed.
_STAGES = {
    "en": (
        {"built", "erected", "constructed", "founded", "established", "created", "launched"},
        {"opened", "inaugurated"},
        {"closed", "demolished", "dissolved", "bankrupt", "abandoned", "liquidated", "scrapped"},
    ),
    "de": (
        {"erbaut", "gebaut", "errichtet", "gegründet"},
        {"eröffnet", "eingeweiht"},
        {"geschlossen", "abgerissen", "stillgelegt", "aufgelöst", "verschrottet"},
    ),
    "fr": (
        {"construit", "construite", "bâti", "bâtie", "édifié", "édifiée", "fondé", "fondée", "créé", "créée"},
        {"inauguré", "inaugurée", "ouvert", "ouverte"},
        {"fermé", "fermée", "démoli", "démolie", "dissous", "dissoute", "abandonné", "abandonnée"},
    ),
}  # fmt: skip
_BEGINS = {
    "en": set("open began begins begin started starts opened opens launched commenced start".split()),
    "de": set("begann beginnt begannen beginnen startete startet eröffnet öffnet starteten".split()),
    "fr": set(
        "commenceront commencera débutera"
        " commencé commence commencent débuté débute débutent ouvert ouvre ouverte ouvrent démarré débuteront".split()
    ),
}
_ENDS = {
    "en": set("close ended ends end completed finished closed closes concluded finish over".split()),
    "de": set("endete endet endeten enden beendet abgeschlossen schloss schließt vollendet fertiggestellt".split()),
    "fr": set(
        "achevé achève achevée achevés terminé termine terminée fini clos close ferme ferment"
        " fermé s'achèveront".split()
    ),
}
_SHUT = {"closed", "shut", "geschlossen", "gesperrt", "fermé", "fermée"}
_OPEN_AGAIN = {"reopened", "reopens", "wiedereröffnet", "freigegeben", "rouvert", "rouverte"}
_ARTICLES = {"the", "a", "der", "die", "das", "le", "la", "les", "l", "un", "une", "ein", "eine"}
_AGED = re.compile(
    r"\bat the age of (?P<a>\d{1,3})\b|\baged (?P<b>\d{1,3})\b|\bim Alter von (?P<c>\d{1,3}) Jahren"
    r"|\bà l['’]âge de (?P<d>\d{1,3}) ans|\bat (?P<e>\d{2,3})\b(?=[,.]|$)|\bmit (?P<f>\d{1,3}) Jahren"
)
AUGUST = 8
MOST_BACK = 60  # days
_FARTHEST = 80  # characters from "born" to its year
_LIFE = re.compile(r"\((?:[^()\d-]{0,12})(1\d{3}|20\d\d)\s?[–-]\s?(?:[^()\d]{0,12})(1\d{3}|20\d\d)\)")


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
            yield from _runs_out(reading, sentence)
    yield from _lives(reading)


def _spans(reading, sentence):
    for one, other in pairwise(sentence.moments):
        if (other.is_before(one) or _wraps(one, other)) and _until(sentence, one, other, reading.language):
            yield contradiction("date-order", reading, [sentence], _backwards(sentence, one, other))
    for match in _LIFE.finditer(sentence.text):
        if int(match.group(2)) < int(match.group(1)):
            yield contradiction(
                "date-order", reading, [sentence], _("%(span)s ends before it begins.") % {"span": match.group()}
            )


def _wraps(one, other):
    """From 14 May to 2 April 2026: nearly a year, which nobody means; but a season may end the summer after."""
    if one.year or not (other.full and one.month and one.day) or one.month >= AUGUST:
        return False
    back = (one.month - other.month) * 30 + one.day - (other.day or 1)
    return 0 < back <= MOST_BACK


def _until(sentence, one, other, language):
    """Whether the text leads from the first date to the second: "from … to", "opens … and runs until"."""
    gap = re.findall(r"[\w]+|[^\w\s]", sentence.text[one.end : other.start].lower())
    if len(gap) > 10 or sentence.lows & _MOVED:
        return False
    if set(gap[:4]) & {"until", "till", "bis", "jusqu"} and len(gap) <= 8:
        return True
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
    found = sorted(
        (_span(token, moment, sentence), rank, moment)
        for rank, cues in enumerate(_STAGES.get(reading.language, ()))
        for token, moment in _events_of(sentence, cues, reading.language)
    )
    for (one, rank, first), (other, following, second) in pairwise(found):
        wrong = (rank < following and second.year < first.year) or (rank > following == 0 and second.year > first.year)
        if wrong and other[0] - one[1] >= 0 and len(_tokens_between(sentence, one[1], other[0])) <= 3:
            yield contradiction("date-order", reading, [sentence], _backwards(sentence, first, second))


def _span(token, moment, sentence):
    start, end = sentence.start + moment.start, sentence.start + moment.end
    return min(token.start, start), max(token.end, end)


def _tokens_between(sentence, start, end):
    return [token.low for token in sentence.tokens if start <= token.start < end]


def _runs_out(reading, sentence):
    """ "Work began in March 2022 and was completed in May 2021"."""
    begin, end = _BEGINS.get(reading.language, set()), _ENDS.get(reading.language, set())
    for one, other in pairwise(sentence.moments):
        if not (other.is_before(one) or _wraps(one, other)) or sentence.lows & _MOVED:
            continue
        lead = _tokens_between(sentence, 0, sentence.start + one.start)
        gap = _tokens_between(sentence, sentence.start + one.end, sentence.start + other.start)
        tail = _tokens_between(sentence, sentence.start + other.end, sentence.end)[:3]
        if set(gap) & _OPEN_AGAIN and set(lead[-8:]) & _SHUT:
            yield contradiction("date-order", reading, [sentence], _backwards(sentence, one, other))
            continue
        ends = set(gap) & end or (reading.language == "de" and set(tail) & end)
        begins = set(lead[-14:]) & begin or (reading.language == "de" and set(gap[:2]) & begin)
        if begins and ends and len(gap) <= 8 and not set(gap[:-1]) & _ARTICLES:
            yield contradiction("date-order", reading, [sentence], _backwards(sentence, one, other))


def _backwards(sentence, one, other):
    return _("%(other)s comes before %(one)s.") % {
        "one": sentence.text[one.start : one.end],
        "other": sentence.text[other.start : other.end],
    }


def births(reading: Reading) -> list[_Event]:
    return [event for event in _events(reading, _BORN) if not _of_a_relative(event, reading, _BORN)]


def deaths(reading: Reading) -> list[_Event]:
    return [event for event in _events(reading, _DIED) if not _of_a_relative(event, reading, _DIED)]


def _of_a_relative(event, reading, words):
    """ "His father was born in 1932"."""
    lows = [token.low for token in event.sentence.tokens]
    at = next(n for n, low in enumerate(lows) if low in words[reading.language])
    if {*lows} & _BORN[reading.language] and {*lows} & _DIED[reading.language]:
        father = set(lows[max(0, at - 5) : at]) & (RELATIVES - {"son"})
        return words is _DIED and bool(father)  # else a whole life of theirs
    told = event.sentence.start + event.moment.start
    behind = {token.low for token in event.sentence.tokens[at:] if token.start < told}
    return bool(set(lows[max(0, at - 5) : at]) & RELATIVES or behind & (RELATIVES - {"son"}))


def _lives(reading):
    """One birth (or founding) and one death, age or birthday in a text that tells one life only."""
    born = births(reading)
    if len(born) == 1:
        yield from _life(reading, born[0])
    founded = list(_events(reading, _FOUNDED))
    if len(founded) == 1 and not born:
        yield from told_age(reading, founded[0], ANNIVERSARY, most=1)


def _life(reading, birth):
    died = deaths(reading)
    if len(died) == 1 and _may_be_one_life(birth, died[0]):
        death = died[0]
        spans = [birth.sentence, death.sentence]
        cues = _DIED[reading.language]
        dying = [death.sentence, *(sentence for sentence in reading.sentences if sentence.lows & cues)]
        aged, age = next(
            ((s, number_in(match)) for s in dying if (match := _AGED.search(s.text))), (death.sentence, None)
        )
        if death.year < birth.year:
            yield contradiction("date-order", reading, spans, _death_message(birth, death))
        elif age and not 0 <= death.year - birth.year - age <= 1:
            yield contradiction("date-order", reading, [*spans, aged], age_message(birth.year, death.year, age))
    yield from told_age(reading, birth, BIRTHDAY, most=0)
    if not died:
        yield from told_age(reading, birth, AT_THE_AGE, most=1)
        yield from then_aged(reading, birth)


def _may_be_one_life(birth, death):
    one, other = birth.sentence, death.sentence
    goes_on = {token.low for token in other.tokens[:8]} & _PRONOUNS
    named = {t.text for t in one.tokens if t.text[:1].isupper()} & {
        t.text for t in other.tokens if t.text[:1].isupper()
    }
    return abs(one.number - other.number) <= 2 and (one.paragraph == other.paragraph or bool(goes_on or named))


_PRONOUNS = frozenset("he she er sie il elle".split())


def _events(reading, words):
    """Sentences that tell such an event, each with the year that belongs to it."""
    cues = words.get(reading.language, set())
    for sentence in reading.sentences:
        if sentence.lows & cues and not sentence.other_state:
            for _token, moment in _events_of(sentence, cues, reading.language):
                yield _Event(sentence, moment)


def _events_of(sentence, cues, language):
    """Each such word of a sentence with its date: the nearest; behind the word, but in German on either side."""
    for token in sentence.tokens:
        if token.low in cues:
            near = [
                (far, moment) for moment in sentence.moments if (far := _distance(sentence, token, moment, language))
            ]
            if near:
                yield token, min(near, key=lambda pair: pair[0])[1]


def _distance(sentence, token, moment, language):
    """Characters between the word and a date with a year; 0 when it cannot be its date."""
    if not moment.year:
        return 0
    start, end = sentence.start + moment.start, sentence.start + moment.end
    if start >= token.end:
        far, gap = start - token.end, _tokens_between(sentence, token.end, start)
    else:
        far = token.start - end if language == "de" and end <= token.start else 0
        gap = _tokens_between(sentence, end, token.start)
        if set(gap) & _ARTICLES and not set(gap) & {"wurde", "wurden"}:
            return 0  # "1968 kam die in Brünn geborene Malerin"
    if language == "de" and start >= token.end and "," in gap:
        far += _FARTHEST // 2  # "1990 in Husum geboren, war 2012"
    return far if far <= _FARTHEST and not _goes_on(gap) else 0


def _goes_on(gap):
    """ "Born in Leeds, she came to Ardle in": another act has the date."""
    return bool({"and", "und", "et", ";", "but", "aber", "mais", "who", "which", "qui"} & set(gap)) or any(
        a == "," and b in {"she", "he", "it", "they", "il", "elle"} for a, b in pairwise(gap)
    )


def _death_message(birth, death):
    return _("Died in %(died)s, but born in %(born)s.") % {"died": death.year, "born": birth.year}
