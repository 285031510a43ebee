from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_pictures_of_one_file")]

    operations = [
        migrations.AlterField(
            model_name="picture",
            name="sha256",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.UniqueConstraint(
                condition=~models.Q(sha256=""), fields=("sha256",), name="picture_is_made_of_a_file_once"
            ),
        ),
    ]
