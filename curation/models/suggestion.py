"""Links that readers suggest. The lead is one a page; who suggested it, and their words, are rows of their own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.models.lead import Lead


class SuggestionQuerySet(models.QuerySet):
    def since(self, moment):
        return self.filter(at__gt=moment)

    def thank(self, *, by):
        """Returns how many; who was thanked before is not thanked again."""
        return self.filter(thanked_at__isnull=True).update(thanked_at=timezone.now(), thanked_by=by)


class Suggestion(models.Model):
    lead = models.ForeignKey(Lead, models.CASCADE, related_name="suggestions", verbose_name=_("lead"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="suggestions", verbose_name=_("reader")
    )
    url = models.URLField(_("address"), max_length=2000)
    note = models.CharField(_("word to the editors"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    thanked_at = models.DateTimeField(_("thanked"), null=True, blank=True)
    thanked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.UniqueConstraint(fields=["lead", "by"], name="reader_suggests_a_lead_once"),
            models.CheckConstraint(
                name="suggestion_is_thanked_at_a_time",
                condition=Q(thanked_by__isnull=True) | Q(thanked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.url
