"""One thing measured or counted twice, with two exact results: a bridge of 120 metres, the 180-metre bridge."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence
from curation.evidence.amounts import words as word_lists

from .contradiction import MORE_EXACTLY, Contradiction, contradiction, one_kind, other_times, overlap, shares_noun
from .subjects import same_noun

MOST_SENTENCES = 10
ROUNDING = Decimal("1.04")
_MEASURED = ("length", "area", "mass", "volume", "power", "duration")
_DIRECTIONS = {
    "length": {"long", "longue", "lang", "lange", "langen", "length", "länge", "longueur"},
    "width": {"wide", "breit", "breite", "large", "largeur", "width"},
    "height": {"high", "tall", "hoch", "hohe", "hohen", "haut", "haute", "height", "höhe", "hauteur"},
    "depth": {"deep", "tief", "tiefe", "profond", "profonde", "profondeur", "depth", "tiefen"},
    "diameter": {"diameter", "durchmesser", "diamètre"},
}
_INFLECTED = re.compile(r"(?:lang|hoh|breit|tief|groß|schwer)(?:e|en|er|es)$")
_SCALARS = {"magnitude", "stärke", "magnitud"}
_DEATH = {
    "en": {"dead", "killed", "killing", "died", "deaths", "fatalities", "drowned", "victims", "lives"},
    "de": {"tote", "toten", "getötet", "todesopfer", "starben", "ums", "opfer", "verstorbenen"},
    "fr": {"morts", "tués", "mort", "tué", "décès", "victimes", "péri"},
}
_MORE = frozenset(
    "another further additional more weitere weiteren weiterer autres supplémentaires nouveaux extra".split()
)


def same_quantity(reading: Reading) -> Iterator[Contradiction]:
    yield from _measured_twice(reading)
    yield from _counted_twice(reading)
    yield from _deaths(reading)
    yield from _scalars(reading)


def _message(one, other):
    return _("%(one)s and %(other)s are told of the same thing.") % {"one": one.written, "other": other.written}


def _found(reading, a, one, b, other):
    return contradiction("same-quantity", reading, [a, b], _message(one, other))


def _nearby(reading, sentence):
    return reading.sentences[max(0, sentence.number - MOST_SENTENCES) : sentence.number]


def _measured_twice(reading):
    for sentence in reading.sentences:
        for row in sentence.amounts:
            heads = _own_heads(sentence, row, reading.language)
            if not heads or told_before(reading, sentence, row):
                continue
            for earlier in _nearby(reading, sentence):
                for one in earlier.amounts:
                    if _same_measure(reading, earlier, one, sentence, row, heads):
                        yield _found(reading, earlier, one, sentence, row)


def _own_heads(sentence, row, language):
    """The noun that a measure belongs to directly: "180-metre bridge", "bassin de 50 mètres"."""
    if row.dimension not in _MEASURED or not row.exact:
        return []
    if set(sentence.words(row.last, row.last + 2)) & _WHICH:
        return []  # "the 84-metre tower that stood there"
    if row.adjective:
        return list(row.nouns[:2])
    behind = sentence.words(row.last + 1 + (sentence.words(row.last, row.last + 1) in (["of"], ["de"])), row.last + 3)
    away = behind[:1] in (["von"], ["from"], ["de"]) and row.first > 1  # cleared from the road
    exactly = bool(set(behind[:1]) & MORE_EXACTLY) and not away
    if row.all and row.dimension in ("mass", "volume") and row.nouns and not exactly:
        return list(row.nouns[:1])
    if language == "de" and sentence.words(row.last, row.last + 1) and _INFLECTED.match(sentence.tokens[row.last].low):
        following = sentence.tokens[row.last + 1 : row.last + 2]
        return [sentence.stems[row.last + 1]] if following and following[0].text[:1].isupper() else []
    if language == "en" and row.dimension == "duration" and sentence.words(row.last, row.last + 2) == ["of", "the"]:
        return [s for s in sentence.stems[row.last + 2 : row.last + 3] if s in sentence.content]
    if row.dimension == "duration":
        return _lasted(sentence, row, language)
    if language == "fr" and sentence.words(row.first - 1, row.first) in (["de"], ["d"]):
        before = sentence.stems[max(0, row.first - 4) : row.first - 1]
        return [stem for stem in before if stem in sentence.content]
    return []


_WHICH = frozenset("that which who where whose qui que dont où".split())


def _lasted(sentence, row, language):
    """ "douze jours de grève", "ce concert de trois heures"."""
    this = set(sentence.words(row.first - 4, row.first - 1)) & _THIS.get(language, set())
    if language == "fr" and this and sentence.words(row.first - 1, row.first) in (["de"], ["d"]):
        return [stem for stem in sentence.stems[max(0, row.first - 4) : row.first - 1] if stem in sentence.content]
    following = sentence.words(row.last, row.last + 1)
    if language == "fr" and following in (["de"], ["d"]) and row.last + 1 < len(sentence.stems):
        return [sentence.stems[row.last + 1]]
    return []


_LASTED = frozenset("duré dura dure durera lasted dauerte gedauert".split())


def _same_measure(reading, earlier, one, sentence, row, heads):
    if not one_kind(one, row) or not one.exact or not _differ(one, row) or _elsewhere(reading, earlier, sentence):
        return False
    here, there = _direction(sentence, row), _direction(earlier, one)
    if here and there and not here & there:
        return False
    if row.dimension == "duration" and sum(each.dimension == "duration" for each in earlier.amounts) > 1:
        return False
    french = row.dimension == "duration" and reading.language == "fr"
    part_of_it = french and sentence.words(row.last, row.last + 1) in (["de"], ["d"])
    if (part_of_it and row.base < one.base) or (french and not earlier.lows & _LASTED):
        return False
    goods = list(one.nouns[:1]) if one.dimension in ("mass", "volume") and not row.adjective else []
    theirs = _own_heads(earlier, one, reading.language) or goods or _lead(earlier, one)
    shared = overlap(heads, theirs)
    if not shared:
        return False
    units = {sentence.stems[n] for n in range(row.first, row.last)}
    context = overlap(sentence.content - shared - units, earlier.content - shared - units)
    return (
        bool(context)
        or any(len(stem) >= 10 for stem in shared)
        or part_of_it
        or _definite(sentence, row, reading.language)
    )


_THIS = {
    "en": {"the", "this", "its"},
    "de": {"der", "dem", "den", "des", "die", "das", "vom", "zum", "zur", "beim", "im", "diesen", "dieser"},
    "fr": {"la", "le", "l", "cette", "ce", "cet", "du", "au", "son", "sa"},
}


def _definite(sentence, row, language):
    """Whether the measured thing is one that the reader knows: "the 92-metre tower"."""
    before = sentence.words(row.first - (5 if language == "fr" else 1), row.first)
    return bool(set(before) & _THIS.get(language, set()))


def _differ(one, other):
    larger, smaller = max(one.base, other.base), min(one.base, other.base)
    return smaller > 0 and larger > smaller * ROUNDING


def _elsewhere(reading, a, b):
    """Whether one of the sentences may speak of another thing, time or state."""
    return other_times(a, b) or _names_another(reading, a) or _names_another(reading, b)


def _names_another(reading, sentence):
    another = word_lists.ANOTHER.get(reading.language, frozenset())
    if not sentence.lows & another:
        return False
    lows = [token.low for token in sentence.tokens]
    free = [
        first + " " + second for first, second in itertools.pairwise(lows) if (first, second) in word_lists.NO_OTHER
    ]
    return bool({*lows} & (another - {pair.split()[1] for pair in free}))


def _lead(sentence, row):
    """The stems of the clause that leads to a measure."""
    found = []
    for n in range(row.first - 1, max(-1, row.first - 13), -1):
        token = sentence.tokens[n]
        if token.low in (";", ":", ".") or token.kind == "number":
            break
        joined = {"with", "without", "mit", "ohne", "samt", "avec", "sans"} & set(sentence.words(n - 2, n))
        if sentence.stems[n] in sentence.content and not joined:
            found.append(sentence.stems[n])
    return found


def _direction(sentence, row):
    near = set(sentence.words(row.first - 4, row.last + 3))
    return {name for name, words in _DIRECTIONS.items() if near & words}


def _counted_twice(reading):
    """ "All 46 cows of the stable", later "the 64 cows from the stable": a definite count larger than the first."""
    for sentence in reading.sentences:
        for row in sentence.amounts:
            if row.dimension or not row.exact or not row.all or not row.nouns or row.value < 3:
                continue
            before = [
                (earlier, one)
                for earlier in _nearby(reading, sentence)
                for one in earlier.amounts
                if not one.dimension
                and not _is_ratio(earlier, one)
                and (shares_noun(one, row) or _is_named_anew(earlier, one, sentence, row, reading.language))
            ]
            before = [pair for pair in before if row.nouns[0] in pair[1].nouns] or before
            if len({one.value for _s, one in before}) == 1 and not told_before(reading, sentence, row):
                earlier, one = before[0]
                if _one_count(reading, earlier, one, sentence, row):
                    yield _found(reading, earlier, one, sentence, row)


def told_before(reading: Reading, sentence: Sentence, row: Amount) -> bool:
    """Whether the text tells this very figure before: then it is of something else."""
    before = (each for other in (*_nearby(reading, sentence), sentence) for each in other.amounts)
    return any(each.base == row.base and each.start < row.start and one_kind(each, row) for each in before)


def _is_ratio(sentence, row):
    """ "Nine out of ten"."""
    of = sentence.words(row.first - 1, row.first) in (["of"], ["in"], ["von"], ["sur"])
    return of and row.value in (3, 4, 5, 10, 100, 1000)


def _one_count(reading, earlier, one, sentence, row):
    counts = [each.value for each in earlier.amounts if not each.dimension]
    if row.value in (sum(counts), *map(sum, itertools.pairwise(counts))):
        return False  # the sum of them
    if not one.exact or other_times(earlier, sentence) or one.value == row.value:
        return False
    if _added(earlier, one) or _added(sentence, row) or _MORE & (earlier.lows | sentence.lows):
        return False
    if row.value < one.value and not one.all:
        return False  # the smaller may be a part of the larger
    heads = [n for n, noun in enumerate(row.nouns) if overlap([noun], one.nouns)]
    own = {*row.nouns, *one.nouns} - overlap(row.nouns[: heads[-1] if heads else 0], earlier.content)
    shared = overlap(sentence.content - own, earlier.content - own)
    if shared and shares_noun(one, row):
        return True
    if row.value > one.value and not one.all and _nothing_added(reading, earlier, one, sentence, row):
        return True
    every = set(sentence.words(row.first - 2, row.first)) & {"all", "alle", "aller", "tous", "toutes", "les"}
    return bool(every) and (one.all or bool(set(earlier.words(one.first - 6, one.last + 5)) & _ABOARD))


def _is_named_anew(earlier, one, sentence, row, language):
    """The same by another name, in one paragraph: those of the next may be others."""
    if earlier.paragraph != sentence.paragraph:
        return False
    return bool(one.nouns and row.nouns) and same_noun(row.nouns[0], one.nouns[:1], language)


def _nothing_added(reading, earlier, one, sentence, row):
    """ "Twelve sheep were killed. … The owner of the fifteen sheep": no word makes them others."""
    if (
        sentence.paragraph != earlier.paragraph
        or sentence.number - earlier.number > 3
        or sentence.lows & _OTHERS
        or earlier.lows & _OTHERS
    ):
        return False
    at = row.last + 1
    following = sentence.words(at, at + 1)
    participles = (
        ("ed", "ing") if reading.language == "en" else ("és", "ées", "ue", "us") if reading.language == "fr" else ("-",)
    )
    if set(sentence.words(row.first - 2, row.first - 1)) and sentence.tokens[row.first - 2].kind == "number":
        return False  # 90 of the 120
    if reading.language == "de" and sentence.words(at, at + 2)[1:] and sentence.tokens[at + 1].low in _RELATIVE:
        return False  # "die 260 Kinder, die im Sommer mitfuhren"
    return not following or not (following[0] in MORE_EXACTLY or following[0].endswith(participles))


_RELATIVE = frozenset("die der das denen deren welche".split())
_OTHERS = frozenset(
    "other others another remaining rest andere anderen übrigen autres restants reste also too only".split()
)
_ABOARD = frozenset(
    "carrying carried aboard board seats has had have holds crew employs contains transportait bord compte"
    " avait comptait"
    " hatte saßen waren hat zählt besatzung fahren".split()
)


def _added(sentence, row):
    return bool(set(sentence.words(row.first - 2, row.first)) & _MORE)


def _deaths(reading):
    """The dead of one event, told once and later again as "all 14 dead"."""
    told = [(s, row) for s in reading.sentences for row in s.amounts if _of_the_dead(s, row, reading.language)]
    if len(told) != 2 or told[0][1].value == told[1][1].value:
        return
    (a, one), (b, other) = told
    if other.all and not other_times(a, b) and not (a.lows | b.lows) & _MORE - a.lows:
        yield _found(reading, a, one, b, other)


def _of_the_dead(sentence, row, language):
    if row.dimension or row.per or row.range or row.about or row.value < 2:
        return False
    death = _DEATH.get(language, set())
    return bool(set(sentence.words(row.first - 2, row.last + 3)) & death)


def _scalars(reading):
    """ "a magnitude of 4.2" and "a magnitude of 5.1 like Sunday's"."""
    told = [(s, row) for s in reading.sentences for row in s.amounts if _is_scalar(s, row)]
    for (a, one), (b, other) in itertools.pairwise(told):
        if one.value != other.value and _tied(reading, a, b):
            yield _found(reading, a, one, b, other)


def _is_scalar(sentence: Sentence, row: Amount):
    return not row.dimension and row.exact and bool(set(sentence.words(row.first - 2, row.first)) & _SCALARS)


def _tied(reading, a, b):
    """The later sentence names something of the first one: its day, its hour, its noun."""
    start = reading.sentences[max(0, a.number - 1)].content | a.content
    another = word_lists.ANOTHER.get(reading.language, frozenset())
    return len(overlap(b.content, start)) >= 1 + (b.number - a.number > 3) and not (a.lows | b.lows) & another
