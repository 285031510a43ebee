"""Things that happen in the same moment, on a database where they can."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction


def in_other_thread(work):
    failed = []

    def run():
        try:
            work()
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, failed


def wait_until_somebody_waits(people=1):
    with connection.cursor() as cursor:
        for _ in range(1000):
            cursor.execute("SELECT count(DISTINCT pid), pg_sleep(0.01) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= people:
                return
    pytest.fail("nobody waited")


@contextmanager
def held(rows):
    """Whoever wants these rows waits until the end of it."""
    with transaction.atomic():
        list(rows.select_for_update().values_list("pk"))
        yield


def at_once(rows, *works):
    """All of them begin, each comes as far as these rows, and then they go on. What failed, in their order."""
    with held(rows):
        started = []
        for number, work in enumerate(works, 1):
            started.append(in_other_thread(work))
            wait_until_somebody_waits(number)
    for thread, _ in started:
        thread.join(60)
    return [failed for _, failed in started]
