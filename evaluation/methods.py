"""Ways of choosing the sentences for the facts, side by side. Each weighs a sentence; the heaviest are taken."""

import math
from collections import Counter

from curation.drafting.clarity import clarity
from curation.drafting.facts import worth
from curation.drafting.ranking import score

DAMPING, ROUNDS = 0.85, 30
MOST = 400  # sentences compared with each other


def position(sentence, reading):
    """The beginning of the text, and nothing else."""
    return -float(sentence.index)


def lexrank(sentence, reading):
    """Erkan and Radev 2004: central is what resembles central sentences (cosine over weighted terms)."""
    return reading.once(_lexrank).get(sentence.index, 0.0)


def textrank(sentence, reading):
    """Mihalcea and Tarau 2004: the same walk over the number of common words."""
    return reading.once(_textrank).get(sentence.index, 0.0)


def sumbasic(sentence, reading):
    """Nenkova and Vanderwende 2005: the mean probability of its words (redundancy is left to the choice)."""
    shares = reading.once(_shares)
    return 100 * sum(shares[term] for term in sentence.terms) / (len(sentence.terms) or 1)


def _lexrank(reading):
    rarity = {term: math.log(1 + len(reading.sentences) / count) for term, count in _counts(reading).items()}

    def cosine(one, other):
        common = sum(rarity[term] ** 2 for term in one.terms & other.terms)
        sizes = [math.sqrt(sum(rarity[term] ** 2 for term in s.terms)) for s in (one, other)]
        return common / (sizes[0] * sizes[1]) if all(sizes) else 0.0

    return _walk(reading, cosine)


def _textrank(reading):
    def common(one, other):
        size = math.log(1 + len(one.terms)) + math.log(1 + len(other.terms))
        return len(one.terms & other.terms) / size if size else 0.0

    return _walk(reading, common)


def _walk(reading, alike):
    """Where a walk ends that goes from each sentence to those like it; scaled to about 0 to 7."""
    sentences = reading.sentences[:MOST]
    ways = [[alike(one, other) if one is not other else 0.0 for other in sentences] for one in sentences]
    ways = [[weight / (sum(row) or 1) for weight in row] for row in ways]
    rank = [1.0] * len(sentences)
    for _ in range(ROUNDS):
        rank = [
            (1 - DAMPING) + DAMPING * sum(rank[i] * ways[i][j] for i in range(len(sentences)))
            for j in range(len(sentences))
        ]
    top = max(rank, default=1)
    return {sentence.index: 7 * value / top for sentence, value in zip(sentences, rank, strict=True)}


def _counts(reading):
    return Counter(term for sentence in reading.sentences for term in sentence.terms)


def _shares(reading):
    counts = _counts(reading)
    return Counter({term: count / counts.total() for term, count in counts.items()})


def clear(sentence, reading):
    """Nothing but how likely it is to stand alone and to tell something."""
    return 7 * clarity(sentence, reading)


def lexrank_clear(sentence, reading):
    return 0.4 * lexrank(sentence, reading) + 7 * clarity(sentence, reading)


SHIPPED = "features and clarity"
METHODS = {
    "position": position, "lexrank": lexrank, "textrank": textrank, "sumbasic": sumbasic, "features": score,
    "clarity": clear, "lexrank and clarity": lexrank_clear, SHIPPED: worth,
}  # fmt: skip
