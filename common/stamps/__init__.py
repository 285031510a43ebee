"""Stamps: which parts of the site have changed, known to all processes of this machine at once.

A stored page carries the stamps of what it shows, read before it was rendered; while they stand still it is
as good as new. A verb that changes something says so inside its transaction, with `touch`:

    with transaction.atomic():
        article.save(update_fields=["title"])
        touch("front", f"article:{article.pk}")

Keys are strings: "article:17", "category:3", "tag:9", "person:4", "page:about", "front", "lists", "site".
"site" is in every page. Two keys may share one of the 65,536 slots: that renders a page once too often.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, IntegrityError, OperationalError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .table import SITE, Snapshot, Stamps, Table, TableFull, slot_of, table_at

__all__ = [
    "SITE",
    "Snapshot",
    "Stamps",
    "Table",
    "TableFull",
    "is_touched",
    "move",
    "slot_of",
    "snapshot",
    "table",
    "touch",
]


def table() -> Table:
    return table_at(settings.STAMPS_PATH)


def snapshot() -> Snapshot:
    return table().snapshot()


def touch(*keys: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Say, inside a transaction, what it changes. The slots are marked just before the commit is sent and moved
    as soon as it is done, before anything else runs; a roll-back therefore leaves nothing behind.

    Raises TransactionManagementError outside `transaction.atomic()`.
    """
    connection = transaction.get_connection(using)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("touch() belongs inside transaction.atomic().")
    touched = _touched(connection)
    touched.slots.update(map(slot_of, keys))
    transaction.on_commit(touched.move, using=using)


def is_touched(key: str, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Will the open transaction of this thread move it? Then what this thread reads is not yet everybody's."""
    touched = transaction.get_connection(using).__dict__.get("touched")
    return touched is not None and slot_of(key) in touched.slots


def move(*keys: str) -> None:
    """For effects outside the database, after they have happened."""
    table().move({slot_of(key) for key in keys})


class Touched:
    """What the open transaction of one connection (so of one thread) will move.

    Django tells us of a commit only afterwards, and of a roll-back never; so this stands in front of the two
    methods of the connection through which both go. Nothing is marked before the commit, so neither a
    roll-back, nor one to a savepoint, nor a broken connection has anything to clean up.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.slots: set[int] = set()
        self._commit: Callable[[], None] = connection.commit
        self._rollback: Callable[[], None] = connection.rollback

    def commit(self) -> None:
        if self.slots:
            self._commit_marked()
        else:
            self._commit()

    def _commit_marked(self) -> None:
        try:
            with table().moving(frozenset(self.slots), surely_failed=IntegrityError):
                self._commit()
        except OSError as error:  # Django rolls back only for errors of a database
            raise OperationalError("The stamps of the changed pages could not be marked.") from error
        self.slots.clear()

    def rollback(self) -> None:
        self.slots.clear()
        self._rollback()

    def move(self) -> None:
        """For tests, which run commit hooks without a commit; after a real commit nothing is left to move."""
        if self.slots:
            table().move(frozenset(self.slots))


def _touched(connection: BaseDatabaseWrapper) -> Touched:
    touched = connection.__dict__.get("touched")
    if touched is None:
        touched = connection.touched = Touched(connection)  # type: ignore[attr-defined]
        connection.commit = touched.commit  # type: ignore[method-assign]
        connection.rollback = touched.rollback  # type: ignore[method-assign]
    return touched
