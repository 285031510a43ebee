"""When the queue grew too long or too old: the team hears of it once, and again only after it was short."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils import timezone

from accounts import mail
from accounts.models import SiteSettings, audit
from moderation import clips, letters, queue
from moderation.models import Appeal, QueueAlert, Report

SHORT_AGAIN = 0.8  # of the size that alerts: a queue at the edge does not ring each minute


def look():
    """Begin or end an alert, as the queue stands. The worker runs it each minute; of several, one tells."""
    site, size, since = SiteSettings.load(), size_of_all(), oldest_of_all()
    late = _late_appeals().exists() or (since and since <= timezone.now() - hours(site))
    is_old = bool(site.queue_alert_hours and late)
    is_long = bool(site.queue_alert_size and size >= site.queue_alert_size)
    if is_long or is_old:
        return begin(size, since)
    if _is_short_again(size, site.queue_alert_size):
        end()
    return None


def size_of_all():
    """Comments, reported clips, and appeals whose answer is late."""
    return queue.waiting_count() + clips.reported().count() + _late_appeals().count()


def oldest_of_all():
    clip = Report.objects.open().filter(article__in=clips.reported()).aggregate(at=Min("at"))["at"]
    appeal = _late_appeals().aggregate(at=Min("at"))["at"]
    return min(filter(None, [queue.oldest_since(), clip, appeal]), default=None)


def begin(size, since):
    """The new alert, or None where one is open: the database allows one."""
    if open_alert():
        return None
    try:
        with transaction.atomic():
            alert = QueueAlert.objects.create(size=size, oldest_at=since)
            audit(alert, "queue.alert", by=None, size=size)
            _tell(alert)
    except IntegrityError:
        return None
    return alert


def end():
    return QueueAlert.objects.filter(ended_at__isnull=True).update(ended_at=timezone.now())


def open_alert():
    return QueueAlert.objects.filter(ended_at__isnull=True).first()


def hours(site):
    return timedelta(hours=site.queue_alert_hours)


def _late_appeals():
    return Appeal.objects.open().filter(due_at__lt=timezone.now())


def _is_short_again(size, limit):
    """What rang by its age never was long, and need not get shorter."""
    alert = open_alert()
    return not limit or size <= limit * SHORT_AGAIN or (alert is not None and alert.size < limit)


def _tell(alert):
    """Moderators, and who runs the site: on a small one nobody else is there."""
    moderators = get_user_model().objects.active().in_role("moderator").exclude(email="")
    told = {one.email: one for one in moderators}
    for one in letters.operators():
        told.setdefault(getattr(one, "email", one), one)
    for to in told.values():
        mail.send(to, "queue_alert", {"size": alert.size, "since": alert.oldest_at, "link": "/moderation/"})
