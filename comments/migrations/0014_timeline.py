"""The comments of a person in order of time, as moderators read them, come from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0013_fill_appeared")]
    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["author", "-created_at", "-id"], name="comment_timeline"),
        ),
    ]
