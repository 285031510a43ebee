"""Who did what: the audit trail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what to what, when. Rows are added, never changed."""

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="audit", verbose_name=_("by")
    )
    verb = models.CharField(_("verb"), max_length=60)
    subject_type = models.CharField(_("kind"), max_length=60)
    subject_id = models.CharField(_("number"), max_length=40)
    subject = models.CharField(_("subject"), max_length=200)
    data = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.by or '–'} {self.verb} {self.subject}"


def audit(subject, verb, *, by, **data):
    """Record one deed, in the transaction of the deed itself."""
    entry = _entry(subject, verb, by, data)
    entry.save()
    return entry


def audit_each(subjects, verb, *, by, **data):
    """Record the same deed on many."""
    return AuditEntry.objects.bulk_create(_entry(subject, verb, by, data) for subject in subjects)


def _entry(subject, verb, by, data):
    return AuditEntry(
        by=by,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject=str(subject)[:200],
        data=data,
    )
