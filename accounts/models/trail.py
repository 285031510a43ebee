"""Who did what: the audit trail.

A line is never changed, but people leave. So it knows by number whom it is about: its subject, and in the details
`people`, where it names somebody. By these numbers, not by what somebody calls themselves, it is found again.
"""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.names import skeleton

A_NAME = re.compile(r"(?:(?<![\w@./+-])@|/people/)([^\W_]+(?:[._-][^\W_]+)*)")
AN_ADDRESS = re.compile(r"[^\s@<>()\[\]\",;:]+@[\w-]+(?:\.[\w-]+)+")


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


class Unquoted:
    """A subject whose words stay out of the trail: they may name others, and whoever said them may take them back."""

    pk: Any

    def name_in_trail(self):
        return f"#{type(self).__name__.lower()}-{self.pk}"


def audit(subject, verb, *, by, people=(), **data):
    """Record one deed, in the transaction of the deed itself. `people`: whom it is about beside the subject."""
    entry = _entry(subject, verb, by, data, people)
    entry.save()
    return entry


def audit_each(subjects, verb, *, by, **data):
    """Record the same deed on many."""
    return AuditEntry.objects.bulk_create(_entry(subject, verb, by, data) for subject in subjects)


def _entry(subject, verb, by, data, people=()):
    called = subject.name_in_trail() if hasattr(subject, "name_in_trail") else str(subject)
    concerned = {person.pk for person in people} | _named([called, *data.values()])
    return AuditEntry(
        by=by,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject=called[:200],
        data=data | ({"people": {str(pk): True for pk in sorted(concerned)}} if concerned else {}),
    )


def _named(values):
    """Numbers of those whom a text mentions with an @, by the path of their page or by their address."""
    text = "\n".join(_texts(values))
    if "@" not in text and "/people/" not in text:
        return set()
    keys = {skeleton(name) for name in A_NAME.findall(text)}
    addresses = {address.rstrip(".").lower() for address in AN_ADDRESS.findall(text)}
    by_name = Q(username_key__in=keys) | Q(old_usernames__username_key__in=keys)
    return set(get_user_model().objects.filter(by_name | Q(email__in=addresses)).values_list("pk", flat=True))


def _texts(value):
    """All texts in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from _texts(inside)
