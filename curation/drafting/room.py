"""How much of its source a draft shows: a clip is a digest, and a short source leaves little room."""

from common.text import count_words

from .reading import Reading, Sentence

SHARE = 0.37  # of the source's words; the checks warn from 0.4 on
LONG = 20  # sentences, from which on a source owes six facts and four answers; below, four and three
LEAST = 9  # words that a statement is granted in any case


def owed(reading: Reading) -> tuple[int, int]:
    """How many facts and answers a source of its length must give at least."""
    return (6, 4) if len(reading.sentences) >= LONG else (4, 3)


def room(reading: Reading) -> float:
    """Words of the source that a draft may show."""
    return SHARE * reading.once(_words)


def excess(sentence: Sentence, reading: Reading) -> float:
    """By how much a sentence is longer than a fair part of the room: 0 where it fits, 1 at twice the part."""
    fair = max(LEAST, room(reading) / sum(owed(reading)))
    return max(0.0, count_words(sentence.text) / fair - 1)


def left(reading: Reading, sentences) -> float:
    """Words of the room that these sentences leave."""
    return room(reading) - sum(count_words(sentence.text) for sentence in sentences)


def _words(reading):
    return count_words(reading.text)
