"""What was learned: a number for each sign, word, pair of words and piece of a word, in a small file."""

import gzip
import json
import math
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

from comments.scoring.reading import Reading

WINDOW, STEP = 60, 30  # words: a long comment is as bad as its worst passage
LONGEST_WORD = 30
PIECE = 4  # letters of a piece of a word, with a space at either end
FORMAT = 1
STEPS = 1024  # a weight is stored as a whole number of these to one
SHIPPED = Path(__file__).with_name("prior.json.gz")


class Weights:
    """`bias` and the weight of each feature: `=sign`, `word`, `two words`, ` pie`."""

    def __init__(self, by_feature: Mapping[str, float], bias: float):
        self.by_feature, self.bias = dict(by_feature), bias
        self._of_word = lru_cache(50_000)(self._sum_of_word)

    def logit(self, reading: Reading) -> float:
        return self.bias + self.of_signs(reading) + max(push for _start, push in self._of_windows(reading.words))

    def of_signs(self, reading: Reading) -> float:
        return sum(value * self.by_feature.get(f"={sign}", 0.0) for sign, value in reading.signs.items())

    def of_word(self, word: str) -> float:
        """What a word pushes by itself and its pieces, before it shares with the others."""
        return self._of_word(word)[0]

    def worst_window(self, words: Sequence[str]) -> Sequence[str]:
        """All words of a short comment; of a long one the passage that speaks most against it."""
        start, _push = max(self._of_windows(words), key=lambda window: window[1])
        return words[start : start + WINDOW]

    def _of_windows(self, words):
        """Where each passage begins, and what it pushes: a long comment is as bad as its worst."""
        get = self.by_feature.get
        parts = [self._of_word(word) for word in words]
        pushes = list(accumulate((push for push, _count in parts), initial=0.0))
        counts = list(accumulate((count for _push, count in parts), initial=0))
        paired = list(accumulate((get(pair, 0.0) for pair in pairs(words)), initial=0.0))
        for start in range(0, max(1, len(words) - STEP), STEP) if len(words) > WINDOW else (0,):
            end = min(start + WINDOW, len(words))
            last = max(start, end - 1)
            total = pushes[end] - pushes[start] + paired[last] - paired[start]
            yield start, total / math.sqrt(max(1, counts[end] - counts[start] + last - start))

    def _sum_of_word(self, word):
        names = [word, *pieces(word)]
        return sum(self.by_feature.get(name, 0.0) for name in names), len(names)

    def pack(self) -> bytes:
        """Compressed JSON: weights as whole numbers, those that round to nothing left out. Alike for alike weights."""
        rounded = {name: round(value * STEPS) for name, value in sorted(self.by_feature.items())}
        kept = {name: value for name, value in rounded.items() if value}
        packed = {"format": FORMAT, "bias": round(self.bias, 4), "weights": kept}
        return gzip.compress(json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)

    @classmethod
    def unpack(cls, packed: bytes) -> "Weights":
        """Raises ValueError for what are no weights of this format."""
        try:
            found = json.loads(gzip.decompress(packed))
            if found["format"] != FORMAT:
                raise ValueError(f"weights of format {found['format']!r}, not {FORMAT}")
            bias = float(found["bias"])
            weights = {str(name): value / STEPS for name, value in found["weights"].items()}
        except (KeyError, TypeError, AttributeError, OSError, EOFError, zlib.error) as error:
            raise ValueError(f"no weights: {error!r}") from error
        if not all(map(math.isfinite, (bias, *weights.values()))):
            raise ValueError("weights that are no numbers")
        return cls(weights, bias)


def word_features(words: Sequence[str]) -> list[str]:
    """Words, pairs of neighbours and pieces of words, each as often as it is there."""
    return [*words, *pairs(words), *(piece for word in words for piece in pieces(word))]


def pairs(words: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(words)]


def pieces(word: str) -> list[str]:
    padded = f" {word[:LONGEST_WORD]} "
    return [padded[at : at + PIECE] for at in range(max(1, len(padded) - PIECE + 1))]


def features(reading: Reading, words: Sequence[str] | None = None) -> dict[str, float]:
    """What training sees of a comment: the same numbers which `Weights.logit` multiplies."""
    names = word_features(reading.words if words is None else words)
    share = 1 / math.sqrt(len(names) or 1)
    found: dict[str, float] = {f"={sign}": value for sign, value in reading.signs.items()}
    for name in names:
        found[name] = found.get(name, 0.0) + share
    return found
