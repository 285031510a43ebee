"""Percentages that do not fit the figures beside them: from 40,000 to 60,000 is no increase of 25 percent."""

import itertools
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence
from curation.evidence.amounts import words as word_lists

from .contradiction import Contradiction, contradiction, one_kind, other_times, overlap, shares_noun
from .part_whole import stated
from .subjects import are_people
from .turnout import turnouts

MOST_SENTENCES = 8
_FROM = {"en": {"from"}, "de": {"von", "vom"}, "fr": {"de", "d"}}
_TO = {"en": {"to"}, "de": {"auf"}, "fr": {"à"}}
_INSTEAD = {
    "en": {"instead", "from", "against", "previously", "before", "after", "compared"},
    "de": {"statt", "nach", "gegenüber", "anstatt", "anstelle"},
    "fr": {"contre", "lieu", "après", "auparavant"},
}
# How words begin; those with a full stop are whole words.
_RISE = {
    "en": "increas rise. rises. risen. rising. rose. growth grow. grew. grown. jump gain up. surg climb more. dearer. soar"
    " raise",
    "de": "anstieg zuwachs plus. erhöh steig stieg gestiegen aufschlag zunahm mehr. teurer. wuchs wachs gewachsen kletter"
    " zugelegt",
    "fr": "hausse. augment progress croissance. bond plus. grimp",
}
_FALL = {
    "en": "decreas fall drop declin loss. lost. lose. loses. down. cut. cuts. reduc less. fewer. cheaper. fell. sank. shrank."
    " shrunk. slip discount. shed.",
    "de": "rückgang minus. senk abnahme verlust verlor weniger. nachlass. rabatt billiger. günstiger. sank. sanken. sinkt."
    " fiel. fielen. fällt. gesunken gefallen schrumpf ging+zurück",
    "fr": "baiss recul diminu réduction chut repli moins. perdu. perd. remise. rabais.",
}
_THAT_IS = {
    "en": ({","}, {"("}, {"or"}, {"that"}, {"some"}),
    "de": ({","}, {"("}, {"oder"}, {"sind"}, {"also"}),
    "fr": ({","}, {"("}, {"soit"}, {"ou"}),
}
_NOT_ITS_OWN = {
    "en": "more less higher lower points point fewer than",
    "de": "mehr weniger punkte prozentpunkte als",
    "fr": "plus moins points point",
}


def percent_of(reading: Reading) -> Iterator[Contradiction]:
    yield from turnouts(reading)
    for sentence in reading.sentences:
        yield from _that_is(reading, sentence)
        yield from _changes(reading, sentence)
        yield from _multiples(reading, sentence)
        yield from _stated_portions(reading, sentence)
        yield from _portions(reading, sentence)


def _changes(reading, sentence):
    shares = [row for row in sentence.amounts if row.dimension in ("share", "fraction")]
    if len(shares) != 1 or shares[0].range:
        return
    share, language = shares[0], reading.language
    if set(sentence.words(share.first - 1, share.first)) & {"auf", "to", "at", "à", "bei"}:
        return  # where it stands, not how far it moved
    direction = _direction(sentence, share, language)
    for old, new in _pairs(sentence, language):
        if direction and old.value > 0 and new.value > 0 and _beside(old, new, share, sentence):
            told = direction * _told(share)
            if _far(told, (new.base / old.base - 1) * 100, old, new, share):
                yield contradiction("percent-of", reading, [sentence], _change_message(old, new, share))


_THAT = {"en": (["that", "is"], ["this", "is"], ["that", "was"]), "de": (["das", "sind"], ["das", "ist"], ["das", "entspricht"], ["das",
         "waren"]), "fr": (["cela", "représente"], ["cela", "fait"], ["c", "est"])}  # fmt: skip


def _that_is(reading, sentence):
    """ "Of the 240 objections 60 came from farmers. That is 25 percent"."""
    opening, shares = sentence.words(0, 2), [row for row in sentence.amounts if row.dimension in ("share", "fraction")]
    if sentence.number == 0 or opening not in _THAT.get(reading.language, ()) or len(shares) != 1:
        return
    share, before = shares[0], reading.sentences[sentence.number - 1]
    change = _direction(sentence, share, reading.language)
    changes = list(_pairs(before, reading.language)) if change and len(sentence.amounts) == 1 else []
    if len(changes) == 1 and share.first <= 7 and not share.range:
        old, new = changes[0]
        alone = sum(one_kind(row, old) for row in before.amounts) == 2 and old.value > 0 < new.value
        if alone and _far(change * _told(share), (new.base / old.base - 1) * 100, old, new, share):
            yield contradiction("percent-of", reading, [before, sentence], _change_message(old, new, share))
        return
    pairs = list(stated(before, reading.language))
    more = set(sentence.words(share.last, share.last + 2)) & set(_NOT_ITS_OWN.get(reading.language, "").split())
    if len(pairs) == 1 and share.first <= 5 and not more and len(sentence.amounts) == 1 and not share.range:
        whole, part = pairs[0]
        last = max(before.amounts.index(whole), before.amounts.index(part)) == len(before.amounts) - 1
        if last and whole.value >= part.value and _off(_told(share), part, whole, share):
            yield contradiction("percent-of", reading, [before, sentence], _portion_message(share, part, whole))


