"""Holds without a person are decisions too. SQLite rebuilds both tables for it, so their triggers are put back after."""

from contextlib import contextmanager

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

# A rebuilt table loses its triggers, and none that names it may stand meanwhile.
REBUILT = ("moderation_decision", "moderation_appeal")
# An appeal against a decision of nobody names nobody; and the new column is not to be changed either.
FORWARDS = [
    ("by_id = NEW.first_decider_id", "by_id IS NEW.first_decider_id"),
    ("NEW.law IS OLD.law", "NEW.law IS OLD.law AND NEW.because IS OLD.because"),
]
BACKWARDS = [
    ("by_id IS NEW.first_decider_id", "by_id = NEW.first_decider_id"),
    (" AND NEW.because IS OLD.because", ""),
]
POSTGRESQL = """
    CREATE OR REPLACE FUNCTION appeal_names_its_first_decider() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM moderation_decision WHERE id = NEW.decision_id AND by_id {same} NEW.first_decider_id)
        THEN
            RAISE EXCEPTION 'the first decider is the one of the decision'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
"""


class KeepingTriggers(migrations.SeparateDatabaseAndState):
    """These operations, with every trigger that names a rebuilt table out of the way until they are done."""

    def __init__(self, operations):
        super().__init__(database_operations=operations, state_operations=operations)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with _set_aside(schema_editor, FORWARDS, "IS NOT DISTINCT FROM"):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        with _set_aside(schema_editor, BACKWARDS, "="):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


@contextmanager
def _set_aside(editor, changes, same):
    triggers = _triggers(editor) if editor.connection.vendor == "sqlite" else []
    for name, _sql in triggers:
        editor.execute(f"DROP TRIGGER {name}")
    yield
    for _name, sql in triggers:
        for before, after in changes:
            sql = sql.replace(before, after)
        editor.execute(sql, params=None)
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL.format(same=same), params=None)


def _triggers(editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return [(name, sql) for name, sql in cursor.fetchall() if any(table in sql for table in REBUILT)]


def hide_held_words(apps, schema_editor):
    """Comments that once waited, as their decisions tell: which of their earlier words stood is not known."""
    told = Q(outcome__in=["approved", "held"]) | ~Q(was_held_because="")
    held = apps.get_model("moderation", "Decision").objects.filter(told, comment__isnull=False)
    revisions = apps.get_model("comments", "CommentRevision").objects
    revisions.filter(public=True, comment__in=held.values("comment")).update(public=False)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_conversation"),
        ("comments", "0006_held_words_are_no_version"),
        ("moderation", "0007_due_process_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        KeepingTriggers(
            [
                migrations.AddField(
                    model_name="decision",
                    name="because",
                    field=models.CharField(blank=True, editable=False, max_length=200),
                ),
                migrations.AlterField(
                    model_name="appeal",
                    name="first_decider",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="first decided by",
                    ),
                ),
                migrations.AlterField(
                    model_name="decision",
                    name="by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                migrations.AlterField(
                    model_name="decision",
                    name="found_by",
                    field=models.CharField(
                        choices=[
                            ("own", "the team's own look"),
                            ("report", "a reader's report"),
                            ("notice", "a notice of unlawful content"),
                            ("screen", "the screen of new comments"),
                            ("appeal", "an appeal"),
                            ("before", "a moderator's reading before it appears"),
                        ],
                        default="own",
                        max_length=6,
                        verbose_name="found by",
                    ),
                ),
                migrations.AlterField(
                    model_name="decision",
                    name="outcome",
                    field=models.CharField(
                        choices=[
                            ("approved", "approved"),
                            ("held", "held"),
                            ("removed", "removed"),
                            ("restored", "restored"),
                            ("kept", "kept, report dismissed"),
                            ("locked", "thread locked"),
                            ("unlocked", "thread opened again"),
                            ("warned", "warned"),
                            ("limited", "limited"),
                            ("suspended", "suspended"),
                            ("banned", "banned"),
                            ("lifted", "limits lifted"),
                            ("reopened", "taken back, waits again"),
                            ("readfirst", "comments read first"),
                        ],
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                migrations.AlterField(
                    model_name="report",
                    name="state",
                    field=models.CharField(
                        choices=[
                            ("open", "open"),
                            ("upheld", "upheld"),
                            ("dismissed", "dismissed"),
                            ("gone", "its author took it away"),
                        ],
                        default="open",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("by__isnull", False),
                            models.Q(("outcome", "held"), models.Q(("because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="without_a_person_only_holds",
                    ),
                ),
            ]
        ),
        migrations.RunPython(hide_held_words, migrations.RunPython.noop),
    ]
