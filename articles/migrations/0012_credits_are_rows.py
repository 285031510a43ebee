"""SQLite remakes a table that loses a column that points elsewhere, and forgets its trigger."""

from importlib import import_module

from django.db import migrations

KEPT = import_module("articles.migrations.0007_what_is_cited_stays").SQLITE[0]


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS revision_is_kept", params=None)
        schema_editor.execute(KEPT, params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_fill_credits")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, keep),
        migrations.RemoveField("revision", "noticed_by"),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
