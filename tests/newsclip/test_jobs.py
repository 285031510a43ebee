"""Jobs run at least once, are tried again with growing pauses, and are kept to be looked at when given up."""

import threading
from datetime import timedelta

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from accounts.models import AuditEntry
from common.jobs import Tries
from newsclip import jobs
from newsclip.jobs import rescue_jobs
from newsclip.models import LEASE, WorkerHeartbeat
from newsclip.worker import Worker
from tests.factories import make_user
from tests.newsclip import jobs as ours
from tests.newsclip.jobs import double, fail, give_up, later, tell_attempt


def work_through():
    """One worker, until nothing is ready."""
    worker = Worker()
    worker.batch = True
    worker.run()


def bring_forward():
    """The pause of every job is over."""
    DBTaskResult.objects.filter(run_after__lt=get_date_max()).update(run_after=timezone.now())


def job_of(result):
    return DBTaskResult.objects.get(pk=result.id)


def make_running_job(*workers):
    job = DBTaskResult.objects.get(pk=double.enqueue(21).id)
    for worker in workers:
        job.claim(worker)
    return job


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_is_tried_again_later_and_then_given_up_with_its_reason():
    result = fail.enqueue("The kettle is cold.")
    seen = []

    for _ in range(4):
        work_through()
        job = job_of(result)
        seen.append((job.status, len(job.worker_ids)))
        bring_forward()

    assert seen == [("READY", 1), ("READY", 2), ("FAILED", 3), ("FAILED", 3)]
    assert "The kettle is cold." in job.traceback


@pytest.mark.django_db(transaction=True)
def test_a_job_waits_for_its_pause():
    result = fail.enqueue("The kettle is cold.")

    work_through()
    work_through()

    job = job_of(result)
    assert len(job.worker_ids) == 1
    assert timedelta(seconds=7) < job.run_after - timezone.now() < timedelta(seconds=12)


@pytest.mark.django_db(transaction=True)
def test_a_job_says_when_another_try_would_be_of_no_use():
    result = give_up.enqueue()

    work_through()

    assert job_of(result).status == "FAILED"


@pytest.mark.django_db(transaction=True)
def test_a_job_says_how_long_it_wants_to_be_left_alone():
    result = later.enqueue(3000)

    work_through()

    job = job_of(result)
    assert job.status == "READY"
    assert job.run_after - timezone.now() > timedelta(seconds=2900)


@pytest.mark.django_db(transaction=True)
def test_a_job_knows_which_attempt_it_is():
    result = tell_attempt.enqueue()
    job = job_of(result)
    DBTaskResult.objects.filter(pk=job.pk).update(worker_ids=["one", "two"])

    work_through()

    assert job_of(result).return_value == 3


@pytest.mark.django_db(transaction=True)
def test_what_somebody_waits_for_goes_first():
    ours.done.clear()
    for task in (ours.whenever, ours.some_day, ours.soon):
        task.enqueue()

    work_through()

    assert ours.done == ["soon", "some day", "whenever"]


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_task_is_gone_from_the_code_is_given_up_and_stops_nobody():
    result, after = double.enqueue(1), double.enqueue(2)
    DBTaskResult.objects.filter(pk=result.id).update(task_path="newsclip.gone.task")

    work_through()

    assert job_of(result).status == "FAILED"
    assert job_of(after).return_value == 4


def test_pauses_grow_to_a_longest_one_and_differ_a_little():
    tries = Tries(times=9, first=10, most=1000)
    pauses = [[tries.pause(attempt) for _ in range(50)] for attempt in (1, 2, 3, 4, 5, 50)]

    for wanted, some in zip((10, 40, 160, 640, 1000, 1000), pauses, strict=True):
        assert all(0.79 * wanted < pause < 1.21 * wanted for pause in some)
        assert len(set(some)) > 1


@pytest.mark.django_db
def test_a_worker_that_was_taken_for_dead_writes_nothing_over_the_job_of_another():
    job = make_running_job("slow")
    theirs = DBTaskResult.objects.get(pk=job.pk)
    theirs.claim("quick")

    assert not jobs.succeeded(job, 1)
    assert not jobs.failed(job, RuntimeError("late"))

    theirs.refresh_from_db()
    assert (theirs.status, theirs.worker_ids[-1]) == ("RUNNING", "quick")


