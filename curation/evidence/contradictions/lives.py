"""What one person or thing cannot have done then: a wedding before birth."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading

from .birthdays import of_a_thing
from .contradiction import Contradiction, contradiction
from .date_order import births, deaths

_PRONOUN = {"en": {"he", "she"}, "de": {"er", "sie"}, "fr": {"il", "elle"}}
_ACTS = {
    "en": "married joined moved opened founded began became started took retired graduated published won left studied"
    " bought set entered came went learned taught served made wrote worked emigrated enrolled",
    "de": "heiratete zog gründete begann wurde trat eröffnete übernahm veröffentlichte gewann verließ studierte kaufte"
    " kam ging lernte lehrte schrieb arbeitete promovierte",
    "fr": "publie fonde rejoint épouse entre quitte épousé épousa rejoignit fondé fonda commencé commença"
    " devenu devenue devint ouvert ouvrit publié"
    " publia quitté quitta gagné acheté entra entré entrée écrit composé peint étudié repris reprit enseigné",
}
_FOUNDER = {
    "en": ({"founder", "founder's"}, {"death", "died"}, {"founded", "established", "set"}),
    "de": ({"gründer", "gründers", "gründerin"}, {"tod", "starb", "tode", "gestorben"}, {"gegründet", "gründete"}),
    "fr": ({"fondateur", "fondatrice"}, {"mort", "décès", "décédé"}, {"fondé", "fondée", "créé", "créée"}),
}


def _dead_founders(reading):
    """Founded in 1927; "after the death of the founder in 1919"."""
    if reading.language not in _FOUNDER:
        return
    founder, death, founded = _FOUNDER[reading.language]
    made = [s for s in reading.sentences if s.lows & founded and len(s.years) == 1 and not s.other_state]
    gone = [s for s in reading.sentences if s.lows & founder and s.lows & death and len(s.years) == 1]
    if len(made) == len(gone) == 1 and max(gone[0].years) < min(made[0].years):
        message = _("The founder died in %(died)s, but founded in %(founded)s.") % {
            "died": max(gone[0].years),
            "founded": min(made[0].years),
        }
        yield contradiction("date-order", reading, [made[0], gone[0]], message)


def lives(reading: Reading) -> Iterator[Contradiction]:
    yield from _dead_founders(reading)
    yield from _outside_a_life(reading)


def _outside_a_life(reading):
    """Acts of "she" before the one birth that a text tells, or after the one death."""
    born, died = births(reading), deaths(reading)
    if len(born) > 1 or len(died) > 1 or not (born or died):
        return
    for sentence in reading.sentences:
        year = _year_of_an_act(sentence, reading.language, {event.year for event in (*born, *died)})
        if born and sentence.paragraph < born[0].sentence.paragraph:
            continue  # of whom a paragraph before tells
        if year and born and year < born[0].year:
            yield contradiction("date-order", reading, [born[0].sentence, sentence], _message(year, born[0].year))
        elif year and died and year > died[0].year:
            yield contradiction("date-order", reading, [died[0].sentence, sentence], _message(year, died[0].year))


# "Founded in 1901 it was": of a thing, whatever the pronoun.
_MADE = frozenset("gegründet erbaut gebaut errichtet eröffnet fondé fondée construit construite".split())


def _year_of_an_act(sentence, language, told):
    """The year of "She married in 1948"; None where more than the act may have that year."""
    years = sentence.years - told
    if len(years) != 1 or sentence.other_state or sentence.lows & _MADE:
        return None
    acts, pronouns = set(_ACTS.get(language, "").split()), _PRONOUN.get(language, set())
    lows = [token.low for token in sentence.tokens]
    moment = next(moment for moment in sentence.moments if moment.year in years)
    for n, low in enumerate(lows[:12]):
        acts_here = low in pronouns and (set(lows[n + 1 : n + 3]) | set(lows[max(0, n - 1) : n])) & acts
        if acts_here or (low in _OWN and set(lows[n + 1 : n + 2]) & _FIRST and not set(lows) & _FAMILY):
            far = sum(1 for token in sentence.tokens[n:] if token.start < sentence.start + moment.start)
            near = far <= (9 if acts_here else 18) and not _of_a_thing(sentence, moment)
            return moment.year if near else None
    return None


def _of_a_thing(sentence, moment):
    """ "She took over the hotel built in 1911"."""
    before = sentence.text[: moment.start].lower().rstrip()
    return of_a_thing(before.removesuffix(" in").removesuffix(" en").rstrip())


# "Her first novel": what only somebody born can make.
_OWN = frozenset("her his ihr ihre ihren sein seine seinen son sa".split())
_FIRST = frozenset("first erster erste erstes ersten premier première debut".split())
_FAMILY = frozenset(
    "husband wife father mother parents grandfather mann frau vater mutter eltern großvater mari femme père"
    " mère parents"
    " ancestor ancestors vorfahren ancêtre".split()
)


def _message(year, other):
    return _("%(year)s does not fit a life that is told with %(other)s.") % {"year": year, "other": other}
