"""What moderators know and decided about people."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.models.decision import Decision


class SanctionQuerySet(models.QuerySet):
    def in_force(self, now=None):
        now = now or timezone.now()
        return self.filter(lifted_at__isnull=True, since__lte=now).filter(Q(until__isnull=True) | Q(until__gt=now))


class Sanction(models.Model):
    """A limit on a person, with the decision that gives its reason. They are always told.

    `limit`: few comments a day, each read first. `suspend`: none until a day. `ban`: none.
    """

    class Kind(models.TextChoices):
        WARN = "warn", _("warning")
        LIMIT = "limit", _("limit")
        SUSPEND = "suspend", _("suspension")
        BAN = "ban", _("ban")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sanctions", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="sanction", verbose_name=_("decision"))
    a_day = models.PositiveSmallIntegerField(_("comments a day"), null=True, blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = SanctionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        indexes = [models.Index(fields=["person", "lifted_at", "until"], name="sanction_in_force")]
        constraints = [
            models.CheckConstraint(name="suspension_ends", condition=~Q(kind="suspend") | Q(until__isnull=False)),
            models.CheckConstraint(
                name="limit_says_how_many",
                condition=Q(kind="limit", a_day__gte=1) | ~Q(kind="limit") & Q(a_day__isnull=True),
            ),
            models.CheckConstraint(
                name="sanction_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()}"


class PersonNote(models.Model):
    """What moderators tell each other about a person. The person reads it in the export of their data."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notes_about", verbose_name=_("person")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes_on_people", verbose_name=_("by")
    )
    text = models.TextField(_("note"), max_length=2000)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("note on a person")
        verbose_name_plural = _("notes on people")

    def __str__(self):
        return self.text[:80]
