"""A snapshot that citations point to cannot be put in again with another text (deleted and inserted, or REPLACE)."""

from django.db import migrations

CITED = "EXISTS (SELECT 1 FROM articles_citation WHERE snapshot_id = NEW.id)"
SQLITE = [
    f"""
    CREATE TRIGGER snapshot_is_not_replaced BEFORE INSERT ON articles_snapshot WHEN {CITED}
    BEGIN SELECT RAISE(ABORT, 'snapshot is immutable'); END
    """,
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION snapshot_is_new() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {CITED} THEN
            RAISE EXCEPTION 'snapshot is immutable' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER snapshot_is_not_replaced BEFORE INSERT ON articles_snapshot
    FOR EACH ROW EXECUTE FUNCTION snapshot_is_new()
    """,
]
SQLITE_BACK = ["DROP TRIGGER snapshot_is_not_replaced"]
POSTGRESQL_BACK = [
    "DROP TRIGGER snapshot_is_not_replaced ON articles_snapshot",
    "DROP FUNCTION snapshot_is_new()",
]


def run(sqlite, postgresql):
    def go(apps, schema_editor):
        for statement in {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return go


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_revisions")]
    operations = [migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))]
