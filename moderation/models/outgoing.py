"""Letters about decisions that have not left yet."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutgoingQuerySet(models.QuerySet):
    def like(self, one):
        """Those that one letter may say together: to the same person, of the same moderator, with the same rule."""
        decision, report = one.decision, one.report
        alike = self.filter(decision__by=decision.by_id, decision__outcome=decision.outcome)
        alike = alike.filter(decision__rule=decision.rule, report__isnull=report is None)
        if report is None:
            return alike.filter(decision__person=decision.person_id)
        who = {"report__by": report.by_id} if report.by_id else {"report__by": None, "report__email": report.email}
        return alike.filter(**who)


class Outgoing(models.Model):
    """Somebody who has yet to hear of a decision: its author, or with `report` whoever reported. The row goes in the
    transaction that queues the letter."""

    decision = models.ForeignKey(
        "moderation.Decision", models.CASCADE, related_name="outgoing", verbose_name=_("decision")
    )
    report = models.ForeignKey(
        "moderation.Report",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="outgoing",
        verbose_name=_("report"),
    )
    due_at = models.DateTimeField(_("due"))

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("letter to leave")
        verbose_name_plural = _("letters to leave")
        indexes = [models.Index(fields=["due_at"], name="outgoing_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["decision", "report"], name="outgoing_is_one_a_report"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(report__isnull=True), name="outgoing_is_one_to_the_author"
            ),
        ]

    def __str__(self):
        return f"{self.decision_id}"
