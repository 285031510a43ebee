"""Percentages and multiples that do not fit the change told beside them: from 40 to 60 is no increase of 25 percent."""

import itertools
from decimal import Decimal

from django.utils.translation import gettext as _

from curation.evidence.amounts import words as word_lists

from .contradiction import contradiction, one_kind, shares_noun
from .subjects import are_people

_FROM = {"en": {"from"}, "de": {"von", "vom"}, "fr": {"de", "d"}}
_TO = {"en": {"to"}, "de": {"auf"}, "fr": {"à"}}
_INSTEAD = {
    "en": {"instead", "from", "against", "previously", "before", "after", "compared"},
    "de": {"statt", "nach", "gegenüber", "anstatt", "anstelle"},
    "fr": {"contre", "lieu", "après", "auparavant"},
}
# How words begin; those with a full stop are whole words.
_RISE = {
    "en": "increas rise. rises. risen. rising. rose. growth grow. grew. grown. jump gain up. surg climb more."
    " dearer. soar"
    " raise",
    "de": "verteuer anstieg zuwachs plus. erhöh steig stieg gestiegen aufschlag zunahm mehr. teurer. wuchs wachs"
    " gewachsen kletter"
    " zugelegt",
    "fr": "hausse. augment progress croissance. bond plus. grimp",
}
_FALL = {
    "en": "decreas fall drop declin loss. lost. lose. loses. down. cut. cuts. reduc less. fewer. cheaper. fell."
    " sank. shrank."
    " shrunk. slip discount. shed.",
    "de": "verbillig rückgang minus. senk abnahme verlust verlor weniger. nachlass. rabatt billiger. günstiger. sank."
    " sanken. sinkt."
    " fiel. fielen. fällt. gesunken gefallen schrumpf ging+zurück",
    "fr": "baiss recul diminu réduction chut repli moins. perdu. perd. remise. rabais.",
}


def changes(reading, sentence):
    shares = [row for row in sentence.amounts if row.dimension in ("share", "fraction")]
    if len(shares) != 1 or shares[0].range:
        return
    share, language = shares[0], reading.language
    if set(sentence.words(share.first - 1, share.first)) & {"auf", "to", "at", "à", "bei"}:
        return  # where it stands, not how far it moved
    sign = direction(sentence, share, language)
    for old, new in pairs(sentence, language):
        if sign and old.value > 0 and new.value > 0 and _beside(old, new, share, sentence):
            told = sign * told_share(share)
            if far(told, (new.base / old.base - 1) * 100, old, new, share):
                yield contradiction("percent-of", reading, [sentence], change_message(old, new, share))


_TIMES: dict[str, dict[str, Decimal | int]] = {
    "en": {"doubled": 2, "doubles": 2, "doubling": 2, "tripled": 3, "trebled": 3, "quadrupled": 4,
           "halved": Decimal("0.5")},
    "de": {"verdoppelt": 2, "verdoppeln": 2, "verdreifachen": 3, "verdoppelte": 2, "verdoppelten": 2,
           "verdreifacht": 3, "verdreifachte": 3,
           "vervierfacht": 4, "halbiert": Decimal("0.5"), "halbierte": Decimal("0.5")},
    "fr": {"doublé": 2, "doubler": 2, "doublera": 2, "tripler": 3, "triplera": 3,
           "double": 2, "triplé": 3, "quadruplé": 4},
}  # fmt: skip
_HALVED = {"en": ("by", "half"), "de": ("die", "hälfte"), "fr": ("de", "moitié")}


def multiples(reading, sentence):
    """Doubled from 300 to 450."""
    at, times = _times(sentence, reading.language)
    found = list(pairs(sentence, reading.language))
    if not times or len(found) != 1 or _in_another_clause(sentence, at, *found[0]):
        return
    old, new = found[0]
    alone = old.value > 0 and new.value > 0 and sum(one_kind(row, old) for row in sentence.amounts) == 2
    if alone and not Decimal("0.85") < new.base / old.base / times < Decimal("1.15"):
        yield contradiction("percent-of", reading, [sentence], _times_message(old, new))


def _times(sentence, language):
    about = word_lists.ABOUT.get(language, frozenset()) | {"more", "mehr", "plus", "than", "als"}
    lows = [token.low for token in sentence.tokens]
    for n, word in enumerate(lows):
        times = _TIMES.get(language, {}).get(word)
        if tuple(lows[n : n + 2]) == _HALVED.get(language) and _tell(lows, _FALL, language):
            times = Decimal("0.5")
        if times:
            return n, None if set(lows[max(0, n - 3) : n + 3]) & about else times
    return 0, None


# "From 300 to 450 after the ovens were doubled": the word tells another change.
_NEW_CLAUSE = frozenset(
    "after since because although though once when while whereas as where which who that if but despite before"
    " nachdem obwohl seit seitdem weil während als da wobei wenn aber obgleich indem bevor trotz"
    " que qui quand lorsque car parce alors tandis bien dont mais depuis où puisque pendant après avant malgré".split()
)


def _has_a_subject(sentence, figures, first, last):
    """Whether a comma and another noun lie between: "taxes rise by 12 percent, fees from 60 to 90"."""
    start, end = min(row.first for row in figures), max(row.last for row in figures)
    a, b = (end, first) if first >= end else (last, start)
    gap = sentence.words(a, b)
    if "," not in gap:
        return False
    behind = a + len(gap) - gap[::-1].index(",")
    return any(
        sentence.stems[n] in sentence.content
        and not _moves([sentence.tokens[n].low])
        and sentence.tokens[n].low not in _OF_A_CHANGE
        for n in range(behind, b)
    )


