"""In decisions about others a name that stands there twice may empty the words: once it may be a piece of another's."""

from importlib import import_module

from django.db import migrations

first = import_module("newsclip.migrations.0003_leaving_by_number")
before = import_module("newsclip.migrations.0004_leaving_in_any_script")


def decision_concerns(vendor):
    at, fold = first.KINDS[vendor]
    words, mark = fold.format("OLD.words"), fold.format("m.mark")
    marked = f"substr(OLD.words, {at}({words}, {mark}), length(m.mark))"
    concerns = _or_nothing(before.decision_concerns(vendor), marked, _twice(at, words, mark))
    return _or_nothing(concerns, "u.display_name", _twice(at, "OLD.words", "u.display_name"))


def _or_nothing(concerns, name, twice):
    replaced = f"NEW.words = replace(OLD.words, {name}, '…')"
    return concerns.replace(replaced, f"({replaced} OR NEW.words = '' AND {twice})")


def _twice(at, words, name):
    return f"{at}({words}, {name}) > 0 AND {at}(substr({words}, {at}({words}, {name}) + length({name})), {name}) > 0"


def forwards(apps, schema_editor):
    before._put(schema_editor, decision_concerns(schema_editor.connection.vendor))


def backwards(apps, schema_editor):
    before._put(schema_editor, before.decision_concerns(schema_editor.connection.vendor))


class Migration(migrations.Migration):
    dependencies = [("newsclip", "0004_leaving_in_any_script")]
    operations = [migrations.RunPython(forwards, backwards)]