@pytest.mark.django_db(transaction=True)
def test_several_workers_do_each_job_once():
    ours.done.clear()
    results = [ours.soon.enqueue() for _ in range(12)]

    def worker():
        try:
            work_through()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work_through()  # whoever met a locked database left it to the others

    assert len(ours.done) == 12
    assert all(len(job_of(result).worker_ids) == 1 for result in results)
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db
@pytest.mark.parametrize("seen_ago", [LEASE + timedelta(seconds=1), None])
def test_the_job_of_a_dead_worker_goes_back_to_the_queue(seen_ago):
    job = make_running_job("gone")
    if seen_ago:
        WorkerHeartbeat.objects.create(worker_id="gone", seen_at=timezone.now() - seen_ago)

    assert rescue_jobs() == 1

    job.refresh_from_db()
    assert job.status == "READY"
    assert not WorkerHeartbeat.objects.exists()


@pytest.mark.django_db
def test_the_job_of_a_living_worker_is_left_alone():
    job = make_running_job("gone", "alive")
    WorkerHeartbeat.objects.beat("alive")

    assert rescue_jobs() == 0

    job.refresh_from_db()
    assert job.status == "RUNNING"


@pytest.mark.django_db
def test_a_job_that_ends_every_worker_is_given_up():
    job = make_running_job(*(f"gone-{number}" for number in range(5)))

    rescue_jobs()

    job.refresh_from_db()
    assert job.status == "FAILED"
    assert "worker died" in job.traceback


@pytest.mark.django_db
def test_a_job_that_ended_two_workers_waits_before_it_may_end_a_third():
    job = make_running_job("gone-1", "gone-2")

    rescue_jobs()

    job.refresh_from_db()
    assert job.status == "READY"
    assert job.run_after > timezone.now()


@pytest.fixture
def ada(client):
    ada = make_user("ada", role="administrator")
    client.force_login(ada)
    return ada


def press_again(client, *given):
    address = reverse("admin:django_tasks_database_dbtaskresult_changelist")
    said = {"action": "run_again", ACTION_CHECKBOX_NAME: [str(job.pk) for job in given]}
    return client.post(address, said, follow=True)


@pytest.mark.django_db
def test_what_was_given_up_is_seen_in_the_administration_and_runs_again_with_all_its_tries(client, ada):
    job = make_running_job("one", "two", "three")
    jobs.failed(job, jobs.GiveUp("The kettle is cold."))

    page = client.get(reverse("admin:django_tasks_database_dbtaskresult_changelist"), {"status__exact": "FAILED"})
    press_again(client, job)

    assert "The kettle is cold." in page.content.decode()
    job.refresh_from_db()
    assert (job.status, job.worker_ids) == ("READY", [])
    assert AuditEntry.objects.get(verb="run again").by == ada


@pytest.mark.django_db
def test_what_runs_or_waits_is_not_started_a_second_time(client, ada):
    running, waiting = make_running_job("one"), make_running_job()

    page = press_again(client, running, waiting).content.decode()

    running.refresh_from_db()
    assert running.status == "RUNNING"
    assert "they were left as they are" in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_jobs_are_for_administrators(client, role):
    client.force_login(make_user(role=role))

    assert client.get(reverse("admin:django_tasks_database_dbtaskresult_changelist")).status_code == 403


@pytest.mark.django_db
def test_the_state_of_the_queue_is_told_in_numbers(client):
    double.enqueue(1)
    jobs.failed(make_running_job("one"), RuntimeError("again"))
    jobs.failed(make_running_job("one"), jobs.GiveUp("no"))
    make_running_job("one")

    queue = client.get("/healthz?full").json()["queue"]

    told = {name: queue[name] for name in ("ready", "running", "later", "given_up")}
    assert told == {"ready": 1, "running": 1, "later": 1, "given_up": 1}
