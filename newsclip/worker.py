"""The background worker: jobs from the queue in the main thread, the schedule beside it."""

import logging
import os
import secrets
import signal
import socket
import threading
from types import FrameType

from django.db import InterfaceError, OperationalError, connections
from django_tasks_db.compat import DEFAULT_TASK_BACKEND_ALIAS, TaskContext, normalize_json
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from newsclip import jobs
from newsclip.models import WorkerHeartbeat
from newsclip.schedule import PERIODIC, Periodic, Schedule

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BETWEEN_BEATS = 5.0


logger = logging.getLogger(__name__)


def new_name() -> str:
    """At most 64 characters; says where the worker is."""
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"


class Worker(QueueWorker):
    """Ends after the job that it is at; the parent kills it if that takes too long, and the job is given to another."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=SECONDS_BETWEEN_LOOKS,
            batch=False,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=new_name(),
        )
        self.stop = threading.Event()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        self.running = False
        self.stop.set()

    def work(self) -> None:
        """Until a signal comes."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.shutdown)
        threads = [threading.Thread(target=target) for target in (self._keep_beating, self._keep_schedule)]
        for thread in threads:
            thread.start()
        try:
            while self.running:
                self._run_until_the_database_goes()
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()
            WorkerHeartbeat.objects.filter(worker_id=self.worker_id).delete()

    def _run_until_the_database_goes(self) -> None:
        """Under a new name afterwards: a job whose end could not be written down is found by its silent worker."""
        try:
            self._beat()
            self.run()
        except (OperationalError, InterfaceError) as error:
            logger.warning("The database does not answer (%s); the worker goes on when it does", error)
            self.worker_id = new_name()
            connections.close_all()
            self.stop.wait(SECONDS_BETWEEN_BEATS)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """As the library's, but with another try for what failed, and no word about a job that is another's now."""
        self.running_task = True
        try:
            value = self._call(db_task_result)
        except Exception as error:
            jobs.failed(db_task_result, error)
        else:
            jobs.succeeded(db_task_result, value)
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _call(self, job: DBTaskResult) -> object:
        result = job.task_result
        context = [TaskContext(task_result=result)] if job.task.takes_context else []
        return normalize_json(job.task.call(*context, *result.args, **result.kwargs))

    def _keep_beating(self) -> None:
        """Apart from the schedule, so that a long verb does not look like death."""
        self._repeat(Schedule([Periodic(self._beat, SECONDS_BETWEEN_BEATS)]))

    def _beat(self) -> None:
        WorkerHeartbeat.objects.beat(self.worker_id)

    def _keep_schedule(self) -> None:
        self._repeat(Schedule(PERIODIC))

    def _repeat(self, schedule: Schedule) -> None:
        try:
            while not self.stop.wait(SECONDS_BETWEEN_LOOKS):
                schedule.run_due()
        finally:
            connections.close_all()
