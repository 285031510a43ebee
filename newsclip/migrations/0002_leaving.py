"""Exports of a person's data, and the one change of the trail that leaving allows.

While a person is being erased (their day is over, `erased_at` is not set yet), lines of the audit trail and decisions
that concern them may lose words, once: nothing can be put in, and no other column moves. Afterwards `erased_at` is set,
and the same change is refused like all others.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import newsclip.models

LEAVING = {
    "sqlite": "u.erased_at IS NULL AND u.delete_at <= strftime('%Y-%m-%d %H:%M:%f', 'now')",
    "postgresql": "u.erased_at IS NULL AND u.delete_at <= clock_timestamp()",
}

# The audit trail: {integer} casts a text, {holds} says whether the line has a text in it.
CONCERNS = """
    OLD.by_id = u.id OR CASE OLD.subject_type
    WHEN 'accounts.user' THEN OLD.subject_id = CAST(u.id AS text)
    WHEN 'comments.comment' THEN EXISTS (
        SELECT 1 FROM comments_comment c WHERE c.author_id = u.id AND c.id = CAST(OLD.subject_id AS bigint))
    WHEN 'moderation.decision' THEN EXISTS (
        SELECT 1 FROM moderation_decision d LEFT JOIN comments_comment c ON c.id = d.comment_id
        WHERE d.id = CAST(OLD.subject_id AS bigint) AND u.id IN (d.person_id, c.author_id))
    WHEN 'moderation.appeal' THEN EXISTS (
        SELECT 1 FROM moderation_appeal a WHERE a.by_id = u.id AND a.id = CAST(OLD.subject_id AS bigint))
    WHEN 'moderation.report' THEN EXISTS (
        SELECT 1 FROM moderation_report r LEFT JOIN comments_comment c ON c.id = r.comment_id
        WHERE r.id = CAST(OLD.subject_id AS bigint) AND u.id IN (r.by_id, c.author_id))
    ELSE 1 = 0 END
    OR {holds_one}
