"""Feeds of a publisher on this machine, asked as the worker asks them."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from curation import tasks
from curation.models import Feed, Lead
from tests.curation.test_feed_reading import item


def stories(*numbers):
    return [item(f"Story {n}", f"/s/{n}") for n in numbers]


def work():
    """What the worker would do with the jobs in the queue."""
    for job in DBTaskResult.objects.ready():
        tasks.poll_feed.func(*job.args_kwargs["args"])
        job.delete()


def poll(feed):
    Feed.objects.filter(pk=feed.pk).update(next_poll_at=timezone.now() - timedelta(seconds=1))
    tasks.poll_due_feeds()
    work()
    feed.refresh_from_db()
    return feed


def titles():
    return [lead.title for lead in Lead.objects.inbox()]
