"""SQLite remakes a table that gets a column, and forgets its triggers: put those of citations back."""

from importlib import import_module

from django.db import migrations

verbatim = import_module("articles.migrations.0002_citations_are_verbatim")


def put_back(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for drop in verbatim.SQLITE_BACK:
        schema_editor.execute(drop.replace("DROP TRIGGER", "DROP TRIGGER IF EXISTS"), params=None)
    for statement in verbatim.SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_newsroom")]
    operations = [migrations.RunPython(put_back, migrations.RunPython.noop)]
