"""An appeal is settled too when the decision is taken back before; and a decision may be taken back without effect.

SQLite makes the table of appeals anew for its constraint, and would lose the triggers that are on it or ask it.
"""

from django.db import migrations, models
from django.db.models import Q

FIND = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%moderation_appeal%'"
NAME = "appeal_settled_says_by_whom_when_and_why"
SETTLED = (
    Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
    | Q(state="moot", decided_by__isnull=True, decided_at__isnull=False)
    | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(state__in=["open", "moot"]) & ~Q(words="")
)
kept: list[tuple[str, str]] = []


def put_away(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(FIND)
        kept[:] = cursor.fetchall()
        for name, _sql in kept:
            cursor.execute(f"DROP TRIGGER {name}")


def bring_back(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for _name, sql in kept:
            cursor.execute(sql)
    kept.clear()


class Migration(migrations.Migration):
    dependencies = [("moderation", "0009_decisions_are_not_replaced")]
    operations = [
        migrations.AlterField(
            model_name="appeal",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "open"),
                    ("confirmed", "the decision stands"),
                    ("overturned", "the decision is taken back"),
                    ("moot", "the decision was taken back before"),
                ],
                default="open",
                editable=False,
                max_length=10,
                verbose_name="state",
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
                    ("annulled", "taken back, nothing to put back"),
                    ("readfirst", "comments read first"),
                ],
                max_length=9,
                verbose_name="outcome",
            ),
        ),
        migrations.RunPython(put_away, bring_back),
        migrations.RemoveConstraint(model_name="appeal", name=NAME),
        migrations.AddConstraint(
            model_name="appeal", constraint=models.CheckConstraint(name=NAME, condition=SETTLED)
        ),
        migrations.RunPython(bring_back, put_away),
    ]
