"""The table of stamps: 65,536 numbers of 64 bits in shared memory, and the marks of those about to move.

Layout in 64-bit words: the layout's name, the epoch, how many rows of marks may be in use, five spare; the
values; the marks, each of seat, slot and time (in seconds, for a mark that lingers).

- A *value* changes to a fresh random number, never by counting, whenever what it stands for may have changed.
- The *epoch* changes whenever any value does: while it stands still, nothing has to be compared.
- A *mark* says that a process is about to commit a change of this slot. Marking moves the value too, so pages
  stored before are out at once; while the mark stands no page that shows the slot is stored.
- A *seat* is a byte of the lock file that a process holds as long as it lives. A mark whose seat nobody holds
  was left by the dead: nobody knows whether it committed, so its slot is moved, and the mark goes.
"""

import os
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import NamedTuple

from common.shared import SharedFile, opened

SLOTS = 65_536
MARKS = 4_096
SEATS = 4_096
MOST_SLOTS = 256  # a transaction that touches more moves the whole site instead

LAYOUT, EPOCH, MARKS_IN_USE = 0, 1, 2
VALUES = 8
FIRST_MARK = VALUES + SLOTS
WORDS_OF_A_MARK = 3
LINGERING = 2**32  # the seat of a mark that stays until its time: nobody knows how its commit ended
LINGER = 60  # seconds

Stamps = tuple[tuple[int, int], ...]  # (slot, value), …


def slot_of(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=2).digest())


SITE = slot_of("site")


class Snapshot:
    """All values at one moment: what a key named later was worth before the rendering began."""

    def __init__(self, values: bytes) -> None:
        self._values = memoryview(values).cast("Q")

    def of(self, keys: Iterable[str]) -> Stamps:
        """The stamps of these keys; every page shows the site as well."""
        slots = {SITE, *map(slot_of, keys)}
        return tuple((slot, self._values[slot]) for slot in sorted(slots))


class Marks(NamedTuple):
    slots: Collection[int]
    rows: list[int]  # where the marks stand, in words
    opening: int  # of which opening of the file


class TableFull(OSError):
    """More changes are being committed at once than there are rows for marks."""


