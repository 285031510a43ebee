"""Of several pictures of one file the first keeps its digest: who gives the file again gets that one."""

from django.db import migrations


def forget_the_file_of_doubles(apps, schema_editor):
    pictures, seen = apps.get_model("articles", "Picture").objects, set()
    for pk, digest in pictures.exclude(sha256="").order_by("pk").values_list("pk", "sha256"):
        if digest in seen:
            pictures.filter(pk=pk).update(sha256="")
        seen.add(digest)


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_cited_snapshots_stay")]
    operations = [migrations.RunPython(forget_the_file_of_doubles, migrations.RunPython.noop)]
