"""Questions that a sentence of the source answers, by language; the best first."""

from collections.abc import Callable, Iterable
from functools import partial

from ..clarity import name_words
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
    found = [_weighed(question, reading) for question in found] or general.about(sentence, reading)
    return sorted(found, key=lambda question: -question.quality)


_OPEN_KINDS = {"object", "do", "tell"}  # "what did the group do": they are as exact as what they name
_AWAY, _NAMELESS, _VAGUE = 2.0, 0.8, 0.2


def _weighed(question, reading):
    """Worth less where it speaks of "me", or asks what somebody did whom nothing names."""
    if question.kind == "own":
        return question
    if question.kind == "about":
        return question._replace(quality=_VAGUE * question.quality)
    piece = Sentence(0, 0, len(question.text), 0, question.text, reading.lexicon)
    small = reading.lexicon.spaced and {token.lower for token in piece.tokens} & reading.lexicon.first_person
    heavy = any(reading.weights[term] >= 3 for term in piece.terms) or bool(name_words(piece, reading))
    nameless = question.kind in _OPEN_KINDS and not heavy
    return question._replace(quality=question.quality - _AWAY * bool(small) - _NAMELESS * nameless)