class Table:
    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._file: SharedFile = opened(path, _fresh)
        self._seat, self._seated_in = 0, -1

    # Reading

    def snapshot(self) -> Snapshot:
        self._file.look()
        return Snapshot(self._file.bytes[VALUES * 8 : FIRST_MARK * 8].tobytes())

    @property
    def epoch(self) -> int:
        """Read it before comparing: equal to an earlier reading, no value has moved since."""
        self._file.look()
        return self._file.words[EPOCH]

    def current(self, stamps: Stamps) -> bool:
        """Has none of these moved?"""
        words = self._file.words
        return all(words[VALUES + slot] == value for slot, value in stamps)

    def settled(self, stamps: Stamps) -> bool:
        """Has none of these moved, and is none about to? Marks of the dead go on the way."""
        slots = {slot for slot, _ in stamps}
        with self._file.lock():
            pending = [row for row in self._rows() if self._slot(row) in slots and self._alive(row)]
            return not pending and self.current(stamps)

    # Writing

    def move(self, slots: Collection[int]) -> None:
        with self._file.lock():
            self._renew(slots)

    @contextmanager
    def moving(self, slots: Collection[int], *, surely_failed: type[Exception]) -> Iterator[None]:
        """Around a commit. When it fails with `surely_failed`, nothing was committed; with anything else,
        a lost connection say, nobody knows, and it may yet come: pages stay unstored for a minute."""
        marks = self.mark(slots)
        try:
            yield
        except surely_failed:
            self.clear(marks)
            raise
        except BaseException:
            self._linger(marks)
            raise
        self.clear(marks)

    def mark(self, slots: Collection[int]) -> Marks:
        """Mark these as about to move, until `clear` or the end of this process."""
        with self._file.lock():
            self._take_a_seat()
            slots = slots if len(slots) <= MOST_SLOTS else [SITE]
            rows = self._free_rows(len(slots))
            for row, slot in zip(rows, slots, strict=True):
                self._write_mark(row, seat=self._seat, slot=slot)
            self._renew(slots)
            return Marks(slots, rows, self._file.reopened)

    def clear(self, marks: Marks) -> None:
        """Move the slots and take their marks away."""
        with self._file.lock():
            self._renew(marks.slots)
            if marks.opening == self._file.reopened:
                self._free(marks.rows)

    # Inside, under the lock

    def _renew(self, slots: Collection[int]) -> None:
        """Values first, the epoch after them: who sees the old epoch is served before we go on."""
        words, fresh = self._file.words, memoryview(os.urandom(8 * len(slots))).cast("Q")
        for slot, value in zip(slots, fresh, strict=True):
            words[VALUES + slot] = value
        words[EPOCH] = int.from_bytes(os.urandom(8))

    def _write_mark(self, row: int, *, seat: int, slot: int, until: int = 0) -> None:
        """The seat last: a row without one is free, whatever else a killed process left in it."""
        words = self._file.words
        words[row + 1], words[row + 2] = slot, until
        words[row] = seat

    def _linger(self, marks: Marks) -> None:
        with self._file.lock():
            self._renew(marks.slots)
            if marks.opening == self._file.reopened:
                for row in marks.rows:
                    until = int(time.time()) + LINGER
                    self._write_mark(row, seat=LINGERING, slot=self._slot(row), until=until)

    def _rows(self) -> list[int]:
        """The marks there are, as the places of their first words."""
        words = self._file.words
        return [row for row in _places(words[MARKS_IN_USE]) if words[row]]

    def _slot(self, row: int) -> int:
        return self._file.words[row + 1]

    def _free_rows(self, wanted: int) -> list[int]:
        words = self._file.words
        free = [row for row in _places(min(words[MARKS_IN_USE] + wanted, MARKS)) if not words[row]]
        if len(free) < wanted:
            raise TableFull(f"no room for {wanted} marks among {MARKS}")
        rows = free[:wanted]
        words[MARKS_IN_USE] = max(words[MARKS_IN_USE], (rows[-1] - FIRST_MARK) // WORDS_OF_A_MARK + 1)
        return rows

    def _free(self, rows: Iterable[int]) -> None:
        for row in rows:
            self._file.words[row] = 0
        self._shrink()

    def _bury(self, rows: Collection[int]) -> None:
        """These marks are of the dead: what they announced may have happened."""
        self._renew([self._slot(row) for row in rows])
        self._free(rows)

    def _shrink(self) -> None:
        words, in_use = self._file.words, self._file.words[MARKS_IN_USE]
        while in_use and not words[FIRST_MARK + (in_use - 1) * WORDS_OF_A_MARK]:
            in_use -= 1
        words[MARKS_IN_USE] = in_use

    def _alive(self, row: int) -> bool:
        seat = self._file.words[row]
        if seat == LINGERING:
            alive = self._file.words[row + 2] > time.time()
        else:
            alive = self._is_mine(seat) or self._file.claimed(seat)
        if not alive:
            self._bury([row])
        return alive

    def _is_mine(self, seat: int) -> bool:
        return seat == self._seat and self._seated_in == self._file.reopened

    def _take_a_seat(self) -> None:
        """Once per process and opening; what a dead holder of the same seat has left is cleared first."""
        if self._seat and self._is_mine(self._seat):
            return
        self._seat = next((seat for seat in range(1, SEATS) if self._file.claim(seat)), 0)
        if not self._seat:
            raise TableFull(f"more than {SEATS} processes write to this site")
        self._seated_in = self._file.reopened
        self._bury([row for row in self._rows() if self._file.words[row] == self._seat])


def _places(count: int) -> range:
    return range(FIRST_MARK, FIRST_MARK + count * WORDS_OF_A_MARK, WORDS_OF_A_MARK)


def _fresh() -> bytes:
    """Random from the start: what was stored under a file that went away is out."""
    return b"stamps-1" + os.urandom(8) + bytes(48) + os.urandom(SLOTS * 8) + bytes(MARKS * WORDS_OF_A_MARK * 8)


_opening = threading.Lock()
_tables: dict[str, Table] = {}


def table_at(path: str | os.PathLike[str]) -> Table:
    """The one table of this path in this process: a seat belongs to the process."""
    path = os.path.abspath(path)
    with _opening:
        if path not in _tables:
            _tables[path] = Table(path)
        return _tables[path]
