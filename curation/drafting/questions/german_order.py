"""German puts the verb second: what stands before it can be asked for, and all else stays in its order."""

import re
from collections.abc import Iterator

from ..reading import Reading, Sentence
from . import whole
from .present import HUMANS
from .question import Question
from .speech import GERMAN

_PLACE = re.compile(r"(?:In|Bei|Vor|Nahe)\s+[A-ZÄÖÜ][\w-]+(?:\s(?:am|an der|im|bei|und|[A-ZÄÖÜ][\w-]*))*$")
_TIME = re.compile(
    r"(?:(?P<since>Seit)\b.*|(?:In|Im|Am|Ab|Vom)\s.*\b(?:Jahr(?:e[ns]?)?|Monat(?:en)?|Woche[n]?|Tage?[n]?|Nacht|Juni|Juli"
    r"|Januar|Februar|März|April|Mai|August|September|Oktober|November|Dezember|Frühjahr|Sommer|Herbst|Winter)\b.*)$"
)
_COUNTED = re.compile(
    r"(?:rund |etwa |mehr als |fast |knapp |über |mindestens |erst |nur )?(?:\d[\d.]*|zwei|drei|vier|fünf|sechs|sieben|acht"  # noqa: E501
    r"|neun|zehn|elf|zwölf)\s(?P<noun>(?:[a-zäöü]+e\s)?[A-ZÄÖÜ][\w-]+)\s(?P<rest>.+)"
)
_NO_UNIT = frozenset("Prozent Euro Millionen Milliarden Uhr Jahre Jahren Dollar Meter Kilometer Cent".split())


def ask(sentence: Sentence, reading: Reading) -> Iterator[Question]:
    found = whole.split(sentence, reading, GERMAN)
    if not found or found.subject.split()[0].lower() not in reading.lexicon.prepositions:
        return
    if whole.points_away(found.rest, reading, GERMAN):
        return
    worth = whole.worth(found.rest, sentence, reading)
    counted, time = _COUNTED.match(found.rest), _TIME.match(found.subject)
    if counted and counted["noun"].split()[-1] not in _NO_UNIT and counted["rest"].split()[0] not in {"der", "des"}:
        lead = found.subject[0].lower() + found.subject[1:]
        asked = f"Wie viele {counted['noun']} {found.verb} {lead} {counted['rest']}?"
        yield Question(asked, "count", 4.7, counted["noun"])
    elif time:
        word = "Seit wann" if time["since"] else "Wann"
        yield Question(f"{word} {found.verb} {found.rest}?", "when", worth + 0.4, found.rest)
    elif _PLACE.match(found.subject):
        yield Question(f"Wo {found.verb} {found.rest}?", "where", worth + 0.4, found.rest)
    elif word := _adverb(found.subject, reading):
        yield Question(f"{word} {found.verb} {found.rest}?", "which", worth + 0.2, found.rest)


_ADVERBS = {
    "bei": "Wobei", "beim": "Wobei", "mit": "Womit", "durch": "Wodurch", "zum": "Wozu", "zur": "Wozu", "für": "Wofür",
    "gegen": "Wogegen", "über": "Worüber", "wegen": "Weshalb", "um": "Worum", "aus": "Woraus", "unter": "Worunter",
}  # fmt: skip


def _adverb(fronted, reading):
    """ "Wobei" for "Bei dem Feuer im Möbelhaus": what stands first is a thing, nobody by name."""
    first, _, rest = fronted.partition(" ")
    head = rest.removeprefix("dem ").removeprefix("der ").removeprefix("den ").removeprefix("die ").split(" ")[0]
    words = {word.lower() for word in rest.split()}
    who = words & (HUMANS["de"] | reading.lexicon.titles)
    is_thing = head[:1].isupper() and (rest != head or first.lower() in {"zum", "zur", "beim"}) and not who
    return _ADVERBS.get(first.lower(), "") if is_thing else ""
