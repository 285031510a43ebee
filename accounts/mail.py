"""Letters from the site: plain text and HTML from one template, in the reader's language.

    mail.send(user, "statement", {"link": comment.get_absolute_url(), …})

A template `email/<name>.txt` extends `{{ layout }}` and fills the blocks subject, words, button, why and stop. The
layouts put them in the same order everywhere. `link` in the context is where the button leads: a path of this site.
Links are made from SITE_URL alone; what a request says about its host never gets into a letter.
"""

import re
from email.utils import make_msgid
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import BadHeaderError
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from common.jobs import SOON, GiveUp, tried

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def send(to, template, context=None, *, language="", headers=None, people=()):
    """Write to a user or an address. The letter is queued in the transaction of the caller, so nobody hears of what
    was rolled back and nobody waits for a mail server; the worker delivers it. Who has no address gets none.
    `headers` stand in the letter beside our own; `people` are the numbers of others whom it names.

    Raises BadHeaderError for an address with a line break.
    """
    letter = compose(to, template, context, language=language)
    if letter:
        words = {"subject": letter.subject, "text": letter.body, "html": letter.alternatives[0][0]}
        number = letter.extra_headers["Message-ID"]
        about = {"kind": template, "link": (context or {}).get("link", ""), "people": sorted(set(people))}
        deliver.enqueue(to=letter.to[0], message_id=number, headers=headers or {}, about=about, **words)


def compose(to, template, context=None, *, language=""):
    """The message, not yet sent; None for a user without an address or access."""
    user = None if isinstance(to, str) else to
    address = to if user is None else user.email if user.is_active else ""
    if not address:
        return None
    language = language or getattr(user, "language", "") or settings.LANGUAGE_CODE
    with translation.override(language):
        words = {"link": "", "to": user or address, **(context or {}), **_of_the_site()}
        words["link"] = words["link"] and absolute(words["link"])
        words["subject"] = " ".join(_render(template, "subject.txt", words).split())
        text, html = _tidy(_render(template, "layout.txt", words)), _render(template, "layout.html", words)
    return _message(address, words["subject"], text, html)


def absolute(path):
    """The address of a path of this site; what already is one stays."""
    return path if path.startswith(f"{settings.SITE_URL}/") else f"{settings.SITE_URL}{path}"


@task(priority=SOON)
@tried(times=8, first=60)  # a day and a half: what a mail server may be away for
def deliver(*, to, subject, text, html, message_id, headers=None, about=None):
    """With the same Message-ID each time, so that a letter whose sending nobody saw the end of is not shown twice.
    `about` is for whoever looks for it in the queue (newsclip/leaving/letters.py).
    """
    try:
        _message(to, subject, text, html, message_id, headers).send()
    except SMTPRecipientsRefused as refused:
        if all(code >= 500 for code, _why in refused.recipients.values()):
            raise GiveUp(str(refused)) from refused
        raise


def _message(to, subject, text, html, message_id="", more=None):
    if re.search(r"[\r\n]", to):
        raise BadHeaderError("an address has no line breaks")
    headers = {**HEADERS, **(more or {}), "Message-ID": message_id or make_msgid(domain=settings.SITE_HOST)}
    message = EmailMultiAlternatives(subject, text, None, [to], headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def _of_the_site():
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}


def _render(template, layout, words):
    return render_to_string(f"email/{template}.txt", {**words, "layout": f"email/{layout}"})


def _tidy(text):
    """No blanks at the ends of lines, and never more than one empty line."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"
