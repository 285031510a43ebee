"""Votes: one row for a person and a comment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Vote(models.Model):
    """For (1) or against (-1). A trigger refuses votes on one's own comment."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="votes", verbose_name=_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="votes", verbose_name=_("by"))
    value = models.SmallIntegerField(_("vote"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="vote_is_one_a_person"),
            models.CheckConstraint(name="vote_is_for_or_against", condition=Q(value__in=[1, -1])),
        ]

    def __str__(self):
        return f"{self.value:+d}"
