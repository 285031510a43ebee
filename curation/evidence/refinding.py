"""Where a cited passage stands in a newer text of its source: at its place, elsewhere, in other words, nowhere. Pure.

Work is bounded: sentences are compared by the words they share, and only the few best of them word by word.
"""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from common.sentences import sentences
from common.text import CJK, MARKS, fold

ENOUGH = 0.6  # of the passage's letters must stand, in words and in this order, in what became of it
CLOSELY = 5  # sentences that are compared word by word
LONGEST = 200  # words of a stretch that is compared
MOST_SENTENCES = 4  # that one passage covers

_LETTER = rf"(?:[^\W_{CJK}]|[{MARKS}])"
_TOKEN = re.compile(rf"[{CJK}]|{_LETTER}+(?:['’.,\-]{_LETTER}+)*")


class Token(NamedTuple):
    word: str  # folded
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """`kind` is same, moved, changed or vanished; the words are `text[start:end]` of the newer text."""

    kind: str
    start: int | None = None
    end: int | None = None


def tokens_of(text: str) -> list[Token]:
    return [Token(fold(found.group()), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def _join(tokens):
    return "".join(f"\0{token.word}" for token in tokens) + "\0"


class NewerText:
    """A text in which passages of an older one are looked for."""

    def __init__(self, text: str, language: str = ""):
        self.text, self.language = text, language

    def find(self, quote: str, start: int, older: str) -> Found:
        """What became of `older[start:start + len(quote)]`."""
        if self.text.startswith(quote, start):
            return Found("same", start, start + len(quote))
        expected = round(start * len(self.text) / max(1, len(older)))
        return self._verbatim(quote, expected) or self._in_words(quote, expected) or self._alike(quote, start, older)

    def _verbatim(self, quote, expected):
        places = [found.start() for found in re.finditer(re.escape(quote), self.text)]
        if not places:
            return None
        start = min(places, key=lambda place: abs(place - expected))
        return Found("moved", start, start + len(quote))

    def _in_words(self, quote, expected):
        """The same words with other quotation marks or dashes have moved; with other points and commas they changed."""
        wanted = tokens_of(quote)
        if not wanted:
            return Found("vanished")
        joined, starts = self._joined
        places = [bisect(starts, found.start()) - 1 for found in re.finditer(re.escape(_join(wanted)), joined)]
        if not places:
            return None
        n = min(places, key=lambda n: abs(self.tokens[n].start - expected))
        before, after = wanted[0].start, len(quote) - wanted[-1].end
        start, end = self._within_paragraph(self.tokens[n].start, self.tokens[n + len(wanted) - 1].end, before, after)
        return Found("moved" if fold(self.text[start:end]) == fold(quote) else "changed", start, end)

    @cached_property
    def _joined(self):
        """All words between marks, and where each mark stands: a run of words is found as a piece of text."""
        starts = list(accumulate((len(token.word) + 1 for token in self.tokens), initial=0))[:-1]
        return _join(self.tokens), starts

    def _within_paragraph(self, start, end, before, after):
        """Widened by the marks that stood around the words, but not beyond their paragraph."""
        floor = self.text.rfind("\n", 0, start) + 1
        ceiling = self.text.find("\n", end)
        return max(floor, start - before), min(len(self.text) if ceiling < 0 else ceiling, end + after)

    def _alike(self, quote, start, older):
        """The words that stand there now; of a passage within a sentence, else what became of that sentence."""
        first, last, count = _covered(older, start, start + len(quote), self.language)
        stretches = self._stretches(max(1, min(MOST_SENTENCES, count)))
        if (first, last) != (start, start + len(quote)) and (found := _best(quote, stretches)):
            stretch, span = found
            return Found("changed", stretch.tokens[span[0]].start, stretch.tokens[span[1]].end)
        if found := _best(older[first:last], stretches):
            return Found("changed", found[0].start, found[0].end)
        return Found("vanished")

    @cached_property
    def tokens(self):
        return tokens_of(self.text)

    def _stretches(self, count):
        """Runs of `count` sentences, indexed by the words in them; a very long one is cut."""
        if count not in self._kept_stretches:
            self._kept_stretches[count] = _Stretches(self._runs(count))
        return self._kept_stretches[count]

    @cached_property
    def _kept_stretches(self):
        return {}

    def _runs(self, count):
        spans = sentences(self.text, self.language, headings=True)
        for n in range(max(1, len(spans) - count + 1)):
            run = spans[n : n + count]
            if run:
                yield from _cut(self.text, run[0].start, run[-1].end)


@dataclass(frozen=True)
class Stretch:
    start: int
    end: int
    tokens: list[Token]


def _cut(text, start, end):
    tokens = [Token(t.word, t.start + start, t.end + start) for t in tokens_of(text[start:end])]
    if len(tokens) <= LONGEST:
        yield Stretch(start, end, tokens)
        return
    for n in range(0, len(tokens), LONGEST):
        part = tokens[n : n + LONGEST]
        yield Stretch(part[0].start, part[-1].end, part)


class _Stretches:
    def __init__(self, stretches):
        self.all = list(stretches)
        self.holding = defaultdict(list)  # word → (which stretch, how often)
        for n, stretch in enumerate(self.all):
            for word, times in Counter(token.word for token in stretch.tokens).items():
                self.holding[word].append((n, times))


def _best(quote, stretches):
    """The stretch that keeps most of these words in their order, and where in it they go; None if it keeps too few."""
    wanted = tokens_of(quote)[:LONGEST]
    best, share = None, ENOUGH
    for stretch in _most_alike(wanted, stretches):
        kept, span = _kept(wanted, stretch)
        if kept >= share:
            best, share = (stretch, span), kept + 1e-9
    return best


def _most_alike(wanted, stretches):
    """The few that share most letters with the passage, whatever their order."""
    shared: Counter[int] = Counter()
    for word, times in Counter(token.word for token in wanted).items():
        for n, there in stretches.holding.get(word, ()):
            shared[n] += len(word) * min(times, there)
    enough = ENOUGH * _letters(wanted)
    return [stretches.all[n] for n, letters in shared.most_common(CLOSELY) if letters >= enough]


def _kept(wanted, stretch) -> tuple[float, tuple[int, int]]:
    """The share of the passage's letters that stand there in order; and from which token to which its words go."""
    pairs = in_order([token.word for token in wanted], [token.word for token in stretch.tokens])
    if not pairs:
        return 0.0, (0, 0)
    letters = sum(len(wanted[ours].word) for ours, _theirs in pairs)
    # What is missing at either end of the passage was replaced by about as many words.
    first = pairs[0][1] - pairs[0][0]
    last = pairs[-1][1] + len(wanted) - 1 - pairs[-1][0]
    return letters / max(1, _letters(wanted)), (max(0, first), min(len(stretch.tokens) - 1, last))


def in_order(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """The longest common subsequence by letters, as pairs of places. Always len(ours) × len(theirs) steps."""
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for a in range(len(ours) - 1, -1, -1):
        row, below, word = best[a], best[a + 1], ours[a]
        for b in range(len(theirs) - 1, -1, -1):
            row[b] = below[b + 1] + len(word) if word == theirs[b] else max(below[b], row[b + 1])
    return list(_way(best, ours, theirs))


def _way(best, ours, theirs):
    a = b = 0
    while a < len(ours) and b < len(theirs):
        if ours[a] == theirs[b]:
            yield a, b
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1


def _letters(tokens: Sequence[Token]) -> int:
    return sum(len(token.word) for token in tokens)


def _covered(text, start, end, language):
    """Where the sentences begin and end that a passage touches, and how many they are."""
    floor = text.rfind("\n", 0, start) + 1
    ceiling = text.find("\n", end)
    paragraphs = text[floor : len(text) if ceiling < 0 else ceiling]
    spans = [(s.start + floor, s.end + floor) for s in sentences(paragraphs, language, headings=True)]
    touched = [(a, b) for a, b in spans if a < end and b > start] or [(start, end)]
    return min(start, touched[0][0]), max(end, touched[-1][1]), len(touched)


# How much of the page is still that page


def resemblance(older: str, newer: str) -> float:
    """The share of the older text's runs of four words that stand in the newer one; 1.0 for a very short text."""
    ours, theirs = _runs_of_four(older), _runs_of_four(newer)
    return len(ours & theirs) / len(ours) if len(ours) > 20 else 1.0


def _runs_of_four(text):
    words = [token.word for token in tokens_of(text)]
    return {hash(tuple(words[n : n + 4])) for n in range(len(words) - 3)}
