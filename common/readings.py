"""Readings: how often each article was opened, without keeping who opened it.

A reader counts once per article and half hour of the clock. Address, browser and article are hashed together
under a random key; of the hash 32 bits stay in a table of 2^20 cells. At the end of the half hour key and cells
are overwritten by whoever comes first, the worker at the latest. Nothing else is written down, no cookie is set.

A new reading is looked for in 8 cells, so it is taken for an old one with a chance of at most 8 / 2^32: one in
500 million. Beyond about 700,000 readings in one half hour (390 a second) cells are overwritten before their
time, and some reloads count.

Totals wait in the same file until the worker drains them. A worker that is killed between draining and its
commit loses what it had drained: a few seconds' readings, never one counted twice.
"""

import os
import time
from hashlib import blake2b

from django.conf import settings

from common.shared import SharedFile, opened

HALF_HOUR = 1800  # seconds
CELLS = 2**20
CELLS_OF_A_READING = 8
TOTALS = 2**16
TOTALS_OF_AN_ARTICLE = 64

# Layout in 64-bit words: its name, the half hour, the key (four words), two spare; the cells, two to a word; the
# totals, each of the article's number and its count.
LAYOUT, PERIOD, KEY = 0, 1, 2
FIRST_CELL = 8
FIRST_TOTAL = FIRST_CELL + CELLS // 2
END = FIRST_TOTAL + 2 * TOTALS


class Readings:
    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._file: SharedFile = opened(path, _fresh)

    def count(self, *, reader: str, article: int) -> bool:
        """Count this reading unless the same reader has read the article in this half hour. Was it counted?"""
        self._file.look()
        self._forget_the_past()
        first, mark = self._cell(reader, article)
        if mark in self._cells(first):
            return False
        with self._file.lock():
            if mark in self._cells(first):
                return False
            self._remember(first, mark)
            return self._add(article)

    def drain(self) -> dict[int, int]:
        """Readings by article since the last draining; whoever drains owns them."""
        self._forget_the_past()
        with self._file.lock():
            totals = self._file.words[FIRST_TOTAL:END].tolist()
            self._file.bytes[FIRST_TOTAL * 8 : END * 8] = bytes((END - FIRST_TOTAL) * 8)
        return {article: count for article, count in zip(totals[::2], totals[1::2], strict=True) if article}

    def _forget_the_past(self) -> None:
        period = int(time.time()) // HALF_HOUR
        if self._file.words[PERIOD] == period:
            return
        with self._file.lock():
            if self._file.words[PERIOD] != period:
                self._file.bytes[KEY * 8 : FIRST_TOTAL * 8] = os.urandom(32) + bytes((FIRST_TOTAL - KEY) * 8 - 32)
                self._file.words[PERIOD] = period

    def _cell(self, reader: str, article: int) -> tuple[int, int]:
        """Where this reading's cells begin, and the mark that it leaves there: never 0, which is empty."""
        key = self._file.bytes[KEY * 8 : FIRST_CELL * 8 - 16].tobytes()
        digest = blake2b(f"{article}\n{reader}".encode(errors="replace"), key=key, digest_size=8).digest()
        first = int.from_bytes(digest[:4]) % (CELLS // CELLS_OF_A_READING) * CELLS_OF_A_READING
        return first, int.from_bytes(digest[4:]) or 1

    def _cells(self, first: int) -> list[int]:
        start = FIRST_CELL * 8 + first * 4
        return self._file.bytes[start : start + CELLS_OF_A_READING * 4].cast("I").tolist()

    def _remember(self, first: int, mark: int) -> None:
        cells = self._cells(first)
        free = cells.index(0) if 0 in cells else mark % CELLS_OF_A_READING
        start = FIRST_CELL * 8 + (first + free) * 4
        self._file.bytes[start : start + 4].cast("I")[0] = mark

    def _add(self, article: int) -> bool:
        """A total finds no room only when tens of thousands of articles were read since the last draining."""
        words = self._file.words
        for step in range(TOTALS_OF_AN_ARTICLE):
            place = FIRST_TOTAL + (article + step) % TOTALS * 2
            if words[place] in (article, 0):
                words[place] = article
                words[place + 1] += 1
                return True
        return False


def readings() -> Readings:
    """The site's own."""
    return Readings(settings.VIEWS_PATH)


def _fresh() -> bytes:
    return b"views--1" + bytes(END * 8 - 8)
