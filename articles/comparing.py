"""What differs between two texts, word by word, and between two lists. Pure, and bounded in work.

The pieces of `compared_words` in order, without the inserted ones, are the old text; without the deleted ones, the new.
First the words that stand once in both texts are lined up (Bram Cohen's patience diff); what lies between them is
compared by Myers' algorithm as far as it pays. A text made to be hard gets a coarser answer, never a late one.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from common.text import CJK, MARKS

KEPT, DELETED, INSERTED = "kept", "deleted", "inserted"
MOST_EDITS = 300  # between two words that are sure; beyond it the whole stretch is old and new
MOST_STEPS = 300_000  # of one comparison
_LETTER = rf"(?:[^\W{CJK}]|[{MARKS}])"
_TOKEN = re.compile(rf"[{CJK}]|{_LETTER}+(?:[.,’'\-]{_LETTER}+)*|\s+|.", re.DOTALL)


class Piece(NamedTuple):
    """`kind` is KEPT, DELETED or INSERTED."""

    kind: str
    text: str


class Stretch(NamedTuple):
    """Half-open places in the old and in the new list; what is kept has the same length in both."""

    kept: bool
    old: slice
    new: slice


def compared_words(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in order; of a change, the deleted words stand before the inserted ones."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Piece] = []
    for stretch in _without_lone_gaps(compared(old, new), old):
        if stretch.kept:
            found.append(Piece(KEPT, "".join(old[stretch.old])))
        else:
            found += [Piece(DELETED, "".join(old[stretch.old])), Piece(INSERTED, "".join(new[stretch.new]))]
    return [piece for piece in found if piece.text]


def compared(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """The stretches of two lists in order, kept and changed ones by turns."""
    pairs = _Comparison(old, new).pairs()
    stretches, at_old, at_new = [], 0, 0
    for start_old, start_new, length in [*_runs(pairs), (len(old), len(new), 0)]:
        if start_old > at_old or start_new > at_new:
            stretches.append(Stretch(False, slice(at_old, start_old), slice(at_new, start_new)))
        at_old, at_new = start_old + length, start_new + length
        if length:
            stretches.append(Stretch(True, slice(start_old, at_old), slice(start_new, at_new)))
    return stretches


def likeness(before: str, after: str) -> float:
    """The share of words that two texts have in common, 0 to 1; their order does not matter."""
    old, new = (Counter(token for token in _TOKEN.findall(text) if not token.isspace()) for text in (before, after))
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def counted(before: str, after: str) -> tuple[int, int]:
    """How many words are new and how many are gone, whatever their order: cheap enough for a long list."""
    old, new = (Counter(token for token in _TOKEN.findall(text) if token[0].isalnum()) for text in (before, after))
    return (new - old).total(), (old - new).total()


def moved(old: Sequence[Hashable], new: Sequence[Hashable]) -> set[Hashable]:
    """Those in both lists that stand in another order now: as few as explain it."""
    place = {item: n for n, item in enumerate(old)}
    both = [item for item in new if item in place]
    return set(both) - {both[n] for n in _longest_rising([place[item] for item in both])}


class _Comparison:
    def __init__(self, old: Sequence[Any], new: Sequence[Any]) -> None:
        self.old, self.new, self.steps = old, new, MOST_STEPS

    def pairs(self) -> list[tuple[int, int]]:
        """(place in the old list, place in the new one) of what is kept, rising in both."""
        kept: list[tuple[int, int]] = []
        self._between(0, len(self.old), 0, len(self.new), kept)
        return kept

    def _between(self, a, b, c, d, kept):
        """Old items a to b against new items c to d: what they begin and end with, then what stands between."""
        while a < b and c < d and self.old[a] == self.new[c]:
            kept.append((a, c))
            a, c = a + 1, c + 1
        end = 0
        while a < b - end and c < d - end and self.old[b - end - 1] == self.new[d - end - 1]:
            end += 1
        b, d = b - end, d - end
        if a < b and c < d:
            self._inside(a, b, c, d, kept)
        kept += [(b + n, d + n) for n in range(end)]

    def _inside(self, a, b, c, d, kept):
        sure = self._sure(a, b, c, d)
        if not sure:
            kept += self._shortest(a, b, c, d)
            return
        for here, there in [*sure, (b, d)]:
            if a < here or c < there:
                self._shortest_between(a, here, c, there, kept)
            if here < b:
                kept.append((here, there))
            a, c = here + 1, there + 1

    def _shortest_between(self, a, b, c, d, kept):
        """As `_between`, without another search for what is sure: one level is enough, and no text can make it deep."""
        while a < b and c < d and self.old[a] == self.new[c]:
            kept.append((a, c))
            a, c = a + 1, c + 1
        end = 0
        while a < b - end and c < d - end and self.old[b - end - 1] == self.new[d - end - 1]:
            end += 1
        if a < b - end and c < d - end:
            kept += self._shortest(a, b - end, c, d - end)
        kept += [(b - end + n, d - end + n) for n in range(end)]

    def _sure(self, a, b, c, d):
        """What stands once in either, as far as its order is the same."""
        old, new = Counter(self.old[a:b]), Counter(self.new[c:d])
        place = {self.old[n]: n for n in range(a, b) if old[self.old[n]] == 1}
        both = [(place[self.new[n]], n) for n in range(c, d) if new[self.new[n]] == 1 and self.new[n] in place]
        return [both[n] for n in _longest_rising([here for here, _ in both])]

    def _shortest(self, a, b, c, d):
        """Myers' shortest edit; nothing where that takes too many edits or steps."""
        furthest, trail = {1: 0}, []
        for edits in range(min(MOST_EDITS, (b - a) + (d - c)) + 1):
            trail.append(dict(furthest))
            for k in range(-edits, edits + 1, 2):
                down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
                x = furthest[k + 1] if down else furthest[k - 1] + 1
                y = x - k
                self.steps -= 1
                while x < b - a and y < d - c and self.old[a + x] == self.new[c + y]:
                    x, y = x + 1, y + 1
                    self.steps -= 1
                furthest[k] = x
                if x >= b - a and y >= d - c:
                    return _walk_back(trail, a, b, c, d)
            if self.steps < 0:
                break
        return []


