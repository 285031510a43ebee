"""What came by mail."""

import re

from django.core import mail
from django_tasks_db.models import DBTaskResult


def letters():
    """All letters so far, after the worker has done what is queued."""
    while job := DBTaskResult.objects.ready().first():
        job.claim("tests")
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.set_successful(None)
    return mail.outbox


def link_in(letter):
    """Where its button leads, as a path of the site."""
    address = re.search(r"^(http\S+)$", letter.body, re.MULTILINE)[1]
    assert address.startswith("http://127.0.0.1:8000/")
    return address.removeprefix("http://127.0.0.1:8000")
