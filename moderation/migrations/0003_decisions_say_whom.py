"""Decisions of before get a number of their own and say whom they concern."""

import uuid

from django.db import migrations


def forwards(apps, schema_editor):
    Decision = apps.get_model("moderation", "Decision")
    for pk, author in Decision.objects.values_list("pk", "comment__author").iterator():
        Decision.objects.filter(pk=pk).update(public_id=uuid.uuid4(), person_id=author)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_due_process")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
