"""Lines of the audit trail are not put in the place of others, and it is not emptied all at once.

SQLite takes a row away for `INSERT OR REPLACE` without asking the trigger on DELETE; PostgreSQL empties a table by
TRUNCATE without asking one on rows.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER audit_is_append_only_insert BEFORE INSERT ON accounts_auditentry
    WHEN EXISTS (SELECT 1 FROM accounts_auditentry WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION audit_is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER audit_is_append_only_truncate BEFORE TRUNCATE ON accounts_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_not_emptied()
    """,
]
SQLITE_BACK = ["DROP TRIGGER audit_is_append_only_insert"]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_is_append_only_truncate ON accounts_auditentry",
    "DROP FUNCTION audit_is_not_emptied()",
]


def forwards(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_terms_and_ages_are_accepted_once")]
    operations = [migrations.RunPython(forwards, backwards)]
