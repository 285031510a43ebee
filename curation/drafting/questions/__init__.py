"""Questions that a sentence of the source answers, by language; the best first."""

from ..reading import Reading, Sentence
from .general import about
from .question import Question

__all__ = ["Question", "ask"]

_SPECIFIC = {}


def ask(sentence: Sentence, reading: Reading) -> list[Question]:
    """What a reader could ask so that this sentence is the answer. Every question names its subject."""
    specific = _SPECIFIC.get(reading.lexicon.code, _none)
    found = [*specific(sentence, reading), *about(sentence, reading)]
    return sorted(found, key=lambda question: -question.quality)


def _none(sentence, reading):
    return []
