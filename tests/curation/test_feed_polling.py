"""Feeds asked by the worker: politely, once each, whatever they answer and whoever dies."""

from datetime import timedelta

import pytest
from django.utils import timezone
from werkzeug import Response

from curation import tasks
from curation.intake.feeds import asking, polling, timing
from curation.intake.feeds.keeping import MOST_AT_FIRST
from curation.models import FeedPoll, Lead
from tests.common.hostile_origin import hostile_server
from tests.curation.polling import poll, stories, titles
from tests.curation.test_feed_reading import item, rss
from tests.factories import attempt, make_feed, make_lead, make_user

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


def test_news_comes_into_the_inbox_the_newest_on_top(publisher):
    publisher(*stories(3, 2, 1))

    feed = poll(publisher.feed(title=""))

    assert titles() == ["Story 3", "Story 2", "Story 1"]
    assert (feed.title, feed.failures, feed.lease_until) == ("The Quillmouth Courier", 0, None)
    assert feed.last_ok_at
    assert feed.next_poll_at > timezone.now() + timedelta(minutes=5)
    assert feed.polls.values_list("status", "items", "new").get() == (200, 3, 3)


def test_an_item_comes_once_however_often_it_is_told(publisher):
    publisher(*stories(2, 1))
    feed = publisher.feed()

    poll(feed)
    publisher(*stories(3, 2, 1, 1))
    poll(feed)
    poll(feed)

    assert titles() == ["Story 3", "Story 2", "Story 1"]


def test_a_new_feed_fills_the_inbox_with_its_newest_and_counts_the_rest_as_read(publisher):
    publisher(*stories(*range(50, 0, -1)))
    feed = publisher.feed()

    poll(feed)
    publisher(*stories(*range(55, 10, -1)))
    poll(feed)

    unread = Lead.objects.inbox().unread()
    assert Lead.objects.inbox().count() == 55
    assert unread.count() == MOST_AT_FIRST + 5
    assert unread.last().title == "Story 21"


def test_an_edited_item_renews_its_lead_only_until_somebody_has_read_it(publisher):
    publisher(*stories(2, 1))
    feed = poll(publisher.feed())
    Lead.objects.get(title="Story 1").mark_read()

    publisher(item("Second, corrected", "/s/2"), item("First, corrected", "/s/1"))
    poll(feed)

    assert titles() == ["Second, corrected", "Story 1"]


DATE = "<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>"


@pytest.mark.parametrize("more", [DATE, "<description>Calm.</description>"])
def test_a_publisher_who_changes_all_guids_tells_nothing_twice(publisher, more):
    publisher(*(item(f"Story {n}", f"/s/{n}", f"<guid>old-{n}</guid>{more}") for n in (1, 2)))
    feed = poll(publisher.feed())
    Lead.objects.filter(title="Story 1").update(state="dismissed")

    for _ in range(2):
        publisher(*(item(f"Story {n}", f"/s/{n}", f"<guid>new-{n}</guid>{more}") for n in (1, 2, 3)))
        poll(feed)

    assert sorted(titles()) == ["Story 2", "Story 3"]
    assert Lead.objects.count() == 3


def test_a_page_with_something_new_each_day_is_news_each_day(publisher):
    publisher(item("The tides", "/tides", f"<guid>1</guid>{DATE}"))
    feed = poll(publisher.feed())
    publisher(item("The tides", "/tides", f"<guid>2</guid>{DATE.replace('02', '03')}"))
    poll(feed)
    publisher(*(item("The tides", "/tides", f"<guid>{n}</guid>{DATE.replace('02', '03')}") for n in (2, 3)))
    poll(feed)

    assert titles() == ["The tides"] * 3


def test_an_item_that_was_dismissed_stays_dismissed(publisher):
    publisher(*stories(1))
    feed = poll(publisher.feed())
    Lead.objects.get().dismiss()

    publisher(item("Story 1, again", "/s/1"))
    poll(feed)

    assert titles() == []
    assert Lead.objects.get().title == "Story 1"


def test_a_feed_that_was_deleted_and_added_again_tells_nothing_twice(publisher):
    publisher(*stories(2, 1))
    feed = poll(publisher.feed())
    feed.delete()

    again = poll(publisher.feed())

    assert titles() == ["Story 2", "Story 1"]
    assert again.leads.count() == 2


