from django.db import migrations

from moderation import reasons


def install(apps, schema_editor):
    """Once: what moderators delete later stays deleted."""
    reasons.install(apps.get_model("moderation", "ReasonTemplate"))


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_queue")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
