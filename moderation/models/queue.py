"""What the queue keeps: who has which card, ready reasons, and when it grew too long."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.rules import Rule


class Claim(models.Model):
    """`moderator` has the card of this comment until then; an ended claim may be taken over."""

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="claim", verbose_name=_("comment"))
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", verbose_name=_("moderator")
    )
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("claimed card")
        verbose_name_plural = _("claimed cards")
        indexes = [models.Index(fields=["moderator", "until"], name="claim_by_moderator")]

    def __str__(self):
        return f"{self.moderator}: {self.comment}"


class ReasonTemplate(models.Model):
    """A reason ready to be sent, for a rule, in a language."""

    rule = models.CharField(_("rule"), max_length=2, choices=Rule)
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("words to the author"), max_length=1000)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        ordering = ["rule", "position", "pk"]
        verbose_name = _("ready reason")
        verbose_name_plural = _("ready reasons")
        constraints = [models.UniqueConstraint(fields=["rule", "language", "title"], name="reason_template_is_one")]

    def __str__(self):
        return self.title


class QueueAlert(models.Model):
    """The queue passed a size or an age, and the team was told; it ends when the queue is short again."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    size = models.PositiveIntegerField(_("waiting"))
    oldest_at = models.DateTimeField(_("oldest since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("alert of the queue")
        verbose_name_plural = _("alerts of the queue")
        constraints = [
            models.UniqueConstraint(
                # Not the column itself: two nulls are never equal, so it would allow any number.
                models.ExpressionWrapper(models.Q(ended_at__isnull=True), output_field=models.BooleanField()),
                condition=models.Q(ended_at__isnull=True),
                name="queue_alert_is_open_once",
            )
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}: {self.size}"
