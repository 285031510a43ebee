"""Mail about decisions: the author gets the reasons, the reporter the outcome. Written in their language.

It leaves after the commit, by the worker, so nobody waits for a mail server and nobody hears of what was rolled back.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from comments.rules import name_of

TOLD = {"removed", "restored", "approved"}


def statement(decision):
    """To the author: what was decided, by which rule, in which words."""
    if decision.outcome in TOLD:
        _write(decision.comment.author, "statement", decision)


def outcome(report, decision):
    """To the reporter, short: what became of the report."""
    _write(report.by, "outcome", decision)


def _write(to, template, decision):
    if not to.email or not to.is_active:
        return
    with translation.override(to.language or settings.LANGUAGE_CODE):
        context = _context(to, decision)
        subject = render_to_string(f"moderation/mail/{template}_subject.txt", context)
        text = render_to_string(f"moderation/mail/{template}.txt", context)
    letter = {"subject": " ".join(subject.split()), "text": text.strip() + "\n", "to": to.email}
    transaction.on_commit(lambda: send.enqueue(**letter))


def _context(to, decision):
    comment = decision.comment
    return {
        "to": to,
        "decision": decision,
        "comment": comment,
        "rule": name_of(decision.rule),
        "address": f"{settings.SITE_URL}{comment.get_absolute_url()}",
        "site_name": settings.SITE_NAME,
    }


@task
def send(*, subject, text, to):
    send_mail(subject, text, None, [to])
