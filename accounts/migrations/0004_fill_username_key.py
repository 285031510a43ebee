"""Who is here already keeps their name, even beside one that looks like it."""

from django.db import migrations

from accounts.names import skeleton


def forwards(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    taken = set()
    for pk, username in User.objects.order_by("pk").values_list("pk", "username").iterator():
        key = skeleton(username)
        key = f"{key}~{pk}" if key in taken else key
        taken.add(key)
        User.objects.filter(pk=pk).update(username_key=key)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_username_key")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