_OF_A_CHANGE = frozenset(
    "annual yearly year rate change difference jahr veränderung unterschied entspricht entspräche einem satte ganze"
    " evolution variation soit an increase rise fall drop nearly doubling doubled namely exactly genau nämlich"
    " means mean meaning passant passe passé passer bedeutet heißt told said".split()
)
_RELATIVE = frozenset("der die das den dem dessen deren whose".split())


def _in_another_clause(sentence, at, *figures):
    """Whether a new clause begins between the word and the two figures."""
    first, last = min(row.first for row in figures), max(row.last for row in figures)
    gap = sentence.words(last, at) if at >= last else sentence.words(at + 1, first)
    if _has_a_subject(sentence, figures, at, at + 1):
        return True
    after_comma = {b for a, b in itertools.pairwise(gap) if a == ","}
    new = {word for word, following in itertools.pairwise([*gap, ""]) if not following.isdigit()}  # but "since 2019"
    return bool(new & _NEW_CLAUSE or after_comma & _RELATIVE)


def _times_message(old, new):
    return _("From %(old)s to %(new)s is not the multiple that the text names.") % {
        "old": old.written,
        "new": new.written,
    }


def are_of_people(row):
    return any(are_people(noun, language) for noun in row.nouns for language in ("en", "de", "fr"))


def told_share(share):
    return share.value * (100 if share.dimension == "fraction" else 1)


def direction(sentence, share, language):
    near = set(sentence.words(share.first - 5, share.last + 3))
    rise, fall = _tell(near, _RISE, language), _tell(near, _FALL, language)
    if not rise and not fall:
        rise, fall = _tell(sentence.lows, _RISE, language), _tell(sentence.lows, _FALL, language)
    if rise == fall:
        return 0
    return 1 if rise else -1


def _tell(lows, table, language):
    cues = table.get(language, "").split()
    return any(low + "." == cue or (cue[-1] != "." and low.startswith(cue)) for low in lows for cue in cues)


def pairs(sentence, language):
    """(before, after) of each change that the sentence tells in two figures of one unit."""
    rows = sentence.amounts
    for one, other in itertools.pairwise(rows):
        if not one_kind(one, other) or one.dimension in ("share", "fraction", "points") or one.range:
            continue
        before, gap = sentence.words(one.first - 2, one.first), sentence.words(one.last, other.first)
        if len(gap) > 8 or one.about or other.about:
            continue
        lead = set(sentence.words(one.first - 3, one.first))
        if (
            lead & {"statt", "anstatt"}
            or {"instead", "of"} <= lead
            or {"lieu", "de"} <= lead
            or (set(before) & _FROM.get(language, set()) and set(gap) & _TO.get(language, set()))
        ) or (
            set(gap) & _NOW
            and _same_people(one, other)
            and not _elsewhere(sentence, other)
            and not set(gap) & {"more", "mehr", "als", "than"}
        ):
            yield one, other
        elif set(gap) & _INSTEAD.get(language, set()) and not set(gap) & {"and", "und", "et"}:
            yield other, one


def _elsewhere(sentence, row):
    return bool(
        set(sentence.words(row.last, row.last + 1)) & {"on", "in", "at", "auf", "im", "sur", "dans", "ont", "of"}
    )


def _moves(words):
    return any(_tell(set(words), table, language) for table in (_RISE, _FALL) for language in table)


def _same_people(one, other):
    """Whether two counts may be of one thing: "there were 400 islanders, today there are 100"."""
    return not (one.nouns and other.nouns) or shares_noun(one, other) or (are_of_people(one) and are_of_people(other))


_NOW = {"now", "today", "heute", "jetzt", "aujourd'hui", "maintenant", "noch", "plus"}


def _beside(old, new, share, sentence):
    """The share follows the two figures, or leads them, with no other figure of their kind in the sentence."""
    kind = [row for row in sentence.amounts if one_kind(row, old)]
    if _has_a_subject(sentence, (old, new), share.first, share.last):
        return False
    gap = sentence.words(max(old.last, new.last), share.first)
    if set(gap) & {"and", "und", "et", "while", "während", "tandis", "but", "aber", "mais"} and _moves(gap):
        return False  # something else moved by that
    return len(kind) == 2 and -16 <= share.first - max(old.last, new.last) <= 8


def far(told, real, old, new, share):
    """Beyond rounding of all three figures, and by more than a tenth."""
    room = Decimal("0.5") / 10**share.places + (Decimal(3) if share.about or share.dimension == "fraction" else 0)
    room += 100 * (_slack(old) + _slack(new)) * new.base / old.base
    return abs(told - real) > room + max(Decimal(1), abs(real) / 10)


def _slack(row):
    """Half of the last significant place, as a part of the value."""
    value, grain = row.value, Decimal(1).scaleb(-row.places)
    while not row.places and value >= 10 and value % 10 == 0 and grain < value:
        value, grain = value / 10, grain * 10
    return min(grain / 2 / row.value, Decimal("0.1")) if row.places or row.value >= 1000 else Decimal(0)


def change_message(old, new, share):
    return _("From %(old)s to %(new)s is not a change of %(share)s.") % {
        "old": old.written,
        "new": new.written,
        "share": share.written,
    }
