"""A list named again as a whole: three badly and eight slightly hurt, "the thirteen injured"."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import MORE_EXACTLY, Contradiction, contradiction, one_kind, shares_noun
from .part_whole import stated
from .prices import GOES_ON
from .subjects import are_anybody, are_people, are_some_people, same_noun
from .sums import lists, misses, says_more

MOST_SENTENCES = 6  # between a list and its second mention
_AND = frozenset("and und et as well as sowie ainsi que".split())
_THEIR = frozenset("its their his her ihre seine ihren seinen ses leurs".split())
_ALL = {
    "en": {"all"},
    "de": {"alle", "allen", "aller", "sämtliche"},
    "fr": {"tous", "toutes"},
}
# A verb behind which a list tells what something is made of.
_MADE_OF = {
    "en": ("consist", "compris", "has", "have", "had", "own", "includ", "made", "run", "keep", "field", "belong"),
    "de": ("besteh", "bestand", "hat", "haben", "gehör", "zähl", "umfasst", "stehen", "besitz", "setzt", "leben"),
    "fr": ("compos", "compren", "compt", "possèd", "réuni", "regroup", "abrit", "form"),
}  # fmt: skip


def totals(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        yield from _overfilled(reading, sentence)
        yield from _all_aboard(reading, sentence)
        for items in lists(sentence):
            if _is_closed(sentence, items, reading.language):
                yield from _named_again(reading, sentence, items)


def _is_closed(sentence, items, language):
    """Whether a list is joined with "and" and is all of its kind in the sentence."""
    joined = set(sentence.words(items[-2].last, items[-1].first)) & _AND
    return (
        bool(joined)
        and len(_of_kind(sentence, items[0])) == len(items)
        and not says_more(sentence, items, language)
        and not sentence.other_state
    )


def _of_kind(sentence, row):
    return [other for other in sentence.amounts if one_kind(row, other)]


def _named_again(reading, sentence, items):
    for later in reading.sentences[sentence.number + 1 : sentence.number + 1 + MOST_SENTENCES]:
        rows = _of_kind(later, items[0])
        for total in rows[:1]:
            if _is_the_sum(reading, sentence, items, later, total):
                if misses(items, total):
                    yield contradiction("sum", reading, [sentence, later], message(items, total))
                return
            if later.number - sentence.number > 3 or not _shares_one(items, reading.language):
                return  # another figure of the kind: what follows may be of that


def _shares_one(items, language):
    """Whether all items are of one noun: "three badly injured, eight slightly injured"."""
    return all(item.nouns and same_noun(items[0].nouns[0], item.nouns, language) for item in items)


def _is_the_sum(reading, sentence, items, later: Sentence, total: Amount):
    """A definite figure, larger than each item, of the same things; not told in the text before."""
    definite = total.all or set(later.words(total.first - 1, total.first)) & _THEIR
    if not (definite and total.exact) or later.other_state or total.base <= max(item.base for item in items):
        return False
    if total.base > 2 * sum(item.base for item in items) or _told_before(reading, later, total):
        return False
    if total.dimension == "money":
        goes_on = set(later.words(total.last, total.last + 1)) & GOES_ON
        return later.number == sentence.number + 1 and total.first <= 3 and bool(goes_on)
    if total.dimension or not total.nouns:
        return False
    return _same_things(items, sentence, later, total, reading.language)


def _told_before(reading, later, total):
    return any(
        row.value == total.value and one_kind(row, total)
        for each in reading.sentences[: later.number]
        for row in each.amounts
    )


def _same_things(items, sentence, later, total, language):
    noun = total.nouns[0]
    nouned = [item for item in items if item.nouns]
    if not nouned:
        return False
    if all(same_noun(noun, item.nouns, language) or shares_noun(item, total) for item in nouned):
        return True
    if set(later.words(total.last + 1, total.last + 2)) & MORE_EXACTLY:
        return False
    some = all(any(are_some_people(n, language) for n in item.nouns) for item in nouned)
    young = all(set(item.nouns) & _YOUNG for item in nouned)
    named = noun not in _APPLICANTS or any(low.startswith(_STANDS) for low in sentence.lows)
    if some and ((named and are_anybody(noun, language)) or (young and noun in _CHILDREN)):
        return True
    every = set(later.words(total.first - 2, total.first)) & _ALL.get(language, set())
    stems = _MADE_OF.get(language, ())
    made = any(token.low.startswith(stems) for token in sentence.tokens[: items[0].first])
    return bool(every) and made and later.number == sentence.number + 1


# People, but not those of a board that the text told of before.
_APPLICANTS = frozenset("applicant candidat kandidat bewerb volunteer benevol ehrenamtlich".split())
_STANDS = (
    "appl",
    "candidat",
    "stand",
    "elect",
    "volunteer",
    "kandid",
    "bew",
    "wahl",
    "présent",
    "élect",
    "bénév",
    "ehren",
)
_YOUNG = frozenset("boy girl madch jung bub fill garcon".split())
_CHILDREN = frozenset("child children pupil kind schul enfant elev".split())


def _all_aboard(reading, sentence):
    """ "A ferry with 140 people … All on board, 112 passengers and 28 crew, were saved"."""
    opening = sentence.words(0, 1)
    if sentence.number == 0 or not opening or opening[0] not in _ALL.get(reading.language, set()):
        return
    runs = [items for items in lists(sentence) if items[0] is sentence.amounts[0] and items[0].first <= 8]
    before = [row for row in reading.sentences[sentence.number - 1].amounts if not row.dimension and row.nouns]
    for items in runs:
        whole = before[0] if len(before) == 1 and before[0].exact else None
        people = whole and not items[0].dimension and are_people(whole.nouns[0], reading.language)
        if people and items[0].first > 1 and _is_closed(sentence, items, reading.language) and misses(items, whole):
            earlier = reading.sentences[sentence.number - 1]
            yield contradiction("sum", reading, [earlier, sentence], message(items, whole))


def _overfilled(reading, sentence):
    """ "Of the 90 seats 60 went to members and 40 to guests": parts with one preposition exclude each other."""
    for whole, part in stated(sentence, reading.language):
        rows = [row for row in sentence.amounts if row.first >= part.first and one_kind(row, whole)]
        if len(rows) < 2 or part.first < whole.first or not all(row.exact for row in (whole, *rows)):
            continue
        if sentence.lows & (TWICE - {"dont"}):
            continue
        words = [_preposition(sentence, row) for row in rows]
        joined = set(sentence.words(rows[-2].last, rows[-1].first)) & _AND
        summed = sum(row.base for row in rows)
        close = all(b.first - a.last <= 9 for a, b in pairwise(rows))
        if joined and close and words[0] and len(set(words)) == 1 and summed > whole.base and misses(rows, whole):
            yield contradiction("sum", reading, [sentence], message(rows, whole))


def _preposition(sentence, row):
    after = sentence.words(row.last, row.last + 2)
    return next((_GIVEN[word] for word in after if word in _GIVEN), "")


_GIVEN = {word: word for word in "to for on from an für auf aus von pour à".split()}
_GIVEN |= {"aux": "à", "au": "à", "de": "de", "du": "de", "des": "de", "d": "de"}
# Where these stand, one may be in two of the parts.
TWICE = frozenset(
    "both either second two least once also too twice written oral first each other"
    " beide beiden zweite zweiten zweimal auch davon darunter erste ersten mindestens"
    " deux second seconde premier première moins dont aussi fois écrit oral chacun".split()
)


def message(items, total):
    return _("%(items)s do not add up to %(total)s.") % {
        "items": ", ".join(item.written for item in items),
        "total": total.written,
    }
