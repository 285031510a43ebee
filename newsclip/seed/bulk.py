"""Rows by the thousand."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connection, models, transaction
from django.db.models import Max

from common import stamps

AT_ONCE = 2000
Row = TypeVar("Row", bound=models.Model)
Progress = Callable[[str, int, int], object]


def silent(what: str, done: int, of: int) -> None:
    """Nobody listens."""


def keep(what: str, rows: Iterable[Row], total: int, progress: Progress) -> Iterator[list[Row]]:
    """Insert `rows`, some at a time; each transaction makes the site's pages old. Yields what each inserted."""
    rows = iter(rows)
    for start in range(0, total, AT_ONCE):
        with transaction.atomic():
            chunk = list(islice(rows, AT_ONCE))
            type(chunk[0])._base_manager.bulk_create(chunk)
            stamps.touch("site")
            yield chunk
        progress(what, start + len(chunk), total)


def numbers_for(model: type[models.Model], count: int) -> list[int]:
    """Primary keys that nobody else gets, in rising order."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, count],
            )
            return [number for (number,) in cursor.fetchall()]
    last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    return list(range(last + 1, last + count + 1))
