"""Nobody votes on their own comment; what waits says since when; roots know how much is said below them."""

from django.db import migrations
from django.db.models import F

OWN = "EXISTS (SELECT 1 FROM comments_comment WHERE id = NEW.comment_id AND author_id = NEW.by_id)"
SQLITE = [
    f"""
    CREATE TRIGGER vote_is_not_on_ones_own_{event.lower()} BEFORE {event} ON comments_vote WHEN {OWN}
    BEGIN SELECT RAISE(ABORT, 'nobody votes on their own comment'); END
    """
    for event in ("INSERT", "UPDATE")
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION vote_is_not_on_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {OWN} THEN
            RAISE EXCEPTION 'nobody votes on their own comment' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER vote_is_not_on_ones_own BEFORE INSERT OR UPDATE ON comments_vote
    FOR EACH ROW EXECUTE FUNCTION vote_is_not_on_ones_own()
    """,
]
SQLITE_BACK = ["DROP TRIGGER vote_is_not_on_ones_own_insert", "DROP TRIGGER vote_is_not_on_ones_own_update"]
POSTGRESQL_BACK = [
    "DROP TRIGGER vote_is_not_on_ones_own ON comments_vote",
    "DROP FUNCTION vote_is_not_on_ones_own()",
]
SEGMENT = 10


def forwards(apps, schema_editor):
    _fill(apps.get_model("comments", "Comment"))
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def _fill(Comment):
    Comment.objects.filter(status="held", waits_since=None).update(waits_since=F("created_at"))
    below = {}
    for path in Comment.objects.filter(status="visible", depth__gt=0).values_list("path", flat=True).iterator():
        for end in range(SEGMENT, len(path), SEGMENT):
            number = int(path[end - SEGMENT : end])
            below[number] = below.get(number, 0) + 1
    for number, count in below.items():
        Comment.objects.filter(pk=number).update(replies_below=count)


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_conversation")]
    operations = [migrations.RunPython(forwards, backwards)]
