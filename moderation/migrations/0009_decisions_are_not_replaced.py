"""Decisions are not put in the place of others either, nor emptied all at once.

SQLite takes a row away for `INSERT OR REPLACE` without asking the trigger on DELETE; PostgreSQL empties a table by
TRUNCATE without asking one on rows.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER decision_is_append_only_insert BEFORE INSERT ON moderation_decision
    WHEN EXISTS (SELECT 1 FROM moderation_decision WHERE id = NEW.id OR public_id = NEW.public_id)
    BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION decisions_are_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'decisions are append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER decision_is_append_only_truncate BEFORE TRUNCATE ON moderation_decision
    FOR EACH STATEMENT EXECUTE FUNCTION decisions_are_not_emptied()
    """,
]
SQLITE_BACK = ["DROP TRIGGER decision_is_append_only_insert"]
POSTGRESQL_BACK = [
    "DROP TRIGGER decision_is_append_only_truncate ON moderation_decision",
    "DROP FUNCTION decisions_are_not_emptied()",
]


def forwards(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0008_holds_without_a_person")]
    operations = [migrations.RunPython(forwards, backwards)]
