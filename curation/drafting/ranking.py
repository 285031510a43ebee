"""Which sentences matter most, and which say the same."""

import math
import re
from functools import lru_cache

from .phrases import phrases_of
from .reading import Reading, Sentence
from .standing import leans, speaks_as_author, stands_alone

_FIGURE = re.compile(r"\d[\d.,]*")
SAME = 0.55  # share of common terms from which two sentences say the same
SIMILAR_COST = 2.5


@lru_cache(maxsize=20_000)
def score(sentence: Sentence, reading: Reading) -> float:
    """Centrality, position, figures, names, words of the title, and a fair length; about 0 to 7."""
    return (
        2.2 * _centrality(sentence, reading)
        + 1.2 * _position(sentence, reading)
        + 0.7 * bool(_FIGURE.search(sentence.text))
        + 0.3 * min(3, sum(phrase.is_name for phrase in phrases_of(sentence, reading)))
        + 1.5 * _title_share(sentence, reading)
        + _length(sentence, reading)
        - 2 * leans(sentence, reading)
        - speaks_as_author(sentence, reading)
        - bool(_refers_on(sentence))
    )


def _centrality(sentence, reading):
    """Mean weight of its terms against the heaviest of the source, 0 to 1."""
    if not sentence.terms:
        return 0.0
    mean = sum(math.log1p(reading.weights[term]) for term in sentence.terms) / (len(sentence.terms) + 2)
    return min(1.0, mean / reading.once(_heaviest))


def _heaviest(reading):
    top = [weight for _, weight in reading.weights.most_common(10)]
    return math.log1p(sum(top) / len(top))


def _position(sentence, reading):
    """1 at the beginning, falling quickly; the last sentences are often about the author or the page."""
    place = sentence.index / max(1, len(reading.sentences) - 1)
    return 1 / (1 + 6 * place) - (0.3 if place > 0.97 else 0)


def _refers_on(sentence):
    """ "The report also suggested": it would rather follow another sentence."""
    return sentence.lexicon.additive and sentence.lexicon.additive & {token.lower for token in sentence.tokens[:6]}


def _title_share(sentence, reading):
    return len(sentence.terms & reading.title_terms) / (len(reading.title_terms) or 1)


def _length(sentence, reading):
    size = len(sentence.text) * (1 if reading.lexicon.spaced else 3)
    if size < 60:
        return -0.6
    if size > 260:
        return -0.6
    return -0.3 * sentence.text.count("(")


def similarity(left: Sentence, right: Sentence) -> float:
    """Share of the shorter sentence's terms that the other has too, 0 to 1."""
    shortest = min(len(left.terms), len(right.terms))
    return len(left.terms & right.terms) / shortest if shortest else 0.0


def standing_sentences(reading: Reading) -> list[Sentence]:
    """Those that stand alone, the best first, each text once."""
    seen, kept = set(), []
    for sentence in reading.sentences:
        if sentence.text not in seen and stands_alone(sentence, reading):
            seen.add(sentence.text)
            kept.append(sentence)
    return sorted(kept, key=lambda sentence: (-score(sentence, reading), sentence.index))


def varied(candidates: list[Sentence], reading: Reading, *, count: int, weigh=score, beside=()) -> list[Sentence]:
    """The best of the candidates that do not repeat each other (maximal marginal relevance), and those beside."""
    pool = sorted(((weigh(s, reading), s) for s in candidates), key=lambda pair: -pair[0])[:60]
    chosen: list[Sentence] = [*beside]
    while pool and len(chosen) < count:
        best = max(pool, key=lambda pair: (pair[0] - _cost(pair[1], chosen), -pair[1].index))
        pool.remove(best)
        if _nearest(best[1], chosen) < SAME:
            chosen.append(best[1])
    return chosen


def _nearest(sentence, chosen):
    return max((similarity(sentence, other) for other in chosen), default=0.0)


def _cost(sentence, chosen):
    neighbours = sum(other.paragraph == sentence.paragraph for other in chosen)
    return SIMILAR_COST * _nearest(sentence, chosen) + 0.5 * neighbours
