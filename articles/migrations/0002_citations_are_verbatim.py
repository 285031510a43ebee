"""The database refuses a citation that is not verbatim, any change of a snapshot, and any of a citation's place."""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER citation_is_verbatim_insert BEFORE INSERT ON articles_citation
    WHEN (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM articles_snapshot WHERE id = NEW.snapshot_id)
        IS NOT NEW.quote
    BEGIN SELECT RAISE(ABORT, 'citation is not verbatim'); END
    """,
    """
    CREATE TRIGGER citation_is_verbatim_update BEFORE UPDATE ON articles_citation
    WHEN (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM articles_snapshot WHERE id = NEW.snapshot_id)
        IS NOT NEW.quote
    BEGIN SELECT RAISE(ABORT, 'citation is not verbatim'); END
    """,
    """
    CREATE TRIGGER snapshot_is_immutable BEFORE UPDATE ON articles_snapshot
    BEGIN SELECT RAISE(ABORT, 'snapshot is immutable'); END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER citation_is_verbatim_insert",
    "DROP TRIGGER citation_is_verbatim_update",
    "DROP TRIGGER snapshot_is_immutable",
]
POSTGRESQL = [
    """
    CREATE FUNCTION citation_is_verbatim() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT substring(text FROM NEW.start + 1 FOR NEW."end" - NEW.start)
            FROM articles_snapshot WHERE id = NEW.snapshot_id) IS DISTINCT FROM NEW.quote THEN
            RAISE EXCEPTION 'citation is not verbatim' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER citation_is_verbatim BEFORE INSERT OR UPDATE ON articles_citation
    FOR EACH ROW EXECUTE FUNCTION citation_is_verbatim()
    """,
    """
    CREATE FUNCTION snapshot_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'snapshot is immutable' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER snapshot_is_immutable BEFORE UPDATE ON articles_snapshot
    FOR EACH ROW EXECUTE FUNCTION snapshot_is_immutable()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER citation_is_verbatim ON articles_citation",
    "DROP TRIGGER snapshot_is_immutable ON articles_snapshot",
    "DROP FUNCTION citation_is_verbatim()",
    "DROP FUNCTION snapshot_is_immutable()",
]


def run(sqlite, postgresql):
    def go(apps, schema_editor):
        for statement in {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return go


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))]
