"""What becomes of a job of the queue: done, tried again later, or given up and kept to be looked at.

Each end is written by compare-and-set on the moment of its start: a worker that was taken for dead and comes back
finds that its job is another's now, and writes nothing.
"""

import logging
from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from accounts.models import User, audit
from common.jobs import GiveUp, Later, Tries, tries_of
from newsclip.models import WorkerHeartbeat

logger = logging.getLogger(__name__)

LONGEST_TRACEBACK = 20_000  # characters


def succeeded(job: DBTaskResult, value: Any) -> bool:
    """False when the job had been given to another worker meanwhile."""
    return _settle(
        job,
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=timezone.now(),
        return_value=value,
        exception_class_path="",
        traceback="",
    )


def failed(job: DBTaskResult, error: BaseException) -> bool:
    """Tried again later while that may help; else given up. False when it was another worker's meanwhile."""
    what = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error))[-LONGEST_TRACEBACK:],
        "return_value": None,
    }
    if isinstance(error, GiveUp) or len(job.worker_ids) >= tries(job).times:
        return _give_up(job, **what)
    return _try_again(job, at_least=error.seconds if isinstance(error, Later) else 0, **what)


def tries(job: DBTaskResult) -> Tries:
    try:
        return tries_of(job.task.func)
    except Exception:  # the task is gone from the code, or never was one
        return Tries(times=1)


def _try_again(job: DBTaskResult, *, at_least: float, **what: Any) -> bool:
    attempt = len(job.worker_ids)
    pause = max(tries(job).pause(attempt), at_least)
    logger.warning("Job %s (%s) failed, attempt %d; again in %.0f s", job.pk, job.task_path, attempt, pause)
    again = {"status": TaskResultStatus.READY, "started_at": None}
    return _settle(job, run_after=timezone.now() + timedelta(seconds=pause), **again, **what)


def _give_up(job: DBTaskResult, **what: Any) -> bool:
    logger.error("Job %s (%s) is given up after %d attempts", job.pk, job.task_path, len(job.worker_ids))
    return _settle(job, status=TaskResultStatus.FAILED, finished_at=timezone.now(), **what)


def _settle(job: DBTaskResult, **fields: Any) -> bool:
    still = DBTaskResult.objects.running().filter(pk=job.pk, started_at=job.started_at)
    if not still.update(**fields):
        logger.warning("Job %s (%s) was another worker's when it ended", job.pk, job.task_path)
        return False
    for name, value in fields.items():
        setattr(job, name, value)
    return True


@transaction.atomic
def run_again(job: DBTaskResult, *, by: User) -> bool:
    """Give one that was given up back to the queue, with all its attempts before it. False: it was not given up."""
    fresh = {"status": TaskResultStatus.READY, "started_at": None, "finished_at": None, "worker_ids": []}
    done = DBTaskResult.objects.failed().filter(pk=job.pk).update(**fresh, run_after=get_date_max())
    if done:
        audit(job, "run again", by=by, task=job.task_path)
    return bool(done)


@transaction.atomic
def rescue_jobs() -> int:
    """Give the running jobs of dead workers back to the queue. Returns how many."""
    alive = set(WorkerHeartbeat.objects.alive().values_list("worker_id", flat=True))
    lost = [job for job in DBTaskResult.objects.running() if job.worker_ids[-1:] and job.worker_ids[-1] not in alive]
    WorkerHeartbeat.objects.silent().delete()
    return sum(_rescue(job) for job in lost)


def _rescue(job: DBTaskResult) -> bool:
    """At once the first time: most workers die of a restart. Then with pauses, or one job would end all workers."""
    if len(job.worker_ids) == 1 and tries(job).times > 1:
        return _settle(job, status=TaskResultStatus.READY, started_at=None)
    return failed(job, WorkerDied(f"The worker died {len(job.worker_ids)} times while it ran this job."))


class WorkerDied(Exception):
    """The worker ended without a word while it ran the job."""


def figures() -> dict[str, Any]:
    """How the queue stands: jobs ready, since when the oldest waits (seconds), running, waiting for their next
    try, given up."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    return {
        "ready": ready.count(),
        "oldest_seconds": round((timezone.now() - oldest).total_seconds(), 1) if oldest else 0,
        "running": DBTaskResult.objects.running().count(),
        "later": DBTaskResult.objects.filter(
            status=TaskResultStatus.READY, run_after__gt=timezone.now(), run_after__lt=get_date_max()
        ).count(),
        "given_up": DBTaskResult.objects.failed().count(),
    }
