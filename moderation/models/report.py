"""What readers, and anybody else, bring before a moderator."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import SiteSettings
from comments.models import Comment
from comments.rules import Rule


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Report.State.OPEN)

    def judged(self):
        """Those that were found right or wrong."""
        return self.filter(state__in=Report.JUDGED)

    def uphold(self, **settled):
        return self.update(state=Report.State.UPHELD, complaint_until=None, **settled)

    def dismiss(self, **settled):
        """From now on, as long as an author has to appeal, whoever made them may ask for another look."""
        days = SiteSettings.load().appeal_days
        until = timezone.now() + timedelta(days=days) if days else None
        return self.update(state=Report.State.DISMISSED, complaint_until=until, **settled)

    def reopen(self):
        return self.update(state=Report.State.OPEN, settled_at=None, decision=None, complaint_until=None)


class Report(models.Model):
    """A report of a comment or a clip. Whoever has no account leaves an address; for unlawful content also the law,
    the place and an explanation (Digital Services Act, Article 16)."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")
        GONE = "gone", _("gone before anybody decided")

    JUDGED = (State.UPHELD, State.DISMISSED)
    BY_LAW = Rule.UNLAWFUL

    comment = models.ForeignKey(
        Comment, models.CASCADE, null=True, blank=True, related_name="reports", verbose_name=_("comment")
    )
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="reports", verbose_name=_("clip")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports_made",
        verbose_name=_("by"),
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    rule = models.CharField(_("rule"), max_length=2, choices=Rule)
    unlawful = models.BooleanField(_("reported as unlawful"), default=False)
    law = models.CharField(_("law"), max_length=300, blank=True)
    place = models.CharField(_("where it stands"), max_length=500, blank=True)
    text = models.TextField(_("explanation"), max_length=4000, blank=True)
    good_faith = models.BooleanField(_("stated in good faith"), default=False)
    weight = models.FloatField(_("weight"), default=1, editable=False)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN, editable=False)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)
    # Until when whoever made it may ask for another look.
    complaint_until = models.DateTimeField(_("complaint until"), null=True, blank=True, editable=False)
    decision = models.ForeignKey(
        "moderation.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reports",
        verbose_name=_("decision"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["by", "state"], name="report_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "by"], condition=Q(state="open"), name="report_is_open_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["article", "by"], condition=Q(state="open"), name="clip_report_is_open_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["comment", "email"],
                condition=Q(state="open", by__isnull=True) & ~Q(email=""),
                name="report_is_open_once_per_address",
            ),
            models.UniqueConstraint(
                fields=["article", "email"],
                condition=Q(state="open", by__isnull=True) & ~Q(email=""),
                name="clip_report_is_open_once_per_address",
            ),
            models.CheckConstraint(
                name="report_has_one_subject",
                condition=Q(comment__isnull=True, article__isnull=False)
                | Q(comment__isnull=False, article__isnull=True),
            ),
            models.CheckConstraint(
                name="complaint_of_what_was_dismissed", condition=Q(complaint_until=None) | Q(state="dismissed")
            ),
            models.CheckConstraint(
                name="unlawful_says_why", condition=Q(unlawful=False) | ~Q(text="") & Q(good_faith=True)
            ),
        ]

    def __str__(self):
        return f"{self.get_rule_display()}: {self.comment or self.article}"