_TIMES: dict[str, dict[str, Decimal | int]] = {
    "en": {"doubled": 2, "doubling": 2, "tripled": 3, "trebled": 3, "quadrupled": 4, "halved": Decimal("0.5")},
    "de": {"verdoppelt": 2, "verdoppelte": 2, "verdoppelten": 2, "verdreifacht": 3, "verdreifachte": 3,
           "vervierfacht": 4, "halbiert": Decimal("0.5"), "halbierte": Decimal("0.5")},
    "fr": {"doublé": 2, "double": 2, "triplé": 3, "quadruplé": 4},
}  # fmt: skip
_HALVED = {"en": ("by", "half"), "de": ("die", "hälfte"), "fr": ("de", "moitié")}


def _multiples(reading, sentence):
    """Doubled from 300 to 450."""
    times = _times(sentence, reading.language)
    pairs = list(_pairs(sentence, reading.language))
    if not times or len(pairs) != 1:
        return
    old, new = pairs[0]
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
            return None if set(lows[max(0, n - 3) : n + 3]) & about else times
    return None


def _times_message(old, new):
    return _("From %(old)s to %(new)s is not the multiple that the text names.") % {
        "old": old.written,
        "new": new.written,
    }


def _stated_portions(reading, sentence):
    """ "Of 200 trees, 50, or 40 percent", "45 of the 60 classrooms, or 20 percent", "half of the 90, 60 people"."""
    rows = sentence.amounts
    for whole, part in stated(sentence, reading.language):
        last = max(rows.index(whole), rows.index(part))
        if last + 1 < len(rows) and rows[last + 1].dimension in ("share", "fraction"):
            share = rows[last + 1]
            if (
                _says_again(sentence, rows[last], share)
                and whole.value >= part.value
                and _off(_told(share), part, whole, share)
            ):
                yield contradiction("percent-of", reading, [sentence], _portion_message(share, part, whole))
    yield from _in_a_class(reading, sentence)
    for share, whole, part in zip(rows, rows[1:], rows[2:], strict=False):
        named = share.dimension in ("share", "fraction") and _is_triple(sentence, share, whole, part, reading.language)
        if named and _off(_told(share), part, whole, share):
            yield contradiction("percent-of", reading, [sentence], _portion_message(share, part, whole))


_IN = {"in", "dans", "sur", "von", "bei", "unter", "of", "among", "parmi"}


def _in_a_class(reading, sentence):
    """ "In a class of 30, twelve pupils, or 40 per cent": three figures, the whole leads."""
    rows = sentence.amounts
    if len(rows) != 3 or sentence.tokens[0].low not in _IN or rows[2].dimension not in ("share", "fraction"):
        return
    whole, part, share = rows
    if not one_kind(whole, part) or whole.dimension or whole.first > 8 or part.per or part.range or whole.range:
        return
    own = part.nouns and whole.nouns and not shares_noun(whole, part) and not _people(part)
    if whole.value >= part.value > 0 and not own and _says_again(sentence, part, share):
        if _off(_told(share), part, whole, share):
            yield contradiction("percent-of", reading, [sentence], _portion_message(share, part, whole))


_OF = {"of", "der", "des", "von", "vom", "du", "de", "d", "l"}
_AGAIN = {
    "(",
    "or",
    "oder",
    "soit",
    "sind",
    "also",
    "namely",
    "nämlich",
    "is",
    "i.e",
    "exactly",
    "genau",
    "exactement",
    "précisément",
}


def _says_again(sentence, part, share):
    gap = sentence.words(part.last, share.first)
    between_commas = gap[-1:] == [","] and sentence.words(share.last, share.last + 1) == [","]
    return len(gap) <= 8 and (bool(set(gap) & _AGAIN) or between_commas) and not share.range


def _is_triple(sentence, share, whole, part, language):
    if not one_kind(whole, part) or whole.per or part.per or part.range or whole.range or whole.value <= 0:
        return False
    if whole.dimension in ("share", "fraction", "points", "duration"):
        return False
    lead, gap = sentence.words(share.last, whole.first), sentence.words(whole.last, part.first)
    if not lead or len(lead) > 8 or lead[0] not in _OF or "," in lead or len(gap) > 7:
        return False
    if set(sentence.words(part.last, part.last + 2)) & {"them", "davon", "whom", "eux", "ihnen"}:
        return False
    again = (
        bool(set(gap) & (_AGAIN - {"is", "sind"})) or gap[-2:] in (["that", "is"], ["das", "sind"]) or gap[-1:] == [","]
    )
    return again and (not part.nouns or not whole.nouns or shares_noun(whole, part) or _people(part))


