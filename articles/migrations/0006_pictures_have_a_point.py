"""What must stay when a picture is cropped becomes a point; its sizes are told by format."""

from django.db import migrations

POINTS = {"left": (20, 50), "right": (80, 50), "top": (50, 20), "bottom": (50, 80)}


def to_points(apps, schema_editor):
    for picture in apps.get_model("articles", "Picture").objects.iterator():
        picture.focus_x, picture.focus_y = POINTS.get(picture.focus, (50, 50))
        if "webp" not in picture.renditions:
            picture.renditions = {"webp": picture.renditions}
        picture.save(update_fields=["focus_x", "focus_y", "renditions"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_newsroom")]
    operations = [migrations.RunPython(to_points, migrations.RunPython.noop)]
