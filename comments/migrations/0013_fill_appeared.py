"""What has stood there so far appeared in the order of its numbers: what readers saw last was kept as such a number."""

from django.db import migrations
from django.db.models import F, Max

AT_ONCE = 5000


def fill(apps, schema_editor):
    """Some at a time, so that nobody who posts meanwhile waits long."""
    comments = apps.get_model("comments", "Comment").objects
    last = comments.aggregate(last=Max("pk"))["last"] or 0
    for start in range(0, last, AT_ONCE):
        some = comments.filter(pk__gt=start, pk__lte=start + AT_ONCE)
        some.filter(never_stood=None, appeared=None).update(appeared=F("pk"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("comments", "0012_appeared")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
