"""What the screen is given: phrases and domains that the team listed, and the scorer's weights."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    HOLD = "hold", _("hold for a moderator")
    REFUSE = "refuse", _("refuse, and say so")


class Phrase(models.Model):
    """Words that are not posted without a look. They match whole words, in look-alike letters too."""

    text = models.CharField(_("words"), max_length=100)
    key = models.CharField(max_length=200, unique=True, editable=False)  # folded, as comments/phrases.py does it
    action = models.CharField(_("then"), max_length=6, choices=Action, default=Action.HOLD)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["text"]
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        constraints = [models.CheckConstraint(name="phrase_has_words", condition=~Q(text="") & ~Q(key=""))]

    def __str__(self):
        return self.text


class Domain(models.Model):
    """A host, with all below it, to which links are not posted without a look; or always are."""

    class Action(models.TextChoices):
        ALLOW = "allow", _("never hold for a link to it")
        HOLD = "hold", _("hold for a moderator")
        REFUSE = "refuse", _("refuse, and say so")

    host = models.CharField(_("host"), max_length=253, unique=True)
    action = models.CharField(_("then"), max_length=6, choices=Action, default=Action.HOLD)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["host"]
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        constraints = [models.CheckConstraint(name="domain_has_a_host", condition=~Q(host=""))]

    def __str__(self):
        return self.host


class ScorerWeights(models.Model):
    """What `moderation_train` learned from the site's own decisions. One row at a time is active."""

    at = models.DateTimeField(_("trained"), default=timezone.now)
    decisions = models.PositiveIntegerField(_("decisions"))
    weights = models.BinaryField(editable=False)  # as comments/scoring packs them
    threshold = models.FloatField(_("holds from"), null=True, blank=True)
    metrics = models.JSONField(_("measured"), default=dict)
    active = models.BooleanField(_("active"), default=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("scorer")
        verbose_name_plural = _("scorers")
        constraints = [
            models.UniqueConstraint(fields=["active"], condition=Q(active=True), name="one_scorer_is_active"),
            models.CheckConstraint(
                name="scorer_threshold_is_a_share",
                condition=Q(threshold__isnull=True) | Q(threshold__gte=0, threshold__lte=1),
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
