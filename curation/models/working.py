"""What is being typed, and by whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class WorkingCopy(models.Model):
    """The form of a clip as one person has it open, kept every few seconds until it is saved or thrown away.

    `values` is the query string of the form; `version` the version of the clip that it was opened with.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="working_copies", verbose_name=_("clip"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    values = models.TextField(_("form"))
    version = models.PositiveIntegerField(_("version"))
    serial = models.PositiveBigIntegerField(
        default=0
    )  # counts up in the browser: a late request overwrites nothing newer
    saved_at = models.DateTimeField(_("kept"), default=timezone.now)

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="working_copy_is_one_a_person")]

    def __str__(self):
        return f"{self.article} ({self.user})"


class Presence(models.Model):
    """Who has the edit page of a clip open; silent for half a minute is gone."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="presences", verbose_name=_("clip"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen"), default=timezone.now)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_is_one_a_person")]

    def __str__(self):
        return f"{self.article} ({self.user})"
