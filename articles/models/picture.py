"""Pictures, their words and their rights."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Picture(models.Model):
    class Focus(models.TextChoices):
        CENTRE = "", _("centre")
        LEFT = "left", _("left")
        RIGHT = "right", _("right")
        TOP = "top", _("top")
        BOTTOM = "bottom", _("bottom")

    file = models.ImageField(_("file"), upload_to="pictures/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    # {"480": "pictures/….webp", …}: widths in pixels, made once when the file is taken in.
    renditions = models.JSONField(_("sizes"), default=dict, blank=True, editable=False)
    alt = models.CharField(_("what it shows, for those who cannot see it"), max_length=300, blank=True)
    decorative = models.BooleanField(_("decorative: says nothing that the text does not"), default=False)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    focus = models.CharField(_("what must stay when cropped"), max_length=6, choices=Focus, blank=True, default="")

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                name="picture_has_alt_or_is_decorative",
                condition=Q(decorative=True) | ~Q(alt=""),
                violation_error_message=_("Say what the picture shows, or mark it as decorative."),
            )
        ]

    def __str__(self):
        return self.alt or self.caption or self.file.name

    def srcset(self):
        """`url 480w, url 960w, …` for the widths that exist."""
        url = self.file.storage.url
        sizes = [(int(width), name) for width, name in self.renditions.items()]
        return ", ".join(f"{url(name)} {width}w" for width, name in sorted([*sizes, (self.width, self.file.name)]))
