"""Earlier words of comments that ever waited for a moderator: which of them everybody could read was not noted."""

from django.db import migrations
from django.db.models import Q

EVER_HELD = Q(waits_since__isnull=False) | Q(status="held") | ~Q(held_because="")


def hide(apps, schema_editor):
    held = apps.get_model("comments", "Comment").objects.filter(EVER_HELD)
    revisions = apps.get_model("comments", "CommentRevision").objects
    revisions.filter(public=True, comment__in=held.values("pk")).update(public=False)


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_threads")]
    operations = [migrations.RunPython(hide, migrations.RunPython.noop)]
