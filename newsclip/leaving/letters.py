"""Letters in the queue: those to a person go, and so do those that tell others what they said or did."""

import re

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult

from comments.models import Comment

A_COMMENT = re.compile(r"/comments/(\d+)/")
AT_ONCE = 200
TEXTS = ("told", "traceback")


def take(person, names, *, words):
    """`words`: what they said is erased, so a letter that leads to a comment of theirs goes as well."""
    for job in _jobs(_holding(names)).iterator(AT_ONCE):
        if names.unnamed(job.told) != job.told or names.unnamed(job.traceback or "") != (job.traceback or ""):
            job.delete()
    if words:
        for job in _jobs(Q(told__contains="/comments/")).iterator(AT_ONCE):
            _take_if_it_leads_to(person, job)


def to(person, names):
    """Jobs with an address of theirs, for the export."""
    wanted = Q(pk__in=[])
    for address in names.addresses:
        wanted |= Q(told__icontains=address)
    return _jobs(wanted)


def _jobs(wanted):
    return DBTaskResult.objects.annotate(told=Cast("args_kwargs", TextField())).filter(wanted).order_by("enqueued_at")


def _holding(names):
    return names.named("told") | names.named("traceback")


def _take_if_it_leads_to(person, job):
    numbers = {int(found) for found in A_COMMENT.findall(job.told) if len(found) < 18}
    if numbers and Comment.objects.filter(author=person, pk__in=numbers).exists():
        job.delete()
