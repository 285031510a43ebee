"""When the queue grew too long or too old: the team hears of it once, and again only after it was short."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import mail
from accounts.models import SiteSettings, audit
from moderation import queue
from moderation.models import QueueAlert

SHORT_AGAIN = 0.8  # of the size that alerts: a queue at the edge does not ring each minute


def look():
    """Begin or end an alert, as the queue stands. The worker runs it each minute; of several, one tells."""
    site, size, since = SiteSettings.load(), queue.waiting_count(), queue.oldest_since()
    is_old = bool(site.queue_alert_hours and since and since <= timezone.now() - hours(site))
    is_long = bool(site.queue_alert_size and size >= site.queue_alert_size)
    if is_long or is_old:
        return begin(size, since)
    if not site.queue_alert_size or size <= site.queue_alert_size * SHORT_AGAIN:
        end()
    return None


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


def _tell(alert):
    moderators = get_user_model().objects.active().in_role("moderator").exclude(email="")
    contact = SiteSettings.load().contact_email
    addresses = {one.email for one in moderators}
    for to in [*moderators, *([contact] if contact and contact not in addresses else [])]:
        mail.send(to, "queue_alert", {"size": alert.size, "since": alert.oldest_at, "link": "/moderation/"})
