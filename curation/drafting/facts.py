"""Key facts: sentences of the source that stand alone, each with a label and its citation."""

from common.text import fold

from .clarity import clarity, opens_with_known, opens_with_surname, opens_with_unnamed
from .labels import labels_for, plain_labels
from .parts import DraftFact
from .questions import ask
from .ranking import score, standing_sentences, varied
from .reading import Reading, Sentence
from .room import excess
from .room import owed as owed_by
from .standing import is_usable, leans, leans_lightly, speaks_as_author

MOST = 7
PLENTY = 26  # good candidates, from which on it gives seven
LONGEST = 420  # characters of a fact made of two sentences
_CLEAR = 7.0  # what it counts that a sentence is clear by itself, beside about as much for all the rest
_SURNAME = 2.5
_KNOWN = 1.5
_EXCESS = 2.5  # what it costs to take twice the room that one statement has


def worth(sentence: Sentence, reading: Reading) -> float:
    """How good a fact it makes: it tells much, and nobody needs the rest of the source to understand it."""
    return (
        score(sentence, reading)
        + _CLEAR * clarity(sentence, reading)
        - _SURNAME * opens_with_surname(sentence, reading)
        - _SURNAME * opens_with_unnamed(sentence, reading)
        - _KNOWN * opens_with_known(sentence, reading)
        - _EXCESS * excess(sentence, reading)
    )


def choose(reading: Reading, weigh=worth) -> list[Sentence]:
    """The sentences for the facts, in reading order. One may be two neighbours, read as one."""
    wanted, spared = owed(reading), _spared(reading, weigh)
    chosen: list[Sentence] = []
    for candidates in (_standing, _carried, _leaning_lightly, _usable):
        fresh = [s for s in candidates(reading) if not any(_overlaps(s, other) for other in (*chosen, *spared))]
        chosen = varied(fresh, reading, count=wanted, weigh=weigh, beside=chosen)
        if len(chosen) >= wanted:
            break
        wanted = owed(reading, least=True)
    return sorted(chosen, key=lambda sentence: sentence.index)


SPARED = 4  # sentences
TELLING = 2.0  # quality of a question from which on its sentence is a good answer
_GOOD = 0.5  # clarity
_SURE = 0.75  # clarity of the sentences that must be left for the facts
_FIRST = 3  # facts that are nobody's answer


def _spared(reading, weigh):
    """Of the clear sentences that the facts can do without, those that answer an exact question best."""
    clear = [s for s in standing_sentences(reading) if clarity(s, reading) >= _GOOD]
    clear = sorted(clear, key=lambda sentence: -weigh(sentence, reading))
    room = min(SPARED, sum(clarity(s, reading) >= _SURE for s in clear) - owed(reading, least=True))
    asked = {s.index: max((q.quality for q in ask(s, reading)), default=0) for s in clear[_FIRST:] if s.index}
    telling = [s for s in clear[_FIRST:] if asked.get(s.index, 0) >= TELLING]
    return sorted(telling, key=lambda sentence: -asked[sentence.index])[: max(0, room)]


def owed(reading: Reading, *, least=False) -> int:
    """How many facts a source of its length gives."""
    few = owed_by(reading)[0]
    room = len(standing_sentences(reading))
    return few if least or room < PLENTY else MOST


def _standing(reading):
    return standing_sentences(reading)


def _carried(reading):
    """A sentence that stands, with its neighbour that leans on it."""
    pairs = [(reading.before(s), s) for s in reading.sentences if is_usable(s, reading) and leans(s, reading)]
    standing = set(standing_sentences(reading))
    joined = [_joined(left, right, reading) for left, right in pairs if left in standing]
    return [pair for pair in joined if len(pair.text) <= LONGEST and not speaks_as_author(pair, reading)]


def _joined(left, right, reading):
    text = reading.text[left.start : right.end]
    return Sentence(left.index, left.start, right.end, left.paragraph, text, left.lexicon)


def _leaning_lightly(reading):
    fits = (s for s in reading.sentences if is_usable(s, reading) and leans_lightly(s, reading))
    return [sentence for sentence in fits if not speaks_as_author(sentence, reading)]


def _usable(reading):
    return [sentence for sentence in reading.sentences if is_usable(sentence, reading)]


def _overlaps(one, other):
    return one.start < other.end and other.start < one.end


def made_of(chosen: list[Sentence], reading: Reading) -> list[Sentence]:
    """The sentences of the source that the facts are made of."""
    return [sentence for sentence in reading.sentences if any(_overlaps(sentence, fact) for fact in chosen)]


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
