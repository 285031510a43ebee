"""What near-identical comments have in common: 64 bits that differ little where the words differ little. Pure.

Longer texts get a simhash (M. Charikar, 2002) of their four-letter pieces, as the folded letters run, without spaces
and marks; and without addresses, since the same advertisement comes with another link each time. Of a short text every
letter counts, so it gets a hash of its letters, which is equal or not. The lowest bit says which of the two it is.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from hashlib import blake2b

PIECE = 4  # letters
SHORT = 24  # letters: below, one changed word changes most pieces
ENOUGH = 40  # letters beside the links: fewer only point at something, each time at something else
NEAR = 12  # of 63 bits, measured in tests/comments/test_fingerprints.py
LONGEST = 6_000  # letters that are looked at
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_LANE = 16  # bits of a counter: 8 of them side by side in one number


def fingerprint(text: str) -> int:
    """Signed 64 bits, as databases keep them. The same on every machine and in every process."""
    letters = _telling_letters(text[: 2 * LONGEST])
    bits = _hash(letters) | 1 if len(letters) < SHORT else _simhash(letters) & ~1
    return bits - (bits >> 63 << 64)


def near(one: int, other: int) -> bool:
    """Whether the texts behind two fingerprints are the same but for a few letters or words."""
    if one & 1 or other & 1:
        return one == other
    return ((one ^ other) & (2**64 - 1)).bit_count() <= NEAR


def is_telling(one: int) -> bool:
    """Long enough that two people do not write it by chance."""
    return not one & 1


def _telling_letters(text):
    """What is little more than its links is told by them."""
    said = _letters(ADDRESS.sub(" ", text))
    return said if len(said) >= ENOUGH else _letters(text)


def _letters(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in text if letter.isalnum())[:LONGEST]


def _simhash(letters):
    pieces = Counter(letters[at : at + PIECE] for at in range(len(letters) - PIECE + 1))
    lanes, total, spread = [0] * 8, 0, _spread()
    for piece, times in pieces.items():
        weight = min(times, 3)  # a text of one repeated word is still a text
        total += weight
        for place, byte in enumerate(blake2b(piece.encode(), digest_size=8).digest()):
            lanes[place] += spread[byte] * weight
    return sum(_majority(lane, total) << (8 * place) for place, lane in enumerate(lanes))


@cache
def _spread():
    """For each byte its eight bits as eight counters."""
    return [sum((byte >> bit & 1) << (_LANE * bit) for bit in range(8)) for byte in range(256)]


def _majority(lane, total):
    counters = ((lane >> (_LANE * bit)) & (2**_LANE - 1) for bit in range(8))
    return sum((2 * count > total) << bit for bit, count in enumerate(counters))


def _hash(letters):
    return int.from_bytes(blake2b(letters.encode(), digest_size=8).digest())
