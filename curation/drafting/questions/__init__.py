"""Questions that a sentence of the source answers, by language; the best first."""

from collections.abc import Callable, Iterable
from functools import partial

from ..reading import Reading, Sentence
from . import chinese, english, general, german, own, romance, whole
from .manners import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from .question import Question

__all__ = ["Question", "ask"]

_SPECIFIC: dict[str, Callable[[Sentence, Reading], Iterable[Question]]] = {
    "de": german.ask,
    "en": english.ask,
    "es": partial(romance.ask, manner=SPANISH),
    "fr": partial(romance.ask, manner=FRENCH),
    "it": partial(romance.ask, manner=ITALIAN),
    "pt": partial(romance.ask, manner=PORTUGUESE),
    "zh": chinese.ask,
}


def ask(sentence: Sentence, reading: Reading) -> list[Question]:
    """What a reader could ask so that this sentence is the answer. Every question names its subject."""
    specific = _SPECIFIC.get(reading.lexicon.code, general.ask)
    found = [*own.ask(sentence, reading), *specific(sentence, reading), *whole.ask(sentence, reading)]
    found = found or general.about(sentence, reading)
    return sorted(found, key=lambda question: -question.quality)
