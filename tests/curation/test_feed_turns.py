"""Whose turn it is to ask a feed, and when: one worker at a time, whoever dies or is too slow."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from common.fetching import turn_at
from curation import tasks
from curation.intake.feeds import asking, polling, timing
from curation.models import Feed, FeedPoll, Lead
from tests.curation.polling import poll, stories, titles, work
from tests.curation.test_feed_reading import rss
from tests.factories import make_feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings):
    settings.FETCH_ALLOW_PRIVATE = True


@pytest.fixture
def publisher(httpserver):
    """A feed that tells whatever `tell` was last given."""

    def tell(*items, **answer):
        httpserver.clear()
        answer = {"content_type": "application/rss+xml", **answer}
        httpserver.expect_request("/feed").respond_with_data(rss(*items), **answer)
        return make_feed_at

    def make_feed_at(**fields):
        return make_feed(httpserver.url_for("/feed"), **fields)

    tell.feed, tell.server = make_feed_at, httpserver
    return tell


def test_a_feed_is_given_to_the_worker_once_however_many_look():
    make_feed()

    counts = [tasks.poll_due_feeds() for _ in range(3)]

    assert counts == [1, 0, 0]
    assert DBTaskResult.objects.count() == 1


def test_of_one_host_one_feed_is_asked_at_a_time():
    for path in "abc":
        make_feed(f"https://courier.example/{path}")
    make_feed("https://harbour.example/")

    assert tasks.poll_due_feeds() == 2


def test_a_host_that_somebody_visits_is_left_for_later(monkeypatch):
    monkeypatch.setattr(polling, "ask", lambda *args, **options: pytest.fail("asked"))
    feed = make_feed("https://courier.example/feed")

    with turn_at("https://courier.example/page"):
        poll(feed)

    assert feed.lease_until is None
    assert timedelta(0) < feed.next_poll_at - timezone.now() < timedelta(seconds=15)
    assert not feed.polls.exists()


def test_the_look_of_a_worker_that_died_is_done_by_another_when_its_lease_is_over(publisher):
    publisher(*stories(1))
    feed = publisher.feed()
    tasks.poll_due_feeds()
    DBTaskResult.objects.all().delete()  # it died with the job

    assert tasks.poll_due_feeds() == 0
    Feed.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    poll(feed)

    assert titles() == ["Story 1"]


def test_a_worker_that_was_too_slow_writes_nothing(publisher, monkeypatch):
    publisher(*stories(1))
    feed, ask = publisher.feed(), asking.ask

    def overtaken(*args, **options):
        Feed.objects.update(lease_until=timezone.now() + timedelta(minutes=1))  # somebody else has it
        return ask(*args, **options)

    monkeypatch.setattr(polling, "ask", overtaken)
    poll(feed)

    assert not Lead.objects.exists()
    assert not FeedPoll.objects.exists()


def test_a_job_that_was_given_to_a_second_worker_asks_once(publisher):
    publisher(*stories(1))
    publisher.feed()
    tasks.poll_due_feeds()
    args = DBTaskResult.objects.get().args_kwargs["args"]

    tasks.poll_feed.func(*args)
    tasks.poll_feed.func(*args)

    assert len(publisher.server.log) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_make_no_duplicates(publisher):
    publisher(*stories(3, 2, 1))
    publisher.feed()
    start = Barrier(2)

    def worker():
        start.wait()
        tasks.poll_due_feeds()
        connections.close_all()

    threads = [Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    jobs = DBTaskResult.objects.count()
    work()

    assert jobs == 1
    assert Lead.objects.count() == 3


@pytest.mark.parametrize("items", [1, 30])
def test_keeping_asks_the_same_questions_however_many_items_there_are(publisher, items, django_assert_max_num_queries):
    publisher(*stories(*range(items)))
    feed = publisher.feed()
    feed.take(timezone.now(), until=timezone.now() + timedelta(minutes=1))
    answer = asking.ask(feed.url)

    with django_assert_max_num_queries(12):
        polling.settle(feed, answer)

    assert Lead.objects.count() == items


SECONDS = st.integers(timing.SOONEST, timing.LATEST)


@given(SECONDS, st.integers(0, 50), st.integers(0, 10**6))
def test_the_distance_between_two_looks_keeps_its_bounds(seconds, new, patience):
    after = timing.adapted(seconds, new=new, patience=patience)

    assert timing.SOONEST <= after <= timing.LATEST
    assert after >= min(patience, timing.LATEST)
    assert after <= seconds or not new or patience > seconds


@given(SECONDS, st.integers(1, 10**6), st.one_of(st.none(), st.integers(0, 10**7)))
def test_the_wait_after_a_failure_only_grows_and_ends_at_a_day(seconds, failures, retry_after):
    wait = timing.after_failure(seconds, failures, retry_after=retry_after)

    assert seconds <= wait <= timing.LATEST
    assert wait >= min(retry_after or 0, timing.LATEST)
    assert timing.after_failure(seconds, failures + 1, retry_after=retry_after) >= wait


def test_a_lease_is_over_on_this_database_when_its_moment_has_passed():
    feed = make_feed()
    now = timezone.now()

    assert feed.take(now, until=now + timedelta(seconds=5))
    assert not feed.take(now, until=now + timedelta(seconds=9))
    assert feed.take(now + timedelta(seconds=6), until=now + timedelta(seconds=9))
