"""More letters are known to look alike. Who is here already keeps their name, even beside one that looks like it."""

from django.db import migrations

from accounts.names import skeleton


def forwards(apps, schema_editor):
    User, OldUsername = apps.get_model("accounts", "User"), apps.get_model("accounts", "OldUsername")
    for old in OldUsername.objects.order_by("pk").iterator():
        OldUsername.objects.filter(pk=old.pk).update(username_key=skeleton(old.username))
    changed = {}
    for pk, username, before in User.objects.order_by("pk").values_list("pk", "username", "username_key").iterator():
        key = skeleton(username)
        if before not in (key, f"{key}~{pk}"):
            changed[pk] = key
    for pk in changed:  # nobody is in the way of another
        User.objects.filter(pk=pk).update(username_key=f"~{pk}")
    for pk, key in changed.items():
        taken = User.objects.filter(username_key=key).exists()
        held = OldUsername.objects.filter(username_key=key).exclude(user=pk).exists()
        User.objects.filter(pk=pk).update(username_key=f"{key}~{pk}" if taken or held else key)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_signing_in")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
