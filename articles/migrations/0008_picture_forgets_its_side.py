from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_picture_focus_is_a_point")]
    operations = [migrations.RemoveField("picture", "focus")]
