"""Numbers on the same thing that differ between sources. Pure; silent when unsure.

The amounts are those of `curation.evidence.amounts`: of English, German and French all, of other languages few.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from curation.evidence.amounts import Amount, Reading, Sentence, read
from curation.evidence.contradictions.contradiction import one_kind, other_times, overlap, shares_noun

MOST = 5  # of one clip
FEWEST_SHARED = 3  # stems of the two sentences, besides the amount and its unit
SHARE = 0.4  # of the shorter sentence's stems
HEDGED = Decimal("0.1")  # "about 40" is anything from 36 to 44
LONGEST_SUBJECT = 6  # words
_PER = frozenset("a an per pro par je each /".split())


@dataclass(frozen=True)
class Said:
    """What one text says: the number of the text, and the sentence in it."""

    text: int
    start: int
    end: int
    quote: str
    written: str


@dataclass(frozen=True)
class Differing:
    """`subject` is what they differ on, in words of the first text."""

    subject: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class _Told:
    text: int
    reading: Reading
    sentence: Sentence
    amount: Amount

    def said(self):
        s = self.sentence
        return Said(self.text, s.start, s.end, s.text, self.amount.written)


def differences(texts: Sequence[tuple[str, str]]) -> list[Differing]:
    """Of (text, language), each the normalised text of a snapshot; those of which most is shared come first."""
    readings = [read(text, language) for text, language in texts]
    found, used = [], set()
    for weight, one, others in sorted(_differing(readings), key=lambda row: -row[0]):
        places = {(told.text, told.sentence.number) for told in (one, *others)}
        if not places & used:
            used |= places
            told = (one, *others)
            found.append((weight, Differing(_subject(one, others[0]), tuple(each.said() for each in told))))
    return [each for _weight, each in found[:MOST]]


def _differing(readings) -> Iterator[tuple[int, _Told, list[_Told]]]:
    """(how much is shared, an amount of one text, what later texts say of the same), where the values differ."""
    for n, reading in enumerate(readings):
        for one in _told(n, reading):
            matches = [match for m in range(n + 1, len(readings)) if (match := _match(one, m, readings[m]))]
            if any(_differ(one.amount, told.amount) for _weight, told in matches):
                yield max(weight for weight, _ in matches), one, [told for _weight, told in matches]


def _told(number, reading):
    for sentence in reading.sentences:
        for amount in sentence.amounts:
            rate = set(sentence.words(amount.last, amount.last + 1)) & _PER
            if not (amount.range or amount.per or rate) and amount.value > 0:
                yield _Told(number, reading, sentence, amount)


def _match(one, number, reading):
    """Where the other text tells the same thing, with the weight of what is shared; None when it is not sure."""
    if one.reading.language != reading.language:
        return None
    found = [(weight, told) for told in _told(number, reading) if (weight := _weight(one, told))]
    if not found or _tells(reading, one.amount, one.sentence):
        return None
    best = max(found, key=lambda pair: pair[0])
    if sum(weight == best[0] for weight, _told in found) > 1:
        return None  # two amounts fit as well as each other
    return None if _tells(one.reading, best[1].amount, best[1].sentence) else best


def _tells(reading, amount, sentence):
    """Whether a text has this very amount anywhere: it then tells both, and no difference."""
    return any(one_kind(each, amount) and each.base == amount.base for each in reading.amounts)


def _weight(one, other):
    a, b = one.amount, other.amount
    if not one_kind(a, b) or (not a.dimension and not _one_noun(a, b)) or other_times(one.sentence, other.sentence):
        return 0
    mine, theirs = _about(one), _about(other)
    shared = overlap(mine, theirs)
    enough = len(shared) >= FEWEST_SHARED and len(shared) >= SHARE * min(len(mine), len(theirs))
    return len(shared) * 10 + _closeness(one, other, shared) if enough else 0


def _one_noun(a, b):
    return shares_noun(a, b) or (bool(a.nouns) and bool(b.nouns) and a.nouns[0] == b.nouns[0])


def _about(told):
    """The stems of the sentence, without those of its amounts and units."""
    sentence = told.sentence
    own = {sentence.stems[n] for amount in sentence.amounts for n in range(amount.first, amount.last)}
    return {stem for stem in sentence.content if stem not in own}


def _closeness(one, other, shared):
    """Of several amounts in one sentence, the one beside the shared words."""
    return sum(
        any(stem in shared for stem in told.sentence.stems[max(0, told.amount.first - 4) : told.amount.last + 4])
        for told in (one, other)
    )


def _differ(a, b):
    (low, high), (lower, higher) = _span(a), _span(b)
    return high < lower or higher < low


def _span(amount):
    base = amount.base
    if amount.least:
        return base, base * 1000
    rounding = base * HEDGED if amount.about else Decimal(0)
    return base - rounding, base + rounding


def _subject(one, other):
    """The shared words around the amount, as the first text writes them."""
    sentence, shared = one.sentence, overlap(_about(one), _about(other))
    places = [n for n, stem in enumerate(sentence.stems) if stem in shared]
    nearest = sorted(places, key=lambda n: abs(n - one.amount.first))
    for many in (5, 4, 3, 2):
        near = sorted(nearest[:many])
        between = sentence.tokens[near[0] : near[-1] + 1]
        if len(between) <= LONGEST_SUBJECT and not any(token.kind == "number" for token in between):
            return sentence.text[between[0].start - sentence.start : between[-1].end - sentence.start][:200]
    return ", ".join(sentence.tokens[n].text for n in sorted(nearest[:3]))[:200]
