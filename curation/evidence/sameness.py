"""Whether two sentences of different sources state the same, and what only one of them reports. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from common.sentences import sentences
from common.text import CJK
from curation.evidence.numbers import amounts

SAME, NEAR = 0.6, 0.4  # share of the shorter one's words that the other one has too
SHORT = 4  # words; of shorter sentences nothing is concluded
LONGEST_SAYS = 300  # characters
MOST_SENTENCES = 400

_TOKEN = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")


@dataclass(frozen=True)
class Passage:
    """A sentence of a source: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


def passages(text: str, language: str = "") -> list[Passage]:
    return [Passage(s.start, s.end, text[s.start : s.end]) for s in sentences(text, language)[:MOST_SENTENCES]]


def nearness(one: str, other: str) -> float:
    """0 to 1: how much of the shorter sentence the other one says too, in words."""
    a, b = _words(one), _words(other)
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer >= SHORT else 0.0


def states_the_same(one: str, other: str, language: str = "") -> bool:
    """Most of the words, and not a number more or less: with another number it is a difference."""
    return nearness(one, other) >= SAME and _values(one, language) == _values(other, language)


def bearing_out(fact: str, among: Iterable[Passage], language: str = "") -> Passage | None:
    """The sentence of another source that states this fact too, the nearest one."""
    found = [(nearness(fact, each.quote), each) for each in among if states_the_same(fact, each.quote, language)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def adds_something(sentence: str, said: Iterable[str]) -> bool:
    return all(nearness(sentence, other) < NEAR for other in said)


def only_there(candidates: Sequence[str], elsewhere: Sequence[str]) -> str:
    """The sentence that the other sources report least of, at most 300 characters; "" when they report all."""
    fitting = [sentence for sentence in candidates if len(sentence) <= LONGEST_SAYS]
    ranked = [(max((nearness(s, other) for other in elsewhere), default=0.0), n, s) for n, s in enumerate(fitting)]
    fresh = [row for row in ranked if row[0] < NEAR]
    return min(fresh)[2] if fresh else ""


@lru_cache(maxsize=4096)
def _words(sentence):
    tokens = (token.casefold() for token in _TOKEN.findall(sentence))
    return frozenset(token[:6] for token in tokens if len(token) > 3 or token.isdecimal() or ord(token[0]) > 0x2E80)


@lru_cache(maxsize=4096)
def _values(sentence, language):
    return frozenset(number.values for number in amounts(sentence, language) if number.written[0].isdigit())
