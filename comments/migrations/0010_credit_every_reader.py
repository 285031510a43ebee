"""A correction named one reader only; those whose comments it took over as well are named beside them."""

from django.db import migrations


def credit(apps, schema_editor):
    Comment, Credit = apps.get_model("comments", "Comment"), apps.get_model("articles", "Credit")
    theirs = Comment.objects.filter(correction="accepted", credited_in__isnull=False, author__erased_at=None)
    for revision, person in theirs.order_by("settled_at", "pk").values_list("credited_in", "author"):
        Credit.objects.get_or_create(revision_id=revision, person_id=person)


class Migration(migrations.Migration):
    dependencies = [("comments", "0009_never_stood"), ("articles", "0012_credits_are_rows")]
    operations = [migrations.RunPython(credit, migrations.RunPython.noop)]
