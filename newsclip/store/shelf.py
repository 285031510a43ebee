"""Where stored pages stand, up to a number of bytes; who has not been asked for longest goes first."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Event, Lock
from typing import Any

from common.stamps import Table

from .page import Page

LARGEST_SHARE = 8  # a page larger than an eighth of the shelf is not kept


class Shelf:
    def __init__(self, capacity: int, table: Table) -> None:
        self.capacity, self.bytes = capacity, 0
        self._table = table
        self._pages: OrderedDict[Any, Page] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def fresh(self, key: Any) -> Page | None:
        """The page of this key, if it would come out the same when rendered now."""
        page = self._pages.get(key)
        if page is None or not self._is_fresh(page):
            return None
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
        return page

    def put(self, key: Any, page: Page) -> None:
        if page.size > self.capacity // LARGEST_SHARE:
            return
        with self._lock:
            self._take(key)
            self._pages[key] = page
            self.bytes += page.size
            while self.bytes > self.capacity:
                self._take(next(iter(self._pages)))

    def _take(self, key: Any) -> None:
        page = self._pages.pop(key, None)
        self.bytes -= page.size if page else 0

    def _is_fresh(self, page: Page) -> bool:
        if page.until is not None and time.time() >= page.until:
            return False
        epoch = self._table.epoch  # before the comparison
        if page.epoch == epoch:
            return True
        if not self._table.current(page.stamps):
            return False
        page.epoch = epoch
        return True


class Flight:
    def __init__(self) -> None:
        self.landed = Event()
        self.again = False  # the page can be stored, but something that it shows changed meanwhile


class Flights:
    """Of many who want the same page at once, one renders it and the others wait for it, a little."""

    PATIENCE = 2.0  # seconds

    def __init__(self) -> None:
        self._flights: dict[Any, Flight] = {}
        self._lock = Lock()

    def lead(self, key: Any, is_there: Callable[[], object]) -> bool:
        """True: render it, then `land`. False: it is there now, or cannot be stored, or takes too long."""
        until = time.monotonic() + self.PATIENCE
        while True:
            with self._lock:
                flight = self._flights.get(key)
                if flight is None:
                    self._flights[key] = Flight()
                    return True
            flight.landed.wait(max(0.0, until - time.monotonic()))
            if not flight.again or is_there() or time.monotonic() >= until:
                return False

    def try_again(self, key: Any) -> None:
        with self._lock:
            if flight := self._flights.get(key):
                flight.again = True

    def land(self, key: Any) -> None:
        with self._lock:
            self._flights.pop(key).landed.set()


class Some(set[str]):
    """Remembers some of what it was given, and starts anew when that is too much."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def add(self, item: str) -> None:
        if len(self) >= self._most:
            self.clear()
        super().add(item)
