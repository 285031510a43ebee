"""One account for each look."""

from django.db import migrations

import accounts.names


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_fill_username_key")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="username_key",
            field=accounts.names.SkeletonField(
                editable=False,
                error_messages={"unique": "This name looks like one that is taken."},
                max_length=200,
                of="username",
                unique=True,
            ),
        ),
    ]
