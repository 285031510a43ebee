"""What was told of a comment, so that everybody hears of it once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Telling(models.Model):
    """How far the news of a comment has come. A worker that died goes on from here, and two do not go together."""

    comment = models.OneToOneField(
        "comments.Comment", models.CASCADE, related_name="telling", verbose_name=_("comment")
    )
    answered = models.BooleanField(_("whom it answers has been told"), default=False)
    after = models.PositiveBigIntegerField(_("followers told up to"), default=0)
    owed = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("had not read it when it was taken back"),
    )
    done_at = models.DateTimeField(_("followers all told"), null=True, blank=True)

    class Meta:
        verbose_name = _("news of a comment")
        verbose_name_plural = _("news of comments")

    def __str__(self):
        return f"{self.comment_id}"
