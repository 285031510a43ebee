"""How people come in: invitations, and the terms that they accepted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Invitation(models.Model):
    """A link for one new person. The code itself is in their letter only; here is its hash."""

    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations", verbose_name=_("by"))
    email = models.EmailField(_("for"), blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("ends"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True, editable=False)
    used_by = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="invitation",
        verbose_name=_("used by"),
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_used_says_when", condition=Q(used_by__isnull=True) | Q(used_at__isnull=False)
            )
        ]

    def __str__(self):
        return self.email or self.note or f"{self.at:%Y-%m-%d}"

    def name_in_trail(self):
        """The trail stays, and an address is forgotten."""
        return f"{self.at:%Y-%m-%d}"


class TermsAcceptance(models.Model):
    """Which version of the terms somebody accepted, when, and how old they said they are at least (0: not asked)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="terms_accepted", verbose_name=_("by")
    )
    version = models.CharField(_("version"), max_length=20)
    minimum_age = models.PositiveSmallIntegerField(_("at least (years)"), default=0)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("accepted terms")
        verbose_name_plural = _("accepted terms")
        constraints = [
            models.UniqueConstraint(fields=["user", "version", "minimum_age"], name="terms_are_accepted_once")
        ]

    def __str__(self):
        return f"{self.user}: {self.version}"
