"""Rows of the audit trail are not taken away either."""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON accounts_auditentry
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
    """,
]
POSTGRESQL = [
    """
    CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON accounts_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
    """,
]


def forwards(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_is_append_only_delete ON accounts_auditentry")
    else:
        schema_editor.execute("DROP TRIGGER audit_is_append_only_delete")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_conversation")]
    operations = [migrations.RunPython(forwards, backwards)]
