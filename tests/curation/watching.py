"""A published clip whose source is watched, and the turns of the worker."""

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from curation import tasks
from curation.intake.watching import watch_due
from curation.models import PassageChange, Watch
from tests.curation.sources import PLUNGE, page

HOMES = "Phase one reaches some 900 dwellings in the streets between Tollen Quay and Chandler Street."
MORE_HOMES = HOMES.replace("900", "1,200")
VOTES = "Seventeen were in favour and six against."
LONG = PLUNGE.strip()


def plain(text):
    return page(text=text).replace(b'<link rel="canonical" href="https://courier.example/2026/05/13/tide-heat">', b"")


def turn():
    """What the schedule and then the worker do when the time has come."""
    Watch.objects.update(next_at=timezone.now())
    watch_due()
    work()


def work():
    for job in DBTaskResult.objects.ready():
        args = job.args_kwargs["args"]
        job.delete()
        tasks.look_at_source.func(*args)


def first_turn():
    watch_due()
    turn()
    return Watch.objects.get()


def changes():
    return {(change.kind, change.before, change.after) for change in PassageChange.objects.open()}
