"""How clips come to be: leads, which become drafts or are dismissed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class Lead(models.Model):
    """Something that may become a clip: an address or a text, and how far its import has come."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        WORKING = "working", _("at work")
        DONE = "done", _("became a draft")
        FAILED = "failed", _("failed")
        DISMISSED = "dismissed", _("dismissed")

    url = models.URLField(_("address"), max_length=2000, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.BinaryField(_("page"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=400, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING, editable=False)
    sentence = models.CharField(_("what happened"), max_length=500, blank=True, editable=False)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="leads", verbose_name=_("clip")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="leads", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        constraints = [
            models.CheckConstraint(
                name="lead_has_something_to_read", condition=~Q(url="") | ~Q(text="") | Q(html__isnull=False)
            ),
            models.CheckConstraint(name="lead_failed_says_why", condition=~Q(state="failed") | ~Q(sentence="")),
        ]

    def __str__(self):
        return self.title or self.url or self.text[:80]
