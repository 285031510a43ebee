from datetime import timedelta

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(seconds=30)


class WorkerHeartbeatQuerySet(models.QuerySet["WorkerHeartbeat"]):
    def alive(self):
        return self.filter(seen_at__gte=timezone.now() - LEASE)

    def silent(self):
        return self.filter(seen_at__lt=timezone.now() - LEASE)

    def beat(self, worker_id: str) -> None:
        self.update_or_create(worker_id=worker_id, defaults={"seen_at": timezone.now()})


class WorkerHeartbeat(models.Model):
    """A background worker that says it lives. After LEASE without news, its job goes to another."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField()

    objects = WorkerHeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return self.worker_id


def exports_storage():
    return storages["exports"]


class Export(models.Model):
    """What somebody asked to be given of their data: being made, then kept for a week, for them alone."""

    KEPT = timedelta(days=7)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports", verbose_name=_("person"))
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    file = models.FileField(storage=exports_storage, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name = _("export of a person’s data")
        verbose_name_plural = _("exports of people’s data")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ready_at__isnull=True), name="one_export_is_made_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def until(self):
        return self.ready_at and self.ready_at + self.KEPT