def _walk_back(trail, a, b, c, d):
    x, y, kept = b - a, d - c, []
    for edits in range(len(trail) - 1, -1, -1):
        furthest, k = trail[edits], x - y
        down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
        before = k + 1 if down else k - 1
        from_x = furthest[before]
        from_y = from_x - before
        while x > max(from_x, 0) and y > max(from_y, 0):
            x, y = x - 1, y - 1
            kept.append((a + x, c + y))
        x, y = from_x, from_y
    return kept[::-1]


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest rising run, not necessarily side by side."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [number], [n]
    place, found = (ends[-1] if ends else -1), []
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _runs(pairs):
    """(old place, new place, length) of pairs that follow one another in both lists."""
    for _, group in groupby(enumerate(pairs), lambda row: (row[1][0] - row[0], row[1][1] - row[0])):
        run = [pair for _, pair in group]
        yield *run[0], len(run)


def _without_lone_gaps(stretches, old):
    """A lone space between two changes is no word that was kept: the changes are read as one."""
    joined: list[Stretch] = []
    for n, stretch in enumerate(stretches):
        inside = 0 < n < len(stretches) - 1
        lone = stretch.kept and inside and not "".join(old[stretch.old]).strip()
        changed = not stretch.kept or lone
        if changed and joined and not joined[-1].kept:
            last = joined.pop()
            stretch = Stretch(False, slice(last.old.start, stretch.old.stop), slice(last.new.start, stretch.new.stop))
        joined.append(stretch)
    return joined
