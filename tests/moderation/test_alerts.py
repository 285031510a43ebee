import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from accounts.models import SiteSettings
from comments.models import Comment
from moderation import actions, alerts, appeals
from moderation.models import Appeal, QueueAlert, Report
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return SiteSettings.objects.create(pk=1, queue_alert_size=3, queue_alert_hours=24, contact_email="desk@q.example")


def hold(count):
    article, author = make_article(), make_user()
    return [make_comment(article, author=author, body=f"Held {n}", held_because="pre") for n in range(count)]


def test_a_long_queue_is_told_once_and_again_only_after_it_was_short():
    make_user("ines", role="moderator")
    held = hold(3)

    alerts.look()
    alerts.look()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["desk@q.example", "ines@quillmouth.example"]
    for comment in held:
        comment.approve()
    alerts.look()
    assert alerts.open_alert() is None
    hold(3)
    alerts.look()

    assert len(mail.outbox) == 4
    assert QueueAlert.objects.count() == 2


def test_an_old_card_alerts_too():
    (comment,) = hold(1)
    alerts.look()
    assert not QueueAlert.objects.exists()

    Comment.objects.filter(pk=comment.pk).update(waits_since=timezone.now() - timedelta(hours=25))
    alerts.look()

    assert QueueAlert.objects.get().size == 1


def test_an_alert_by_age_ends_though_the_queue_is_nearly_long():
    SiteSettings.objects.update(queue_alert_size=10)
    comments = hold(9)
    Comment.objects.filter(pk=comments[0].pk).update(waits_since=timezone.now() - timedelta(hours=25))
    alerts.look()
    assert alerts.open_alert()

    comments[0].remove("4")
    hold(1)
    alerts.look()

    assert alerts.open_alert() is None


def test_on_a_small_site_the_administrator_hears_of_it():
    SiteSettings.objects.update(contact_email="")
    make_user("solveig", role="administrator")
    hold(3)

    alerts.look()

    assert [letter.to for letter in mail.outbox] == [["solveig@quillmouth.example"]]


def test_reported_clips_and_late_appeals_count_too():
    for _ in range(3):
        actions.report(make_article(), by=make_user(), rule="2")
    alerts.look()
    assert QueueAlert.objects.get().size == 3
    Report.objects.all().delete()
    alerts.look()
    assert alerts.open_alert() is None

    removal = actions.remove_comment(make_comment(), by=make_user(role="moderator"), rule="2")
    appeals.appeal(removal, by=removal.person, text="No.")
    Appeal.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    alerts.look()

    assert alerts.open_alert().size == 1


def test_zero_switches_it_off():
    SiteSettings.objects.update(queue_alert_size=0, queue_alert_hours=0)
    hold(3)

    alerts.look()

    assert not QueueAlert.objects.exists()


def test_the_database_keeps_one_alert_open():
    QueueAlert.objects.create(size=3)

    with pytest.raises(IntegrityError), transaction.atomic():
        QueueAlert.objects.create(size=4)


def test_the_queue_shows_that_it_is_too_long(client):
    hold(3)
    alerts.look()
    client.force_login(make_user(role="moderator"))

    assert "too long or too old" in client.get("/moderation/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_tells():
    hold(3)
    start = threading.Barrier(3)

    def look():
        start.wait()
        try:
            alerts.look()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert QueueAlert.objects.count() == 1
    assert len(mail.outbox) == 1
