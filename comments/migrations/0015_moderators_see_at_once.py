"""What was removed last, and how many comments of a person stand or not, come from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0014_timeline")]
    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["author", "status"], name="comment_record"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "removed")), fields=["-settled_at", "-id"], name="comment_removed"
            ),
        ),
    ]
