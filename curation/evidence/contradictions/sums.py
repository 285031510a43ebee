"""Totals that are not the sum of what the text itself adds up: twelve men and fifteen women, thirty people in all."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import Contradiction, contradiction, one_kind, overlap
from .part_whole import stated

MOST_SENTENCES = 6  # between a list and its total
LONGEST_LIST = 12
MOST_TOKENS = 9  # between two items of a list

_TOTAL = {
    "en": "total totals totalled altogether combined overall sum",
    "de": "insgesamt zusammen zusammengenommen gesamt gesamtkosten gesamtsumme summe gesamtzahl gesamtbetrag"
    " gesamtpreis gesamtbudget gesamtinvestition",
    "fr": "total totalité totaux ensemble somme",
}
_TOTAL_PHRASES = {"en": (("in", "all"),), "de": (("in", "summe"), ("alles", "in")), "fr": (("en", "tout"),)}
_SO = {"en": (), "de": ("macht", "also"), "fr": ("soit",)}
# What says that a list names everything.
_COMPLETE = {
    "en": "fully entirely exactly covered thus contributions complete whole every",
    "de": "vollständig komplett genau gedeckt damit somit ausschließlich steht",
    "fr": "exactement entièrement intégralement couvrent totalement ainsi contributions",
}
_SIDES = [
    {"men", "women"},
    {"boys", "girls"},
    {"favour", "against"},
    {"for", "against"},
    {"favor", "against"},
    {"dafür", "dagegen"},
    {"pour", "contre"},
    {"majorité", "opposition"},
    {"adults", "children"},
    {"gold", "silver", "bronze"},
    {"männer", "frauen"},
    {"jungen", "mädchen"},
    {"erwachsene", "kinder"},
    {"gold", "silber", "bronze"},
    {"hommes", "femmes"},
    {"garçons", "filles"},
    {"adultes", "enfants"},
    {"or", "argent", "bronze"},
    {"wins", "draws", "defeats"},
    {"siege", "unentschieden", "niederlagen"},
    {"victoires", "nuls", "défaites"},
    {"männern", "frauen"},
    {"boys", "girls"},
    {"pupils", "teachers"},
    {"buben", "mädchen"},
]
_NUMBERED = {
    "en": {"days", "weeks", "nights", "sites", "months", "years"},
    "de": {"tagen", "tage", "wochen", "nächten"},
    "fr": {"jours", "semaines", "nuits", "soirs", "soirées"},
}
_BUT = {
    "en": "including which whom among least another further average",
    "de": "davon darunter weitere weiteren mehr durchschnittlich",
    "fr": "dont parmi autres supplémentaires moyenne plus",
}


def sums(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        for items in lists(sentence):
            total = _total_here(sentence, items, reading.language)
            if _told_elsewhere(reading, sentence, items):
                continue
            if total is not None and (_part_adds_up(items, total) or _names_a_rest(sentence, items, total)):
                continue
            if total is not None and misses(items, total):
                yield contradiction("sum", reading, [sentence], _message(items, total))
            elif total is None:
                yield from _judge_later(reading, sentence, items)


_THE_REST = {
    "en": {"other", "remaining", "others"},
    "de": {"anderen", "übrigen", "restlichen", "verbleibenden"},
    "fr": {"autres", "restants", "restantes"},
}


def remainders(reading: Reading) -> Iterator[Contradiction]:
    """ "Of the 48 houses, 30 are empty and the other 25 are let"."""
    for sentence in reading.sentences:
        for whole, part in stated(sentence, reading.language):
            rows = sentence.amounts
            at = max(rows.index(whole), rows.index(part))
            rest = rows[at + 1] if at + 1 < len(rows) else None
            if rest is None or not one_kind(rest, whole) or not (rest.exact and whole.exact and part.exact):
                continue
            near = set(sentence.words(rest.first - 2, rest.first) + sentence.words(rest.last, rest.last + 1))
            if near & _THE_REST.get(reading.language, set()) and misses([part, rest], whole):
                yield contradiction("sum", reading, [sentence], _message([part, rest], whole))


_NO_SIDE = ("abst", "absten", "enthielt", "enthalt", "absent", "abwesend", "fehlt", "away", "missing", "spoil",
            "ungültig", "blanc", "s'abst", "blank", "invalid", "neither", "undecided")  # fmt: skip


def _names_a_rest(sentence, items, total):
    """ "And one abstained": some have no figure in the list."""
    return sum(item.base for item in items) < total.base and any(low.startswith(_NO_SIDE) for low in sentence.lows)


def _part_adds_up(items, total):
    """Whether the total is that of some of them: "three groups: 14, 11 and 9, 34 people in all"."""
    return any(
        sum(item.base for item in items[a:b]) == total.base
        for a in range(len(items))
        for b in range(a + 2, len(items) + 1)
    )


def _told_elsewhere(reading, sentence, items):
    """Whether the true sum stands in this sentence or the one before: then another figure is another thing."""
    summed = sum(item.value for item in items)
    near = reading.sentences[max(0, sentence.number - 1) : sentence.number + 2]
    return any(row.value == summed and row not in items for each in near for row in each.amounts)


def lists(sentence: Sentence) -> Iterator[list[Amount]]:
    """Runs of two and more amounts of one kind that stand side by side."""
    run: list[Amount] = []
    for row in sentence.amounts:
        if _announces(sentence, row):
            continue
        fits = run and _goes_on(sentence, run[-1], row)
        if not fits:
            if len(run) >= 2:
                yield run
            run = []
        if _may_be_added(row):
            run.append(row)
    if len(run) >= 2:
        yield run


def _announces(sentence, row):
    """ "In four departments: 280 …": how many items follow."""
    if row.dimension or row.value > LONGEST_LIST or ":" not in sentence.words(row.last, row.last + 2):
        return False
    rows = sentence.amounts[sentence.amounts.index(row) + 1 :]
    return bool(rows) and sum(one_kind(rows[0], other) for other in rows) == row.value


def _may_be_added(row):
    return row.dimension not in ("share", "fraction", "duration", "temperature", "points") and row.exact


def _goes_on(sentence, last, row):
    if not (_may_be_added(row) and one_kind(last, row)):
        return False
    return row.first - last.last <= MOST_TOKENS


_BOTH = frozenset("both either beide beiden".split())
_EVERY = frozenset("all alle allen sämtliche tous toutes".split())


def _total_here(sentence, items, language) -> Amount | None:
    """What the sentence calls the total, after the items or before them; `items` keeps only what it is the total of."""
    for at in (*range(2, len(items)), 0):
        candidate, rest = items[at], items[:at] if at else items[1:]
        if len(rest) >= 2 and _is_total(sentence, candidate, rest, language, last=bool(at)):
            items[:] = rest
            return candidate
    return None


def _is_total(sentence, candidate, rest, language, *, last):
    if any(set(sentence.words(item.first - 1, item.first)) & _EVERY for item in rest) or sentence.lows & _BOTH:
        return False  # "all twelve together"
    if says_more(sentence, rest, language) or candidate.base < max(item.base for item in rest):
        return False
    said = _says_total(_around(sentence, candidate), language)
    if last:
        before = sentence.words(candidate.first - 2, candidate.first)
        so = bool(set(before) & set(_SO.get(language, ())))
        return said or so or (_sides(rest, sentence) and (candidate.all or _names_kind(candidate, rest)))
    gap = sentence.words(candidate.last, rest[0].first)
    if _sides(rest, sentence):
        return said or len(gap) <= 4
    joined = set(sentence.words(rest[-2].last, rest[-1].first)) & {"and", "und", "et"}
    return (":" in gap or _parts_all(gap, language)) and bool(said or joined) and rest[-1] is sentence.amounts[-1]


def _parts_all(gap, language):
    """A word that parts the whole, with the small word that makes it one: "split between", not "split pipes"."""
    small = set(_PARTS_INTO.get(language, "").split())
    at = [n for n, word in enumerate(gap) if word.startswith(_PARTED.get(language, ("?",)))]
    return any(small & set(gap[max(0, n - 2) : n + 4]) or gap[n].endswith(("ing", "nämlich", "namely")) for n in at)


_PARTS_INTO = {
    "en": "up down into between among as of by ways",
    "de": "sich auf aus unter",
    "fr": "à se s en entre ainsi comme de d par",
}
# "Is made up of", "teilt sich auf in", "se répartit en": all parts follow.
_PARTED = {
    "en": ("made", "consisting", "comprising", "split", "divided", "broken", "namely"),
    "de": ("teilt", "setzt", "aufgeteilt", "verteilt", "bestehend", "gliedert", "nämlich"),
    "fr": ("répart", "compos", "divis", "décompos", "ventil", "savoir"),
}


def _around(sentence, candidate):
    """The words beside a figure, not past its neighbours."""
    rows = sentence.amounts
    n = rows.index(candidate)
    first = max(candidate.first - 4, rows[n - 1].last if n else 0)
    last = min(candidate.last + 5, rows[n + 1].first if n + 1 < len(rows) else len(sentence.tokens))
    before = sentence.words(first, candidate.first)
    if before[-2:] == ["in", "all"]:
        before = before[:-2]  # "in all four shops"
    after = sentence.words(candidate.last, last)
    stop = next((n for n, word in enumerate(after) if word in ",;:("), len(after))
    return before + after[:stop]


def _names_kind(candidate, rest):
    """ "29 Medaillen" after "5 Bronzemedaillen"."""
    return bool(overlap(candidate.nouns, rest[-1].nouns))


def _says_total(words, language):
    pairs = set(pairwise(words))
    total = set(_TOTAL.get(language, "").split())
    return bool(set(words) & total or pairs & set(_TOTAL_PHRASES.get(language, ())))


def says_more(sentence, items, language):
    inside = sentence.words(items[0].last, items[-1].last + 1)
    return bool(set(inside) & set(_BUT.get(language, "").split()))


def _sides(items, sentence):
    """Whether the items are the sides of one division: men and women; gold, silver and bronze."""
    named = [sentence.words(item.last, item.last + 3) for item in items]
    return any(
        all(_one_of(words, side) for words in named)
        and all(any(_one_of(words, {one}) for words in named) for one in side)
        for side in _SIDES
    )


def _one_of(words, side):
    return any(word == name or (len(name) > 3 and word.startswith(name)) for word in words for name in side)


def misses(items, total):
    """Beyond what rounding explains: each figure may be off by half its last written place."""
    summed = sum(item.base for item in items)
    rows = (*items, total)
    if all(_is_plain(row) for row in rows):
        return summed != total.base
    places = min(_grain(item) for item in items) * len(items) + _grain(total)
    room = places / 2 if any(item.value % 1 or item.value >= 10_000 for item in rows) else 0
    return abs(summed - total.base) > room


def _is_plain(row):
    """Written in full with two places that count, as 20,000 or 35,000: not rounded from anything."""
    return not row.value % 1 and len(f"{row.value:f}".rstrip("0")) <= 2 and "illi" not in row.written


def _grain(row):
    """The worth of the last written place: 100,000 for 2.4 million, 50 for 950."""
    value, grain = row.value, Decimal(1)
    if value % 1:
        return Decimal(1).scaleb(-row.places)
    while value >= 10 and value % 10 == 0 and grain < 10**9:
        value, grain = value / 10, grain * 10
    return grain if row.value >= 10_000 else Decimal(0)


def _judge_later(reading, sentence, items):
    """A total in a later sentence that is bound to the list by the thing counted, or by how many items there are."""
    if says_more(sentence, items, reading.language) or sentence.other_state:
        return
    for later in reading.sentences[sentence.number + 1 : sentence.number + 1 + MOST_SENTENCES]:
        for total in later.amounts:
            if _is_later_total(reading, sentence, items, later, total) and misses(items, total):
                yield contradiction("sum", reading, [sentence, later], _message(items, total))
                return


def _is_later_total(reading, sentence, items, later, total):
    language = reading.language
    if any(one_kind(row, items[0]) for row in later.amounts[: later.amounts.index(total)]):
        return False  # the last of another list
    if not one_kind(total, items[0]) or not total.exact or later.other_state or later.lows & _COUNTED_IN:
        return False
    if max(item.base for item in items) >= total.base * 2 or total.base > 3 * sum(item.base for item in items):
        return False
    near = later.words(total.first - 4, total.last + 4)
    said = _says_total(near, language)
    if later.number == sentence.number + 1 and _opens_with_total(later, total, language):
        return _no_other(reading, sentence, items) and _is_theirs(sentence, items, later, total)
    if _as_many_as_items(later, items, language, sentence):
        return _no_other(reading, sentence, items) and len(items) >= 2
    if total.dimension:
        return said and len(items) >= 2 and bool(later.lows & set(_COMPLETE.get(language, "").split()))
    nouns = {stem for item in items for stem in item.nouns}
    return (
        said
        and bool(overlap(total.nouns, nouns))
        and (_sides(items, sentence) or len(items) >= 3 or _by_days(sentence, language))
    )


_TOGETHER = {
    "en": (("together",), ("altogether",), ("in", "all"), ("in", "total"), ("that", "makes"), ("combined",)),
    "de": (("zusammen",), ("insgesamt",), ("in", "summe"), ("das", "macht"), ("macht", "zusammen")),
    "fr": (("au", "total"), ("en", "tout"), ("cela", "fait"), ("soit", "au"), ("ensemble",)),
}


def _opens_with_total(later, total, language):
    """The sentence right behind a list that begins "Together …"."""
    opening = later.words(0, 2)
    return total is later.amounts[0] and any(tuple(opening[: len(cue)]) == cue for cue in _TOGETHER.get(language, ()))


# "In all, with Friday's concerts": more than the list is in it.
_COUNTED_IN = frozenset(
    "with including counting plus besides mit samt einschließlich inklusive mitgerechnet nebst sowie"
    " avec compris incluant outre".split()
)
_OF_MORE = frozenset("insgesamt altogether all total tout".split())
_THESE = frozenset("that this these they those das dies diese sie macht makes ce cela ils elles fait".split())


def _is_theirs(sentence, items, later, total):
    """ "In all there are 290 in the town" may be of more than was listed, "together" is not."""
    if not set(later.words(0, 2)) & _OF_MORE:
        return True
    if _sides(items, sentence) or set(later.words(0, total.first)) & _THESE:
        return True
    by_days = len(sentence.lows & _DAYS) == len(items)
    return by_days and not set(later.words(2, len(later.tokens))) & _WIDER


_WIDER = frozenset("in im dans week woche semaine month monat mois season saison year jahr année".split())


def _as_many_as_items(later, items, language, items_sentence):
    """ "an drei Tagen" after a list of three; "the three contributions"."""
    numbered = _NUMBERED.get(language, set())
    complete = set(_COMPLETE.get(language, "").split())
    for row in later.amounts:
        if row.value == len(items) and (len(items) >= 3 or _by_days(items_sentence, language)):
            after = later.words(row.last - 1, row.last + 2)
            days = set(after) & numbered and _by_days(items_sentence, language)
            if days or set(after) & complete or set(row.nouns) & items_sentence.content:
                return True
    return False


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag"
    " sonntag lundi mardi mercredi jeudi vendredi samedi dimanche vormittag nachmittag morning afternoon".split()
)


def _by_days(sentence, language):
    """Two items, each with its day."""
    return len(sentence.lows & _DAYS) >= 2


def _no_other(reading, sentence, items):
    """Whether the list is all of its kind in its sentence."""
    return sum(one_kind(row, items[0]) for row in sentence.amounts) == len(items)


def _message(items, total):
    return _("%(items)s do not add up to %(total)s.") % {
        "items": ", ".join(item.written for item in items),
        "total": total.written,
    }
