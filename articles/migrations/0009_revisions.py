"""What a clip was does not change: the database refuses another document, number or clip of a revision."""

from importlib import import_module

from django.db import migrations, models

run = import_module("articles.migrations.0002_citations_are_verbatim").run

SQLITE = [
    """
    CREATE TRIGGER revision_is_kept BEFORE UPDATE ON articles_revision
    WHEN NEW.document IS NOT OLD.document OR NEW.number IS NOT OLD.number OR NEW.article_id IS NOT OLD.article_id
    BEGIN SELECT RAISE(ABORT, 'a revision keeps its document'); END
    """
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
]
SQLITE_BACK = ["DROP TRIGGER revision_is_kept"]
POSTGRESQL_BACK = ["DROP TRIGGER revision_is_kept ON articles_revision", "DROP FUNCTION revision_is_kept()"]


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_picture_forgets_its_side")]
    operations = [
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("kind", "correction")), fields=["-at"], name="revision_corrections"
            ),
        ),
        migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK)),
    ]
