import subprocess
import sys
import threading
from pathlib import Path

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from common import stamps
from common.stamps.table import LINGER, MARKS, MOST_SLOTS, SLOTS, TableFull

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def table(settings, tmp_path):
    settings.STAMPS_PATH = tmp_path / "stamps"
    return stamps.table()


def value(key):
    return dict(stamps.snapshot().of([key]))[stamps.slot_of(key)]


class Neighbour:
    def __init__(self, folder):
        command = [sys.executable, "-m", "tests.common.neighbour", str(folder)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def says(self, command):
        self.process.stdin.write(command + "\n")
        return self.process.stdout.readline().strip()

    def end(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def neighbours(tmp_path):
    """The web process, which shows a note, and the writer."""
    web, writer = Neighbour(tmp_path), Neighbour(tmp_path)
    web.says("create")
    yield web, writer
    web.end()
    writer.end()


# Between processes


def test_what_one_process_has_written_another_never_shows_stale(neighbours):
    web, writer = neighbours
    for number in range(150):
        writer.says(f"write {number}")

        assert web.says("ask") == f"{number} miss"
        assert web.says("ask") == f"{number} hit"


@pytest.mark.parametrize("command", ["roll_back", "roll_back_a_part"])
def test_nothing_is_left_of_a_roll_back(neighbours, command):
    web, writer = neighbours
    web.says("ask")

    writer.says(f"{command} lost")

    assert web.says("ask").startswith("nothing ")
    assert web.says("ask") == "nothing hit"


def test_page_is_never_stored_between_a_commit_and_its_announcement(neighbours):
    web, writer = neighbours
    web.says("ask")
    assert writer.says("stop_before_moving new") == "committed"

    during = [web.says("ask") for _ in range(3)]
    writer.says("")

    assert during == ["new miss"] * 3
    assert [web.says("ask") for _ in range(2)] == ["new miss", "new hit"]


def test_writer_killed_after_its_commit_leaves_no_stale_page(neighbours, tmp_path):
    web, writer = neighbours
    web.says("ask")

    assert writer.says("die_before_moving new") == ""
    writer.process.wait(10)

    assert web.says("ask") == "new miss"  # finds the mark of the dead, and moves the slot
    assert [web.says("ask") for _ in range(2)] == ["new miss", "new hit"]


def test_seat_of_the_dead_is_free_for_the_next(neighbours, tmp_path):
    web, writer = neighbours
    writer.says("die_before_moving new")
    writer.process.wait(10)
    successor = Neighbour(tmp_path)

    successor.says("write newer")

    assert [web.says("ask") for _ in range(2)] == ["newer miss", "newer hit"]
    successor.end()


def test_commit_that_may_have_arrived_keeps_its_pages_out(neighbours):
    web, writer = neighbours
    web.says("ask")

    writer.says("lose_the_connection perhaps")

    assert [web.says("ask") for _ in range(3)] == ["perhaps miss"] * 3


def test_site_whose_folder_was_emptied_is_not_stale(neighbours, tmp_path):
    web, writer = neighbours
    web.says("ask")
    for name in ("stamps", "stamps.lock"):
        (tmp_path / name).unlink()

    writer.says("write first")  # the writer had not opened it yet
    with_new_table = wait_for(lambda: web.says("ask").startswith("first "))
    writer.says("write second")

    assert with_new_table
    assert web.says("ask") == "second miss"


def wait_for(holds, attempts=3_000):
    return any(holds() or threading.Event().wait(0.001) for _ in range(attempts))


# Inside a transaction


@transaction.atomic
def touch_front(before=lambda: None):
    before()
    stamps.touch("front")


def test_touch_belongs_inside_a_transaction(table, transactional_db):
    with pytest.raises(TransactionManagementError, match="atomic"):
        stamps.touch("front")


def test_touched_keys_move_before_anything_that_waits_for_the_commit(table, transactional_db):
    before, seen = value("front"), []

    with transaction.atomic():
        transaction.on_commit(lambda: seen.append(value("front")))
        stamps.touch("front")
        assert value("front") == before

    assert seen == [value("front")]
    assert seen != [before]


def test_hook_that_fails_does_not_keep_the_keys_from_moving(table, transactional_db):
    before = value("front")

    with pytest.raises(ZeroDivisionError):
        touch_front(lambda: transaction.on_commit(lambda: 1 / 0))

    assert value("front") != before
    assert not table._rows()


def test_rolled_back_keys_stay_where_they_are(table, transactional_db):
    before = value("front")

    with transaction.atomic():
        stamps.touch("front")
        transaction.set_rollback(True)
    with transaction.atomic():
        stamps.touch("lists")

    assert value("front") == before


def test_tests_see_keys_move_when_they_run_the_commit_hooks(table, db, django_capture_on_commit_callbacks):
    before = value("front")

    with django_capture_on_commit_callbacks(execute=True):
        stamps.touch("front")

    assert value("front") != before


@pytest.mark.parametrize(("error", "lingers"), [(IntegrityError, False), (OperationalError, True)])
def test_failed_commit_lingers_only_if_it_may_have_arrived(table, transactional_db, monkeypatch, error, lingers):
    def fail():
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(stamps._touched(connection), "_commit", fail)
        with pytest.raises(error):
            touch_front()

    seen = stamps.snapshot().of(["front"])
    assert table.settled(seen) is not lingers


def test_lingering_mark_ends_with_its_time_by_moving_the_slot(table):
    with time_machine.travel(1_000_000) as clock:
        with pytest.raises(OSError), table.moving([stamps.slot_of("front")], surely_failed=IntegrityError):
            raise OSError
        seen = stamps.snapshot().of(["front"])
        during = table.settled(seen)
        clock.shift(LINGER + 1)
        after = table.settled(seen)

    assert (during, after) == (False, False)
    assert table.settled(stamps.snapshot().of(["front"]))


def test_commit_that_cannot_be_announced_does_not_happen(table, transactional_db, monkeypatch):
    def fail(slots):
        raise TableFull

    monkeypatch.setattr(table, "mark", fail)

    with pytest.raises(OperationalError):
        touch_front()

    assert connection.get_autocommit()


def test_threads_keep_their_marks_apart(table):
    slot = stamps.slot_of("front")
    first, second = table.mark([slot]), table.mark([slot])

    table.clear(first)

    assert not table.settled(stamps.snapshot().of(["front"]))
    table.clear(second)
    assert table.settled(stamps.snapshot().of(["front"]))


def test_many_threads_leave_no_mark_behind(table):
    def work(number):
        for step in range(50):
            with table.moving({number, 100 + step}, surely_failed=IntegrityError):
                table.settled(stamps.snapshot().of(["front"]))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not table._rows()


# The table


def test_keys_keep_their_slots_for_ever():
    assert stamps.slot_of("front") == 58388
    assert all(0 <= stamps.slot_of(f"article:{pk}") < SLOTS for pk in range(1000))


def test_snapshot_knows_what_a_key_was_worth_before_it_was_named(table):
    before = value("front")
    snapshot = stamps.snapshot()

    stamps.move("front")

    assert dict(snapshot.of(["front"]))[stamps.slot_of("front")] == before
    assert not table.current(snapshot.of(["front"]))


def test_every_page_shows_the_site(table):
    seen = stamps.snapshot().of(["front"])

    stamps.move("site")

    assert not table.current(seen)


def test_epoch_changes_with_every_value(table):
    before = table.epoch

    stamps.move("front")

    assert table.epoch != before


def test_change_of_very_many_keys_moves_the_whole_site(table):
    seen = stamps.snapshot().of(["front"])

    with table.moving(range(MOST_SLOTS + 1), surely_failed=IntegrityError):
        assert not table.settled(stamps.snapshot().of(["front"]))

    assert not table.current(seen)


def test_table_with_no_row_left_says_so(table):
    marks = [table.mark(range(MOST_SLOTS)) for _ in range(MARKS // MOST_SLOTS)]

    with pytest.raises(TableFull):
        table.mark([1])

    for mark in marks:
        table.clear(mark)
    table.clear(table.mark([1]))


def test_file_of_another_layout_is_replaced(settings, tmp_path):
    settings.STAMPS_PATH = tmp_path / "stamps"
    settings.STAMPS_PATH.write_bytes(b"stamps-0" + bytes(100))

    stamps.move("front")

    assert settings.STAMPS_PATH.read_bytes().startswith(b"stamps-1")
