"""From which machines somebody came, as keyed hashes: they tell that two are the same, never which one it is."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TraceKey(models.Model):
    """The secret of one span of days. It is thrown away with its traces: then nobody can compare any more."""

    secret = models.BinaryField(max_length=32, editable=False)
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("key of traces")
        verbose_name_plural = _("keys of traces")

    def __str__(self):
        return f"{self.since:%Y-%m-%d}"


class MachineTrace(models.Model):
    """Somebody signed in or posted from the machine with this hash, on this day; 30 days are kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="traces", verbose_name=_("person"))
    key = models.ForeignKey(TraceKey, models.CASCADE, related_name="traces")
    hash = models.CharField(max_length=32, editable=False)
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("trace of a machine")
        verbose_name_plural = _("traces of machines")
        constraints = [models.UniqueConstraint(fields=["user", "key", "hash", "day"], name="trace_is_one_a_day")]
        indexes = [
            models.Index(fields=["hash"], name="trace_by_machine"),
            models.Index(fields=["day"], name="trace_by_day"),
        ]

    def __str__(self):
        return f"{self.user}, {self.day}"
