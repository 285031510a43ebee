"""The decisions about a person in order of time, as moderators read them, come from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0012_letters_leave_once")]
    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["person", "-at", "-id"], name="decision_timeline"),
        ),
    ]
