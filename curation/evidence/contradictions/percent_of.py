"""Percentages that do not fit the figures beside them: 60 of 240 are not 40 percent."""

import itertools
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .changes import are_of_people, change_message, changes, direction, far, multiples, pairs, told_share
from .contradiction import Contradiction, contradiction, one_kind, other_times, overlap, shares_noun
from .part_whole import stated
from .turnout import turnouts

MOST_SENTENCES = 8
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
        yield from changes(reading, sentence)
        yield from multiples(reading, sentence)
        yield from _stated_portions(reading, sentence)
        yield from _portions(reading, sentence)


_THAT = {
    "en": (["that", "is"], ["this", "is"], ["that", "was"]),
    "de": (["das", "sind"], ["das", "ist"], ["das", "entspricht"], ["das", "waren"]),
    "fr": (["cela", "représente"], ["cela", "fait"], ["c", "est"]),
}


def _that_is(reading, sentence):
    """ "Of the 240 objections 60 came from farmers. That is 25 percent"."""
    opening, shares = sentence.words(0, 2), [row for row in sentence.amounts if row.dimension in ("share", "fraction")]
    if sentence.number == 0 or opening not in _THAT.get(reading.language, ()) or len(shares) != 1:
        return
    if len(sentence.amounts) == 1 and shares[0].first <= 7 and not shares[0].range:
        before = reading.sentences[sentence.number - 1]
        yield from _that_is_a_change(reading, before, sentence, shares[0])
        yield from _that_is_a_part(reading, before, sentence, shares[0])


def _that_is_a_change(reading, before, sentence, share):
    sign, found = direction(sentence, share, reading.language), list(pairs(before, reading.language))
    if sign and len(found) == 1:
        old, new = found[0]
        alone = sum(one_kind(row, old) for row in before.amounts) == 2 and old.value > 0 < new.value
        if alone and far(sign * told_share(share), (new.base / old.base - 1) * 100, old, new, share):
            yield contradiction("percent-of", reading, [before, sentence], change_message(old, new, share))


def _that_is_a_part(reading, before, sentence, share):
    found = list(stated(before, reading.language))
    more = set(sentence.words(share.last, share.last + 2)) & set(_NOT_ITS_OWN.get(reading.language, "").split())
    if len(found) == 1 and not more and not direction(sentence, share, reading.language):
        whole, part = found[0]
        last = max(before.amounts.index(whole), before.amounts.index(part)) == len(before.amounts) - 1
        if last and whole.value >= part.value and _off(told_share(share), part, whole, share):
            yield contradiction("percent-of", reading, [before, sentence], _portion_message(share, part, whole))


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
                and _off(told_share(share), part, whole, share)
            ):
                yield contradiction("percent-of", reading, [sentence], _portion_message(share, part, whole))
    yield from _in_a_class(reading, sentence)
    for share, whole, part in zip(rows, rows[1:], rows[2:], strict=False):
        named = share.dimension in ("share", "fraction") and _is_triple(sentence, share, whole, part, reading.language)
        if named and _off(told_share(share), part, whole, share):
            yield contradiction("percent-of", reading, [sentence], _portion_message(share, part, whole))


_IN = {"in", "dans", "sur", "von", "bei", "unter", "of", "among", "parmi"}


def _in_a_class(reading, sentence):
    """ "In a class of 30, twelve pupils, or 40 per cent": three figures, the whole leads."""
    rows = sentence.amounts
    if (
        len(rows) != 3
        or sentence.tokens[0].low not in _IN
        or not any(row.dimension in ("share", "fraction") for row in rows[1:])
    ):
        return
    whole, part, share = rows
    if rows[1].dimension in ("share", "fraction") and not rows[2].dimension:
        part, share = share, part  # "of 5,400 maples one third, or 1,080,"
    if not one_kind(whole, part) or whole.dimension or whole.first > 8 or part.per or part.range or whole.range:
        return
    own = part.nouns and whole.nouns and not shares_noun(whole, part) and not are_of_people(part)
    again = whole.value >= part.value > 0 and not own and _says_again(sentence, *sorted((part, share), key=_first))
    if again and _off(told_share(share), part, whole, share):
        yield contradiction("percent-of", reading, [sentence], _portion_message(share, part, whole))


def _first(row):
    return row.first


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
        bool(set(gap) & (_AGAIN - {"is", "sind"}))
        or gap[-2:] in (["that", "is"], ["das", "sind"])
        or (gap[-1:] == [","] and _is_apposed(sentence, part))
    )
    return again and (not part.nouns or not whole.nouns or shares_noun(whole, part) or are_of_people(part))


def _is_apposed(sentence, part):
    """ ", 60 people, ": not "half failed the first paper, 20 the second"."""
    after = sentence.words(part.last, part.last + 3)
    return not after or after[0] in ",.;:)" or any(word in ",.;:)" for word in after[: 1 + len(part.nouns)])


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
        if wholes and all(_off(told_share(share), portion, whole, share) for whole in wholes):
            whole = wholes[-1]
            spans = [reading.sentences[whole.sentence], sentence]
            yield contradiction("percent-of", reading, spans, _portion_message(share, portion, whole))


def _is_that(sentence, share, portion, reading):
    """ "a third of all pupils, 1,100 children": the figure says again what the share says."""
    if told_share(share) > 100 or portion.dimension in ("share", "fraction", "duration", "points"):
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


def _portion_message(share, portion, whole):
    return _("%(portion)s is not %(share)s of %(whole)s.") % {
        "portion": portion.written,
        "share": share.written,
        "whole": whole.written,
    }
