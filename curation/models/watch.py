"""Sources are looked at again; what became of the cited passages is listed for the editors."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Citation, Snapshot, Source


class Watch(models.Model):
    """When a source is looked at next, and how it went. Only sources of published clips with an address are watched."""

    source = models.OneToOneField(Source, models.CASCADE, related_name="watch", verbose_name=_("source"))
    next_at = models.DateTimeField(_("next look"), default=timezone.now, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    looked_at = models.DateTimeField(_("last look"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last changed"), null=True, blank=True)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    sentence = models.CharField(_("what went wrong"), max_length=500, blank=True)

    class Meta:
        ordering = ["next_at"]
        verbose_name = _("watched source")
        verbose_name_plural = _("watched sources")

    def __str__(self):
        return str(self.source)


class PassageChange(models.Model):
    """A cited passage that a later snapshot has elsewhere, in other words, or not at all."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("moved")
        CHANGED = "changed", _("changed")
        VANISHED = "vanished", _("vanished")

    article = models.ForeignKey(Article, models.CASCADE, related_name="passage_changes", verbose_name=_("clip"))
    citation = models.ForeignKey(
        Citation, models.SET_NULL, null=True, related_name="changes", verbose_name=_("citation")
    )
    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="+", verbose_name=_("snapshot"))
    kind = models.CharField(_("what became of it"), max_length=8, choices=Kind)
    before = models.TextField(_("the cited words"))
    after = models.TextField(_("the words there now"), blank=True)
    start = models.PositiveIntegerField(_("from"), null=True, blank=True)  # of `after`, in the new snapshot
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("changed passage")
        verbose_name_plural = _("changed passages")
        constraints = [
            models.UniqueConstraint(
                fields=["citation", "snapshot"],
                condition=Q(citation__isnull=False),
                name="passage_is_compared_once_with_a_snapshot",
            ),
            models.CheckConstraint(
                name="passage_that_vanished_has_no_new_words", condition=~Q(kind="vanished") | Q(after="")
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.before[:80]}"
