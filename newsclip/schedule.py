"""What happens by itself, and how often. The worker runs this table; there is no cron.

Every worker runs all of it, so each verb is safe to run twice, and at the same moment on two machines. All of it runs
in one thread, and clips go out on time by it: none of these verbs asks another site, that is work for a job.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.sessions import SessionStore
from articles.actions import add_views
from common.readings import readings

logger = logging.getLogger(__name__)

MINUTE, HOUR, DAY = 60, 3600, 86400


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
    Periodic("curation.desk.planning.withdraw_due", 2),
    Periodic("curation.desk.planning.empty_trash", HOUR),
    Periodic("curation.models.fail_abandoned_leads", MINUTE),
    Periodic("curation.tasks.look_at_waiting_cards", 5),
    Periodic("curation.tasks.poll_due_feeds", 10),
    Periodic("curation.intake.watching.watch_due", MINUTE),
    Periodic("curation.intake.stories.forget_old_shingles", HOUR),
    Periodic("comments.closing.close_due", MINUTE),
    Periodic("comments.standing.reckon_all", DAY),
    Periodic("newsclip.leaving.erasing.erase_due", MINUTE),
    Periodic("newsclip.leaving.asking.forget_exports", HOUR),
    Periodic("newsclip.leaving.asking.sweep_exports", HOUR),
    Periodic("comments.standing.reckon_share", MINUTE),
    Periodic("moderation.alerts.look", MINUTE),
    Periodic("moderation.claims.forget_ended", 10 * MINUTE),
    Periodic("moderation.appeals.tell_operator", HOUR),
    Periodic("moderation.grace.tell_late", 10 * MINUTE),
    Periodic("moderation.outsiders.forget_old", HOUR),
    Periodic("accounts.traces.forget_old", HOUR),
    Periodic("accounts.invitations.forget_ended", DAY),
    Periodic("newsclip.schedule.settle_readings", MINUTE),
    Periodic("comments.drafts.forget_old", DAY),
    Periodic("accounts.digests.send_due", MINUTE),
    Periodic("newsclip.jobs.rescue_jobs", 10),
    Periodic("newsclip.schedule.clear_sessions", HOUR),
    Periodic("newsclip.schedule.clear_cache", 10 * MINUTE),
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


def settle_readings() -> None:
    """Add what the page store counted on this machine to the clips."""
    if totals := readings().drain():
        add_views(totals)


def clear_sessions() -> None:
    SessionStore.clear_expired()


def clear_cache() -> None:
    """A count that nobody asks for again would stay in its table with the hash by which it goes."""
    if not isinstance(caches["default"], DatabaseCache):
        return
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
        at = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [at])  # noqa: S608  (the name is the settings')


def forget_finished_jobs() -> None:
    """Keep a day of what went well, a month of what was given up."""
    call_command("prune_db_task_results", min_age_days=1, failed_min_age_days=30, queue_name="*", verbosity=0)
