import logging
from unittest.mock import Mock

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connection
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from common.readings import readings
from newsclip.models import WorkerHeartbeat
from newsclip.schedule import PERIODIC, Periodic, Schedule, clear_cache, settle_readings
from newsclip.worker import Worker
from tests.factories import make_article
from tests.newsclip.jobs import double


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize("periodic", PERIODIC, ids=lambda periodic: periodic.verb)
def test_every_verb_of_the_schedule_exists(periodic):
    assert callable(import_string(periodic.verb))
    assert periodic.seconds > 0


@pytest.mark.django_db
def test_a_verb_runs_at_once_and_then_at_its_times():
    clock, ran = Clock(), []
    schedule = Schedule([Periodic(lambda: ran.append(clock.now), 10)], clock)

    for clock.now in (0, 1, 9, 10, 15, 21, 40):
        schedule.run_due()

    assert ran == [0, 10, 21, 40]


@pytest.mark.django_db
def test_a_verb_that_fails_is_logged_and_stops_nothing(caplog):
    clock, ran = Clock(), []
    schedule = Schedule([Periodic(lambda: 1 / 0, 5), Periodic(lambda: ran.append("next"), 5)], clock)

    with caplog.at_level(logging.ERROR):
        schedule.run_due()

    assert ran == ["next"]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_the_jobs_that_wait():
    result = double.enqueue(21)
    worker = Worker()
    worker.batch = True

    worker.run()

    result.refresh()
    assert result.return_value == 42


@pytest.mark.django_db(transaction=True)
def test_a_stopped_worker_leaves_no_heartbeat_and_no_job_half_claimed():
    worker = Worker()
    worker.shutdown(15, None)

    worker.work()

    assert not WorkerHeartbeat.objects.exists()
    assert not DBTaskResult.objects.running().exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_a_database_that_goes_away(monkeypatch):
    worker = Worker()
    first_name = worker.worker_id
    monkeypatch.setattr(worker.stop, "wait", lambda seconds: None)
    monkeypatch.setattr(worker, "run", Mock(side_effect=[OperationalError("locked"), OperationalError("gone"), None]))

    for _ in range(3):
        worker._run_until_the_database_goes()

    assert worker.worker_id != first_name
    assert WorkerHeartbeat.objects.alive().filter(pk=worker.worker_id).exists()


@pytest.mark.django_db
def test_readings_that_were_counted_become_views_once():
    article = make_article()
    readings().drain()
    readings().count(reader="somebody", article=article.pk)
    before = article.view_count

    settle_readings()
    settle_readings()

    article.refresh_from_db()
    assert article.view_count == before + 1


@pytest.mark.django_db
def test_counts_whose_time_is_over_leave_the_database():
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        return
    cache.set("over", 1, -60)
    cache.set("on", 1, 3600)

    clear_cache()

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [key for (key,) in cursor.fetchall()] == [":1:on"]
