"""What moderators work with: reports by readers, and decisions with their reasons."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.rules import Rule


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Report.State.OPEN)


class Report(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("open")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports", verbose_name=_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports_made", verbose_name=_("by"))
    rule = models.CharField(_("rule"), max_length=2, choices=Rule)
    text = models.TextField(_("explanation"), max_length=1000, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "by"], condition=Q(state="open"), name="report_is_open_once_per_person"
            )
        ]

    def __str__(self):
        return f"{self.get_rule_display()}: {self.comment}"


class Decision(models.Model):
    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        REMOVED = "removed", _("removed")
        RESTORED = "restored", _("restored")
        KEPT = "kept", _("kept, report dismissed")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="decisions", verbose_name=_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    rule = models.CharField(_("rule"), max_length=2, choices=Rule, blank=True)
    words = models.TextField(_("words to the author"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(name="removal_names_a_rule", condition=~Q(outcome="removed") | ~Q(rule=""))
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.comment}"
