"""Reporters may ask for another look: an appeal that names a report, of somebody with or without an account.

SQLite makes the tables of appeals and reports anew, and would lose the triggers that are on them or ask them.
"""

from contextlib import contextmanager

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REBUILT = ("moderation_appeal", "moderation_report")


class KeepingTriggers(migrations.SeparateDatabaseAndState):
    """These operations, with every trigger that names a rebuilt table out of the way until they are done."""

    def __init__(self, operations):
        super().__init__(database_operations=operations, state_operations=operations)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with _set_aside(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        with _set_aside(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


@contextmanager
def _set_aside(editor):
    triggers = _triggers(editor) if editor.connection.vendor == "sqlite" else []
    for name, _sql in triggers:
        editor.execute(f"DROP TRIGGER {name}")
    yield
    for _name, sql in triggers:
        editor.execute(sql, params=None)


def _triggers(editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return [(name, sql) for name, sql in cursor.fetchall() if any(table in sql for table in REBUILT)]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_credits_are_rows"),
        ("comments", "0014_timeline"),
        ("moderation", "0013_timeline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        KeepingTriggers(
            [
                migrations.RemoveConstraint(
                    model_name="appeal",
                    name="appeal_settled_says_by_whom_when_and_why",
                ),
                migrations.AddField(
                    model_name="appeal",
                    name="earlier_decider",
                    field=models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided before that by",
                    ),
                ),
                migrations.AddField(
                    model_name="appeal",
                    name="report",
                    field=models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaint",
                        to="moderation.report",
                        verbose_name="report",
                    ),
                ),
                migrations.AddField(
                    model_name="report",
                    name="complaint_until",
                    field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="complaint until"),
                ),
                migrations.AlterField(
                    model_name="appeal",
                    name="by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                migrations.AlterField(
                    model_name="appeal",
                    name="decision",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="moderation.decision",
                        verbose_name="decision",
                    ),
                ),
                migrations.AlterField(
                    model_name="appeal",
                    name="state",
                    field=models.CharField(
                        choices=[
                            ("open", "open"),
                            ("confirmed", "the decision stands"),
                            ("overturned", "the decision is taken back"),
                            ("moot", "the decision was taken back before"),
                            ("gone", "its author took the comment away"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
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
                            ("again", "another look that a reporter asked for"),
                        ],
                        default="own",
                        max_length=6,
                        verbose_name="found by",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appeal",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("report", None)), fields=("decision",), name="author_appeals_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appeal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("by__isnull", False), ("report__isnull", False), _connector="OR"),
                        name="only_a_reporter_may_have_no_account",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appeal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("earlier_decider")), _negated=True),
                            _connector="OR",
                        ),
                        name="appeal_is_not_decided_by_who_was_first",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appeal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "open")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", True),
                                ("state__in", ["moot", "gone"]),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["confirmed", "overturned"]),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="appeal_settled_says_by_whom_when_and_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="report",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("complaint_until", None), ("state", "dismissed"), _connector="OR"),
                        name="complaint_of_what_was_dismissed",
                    ),
                ),
            ]
        )
    ]
