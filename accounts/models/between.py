"""What one person decided about another: not to read them, not to be answered by them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PersonMute(models.Model):
    """`by` does not want to read `person`: in no list, feed or notice. Nobody else notices."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes", verbose_name=_("by"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="muted_by", verbose_name=_("person")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("muted person")
        verbose_name_plural = _("muted people")
        constraints = [
            models.UniqueConstraint(fields=["by", "person"], name="person_is_muted_once"),
            models.CheckConstraint(name="nobody_mutes_themselves", condition=~Q(by=F("person"))),
        ]

    def __str__(self):
        return f"{self.by}: {self.person}"


class PersonBlock(models.Model):
    """`person` may neither answer, mention nor vote on `by`, and each does not read the other."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks", verbose_name=_("by"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocked_by", verbose_name=_("person")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("blocked person")
        verbose_name_plural = _("blocked people")
        constraints = [
            models.UniqueConstraint(fields=["by", "person"], name="person_is_blocked_once"),
            models.CheckConstraint(name="nobody_blocks_themselves", condition=~Q(by=F("person"))),
        ]

    def __str__(self):
        return f"{self.by}: {self.person}"


class OldUsername(models.Model):
    """A name that somebody had: its address leads to the person, and nobody else may take it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="old_usernames", verbose_name=_("person")
    )
    username = models.CharField(_("username"), max_length=150, unique=True)
    username_key = models.CharField(max_length=200, db_index=True, editable=False)
    at = models.DateTimeField(_("until"), auto_now_add=True)

    class Meta:
        verbose_name = _("earlier username")
        verbose_name_plural = _("earlier usernames")

    def __str__(self):
        return self.username
