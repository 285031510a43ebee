"""Questions with an answer first, and featured comments, come from an index; places in a thread already have one, by
their constraint."""

from django.db import migrations, models
from django.db.models import F, OrderBy, Q
from django.db.models.functions import Cast

ANSWERED = Cast(
    models.ExpressionWrapper(Q(answer__isnull=False), output_field=models.BooleanField()), models.IntegerField()
)


class Migration(migrations.Migration):
    dependencies = [("comments", "0015_moderators_see_at_once")]
    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                F("article"),
                F("parent"),
                OrderBy(ANSWERED, descending=True),
                OrderBy(F("id"), descending=True),
                condition=Q(("parent__isnull", True)),
                name="root_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=Q(("featured_at__isnull", False)),
                fields=["article", "-featured_at"],
                name="comment_featured",
            ),
        ),
        migrations.RemoveIndex(model_name="comment", name="comment_in_thread"),
    ]
