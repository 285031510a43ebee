"""What is cited stays as it is: the database refuses another document of a revision, and a snapshot put in again.

SQLite remakes a table that gets a column and forgets its triggers, so those of citations are put back too.
"""

from importlib import import_module

from django.db import migrations

verbatim = import_module("articles.migrations.0002_citations_are_verbatim")

CITED = "EXISTS (SELECT 1 FROM articles_citation WHERE snapshot_id = NEW.id)"
SQLITE = [
    """
    CREATE TRIGGER revision_is_kept BEFORE UPDATE ON articles_revision
    WHEN NEW.document IS NOT OLD.document OR NEW.number IS NOT OLD.number OR NEW.article_id IS NOT OLD.article_id
    BEGIN SELECT RAISE(ABORT, 'a revision keeps its document'); END
    """,
    f"""
    CREATE TRIGGER snapshot_is_not_replaced BEFORE INSERT ON articles_snapshot WHEN {CITED}
    BEGIN SELECT RAISE(ABORT, 'snapshot is immutable'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION revision_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.document IS DISTINCT FROM OLD.document OR NEW.number IS DISTINCT FROM OLD.number
            OR NEW.article_id IS DISTINCT FROM OLD.article_id THEN
            RAISE EXCEPTION 'a revision keeps its document' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER revision_is_kept BEFORE UPDATE ON articles_revision
    FOR EACH ROW EXECUTE FUNCTION revision_is_kept()
    """,
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
SQLITE_BACK = ["DROP TRIGGER revision_is_kept", "DROP TRIGGER snapshot_is_not_replaced"]
POSTGRESQL_BACK = [
    "DROP TRIGGER revision_is_kept ON articles_revision",
    "DROP FUNCTION revision_is_kept()",
    "DROP TRIGGER snapshot_is_not_replaced ON articles_snapshot",
    "DROP FUNCTION snapshot_is_new()",
]


def put_back(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for drop in verbatim.SQLITE_BACK:
        schema_editor.execute(drop.replace("DROP TRIGGER", "DROP TRIGGER IF EXISTS"), params=None)
    for statement in verbatim.SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_pictures_have_a_point")]
    operations = [
        migrations.RemoveField("picture", "focus"),
        migrations.RunPython(put_back, migrations.RunPython.noop),
        migrations.RunPython(verbatim.run(SQLITE, POSTGRESQL), verbatim.run(SQLITE_BACK, POSTGRESQL_BACK)),
    ]
