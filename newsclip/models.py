from datetime import timedelta

from django.db import models
from django.utils import timezone

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
