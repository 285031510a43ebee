"""A column for what a username looks like."""

from django.db import migrations, models

import accounts.names


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_audit_is_append_only")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="username_key",
            field=accounts.names.SkeletonField(editable=False, max_length=200, null=True, of="username"),
        ),
        migrations.AlterField(
            model_name="user",
            name="username",
            field=models.CharField(
                error_messages={"unique": "This name is taken."},
                help_text="3 to 30 letters and digits, with . - or _ between them. It stands in the address of your page.",
                max_length=150,
                unique=True,
                validators=[accounts.names.validate_name],
                verbose_name="username",
            ),
        ),
    ]
