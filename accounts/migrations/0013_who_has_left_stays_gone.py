"""The row of somebody who has left is nobody's, and stays so: a form that was loaded before brings nobody back."""

from django.db import migrations

COLUMNS = ("erased_at", "username", "password", "is_staff", "is_superuser")
SAYS = "who has left stays gone"
SQLITE = f"""
    CREATE TRIGGER who_has_left_stays_gone BEFORE UPDATE ON accounts_user
    WHEN OLD.erased_at IS NOT NULL AND ({" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in COLUMNS)})
    BEGIN SELECT RAISE(ABORT, '{SAYS}'); END
"""
POSTGRESQL = [
    f"""
    CREATE FUNCTION who_has_left_stays_gone() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER who_has_left_stays_gone BEFORE UPDATE ON accounts_user FOR EACH ROW
    WHEN (OLD.erased_at IS NOT NULL AND ({" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in COLUMNS)}))
    EXECUTE FUNCTION who_has_left_stays_gone()
    """,
]
BACK = {
    "sqlite": ["DROP TRIGGER who_has_left_stays_gone"],
    "postgresql": ["DROP TRIGGER who_has_left_stays_gone ON accounts_user", "DROP FUNCTION who_has_left_stays_gone()"],
}


def forwards(apps, schema_editor):
    for statement in {"sqlite": [SQLITE], "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_unread_by_key")]
    operations = [migrations.RunPython(forwards, backwards)]