def test_an_unchanged_feed_is_asked_with_what_it_said_last_time(publisher):
    publisher(*stories(1), headers={"ETag": '"q1"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"})
    feed = poll(publisher.feed())
    publisher.server.clear()
    asked = {"If-None-Match": '"q1"', "If-Modified-Since": "Mon, 02 Nov 2026 10:00:00 GMT"}
    publisher.server.expect_request("/feed", headers=asked).respond_with_data(b"", status=304)

    poll(feed)

    assert feed.polls.first().status == 304
    assert (feed.failures, feed.etag) == (0, '"q1"')


def test_a_feed_that_moved_for_good_is_asked_there_from_now_on(publisher):
    publisher(*stories(1))
    publisher.server.expect_request("/old").respond_with_response(Response(status=301, headers={"Location": "/feed"}))
    publisher.server.expect_request("/lent").respond_with_response(Response(status=302, headers={"Location": "/feed"}))
    moved, lent = (make_feed(publisher.server.url_for(path)) for path in ("/old", "/lent"))

    for feed in (moved, lent):
        poll(feed)

    assert moved.url == publisher.server.url_for("/feed")
    assert lent.url == publisher.server.url_for("/lent")


def test_a_feed_that_moved_to_another_one_rests_and_says_so(publisher):
    publisher(*stories(1))
    publisher.server.expect_request("/old").respond_with_response(Response(status=301, headers={"Location": "/feed"}))
    publisher.feed(state="paused")

    old = poll(make_feed(publisher.server.url_for("/old")))

    assert old.state == "paused"
    assert "another feed that is here already" in old.sentence


def test_what_moved_to_a_page_that_is_no_feed_keeps_its_address(publisher):
    publisher.server.expect_request("/old").respond_with_response(Response(status=301, headers={"Location": "/portal"}))
    publisher.server.expect_request("/portal").respond_with_data("<p>Buy this domain</p>", content_type="text/html")

    feed = poll(make_feed(publisher.server.url_for("/old")))

    assert feed.url == publisher.server.url_for("/old")
    assert "is not a feed" in feed.sentence


def test_a_feed_that_is_gone_for_good_is_asked_no_more(publisher):
    publisher(status=410)

    feed = poll(publisher.feed())
    poll(feed)

    assert feed.state == "gone"
    assert "gone for good" in feed.sentence
    assert feed.polls.count() == 1


@pytest.mark.parametrize(
    ("status", "words"), [(404, "has no feed"), (403, "does not let"), (500, "problem of its own"), (429, "left alone")]
)
def test_a_feed_that_fails_says_why_and_waits_longer_each_time(publisher, status, words):
    publisher(status=status)
    feed, waits = publisher.feed(), []

    for _ in range(10):
        poll(feed)
        waits.append((feed.next_poll_at - timezone.now()).total_seconds())

    assert words in feed.sentence
    assert feed.failures == 10
    assert waits[0] > 3000
    assert waits[1] > waits[0] * 1.5
    assert waits[-1] <= timing.LATEST * (1 + timing.SPREAD)
    assert feed.state == "active"


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("said", "least", "most"), [("7200", 7200, 7921), ("999999", 86400, 95041)])
def test_a_publisher_who_asks_for_rest_gets_it_up_to_a_day(publisher, status, said, least, most):
    publisher(status=status, headers={"Retry-After": said})

    feed = poll(publisher.feed(seconds=300))

    assert least - 2 <= (feed.next_poll_at - timezone.now()).total_seconds() <= most


def test_a_feed_that_answers_again_forgets_its_failures(publisher):
    publisher(status=500)
    feed = poll(publisher.feed())

    publisher(*stories(1))
    poll(feed)

    assert (feed.failures, feed.sentence) == (0, "")


@pytest.mark.parametrize(
    "mode", ["drip", "huge", "announced", "bomb", "hang", "garbage", "loop", "empty", "reset", "ok"]
)
def test_every_bad_publisher_ends_in_one_sentence(monkeypatch, mode):
    monkeypatch.setattr(asking, "DEADLINE", 1.5)
    with hostile_server() as origin:
        feed = poll(make_feed(origin.url(mode)))

    assert feed.failures == 1
    assert feed.sentence.endswith(".")
    assert "paste" not in feed.sentence
    assert not Lead.objects.exists()


def test_a_mistake_of_ours_is_written_down_and_does_not_ask_again_at_once(publisher, monkeypatch):
    publisher(*stories(1))
    monkeypatch.setattr(polling, "keep_items", lambda *args, **options: 1 / 0)
    feed = publisher.feed()

    with pytest.raises(ZeroDivisionError):
        poll(feed)
    feed.refresh_from_db()

    assert "Something here went wrong" in feed.sentence
    assert feed.next_poll_at > timezone.now()


def test_only_the_last_looks_are_kept(publisher):
    publisher(*stories(1))
    feed = publisher.feed()
    FeedPoll.objects.bulk_create(FeedPoll(feed=feed) for _ in range(40))
    other = FeedPoll.objects.create(feed=make_feed(state="paused"))

    poll(feed)

    assert feed.polls.count() == FeedPoll.MOST_KEPT
    assert feed.polls.first().status == 200
    assert FeedPoll.objects.filter(pk=other.pk).exists()


def test_the_page_of_a_lead_is_only_private_where_its_feed_is(settings):
    feed = make_feed("http://127.0.0.1:1/feed")
    user = make_user(role="editor")
    lead = make_lead(feed=feed, url="http://127.0.0.2:80/secret", by=user)
    lead.enqueue()

    tasks.work_on_lead.func(attempt(), lead.pk)

    lead.refresh_from_db()
    assert lead.state == "failed"
    assert "not on the public internet" in lead.sentence
