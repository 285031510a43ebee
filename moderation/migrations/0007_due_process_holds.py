"""Decisions are added to, never changed; an appeal carries the decider of its own decision; a limit says how many."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

# What a change of a decision must satisfy to be let through, as SQL over OLD and NEW. Nothing does.
MAY_CHANGE = "1 = 0"
# The same for taking one away.
MAY_GO = "1 = 0"
OTHERS = "NOT EXISTS (SELECT 1 FROM moderation_decision WHERE id = NEW.decision_id AND by_id = NEW.first_decider_id)"

SQLITE = [
    f"""
    CREATE TRIGGER decision_is_append_only_update BEFORE UPDATE ON moderation_decision WHEN NOT ({MAY_CHANGE})
    BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
    """,
    f"""
    CREATE TRIGGER decision_is_append_only_delete BEFORE DELETE ON moderation_decision WHEN NOT ({MAY_GO})
    BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
    """,
    *(
        f"""
        CREATE TRIGGER appeal_names_its_first_decider_{event.lower()} BEFORE {event} ON moderation_appeal WHEN {OTHERS}
        BEGIN SELECT RAISE(ABORT, 'the first decider is the one of the decision'); END
        """
        for event in ("INSERT", "UPDATE")
    ),
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION decision_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF {MAY_CHANGE} THEN RETURN NEW; END IF;
        ELSIF {MAY_GO} THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'decisions are append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER decision_is_append_only_update BEFORE UPDATE ON moderation_decision
    FOR EACH ROW EXECUTE FUNCTION decision_is_append_only()
    """,
    """
    CREATE TRIGGER decision_is_append_only_delete BEFORE DELETE ON moderation_decision
    FOR EACH ROW EXECUTE FUNCTION decision_is_append_only()
    """,
    f"""
    CREATE FUNCTION appeal_names_its_first_decider() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {OTHERS} THEN
            RAISE EXCEPTION 'the first decider is the one of the decision'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER appeal_names_its_first_decider BEFORE INSERT OR UPDATE ON moderation_appeal
    FOR EACH ROW EXECUTE FUNCTION appeal_names_its_first_decider()
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER decision_is_append_only_update",
    "DROP TRIGGER decision_is_append_only_delete",
    "DROP TRIGGER appeal_names_its_first_decider_insert",
    "DROP TRIGGER appeal_names_its_first_decider_update",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER decision_is_append_only_update ON moderation_decision",
    "DROP TRIGGER decision_is_append_only_delete ON moderation_decision",
    "DROP FUNCTION decision_is_append_only()",
    "DROP TRIGGER appeal_names_its_first_decider ON moderation_appeal",
    "DROP FUNCTION appeal_names_its_first_decider()",
]


def forwards(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0006_ready_reasons")]
    operations = [
        migrations.AlterField(
            model_name="decision",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="at"),
        ),
        migrations.AddField(
            model_name="sanction",
            name="a_day",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="comments a day"),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                name="limit_says_how_many",
                condition=Q(kind="limit", a_day__gte=1) | ~Q(kind="limit") & Q(a_day__isnull=True),
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
