"""Key facts: sentences of the source that stand alone, each with a label and its citation."""

from common.text import fold

from .labels import labels_for, plain_labels
from .parts import DraftFact
from .questions import ask
from .ranking import score, varied
from .reading import Reading, Sentence
from .standing import stands_alone

MOST, FEWEST = 6, 4


def choose(candidates: list[Sentence], reading: Reading, weigh=score) -> list[Sentence]:
    """The sentences for the facts, in reading order; leaves some for the answers where there are few."""
    candidates = _spared(candidates, reading)
    room = len(candidates)
    count = MOST if room >= 14 else max(FEWEST, min(MOST - 1, room // 2))
    if sum(not stands_alone(sentence, reading) for sentence in candidates) * 2 > room:
        count = FEWEST  # the others are needed for the answers
    return sorted(varied(candidates, reading, count=count, weigh=weigh), key=lambda sentence: sentence.index)


PLENTY = 10  # candidates, from which on some are left to the answers
SPARED = 3
TELLING = 4.5  # quality of a question from which on its sentence is the better answer


def _spared(candidates, reading):
    """The candidates without a few that answer an exact question, where there are plenty; the lead stays."""
    if len(candidates) < PLENTY:
        return candidates
    exact = [s for s in candidates if s.index and any(question.quality >= TELLING for question in ask(s, reading))]
    return [sentence for sentence in candidates if sentence not in exact[:SPARED]]


def facts(chosen: list[Sentence], reading: Reading) -> tuple[DraftFact, ...]:
    taken: list[str] = []
    return tuple(DraftFact(_label(sentence, reading, taken), sentence.text, (sentence.passage,)) for sentence in chosen)


def _label(sentence, reading, taken):
    """The best label that no fact has yet, nor one that only adds a word to it."""
    named, plain = labels_for(sentence, reading), plain_labels(sentence, reading)
    free = [label for label in named if not any(_overlap(label, other) for other in taken)]
    unequal = [label for label in [*named, *plain] if fold(label) not in map(fold, taken)]
    label = (free or unequal or [f"{plain[0]} {len(taken) + 1}"])[0]
    taken.append(label)
    return label


def _overlap(label, other):
    left, right = fold(label), fold(other)
    return left in right or right in left or bool(set(left.split()) & set(right.split()))
