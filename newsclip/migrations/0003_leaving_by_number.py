"""What leaving may change of the trail and of decisions, by number: nobody's choice of a name reaches others' lines.

Lines of the trail: those of which somebody who is being erased, their words or a decision about them are the subject,
those that they did, and those that carry their number in `people`. Details are emptied and stay; the numbers stay.

Decisions about others: one way of naming the person becomes “…”, and not a letter beside it changes.
"""

from importlib import import_module

from django.db import migrations

before = import_module("newsclip.migrations.0002_leaving")
LEAVING, found = before.LEAVING, before.found

CARRIES = {
    "sqlite": """json_type(OLD.data, '$.people."' || u.id || '"') IS NOT NULL""",
    "postgresql": "COALESCE(jsonb_exists(OLD.data -> 'people', CAST(u.id AS text)), false)",
}
SQLITE_AUDIT = f"""
    CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON accounts_auditentry WHEN NOT (
        NEW.id IS OLD.id AND NEW.at IS OLD.at AND NEW.by_id IS OLD.by_id AND NEW.verb IS OLD.verb
        AND NEW.subject_type IS OLD.subject_type AND NEW.subject_id IS OLD.subject_id
        AND NEW.subject IN (OLD.subject, '')
        AND json_extract(NEW.data, '$.forgotten') IS NOT json_extract(OLD.data, '$.forgotten')
        AND NOT EXISTS (
            SELECT 1 FROM json_each(NEW.data) n WHERE n.key <> 'forgotten' AND NOT EXISTS (
                SELECT 1 FROM json_each(OLD.data) o WHERE o.key = n.key
                AND (n.value IS o.value OR n.value = '' AND n.key <> 'people')))
        AND NOT EXISTS (
            SELECT 1 FROM json_each(OLD.data) o WHERE NOT EXISTS (
                SELECT 1 FROM json_each(NEW.data) n WHERE n.key = o.key))
        AND EXISTS (
            SELECT 1 FROM accounts_user u WHERE u.id = json_extract(NEW.data, '$.forgotten')
            AND {LEAVING["sqlite"]} AND ({before.CONCERNS.format(holds_one=CARRIES["sqlite"])}))
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
                        OR jsonb_exists(OLD.data, n.key) AND n.value = '""'::jsonb AND n.key <> 'people'))
                AND NOT EXISTS (SELECT 1 FROM jsonb_each(OLD.data) o WHERE NOT jsonb_exists(NEW.data, o.key))
                AND EXISTS (
                    SELECT 1 FROM accounts_user u WHERE CAST(u.id AS text) = NEW.data ->> 'forgotten'
                    AND {LEAVING["postgresql"]} AND ({before.CONCERNS.format(holds_one=CARRIES["postgresql"])}))
            THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""

# In any case of a to z, alike on both databases; `{at}` finds one text in another.
FOLD = "translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
KINDS = {"sqlite": ("instr", "lower({})"), "postgresql": ("strpos", FOLD)}
NAMED = """
    OLD.words <> '' AND NEW.words <> OLD.words AND EXISTS (
        SELECT 1 FROM accounts_user u JOIN (
            SELECT n.user_id, k.kind || n.username AS mark FROM (
                SELECT id AS user_id, username FROM accounts_user
                UNION SELECT user_id, username FROM accounts_oldusername
            ) n CROSS JOIN (SELECT '@' AS kind UNION SELECT '/people/') k
            UNION SELECT id, email FROM accounts_user
            UNION SELECT user_id, email FROM account_emailaddress WHERE verified
        ) m ON m.user_id = u.id AND m.mark <> ''
        WHERE {leaving} AND {at}({words}, {mark}) > 0
        AND NEW.words = replace(OLD.words, substr(OLD.words, {at}({words}, {mark}), length(m.mark)), '…'))
    OR NEW.words <> OLD.words AND EXISTS (
        SELECT 1 FROM accounts_user u
        WHERE {leaving} AND u.display_name LIKE '_% _%' AND NEW.words = replace(OLD.words, u.display_name, '…'))
"""


def decision_concerns(vendor):
    at, fold = KINDS[vendor]
    leaving, marks = LEAVING[vendor], {"words": fold.format("OLD.words"), "mark": fold.format("m.mark")}
    return f"({before.DECISION_CONCERNS.format(leaving=leaving)} OR {NAMED.format(leaving=leaving, at=at, **marks)})"


def postgresql_decision(concerns):
    return before.POSTGRESQL_DECISION.replace(before.DECISION_CONCERNS.format(leaving=LEAVING["postgresql"]), concerns)


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        audit, decision = POSTGRESQL_AUDIT, postgresql_decision(decision_concerns("postgresql"))
    else:
        audit, decision = SQLITE_AUDIT, sqlite_decision(schema_editor, decision_concerns("sqlite"))
    _put(schema_editor, audit, decision)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        audit, decision = before.POSTGRESQL_AUDIT, before.POSTGRESQL_DECISION
    else:
        audit = before.SQLITE_AUDIT
        decision = sqlite_decision(schema_editor, before.DECISION_CONCERNS.format(leaving=LEAVING["sqlite"]))
    _put(schema_editor, audit, decision)


def sqlite_decision(editor, concerns):
    columns = [row[1] for row in found(editor, "PRAGMA table_info(moderation_decision)")]
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns if name != "words")
    return before.SQLITE_DECISION.format(same=same, concerns=concerns)


def _put(editor, audit, decision):
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER audit_is_append_only_update")
        editor.execute("DROP TRIGGER decision_is_append_only_update")
    for statement in (audit, decision):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("newsclip", "0002_leaving"),
        ("moderation", "0010_taken_back_before_the_answer"),
        ("accounts", "0011_audit_is_not_replaced"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
