"""What happens by itself, and how often. The worker runs this table; there is no cron.

Every worker runs all of it, so each verb is safe to run twice, and at the same moment on two machines.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.management import call_command
from django.db import close_old_connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.actions import add_views
from common.readings import readings
from newsclip.models import WorkerHeartbeat

logger = logging.getLogger(__name__)

MINUTE, HOUR, DAY = 60, 3600, 86400
ATTEMPTS = 3  # a job that took so many workers with it is not given to another


@dataclass(frozen=True)
class Periodic:
    verb: str | Callable[[], object]  # without arguments; a dotted path where the import would come too early
    seconds: float

    def run(self) -> None:
        close_old_connections()
        try:
            verb = import_string(self.verb) if isinstance(self.verb, str) else self.verb
            verb()
        except Exception:
            logger.exception("%s failed; it is tried again in %g s", self.verb, self.seconds)


PERIODIC = (
    Periodic("curation.actions.publish_due", 2),
    Periodic("curation.models.fail_abandoned_leads", MINUTE),
    Periodic("curation.intake.watching.watch_due", MINUTE),
    Periodic("newsclip.schedule.settle_readings", MINUTE),
    Periodic("newsclip.schedule.rescue_jobs", 10),
    Periodic("newsclip.schedule.clear_sessions", HOUR),
    Periodic("newsclip.schedule.forget_finished_jobs", DAY),
)


class Schedule:
    """Runs each verb when it is due, the first time at once; one that fails is logged and tried at its next time."""

    def __init__(self, table: Sequence[Periodic] = PERIODIC, clock: Callable[[], float] = time.monotonic):
        self.clock = clock
        self.due = dict.fromkeys(table, clock())

    def run_due(self) -> None:
        for periodic, due in self.due.items():
            if self.clock() >= due:
                self.due[periodic] = self.clock() + periodic.seconds
                periodic.run()


@transaction.atomic
def rescue_jobs() -> int:
    """Give the running jobs of dead workers back to the queue. Returns how many."""
    alive = set(WorkerHeartbeat.objects.alive().values_list("worker_id", flat=True))
    lost = [job for job in DBTaskResult.objects.running() if job.worker_ids[-1:] and job.worker_ids[-1] not in alive]
    WorkerHeartbeat.objects.silent().delete()
    return sum(_rescue(job) for job in lost)


def _rescue(job: DBTaskResult) -> int:
    """Compare and set, so that of two workers one wins."""
    still = DBTaskResult.objects.running().filter(pk=job.pk, started_at=job.started_at)
    if len(job.worker_ids) < ATTEMPTS:
        return still.update(status=TaskResultStatus.READY, started_at=None)
    logger.error("Job %s (%s) ended %d workers and is given up", job.pk, job.task_path, ATTEMPTS)
    return still.update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        exception_class_path="newsclip.schedule.WorkerDied",
        traceback=f"The worker died {ATTEMPTS} times while it ran this job.",
    )


def settle_readings() -> None:
    """Add what the page store counted on this machine to the clips."""
    if totals := readings().drain():
        add_views(totals)


def clear_sessions() -> None:
    call_command("clearsessions")


def forget_finished_jobs() -> None:
    """Keep a day of what went well, two weeks of what failed."""
    call_command("prune_db_task_results", min_age_days=1, failed_min_age_days=14, queue_name="*", verbosity=0)
