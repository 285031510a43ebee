"""News by mail: at once, once a day or once a week, as its reader chose; one way for all three.

Whoever sends a letter first takes the person's turn (`digest_at`, compared and set), and marks what the letter says in
the transaction that queues it. So of several workers one writes, and a worker that dies has written nothing.
"""

from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django_tasks import task

from accounts import mail, unsubscribing
from accounts.middleware import zone
from accounts.models import Notice, User
from common.jobs import SOON

AT_ONCE = timedelta(minutes=5)  # at least between two letters to somebody who wants them at once
MORNING = 7  # o'clock, where the reader is; weekly letters come on Mondays
STALE = timedelta(days=8)
SHOWN = 20  # in a letter; the rest it counts
TAKEN = 1000
BATCH = 200  # letters in one go: the next comes a minute later
Cadence = User.Cadence
SPANS = {Cadence.NOW: AT_ONCE, Cadence.DAILY: timedelta(hours=20), Cadence.WEEKLY: timedelta(days=6)}


def mail_soon(people):
    """In the transaction that tells them: those who want it at once have a letter coming."""
    eager = [person.pk for person in people if person.mail_notices == Cadence.NOW and person.email]
    if eager:
        mail_now.enqueue(eager)


@task(priority=SOON)
def mail_now(people):
    now = timezone.now()
    for person in _waiting(now).filter(pk__in=people, mail_notices=Cadence.NOW):
        if is_due(person, now):
            send(person, now)


def send_due(now=None):
    """Everybody's letters that are due, some at a time; how many went. Safe to run twice, and on several machines."""
    now = now or timezone.now()
    due = islice((person for person in _waiting(now).iterator() if is_due(person, now)), BATCH)
    return sum(send(person, now) for person in list(due))


def is_due(person, now):
    """Whether their last letter is from before the present span of their cadence, and something waits from before it:
    what comes at noon waits for the morning.
    """
    begun = _span_began(person, now)
    had_none = person.digest_at is None or person.digest_at < begun
    return had_none and (person.mail_notices == Cadence.NOW or person.waits_since < begun)


@transaction.atomic
def send(person, now):
    """One letter with all that waits; whether there was one."""
    rows = list(Notice.objects.filter(to=person).to_mail(now - STALE).newest_first()[:TAKEN])
    if not rows or not _take_turn(person, now):
        return False
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now)
    with timezone.override(zone(person.time_zone)):
        named = [row.by_id for row in rows if row.by_id]
        mail.send(person, "notices", _said(rows, person), headers=unsubscribing.headers_for(person), people=named)
    return True


def _take_turn(person, now):
    """Compared and set: of two workers, one."""
    as_read = User.objects.active().filter(
        ~Q(email=""), pk=person.pk, mail_notices=person.mail_notices, digest_at=person.digest_at
    )
    return as_read.update(digest_at=now)


def _said(rows, person):
    return {
        "notices": rows[:SHOWN],
        "more": max(len(rows) - SHOWN, 0),
        "one": rows[0] if len(rows) == 1 else None,
        "count": len(rows),
        "cadence": person.mail_notices,
        "link": rows[0].get_absolute_url() if len(rows) == 1 else "/accounts/notices/",
        "stop": mail.absolute(unsubscribing.path_for(person)),
    }


def _span_began(person, now):
    """The last seven o'clock in the morning of the person, or that of Monday; or five minutes ago."""
    if person.mail_notices == Cadence.NOW:
        return now - AT_ONCE
    here = now.astimezone(zone(person.time_zone) or timezone.get_default_timezone())
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    morning -= timedelta(days=1) if morning > here else timedelta()
    if person.mail_notices == Cadence.WEEKLY:
        morning -= timedelta(days=morning.weekday())
    return morning


def _waiting(now):
    """Whom something waits for, since when (`waits_since`), and whose last letter was long enough ago in any zone."""
    unsent = Notice.objects.filter(to=OuterRef("pk")).to_mail(now - STALE).order_by("at")
    asked = Q()
    for cadence, span in SPANS.items():
        asked |= Q(mail_notices=cadence) & (Q(digest_at__isnull=True) | Q(digest_at__lt=now - span))
    people = User.objects.active().filter(asked, ~Q(email=""))
    return people.annotate(waits_since=Subquery(unsent.values("at")[:1])).filter(waits_since__isnull=False)
