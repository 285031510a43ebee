"""What became visible when, so that what was let through late is new to readers who came back before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0011_news_taken_back_is_owed")]
    operations = [
        migrations.AddField(
            model_name="comment",
            name="appeared",
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["article", "appeared", "status"], name="comment_appeared"),
        ),
    ]
