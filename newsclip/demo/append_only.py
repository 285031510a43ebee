"""Taking the demonstration away also takes its decisions and its audit trail, which the database refuses to everybody.

Whoever owns the database may set the triggers aside, and nothing less than that does: within one transaction, and
they are back at its end. No verb of the site comes here.
"""

from contextlib import contextmanager

from django.db import connection

TABLES = {
    "moderation_decision": "decision_is_append_only",
    "accounts_auditentry": "audit_is_append_only",
}


@contextmanager
def set_aside():
    """Within it, decisions and audit entries can be deleted."""
    away, back = {"sqlite": (_drop, _create), "postgresql": (_disable, _enable)}[connection.vendor]
    with connection.cursor() as cursor:
        kept = away(cursor)
    yield
    with connection.cursor() as cursor:
        back(cursor, kept)


def _drop(cursor):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    away = [f"{trigger}_delete" for trigger in TABLES.values()]
    kept = [(name, sql) for name, sql in cursor.fetchall() if name in away]
    for name, _sql in kept:
        cursor.execute(f"DROP TRIGGER {name}")
    return kept


def _create(cursor, kept):
    for _name, sql in kept:
        cursor.execute(sql)


def _disable(cursor):
    _alter(cursor, "DISABLE")


def _enable(cursor, _kept):
    _alter(cursor, "ENABLE")


def _alter(cursor, how):
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit would be in the way
    for table, trigger in TABLES.items():
        for event in ("delete", "truncate"):
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {trigger}_{event}")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