def _people(row):
    return any(are_people(noun, language) for noun in row.nouns for language in ("en", "de", "fr"))


def _told(share):
    return share.value * (100 if share.dimension == "fraction" else 1)


def _direction(sentence, share, language):
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


def _pairs(sentence, language):
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
    return not (one.nouns and other.nouns) or shares_noun(one, other) or (_people(one) and _people(other))


_NOW = {"now", "today", "heute", "jetzt", "aujourd'hui", "maintenant", "noch", "plus"}


def _beside(old, new, share, sentence):
    """The share follows the two figures, or leads them, with no other figure of their kind in the sentence."""
    kind = [row for row in sentence.amounts if one_kind(row, old)]
    gap = sentence.words(max(old.last, new.last), share.first)
    if set(gap) & {"and", "und", "et", "while", "während", "tandis", "but", "aber", "mais"} and _moves(gap):
        return False  # something else moved by that
    return len(kind) == 2 and -16 <= share.first - max(old.last, new.last) <= 8


def _far(told, real, old, new, share):
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


def _portions(reading, sentence):
    rows = sentence.amounts
    for share, portion in itertools.pairwise(rows):
        if (
            share.dimension not in ("share", "fraction")
            or share.range
            or not _is_that(sentence, share, portion, reading)
        ):
            continue
        wholes = _wholes(reading, sentence, share, portion)
        if wholes and all(_off(_told(share), portion, whole, share) for whole in wholes):
            whole = wholes[-1]
            spans = [reading.sentences[whole.sentence], sentence]
            yield contradiction("percent-of", reading, spans, _portion_message(share, portion, whole))


def _is_that(sentence, share, portion, reading):
    """ "a third of all pupils, 1,100 children": the figure says again what the share says."""
    if _told(share) > 100 or portion.dimension in ("share", "fraction", "duration", "points"):
        return False
    if portion.range or portion.per:
        return False
    gap = sentence.words(share.last, portion.first)
    language = reading.language
    if not 2 <= len(gap) <= 12 or set(gap) & set(_NOT_ITS_OWN.get(language, "").split()):
        return False
    tail = gap[-3:]
    marks = [n for n, word in enumerate(tail) if word in {"(", ",", "soit", "or", "oder", "sind"}]
    return bool(marks) and (_base(sentence, share, portion) != frozenset() or "davon" in gap)


def _base(sentence, share, portion):
    """The stems of what the share is of."""
    stems = sentence.stems[share.last : portion.first]
    return frozenset(stems) & sentence.content


def _wholes(reading, sentence, share, portion):
    base = _base(sentence, share, portion)
    if set(sentence.words(share.last, share.last + 2)) & {"davon", "them"}:
        before = [row for row in sentence.amounts if row.first < share.first and one_kind(row, portion)]
        return before[-1:]
    found = []
    for earlier in reading.sentences[max(0, sentence.number - MOST_SENTENCES) : sentence.number + 1]:
        for row in earlier.amounts:
            if row is not portion and row is not share and _may_be_whole(earlier, row, sentence, portion, base):
                found.append(row)
    return found


def _may_be_whole(earlier: Sentence, row: Amount, sentence, portion, base):
    if not one_kind(row, portion) or row.per or row.range or row.value <= 0:
        return False
    if earlier is sentence and row.first > portion.first:
        return False
    if earlier is not sentence and other_times(earlier, sentence):
        return False
    if row.dimension:
        near = _near(earlier, row)
        return len(overlap(base, near)) >= 1
    return bool(overlap(base, row.nouns))


def _near(sentence, row):
    """The stems of the words that lead to a measure: "the cost of the works is put at …"."""
    return frozenset(sentence.stems[max(0, row.first - 12) : row.last + 4]) & sentence.content


def _off(told, portion, whole, share):
    real = portion.base / whole.base * 100
    room = max(told * Decimal("0.12"), Decimal("0.6"))
    about = share.about or portion.about or whole.about
    return abs(real - told) > (room * 2 if about else room)


def _change_message(old, new, share):
    return _("From %(old)s to %(new)s is not a change of %(share)s.") % {
        "old": old.written,
        "new": new.written,
        "share": share.written,
    }


def _portion_message(share, portion, whole):
    return _("%(portion)s is not %(share)s of %(whole)s.") % {
        "portion": portion.written,
        "share": share.written,
        "whole": whole.written,
    }
