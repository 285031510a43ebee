"""What has been said before is found, too."""

from django.db import migrations

from articles.search import tokens

AT_ONCE = 500


def fill(apps, schema_editor):
    SaidWords = apps.get_model("comments", "SaidWords")
    rows = []
    said = apps.get_model("comments", "Comment").objects.filter(status="visible").order_by("pk")
    for pk, body in said.values_list("pk", "body").iterator(AT_ONCE):
        rows.append(SaidWords(comment_id=pk, words="".join(f" {word.word}" for word in tokens.tokens(body)) + " "))
        if len(rows) == AT_ONCE:
            SaidWords.objects.bulk_create(rows, ignore_conflicts=True)
            rows = []
    SaidWords.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_words")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
