"""Learning weights by logistic regression, with scikit-learn (the extra `train`). Scoring never comes here."""

import math
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec

from comments.scoring.reading import Reading
from comments.scoring.weights import Weights, features

OFTEN = 2  # comments, or people, by which a word must be said to be learned
LOUD = 5.0  # the prior's judgement is one feature, so large that the penalty on weights hardly touches it
TYPICAL = 5.0  # rarity that leaves a word's weight as it is
STRENGTH = 10.0  # inverse of the penalty; chosen by the development part (docs/scoring.md)


class CannotLearn(Exception):
    """The library for it is not installed."""


def learn(
    readings: Sequence[Reading],
    amiss: Sequence[bool],
    *,
    strength: float = STRENGTH,
    prior: Weights | None = None,
    whose: Sequence[object] = (),
) -> Weights:
    """Weights that tell comments which are `amiss` from the others. Raises CannotLearn.

    With a prior, what is learned is how much its judgement counts and what must be added to it: where the comments say
    nothing, the prior's word stands. With `whose`, the author of each, a word is learned only when several people
    wrote it: weights outlive the people, and must not keep what only one of them said.
    """
    if not find_spec("sklearn"):
        raise CannotLearn
    rows = [_row(reading, prior) for reading in readings]
    names = _often(rows, whose or range(len(readings)))
    scale = _rarity(rows, names)
    weights, bias = _fitted(_matrix(rows, names, scale, prior), [bool(each) for each in amiss], strength)
    if not prior:
        return Weights(_scaled(weights, names, scale), bias)
    return _added(prior, _scaled(weights[:-1], names, scale), trust=weights[-1] * LOUD, bias=bias)


def _row(reading, prior):
    """The features of a comment, and the prior's judgement of it."""
    words = prior.worst_window(reading.words) if prior else reading.words
    return features(reading, words), prior.logit(reading) if prior else 0.0


def _often(rows, whose):
    people: dict[str, set] = {}
    for (found, _judgement), person in zip(rows, whose, strict=True):
        for name in found:
            people.setdefault(name, set()).add(person)
    return sorted(name for name, some in people.items() if len(some) >= OFTEN)


def _rarity(rows, names):
    """By how much more a rare word counts than a common one (K. Spärck Jones, 1972); signs are few, and count alike."""
    counts = Counter(name for found, _judgement in rows for name in found)
    return [1.0 if name.startswith("=") else math.log(len(rows) / counts[name]) / TYPICAL for name in names]


def _scaled(weights, names, scale):
    return {name: weight * times for name, weight, times in zip(names, weights, scale, strict=True)}


def _matrix(rows, names, scale, prior):
    from scipy.sparse import csr_matrix

    place = {name: n for n, name in enumerate(names)}
    data, across, down = [], [], []
    for n, (found, judgement) in enumerate(rows):
        known = [(place[name], value * scale[place[name]]) for name, value in found.items() if name in place]
        if prior:
            known.append((len(names), judgement * LOUD))
        across += [column for column, _value in known]
        data += [value for _column, value in known]
        down += [n] * len(known)
    return csr_matrix((data, (down, across)), shape=(len(rows), len(names) + bool(prior)))


def _fitted(matrix, amiss, strength):
    """In one thread: several wait for one another longer than the sum takes."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        model = LogisticRegression(C=strength, max_iter=2000).fit(matrix, amiss)
    return list(map(float, model.coef_[0])), float(model.intercept_[0])


def _added(prior, found, *, trust, bias):
    names = prior.by_feature.keys() | found.keys()
    weights = {name: trust * prior.by_feature.get(name, 0.0) + found.get(name, 0.0) for name in names}
    return Weights(weights, trust * prior.bias + bias)