"""
SQLITE_HOLDS = """EXISTS (
        SELECT 1 FROM (
            SELECT u.username AS name UNION SELECT u.display_name UNION SELECT u.email
            UNION SELECT o.username FROM accounts_oldusername o WHERE o.user_id = u.id
            UNION SELECT e.email FROM account_emailaddress e WHERE e.user_id = u.id
        ) WHERE name <> '' AND (
            instr(lower(OLD.subject), lower(name)) > 0
            OR EXISTS (SELECT 1 FROM json_tree(OLD.data) t WHERE t.type = 'text' AND instr(lower(t.value), lower(name)) > 0)
        ))"""
POSTGRESQL_HOLDS = """EXISTS (
        SELECT 1 FROM (
            SELECT unnest(ARRAY[u.username, u.display_name, u.email]) AS name
            UNION SELECT o.username FROM accounts_oldusername o WHERE o.user_id = u.id
            UNION SELECT e.email FROM account_emailaddress e WHERE e.user_id = u.id
        ) names WHERE name <> '' AND (
            strpos(lower(OLD.subject), lower(name)) > 0
            OR EXISTS (
                SELECT 1 FROM jsonb_path_query(OLD.data, 'lax $.**') t
                WHERE jsonb_typeof(t) = 'string' AND strpos(lower(t #>> '{}'), lower(name)) > 0)
        ))"""
SQLITE_AUDIT = f"""
    CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON accounts_auditentry WHEN NOT (
        NEW.id IS OLD.id AND NEW.at IS OLD.at AND NEW.by_id IS OLD.by_id AND NEW.verb IS OLD.verb
        AND NEW.subject_type IS OLD.subject_type AND NEW.subject_id IS OLD.subject_id
        AND NEW.subject IN (OLD.subject, '')
        AND json_extract(NEW.data, '$.forgotten') IS NOT json_extract(OLD.data, '$.forgotten')
        AND NOT EXISTS (
            SELECT 1 FROM json_each(NEW.data) n WHERE n.key <> 'forgotten' AND NOT EXISTS (
                SELECT 1 FROM json_each(OLD.data) o WHERE o.key = n.key AND (n.value IS o.value OR n.value = '')))
        AND EXISTS (
            SELECT 1 FROM accounts_user u WHERE u.id = json_extract(NEW.data, '$.forgotten')
            AND {LEAVING["sqlite"]} AND ({CONCERNS.format(holds_one=SQLITE_HOLDS)}))
    )
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""
POSTGRESQL_AUDIT = f"""
    CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF to_jsonb(NEW) - 'subject' - 'data' = to_jsonb(OLD) - 'subject' - 'data'
                AND NEW.subject IN (OLD.subject, '')
                AND (NEW.data -> 'forgotten') IS DISTINCT FROM (OLD.data -> 'forgotten')
                AND NOT EXISTS (
                    SELECT 1 FROM jsonb_each(NEW.data) n WHERE n.key <> 'forgotten' AND NOT (
                        COALESCE(OLD.data -> n.key = n.value, false)
                        OR jsonb_exists(OLD.data, n.key) AND n.value = '""'::jsonb))
                AND EXISTS (
                    SELECT 1 FROM accounts_user u WHERE CAST(u.id AS text) = NEW.data ->> 'forgotten'
                    AND {LEAVING["postgresql"]} AND ({CONCERNS.format(holds_one=POSTGRESQL_HOLDS)}))
            THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""
SQLITE_AUDIT_BACK = """
    CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON accounts_auditentry
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""
POSTGRESQL_AUDIT_BACK = """
    CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""

# Decisions: the words to the author go; rule, ground, outcome, times and who decided stay.
DECISION_CONCERNS = """
    OLD.words <> '' AND NEW.words = '' AND EXISTS (
        SELECT 1 FROM accounts_user u LEFT JOIN comments_comment c ON c.id = OLD.comment_id
        WHERE {leaving} AND u.id IN (OLD.person_id, OLD.by_id, c.author_id))
"""
SQLITE_DECISION = """
    CREATE TRIGGER decision_is_append_only_update BEFORE UPDATE ON moderation_decision WHEN NOT ({same} AND {concerns})
    BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
"""
POSTGRESQL_DECISION = f"""
    CREATE OR REPLACE FUNCTION decision_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words'
                AND {DECISION_CONCERNS.format(leaving=LEAVING["postgresql"])}
            THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'decisions are append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""

# A name that somebody had is not given to another, even when both act at the same moment.
SQLITE_NAMES = [
    f"""
    CREATE TRIGGER username_is_not_anothers_old_one_{event[:6].strip().lower()} AFTER {event} ON accounts_user
    WHEN EXISTS (
        SELECT 1 FROM accounts_oldusername o WHERE o.username_key = NEW.username_key AND o.user_id <> NEW.id)
    BEGIN SELECT RAISE(ABORT, 'somebody else had this username'); END
    """
    for event in ("INSERT", "UPDATE OF username_key")
]
POSTGRESQL_NAMES = [
    """
    CREATE FUNCTION username_is_not_anothers_old_one() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM accounts_oldusername o WHERE o.username_key = NEW.username_key AND o.user_id <> NEW.id)
        THEN
            RAISE EXCEPTION 'somebody else had this username' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER username_is_not_anothers_old_one AFTER INSERT OR UPDATE OF username_key ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION username_is_not_anothers_old_one()
    """,
]


def forwards(apps, schema_editor):
    {"sqlite": sqlite_forwards, "postgresql": postgresql_forwards}[schema_editor.connection.vendor](schema_editor)


def sqlite_forwards(editor):
    editor.execute("DROP TRIGGER audit_is_append_only_update")
    for statement in [SQLITE_AUDIT, *SQLITE_NAMES]:
        editor.execute(statement, params=None)
    if found(editor, "SELECT 1 FROM sqlite_master WHERE name = 'decision_is_append_only_update'"):
        columns = [row[1] for row in found(editor, "PRAGMA table_info(moderation_decision)")]
        same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns if name != "words")
        editor.execute("DROP TRIGGER decision_is_append_only_update")
        concerns = DECISION_CONCERNS.format(leaving=LEAVING["sqlite"])
        editor.execute(SQLITE_DECISION.format(same=same, concerns=concerns), params=None)


def postgresql_forwards(editor):
    for statement in [POSTGRESQL_AUDIT, *POSTGRESQL_NAMES]:
        editor.execute(statement, params=None)
    if found(editor, "SELECT 1 FROM pg_proc WHERE proname = 'decision_is_append_only'"):
        editor.execute(POSTGRESQL_DECISION, params=None)


def found(editor, query):
    with editor.connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER username_is_not_anothers_old_one ON accounts_user")
        schema_editor.execute("DROP FUNCTION username_is_not_anothers_old_one()")
        schema_editor.execute(POSTGRESQL_AUDIT_BACK, params=None)
        return
    schema_editor.execute("DROP TRIGGER username_is_not_anothers_old_one_insert")
    schema_editor.execute("DROP TRIGGER username_is_not_anothers_old_one_update")
    schema_editor.execute("DROP TRIGGER audit_is_append_only_update")
    schema_editor.execute(SQLITE_AUDIT_BACK, params=None)


class Migration(migrations.Migration):
    # The triggers must be there before: they are replaced.
    dependencies = [
        ("newsclip", "0001_worker_heartbeat"),
        ("accounts", "0008_signing_in"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("comments", "0005_threads"),
        ("moderation", "0007_due_process_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked for")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="ready")),
                ("file", models.FileField(blank=True, storage=newsclip.models.exports_storage, upload_to="")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "export of a person's data",
                "verbose_name_plural": "exports of people's data",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ready_at__isnull", True)),
                        fields=("user",),
                        name="one_export_is_made_at_a_time",
                    )
                ],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
