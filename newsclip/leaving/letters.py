"""Letters in the queue: those to a person go, and so do those that tell others what they said or did.

Whose a letter is stands in its arguments: the exact recipient, and the numbers of those whom it names. Never is a name
looked for in the JSON of a job: somebody may call themselves like a word of it.
"""

import json
import re

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult

from comments.models import Comment

A_COMMENT = re.compile(r"/comments/(\d{1,17})/")
A_KEY = "/moderation/reports/by/"  # for whoever has no account: the key is in the address
AT_ONCE = 200
# Letters whose words may be had again. The others lead into the site: by a code, or by a link that is a key.
TOLD = frozenset(
    "account_connected account_disconnected appeal_decided appeal_received complaint_decided complaint_received"
    " deletion_called_off deletion_planned deletion_refused desk_clip email_changed email_confirm email_deleted"
    " export_ready notice_receipt notices password_changed password_reset password_set recovery_codes_generated"
    " report_outcome second_factor_reset sessions_ended statement totp_activated totp_deactivated webauthn_added"
    " webauthn_removed".split()
)
CONFIRMING = ("email_confirmation", "email_confirmation_signup")


def take(person, names, *, words):
    """`words`: what they said is erased, so a letter that leads to a comment of theirs goes as well."""
    for job in _jobs(Q(told__contains="@") | Q(told__contains="/comments/")).iterator(AT_ONCE):
        if _is_theirs(job, names) or _names(job, person) or (words and _leads_to(job, person)):
            job.delete()


def to(names):
    """Letters to an address that is theirs for certain, for the export: (number, when, subject, text)."""
    wanted = Q(pk__in=[])
    for address in names.addresses:
        wanted |= Q(told__icontains=address) | Q(told__icontains=json.dumps(address)[1:-1])  # as SQLite keeps it
    for job in _jobs(wanted).iterator(AT_ONCE):
        if recipient(job) in _folded(names.addresses):
            yield _told(job)


def recipient(job):
    """Of a letter, and of a job that writes one: it is told the address and nothing before it."""
    given, said = job.args_kwargs.get("args") or [""], _said(job)
    address = said.get("to") or said.get("address") or given[0]
    return address.casefold() if isinstance(address, str) else ""


def _told(job):
    may = _about(job).get("kind") in TOLD and not _about(job).get("link", "").startswith(A_KEY)
    words = {name: _said(job).get(name, "") if may else "" for name in ("subject", "text")}
    return {"id": str(job.pk), "at": job.enqueued_at, **words}


def _is_theirs(job, names):
    """One that they never confirmed may be of somebody else: to it, only what asks for the confirmation."""
    asks = _about(job).get("kind") in CONFIRMING
    return recipient(job) in _folded(names.addresses | (names.claimed if asks else frozenset()))


def _folded(addresses):
    return {address.casefold() for address in addresses}


def _names(job, person):
    return person.pk in _about(job).get("people", ())


def _leads_to(job, person):
    numbers = map(int, A_COMMENT.findall(_about(job).get("link") or ""))
    return Comment.objects.filter(author=person, pk__in=numbers).exists()


def _said(job):
    return job.args_kwargs.get("kwargs") or {}


def _about(job):
    """What `mail.send` noted of a letter."""
    return _said(job).get("about") or {}


def _jobs(wanted):
    return DBTaskResult.objects.annotate(told=Cast("args_kwargs", TextField())).filter(wanted).order_by("enqueued_at")
