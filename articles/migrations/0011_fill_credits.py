"""Whoever was named stays named. Nobody is, who has left."""

from django.db import migrations


def fill(apps, schema_editor):
    Revision, Credit = apps.get_model("articles", "Revision"), apps.get_model("articles", "Credit")
    named = Revision.objects.filter(noticed_by__isnull=False, noticed_by__erased_at=None).order_by("pk")
    for revision, person in named.values_list("pk", "noticed_by"):
        Credit.objects.get_or_create(revision_id=revision, person_id=person)


def put_back(apps, schema_editor):
    """The column holds one: the first."""
    Revision, Credit = apps.get_model("articles", "Revision"), apps.get_model("articles", "Credit")
    for revision, person in Credit.objects.order_by("-pk").values_list("revision", "person"):
        Revision.objects.filter(pk=revision).update(noticed_by=person)


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_credits"), ("accounts", "0012_unread_by_key")]
    operations = [migrations.RunPython(fill, put_back)]
