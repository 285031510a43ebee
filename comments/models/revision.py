"""How comments read before an edit."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CommentRevision(models.Model):
    """How a comment read before an edit.

    Only moderators see what was changed within the first minutes, and what waited for them while it stood.
    """

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="revisions", verbose_name=_("comment"))
    body = models.TextField(_("text"))
    at = models.DateTimeField(_("until"), default=timezone.now)
    public = models.BooleanField(_("shown to everybody"), default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("earlier words of a comment")
        verbose_name_plural = _("earlier words of comments")

    def __str__(self):
        return self.body[:80]
