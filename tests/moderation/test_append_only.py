"""Decisions and the audit trail are added to. The database says so, whoever asks."""

import re
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry, audit
from moderation.models import Appeal, Decision
from newsclip.demo import append_only
from tests.factories import make_decision, make_user

pytestmark = pytest.mark.django_db
ROOMS = ["moderation", "newsclip", "comments", "curation", "accounts"]


def test_a_decision_is_not_changed():
    decision = make_decision()

    for change in ({"words": "Other words"}, {"rule": "4"}, {"by": make_user()}, {"outcome": "approved"}):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(**change)


def test_a_decision_is_not_taken_away():
    make_decision()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Decision.objects.all().delete()


def test_the_audit_trail_is_neither_changed_nor_taken_away():
    audit(make_user(), "test", by=None)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEntry.objects.update(verb="other")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all().delete()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
@pytest.mark.parametrize("table", ["moderation_decision", "accounts_auditentry"])
def test_a_row_is_not_put_in_the_place_of_another(table):
    audit(make_decision(), "test", by=None)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
def test_a_decision_with_the_public_number_of_another_does_not_take_its_place():
    make_decision()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM moderation_decision")
        columns = ", ".join(column[0] for column in cursor.description if column[0] != "id")

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO moderation_decision ({columns}) SELECT {columns} FROM moderation_decision"
        )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["moderation_decision", "accounts_auditentry"])
def test_they_are_not_emptied_all_at_once(table):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_an_appeal_names_the_decider_of_its_own_decision():
    decision = make_decision()
    made = {"decision": decision, "by": decision.person, "text": "No.", "due_at": decision.at}

    with pytest.raises(IntegrityError, match="first decider"), transaction.atomic():
        Appeal.objects.create(first_decider=make_user(), **made)


def test_the_demonstration_alone_takes_them_away_and_leaves_the_door_shut():
    make_decision()
    with transaction.atomic(), append_only.set_aside():
        Decision.objects.all().delete()

    make_decision()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Decision.objects.all().delete()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite rebuilds a table, and its triggers are gone")
def test_later_migrations_have_not_lost_the_triggers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = {name for (name,) in cursor.fetchall()}

    assert {
        f"{what}_is_append_only_{event}" for what in ("decision", "audit") for event in ("insert", "update", "delete")
    } <= names


def test_whatever_decides_records_it_with_a_deadline_and_the_log():
    """`Decision.objects.create` would leave both out."""
    wrong = [
        str(path)
        for room in ROOMS
        for path in Path(room).rglob("*.py")
        if re.search(r"Decision\.objects\.(bulk_)?create|Decision\(\s*comment", path.read_text())
    ]

    assert wrong == []
