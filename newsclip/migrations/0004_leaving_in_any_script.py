"""In decisions about others a display name may become “…” also where it has no space, in scripts that part no words."""

from importlib import import_module

from django.db import migrations

before = import_module("newsclip.migrations.0003_leaving_by_number")
FULL = "u.display_name LIKE '_% _%'"
# What counts is told by the code; here only that no word of English, nor of any alphabet as short, can be meant.
RUNNING = {
    "sqlite": "length(u.display_name) >= 3 AND u.display_name GLOB '*[ก-໿က-႟ក-៿ᄀ-ᇿ⺀-鿿가-힣豈-﫿ｦ-ﾟ𠀀-𿿿]*'",
    "postgresql": "length(u.display_name) >= 3 AND u.display_name ~ '[ก-໿က-႟ក-៿ᄀ-ᇿ⺀-鿿가-힣豈-﫿ｦ-ﾟ𠀀-𿿿]'",
}


def decision_concerns(vendor):
    return before.decision_concerns(vendor).replace(FULL, f"({FULL} OR {RUNNING[vendor]})")


def forwards(apps, schema_editor):
    _put(schema_editor, decision_concerns(schema_editor.connection.vendor))


def backwards(apps, schema_editor):
    _put(schema_editor, before.decision_concerns(schema_editor.connection.vendor))


def _put(editor, concerns):
    if editor.connection.vendor == "postgresql":
        editor.execute(before.postgresql_decision(concerns), params=None)
        return
    trigger = before.sqlite_decision(editor, concerns)
    editor.execute("DROP TRIGGER decision_is_append_only_update")
    editor.execute(trigger, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("newsclip", "0003_leaving_by_number"),
        ("moderation", "0015_nobody_judges_twice"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
