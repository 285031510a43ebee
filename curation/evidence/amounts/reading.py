"""Reading a text: its sentences, and in each the amounts with all that stands beside them."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from common.sentences import sentences

from . import words
from .amount import Amount, Sentence
from .dates import clocks, figures, moments
from .numbers_found import Found, numbers_of
from .tokens import stem, tokens
from .units import SCALES, UNITS

MOST_CHARACTERS = 400_000
LONGEST_SENTENCE = 1_500  # characters; what is longer is a list or rubbish
LEAST_SUM = 100  # of a bare figure that is money, as the one before it
LONGEST_GAP = 12  # tokens between the two
MOST_AMOUNTS = 40  # in one sentence; a sentence with more is a table


@dataclass(slots=True)
class Reading:
    text: str
    language: str  # the primary subtag, lower case
    sentences: list[Sentence]

    @property
    def amounts(self) -> Iterator[Amount]:
        return (amount for sentence in self.sentences for amount in sentence.amounts)


def read(text: str, language: str = "") -> Reading:
    """The sentences of a normalised text with their amounts; `language` is BCP 47."""
    code = language.partition("-")[0].lower()
    text = text[:MOST_CHARACTERS]
    found = []
    for span in sentences(text, language):
        if span.end - span.start <= LONGEST_SENTENCE:
            found.append(_sentence(text, span, len(found), code))
    return Reading(text, code, found)


def _sentence(text, span, number, language):
    written = text[span.start : span.end]
    row = tokens(text, span.start, span.end, language)
    stop = words.STOP.get(language, frozenset())
    stems = [stem(token.low, language) if token.kind == "word" else token.low for token in row]
    content = frozenset(
        s for s, token in zip(stems, row, strict=True) if token.kind == "word" and len(s) > 2 and token.low not in stop
    )
    lows = frozenset(token.low for token in row)
    found = Sentence(number, span.paragraph, span.start, span.end, written, row, stems, content, lows)
    if any(character.isdecimal() for character in written):
        found.moments = moments(written, language)
        found.clocks = clocks(written, language)
    found.other_state = _tells_another_state(found, language)
    found.amounts = _amounts(found, language)
    return found


def _tells_another_state(sentence, language):
    state = sentence.lows & words.OTHER_STATE.get(language, frozenset())
    said = any(a.low in ("a", "ont") and b.low == "annoncé" for a, b in itertools.pairwise(sentence.tokens))
    return bool(state - {"annoncé"} if said else state)


def _amounts(sentence, language):
    taken = [(m.start, m.end) for m in sentence.moments] + [(c.start, c.end) for c in sentence.clocks]
    taken += figures(sentence.text)
    places = sorted((sentence.start + start, sentence.start + end) for start, end in taken)
    found = numbers_of(sentence, places, language)
    if len(found) > MOST_AMOUNTS:
        return []
    rows = [_amount(sentence, each, language) for each in found]
    _inherit(rows, sentence, language)
    for row in rows:
        _describe(row, sentence, language)
    _continue(rows, sentence, language)
    _mark_ranges(rows, sentence, language)
    return rows


def _amount(sentence, found: Found, language):
    first, last = sentence.tokens[found.first], sentence.tokens[found.last - 1]
    unit = found.unit
    amount = Amount(
        value=found.value,
        written=f"{first.text}" if first is last else _written(sentence, first.start, last.end),
        start=first.start,
        end=last.end,
        sentence=sentence.number,
        first=found.first,
        last=found.last,
        places=found.places,
    )
    if unit:
        amount.unit, amount.dimension, amount.factor = found.unit_name or unit.name, unit.dimension, unit.factor
    amount.adjective = found.adjective
    return amount


def _written(sentence, start, end):
    return sentence.text[start - sentence.start : end - sentence.start]


_JOINS = {
    "en": {
        "to",
        "and",
        "or",
        "instead",
        "from",
        "up",
        "down",
        "against",
        "after",
        "-",
        "–",
        "previously",
        "of",
        "than",
    },
    "de": {"auf", "bis", "und", "oder", "statt", "bisher", "nach", "von", "gegenüber", "-", "–", "zu", "bislang"},
    "fr": {"à", "et", "ou", "contre", "au", "lieu", "de", "-", "–", "après", "auparavant", "d"},
}


def _inherit(rows, sentence, language):
    """In "from 11.3 to 22.1 million euros" the first figure has the unit of the second."""
    joins = _JOINS.get(language, {"-", "–"})
    for row, following in zip(reversed(rows[:-1]), reversed(rows[1:]), strict=True):
        gap = sentence.words(row.last, following.first)
        joined = gap and len(gap) <= 3 and set(gap) <= joins | {"£", "$", "€"}
        listed = gap == [","] and following.dimension == "share"
        if row.unit or not (joined or listed):
            continue
        if following.unit:
            row.unit, row.dimension, row.factor = following.unit, following.dimension, following.factor
        if following.value >= 100_000 and row.value < 1000 and _scaled(sentence, following):
            row.value *= _scaled(sentence, following)


def _scaled(sentence, amount):
    for token in sentence.tokens[amount.first : amount.last]:
        if token.low in SCALES:
            return Decimal(SCALES[token.low])
    return 0


def _continue(rows, sentence, language):
    """In "30 000 euros, dont 12 000 pour la musique et 8 000 pour …" the later sums have the unit of the first."""
    for before, row in itertools.pairwise(rows):
        bare = not row.dimension and not row.adjective and row.value >= LEAST_SUM
        gap = sentence.words(before.last, row.first)
        if (
            bare
            and before.dimension == "money"
            and len(gap) <= LONGEST_GAP
            and not _counts_something(row, sentence, language)
        ):
            row.unit, row.dimension, row.factor, row.nouns = before.unit, before.dimension, before.factor, ()


def _counts_something(row, sentence, language):
    following = sentence.words(row.last, row.last + 1)
    if language == "fr" and following and following[0].endswith(("é", "ée", "és", "ées", "us")):
        return False  # 21 000 versés
    return bool(row.nouns) or following in (["of"], ["der"], ["des"], ["von"], ["d"], ["de"])


def _describe(row, sentence, language):
    row.nouns = _nouns(row, sentence, language)
    row.about = _is_about(row, sentence, language)
    row.least = row.about and _is_least(row, sentence)
    row.per = _is_per(row, sentence, language)
    row.all = _is_all(row, sentence, language)


def _nouns(row, sentence, language):
    """The stems of the one to three words after the amount that belong to it."""
    stop, found = words.STOP.get(language, frozenset()), []
    position = row.last
    group = _noun_before(row, sentence)
    if group and group[0] in words.GROUPS:
        return group
    if language == "fr" and _scaled(sentence, row) and sentence.words(position, position + 1) not in (["de"], ["d"]):
        return ()  # 8 millions iront
    following = sentence.tokens[position : position + 6]
    of = {"en": {"of"}, "de": {"der", "des"}}.get(language, set()) if row.dimension else set()
    skip = of | ({"de", "d"} if language == "fr" else set())
    for n, token in enumerate(following):
        glue = n + 1 < len(following) and (
            token.low == "-" or (n and following[n - 1].low == "-" and token.low in _DEEP)
        )
        if glue or (not found and token.low in skip):
            continue
        if token.kind != "word" or token.low in stop or (token.low in UNITS and not row.dimension and found):
            break
        found.append((token, sentence.stems[position + n]))
        if len(found) == 3 or (language == "de" and token.text[0].isupper()):
            break
    if language == "de":
        found = [pair for pair in found if pair[0].text[0].isupper()]
    return tuple(pair[1] for pair in found) or _noun_before(row, sentence)


_DEEP = frozenset("deep long high tall wide old strong thick".split())


def _noun_before(row, sentence):
    """ "a crew of 24", "eine Mannschaft von 24"."""
    if row.dimension or sentence.words(row.first - 1, row.first) not in (["of"], ["von"], ["de"]) or row.first < 2:
        return ()
    stem_before = sentence.stems[row.first - 2]
    return (stem_before,) if stem_before in sentence.content else ()


def _is_about(row, sentence, language):
    about = words.ABOUT.get(language, frozenset())
    before = sentence.words(row.first - 4, row.first)
    for n in range(len(before)):
        tail = before[n:]
        size = next((size for size in (4, 3, 2, 1) if len(tail) >= size and "-".join(tail[:size]) in about), 0)
        if size and len(tail) - size <= 2 and _adjoins(tail):
            return not (size == 1 and tail[1:2] and tail[1] in words.ARTICLES)
    after = sentence.words(row.last, row.last + 2)
    if before[-2:] == [",", "say"] or before[-1:] == ["say"]:
        return True
    return after[:2] in (["or", "so"], ["or", "more"], ["and", "more"], ["ou", "plus"]) or "approximation" in after


_LEAST = (["at", "least"], ["more", "than"], ["mehr", "als"], ["au", "moins"], ["plus", "de"])


def _is_least(row, sentence):
    before = sentence.words(row.first - 2, row.first)
    return before in _LEAST or before[-1:] in (["over"], ["mindestens"], ["über"])


def _adjoins(tail):
    """Whether only the hedge itself, small words or a sign lie between it and the figure."""
    return len(tail) <= 4 and not any(word in ",.;:()" or word.isdigit() for word in tail)


def _is_per(row, sentence, language):
    per = words.PER.get(language, frozenset())
    after = sentence.words(row.last, row.last + 4)
    if after[:1] and after[0] in ("/",):
        return True
    if row.dimension == "share" and after[:2] == ["of", "each"]:
        return False
    for n, word in enumerate(after[:3]):
        if word in ",.;:":
            return False
        if word in per:
            if word in ("a", "an", "par"):
                return n + 1 < len(after) and after[n + 1] in words.PER_WHAT
            return True
        if word in ("im", "am") and n + 1 < len(after) and after[n + 1] in words.PER_WHAT:
            return True
    return any(word in ("je", "jeweils", "each", "chacun", "pro") for word in sentence.words(row.first - 2, row.first))


_ALL = {
    "en": {"all", "the", "these", "those"},
    "de": {"alle", "die", "diese", "allen", "den", "der", "aller"},
    "fr": {"les", "ces", "des"},
}


def _is_all(row, sentence, language):
    before = sentence.words(row.first - 2, row.first)
    if before[-1:] == ["insgesamt"]:
        before.pop()
    return bool(set(before[-1:]) & _ALL.get(language, set()))


_RANGE = {"en": {"to", "-", "–", "and", "or"}, "de": {"bis", "-", "–", "oder"}, "fr": {"à", "-", "–", "ou"}}
_CHANGED = {"en": {"from", "rose", "fell"}, "de": {"von", "vom"}, "fr": {"de", "passe", "passera", "passé", "passée"}}


def _mark_ranges(rows, sentence, language):
    marks = _RANGE.get(language, {"-", "–"})
    for one, other in itertools.pairwise(rows):
        gap = sentence.words(one.last, other.first)
        if len(gap) == 1 and gap[0] in marks and one.dimension == other.dimension:
            before = set(sentence.words(one.first - 3, one.first))
            if gap[0] in ("and",) and not before & {"between"}:
                continue
            one.range = other.range = True
            if before & _CHANGED.get(language, set()):
                one.range = other.range = False
