"""Conversions that imply wildly different rates: $30 million (€27.6 million), but $4 million (€1.1 million)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import Contradiction, contradiction

WILD = Decimal("1.35")  # two rates of one text at one time differ less, with all rounding
WILD_OVER_TIME = Decimal("2")
MEASURE = Decimal("1.2")  # a known factor needs less room
DEGREES = 4  # Celsius
MOST_TOKENS = 8  # between an amount and its conversion

_LINKS = {
    "en": {"or", "equal", "equals", "equivalent", "worth", "about", "roughly", "around", "some"},
    "de": {
        "oder",
        "sind",
        "entspricht",
        "entsprach",
        "entsprechen",
        "umgerechnet",
        "rund",
        "etwa",
        "knapp",
        "kurs",
        "also",
        "wert",
    },
    "fr": {"soit", "équivalent", "équivaut", "environ", "représente", "représentait", "ou"},
}
_SAME = {"equals", "equal", "entspricht", "entsprach", "entsprechen", "équivaut", "équivalent", "représente", "worth"}
_SMALL = {"is", "to", "the", "of", "à", "d", "de", "aux", "und", "des"}
_THAT_IS = {
    "en": (("that", "is"), ("this", "is"), ("that", "equals"), ("that", "comes")),
    "de": (("das", "sind"), ("das", "entspricht"), ("das", "wären"), ("umgerechnet", "sind")),
    "fr": (("cela", "représente"), ("soit", "environ"), ("ce", "qui"), ("cela", "fait")),
}
_OTHER_SYSTEM = {"mi", "ft", "in", "yd", "acre", "lb", "oz", "gal", "mi2", "ft2", "f", "nmi", "mph", "kn"}


@dataclass(slots=True)
class _Conversion:
    sentences: list[Sentence]
    one: Amount
    other: Amount

    @property
    def rate(self):
        """Always of the first unit by name into the second, so that "£ (€)" and "€ (£)" compare."""
        a, b = sorted((self.one, self.other), key=lambda amount: amount.unit.partition(" ")[0])
        return b.value / a.value


def rate(reading: Reading) -> Iterator[Contradiction]:
    money, names = defaultdict(list), _full_names(reading)
    for each in _conversions(reading):
        if each.one.dimension == "money":
            money[frozenset(names.get(row.unit, row.unit) for row in (each.one, each.other))].append(each)
        elif _wrong_measure(each.one, each.other) and not _is_a_difference(each):
            yield contradiction("rate", reading, each.sentences, _measure_message(each))
    for group in money.values():
        yield from _outliers(reading, group)


def _full_names(reading):
    """ "Kroner" in a text that also has Danish kroner, and none of another country, are those."""
    full = defaultdict(set)
    for amount in reading.amounts:
        if amount.dimension == "money" and " " in amount.unit:
            full[amount.unit.partition(" ")[0]].add(amount.unit)
    return {name: min(units) for name, units in full.items() if len(units) == 1 and name in _MANY_COUNTRIES}


_MANY_COUNTRIES = {"KRONE", "SEK", "PESO", "INR", "TRY"}


def _conversions(reading):
    for sentence in reading.sentences:
        for one, other in zip(sentence.amounts, sentence.amounts[1:], strict=False):
            if _converts(sentence, one, other, reading.language):
                yield _Conversion([sentence], one, other)
    for sentence, following in zip(reading.sentences, reading.sentences[1:], strict=False):
        if sentence.amounts and following.amounts and _goes_on(following, reading.language):
            one, other = sentence.amounts[-1], following.amounts[0]
            if one.dimension == other.dimension == "money" and one.unit != other.unit and one.value > 0 < other.value:
                yield _Conversion([sentence, following], one, other)


def _goes_on(sentence, language):
    """ "That is about 36,000 euros.": the first amount says again what the sentence before said."""
    return tuple(sentence.words(0, 2)) in _THAT_IS.get(language, ()) and sentence.amounts[0].first <= 6


def _converts(sentence, one, other, language):
    if one.dimension != other.dimension or one.unit == other.unit or not (one.value > 0 and other.value > 0):
        return one.dimension == other.dimension == "temperature" and one.unit != other.unit and "(" in sentence.lows
    gap, links = sentence.words(one.last, other.first), _LINKS.get(language, set())
    if len(gap) > MOST_TOKENS or one.range or other.range or one.dimension not in ("money", *_DIMENSIONS):
        return False
    if one.dimension != "money" and not (set(gap) <= links | _BETWEEN and _ends_there(sentence, other)):
        return False
    if "(" in gap[:2] and ")" not in gap:
        return one.dimension == "money" or bool({one.unit, other.unit} & _OTHER_SYSTEM)
    if one.dimension == "money" and gap and set(gap) <= links | _SMALL:
        return bool(set(gap) & _SAME)
    if gap[-2:] == [",", "was"] and set(sentence.words(other.last, other.last + 2) + gap) & _SAME:
        return one.dimension == "money"
    crosses = one.dimension == "money" or bool({one.unit, other.unit} & _OTHER_SYSTEM)
    return crosses and bool({",", "or", "oder", "soit", "–", "—"} & set(gap[:3])) and bool(set(gap) & links)


def _ends_there(sentence, other):
    """ "Or 12 kilometres with the loop", "about 50 metres behind" say more than the same again."""
    return not set(sentence.words(other.last, other.last + 1)) & _FURTHER


_BETWEEN = frozenset(
    "( , – — - a das sind that is just le les des d de ca c nearly almost approximately well over under a bit".split()
)
_FURTHER = frozenset(
    "with behind ahead away from more less longer further avec derrière de weiter mehr hinter mit".split()
)
_DIMENSIONS = ("length", "area", "volume", "mass", "speed", "temperature")


def _wrong_measure(one, other):
    if one.dimension == "temperature":
        return "f" in (one.unit, other.unit) and abs(_celsius(one) - _celsius(other)) > DEGREES
    larger, smaller = max(one.base, other.base), min(one.base, other.base)
    return larger > smaller * MEASURE


def _is_a_difference(each):
    """ "A drop of 17C (31F)"."""
    if each.one.dimension != "temperature" or not each.sentences[0].lows & _DIFFERENCE:
        return False
    f, c = (each.one, each.other) if each.one.unit == "f" else (each.other, each.one)
    return abs(c.value * 9 / 5 - f.value) <= DEGREES


_DIFFERENCE = frozenset(
    "drop fall rise difference warmer colder cooler hotter above below by rückgang anstieg unterschied wärmer kälter um"
    " écart baisse hausse chute".split()
)


def _celsius(amount):
    return (amount.value - 32) * 5 / 9 if amount.unit == "f" else amount.value


def _outliers(reading, group):
    """Each conversion far from the middle one, with the one next to it that is in line."""
    middle = median_low([each.rate for each in group])
    fair = [each for each in group if each.rate == middle]
    for each in group:
        wild = _wild(each, fair[0])
        if max(each.rate, middle) > min(each.rate, middle) * wild:
            yield contradiction("rate", reading, [*fair[0].sentences, *each.sentences], _rate_message(fair[0], each))


def _wild(each, fair):
    a, b = each.sentences[0], fair.sentences[0]
    over_time = _years_of(each) != _years_of(fair) or _names_a_rate(a) or _names_a_rate(b)
    return WILD_OVER_TIME if over_time else WILD


def _years_of(each):
    """Years of which the rate may be told: those in the sentence, but for one that only a later clause has."""
    sentence, last = each.sentences[-1], each.other.end
    return {
        moment.year
        for moment in sentence.moments
        if moment.year and moment.year >= 1970 and not _apart(sentence, last, sentence.start + moment.start)
    }


def _apart(sentence, end, start):
    return "," in [token.low for token in sentence.tokens if end <= token.start < start]


def _names_a_rate(sentence):
    """ "At the rate of that time": the text itself says that it converts by another rate."""
    return bool(sentence.lows & {"rate", "kurs", "cours", "taux", "wechselkurs"})


def _rate_message(fair, each):
    return _("%(one)s as %(other)s and %(third)s as %(fourth)s imply exchange rates far apart.") % {
        "one": fair.one.written,
        "other": fair.other.written,
        "third": each.one.written,
        "fourth": each.other.written,
    }


def _measure_message(each):
    return _("%(one)s is not %(other)s.") % {"one": each.one.written, "other": each.other.written}
