"""Feeds at the desk: added by address or list, and what their pages say."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from werkzeug import Response

from accounts.models import AuditEntry
from curation.intake.feeds import actions, discovery
from curation.intake.feeds.opml import BadList, Line, read_opml
from curation.models import Feed, FeedPoll, Lead
from tests.curation.test_feed_reading import item, rss
from tests.factories import make_category, make_feed, make_lead, make_user
from tests.markup import select

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def site(httpserver, settings):
    settings.FETCH_ALLOW_PRIVATE = True

    def answer(path, body, content_type="text/html", **more):
        httpserver.expect_request(path).respond_with_data(body, content_type=content_type, **more)

    answer.url_for, answer.log = httpserver.url_for, httpserver.log
    return answer


def add(client, address):
    return client.post(reverse("desk:feeds"), {"address": address})


def link(href, title="News", kind="application/rss+xml"):
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def test_the_address_of_a_feed_is_added_and_asked_at_once(client, ines, site):
    site("/feed", rss(item()), "application/rss+xml")

    answer = add(client, site.url_for("/feed"))

    feed = Feed.objects.get()
    assert answer["Location"] == reverse("desk:feed", args=[feed.pk])
    assert (feed.url, feed.title, feed.added_by) == (site.url_for("/feed"), "The Quillmouth Courier", ines)
    assert DBTaskResult.objects.count() == 1


def test_the_search_for_a_feed_ends_in_time_and_in_a_sentence(client, ines, site, httpserver, monkeypatch):
    monkeypatch.setattr(discovery, "DEADLINE", 1.0)
    site("/", "<html><body>No feed is named here.</body></html>")
    for place in ("/robots.txt", *discovery.USUAL_PLACES):
        httpserver.expect_request(place).respond_with_handler(lambda request: time.sleep(0.4) or Response(status=404))
    begun = time.monotonic()

    page = add(client, site.url_for("/")).content.decode()

    assert time.monotonic() - begun < 4
    assert "did not show a feed within 1 seconds" in page
    assert not Feed.objects.exists()


def test_the_feed_that_a_site_names_is_added(client, ines, site):
    site("/", f"<html><head>{link('/news.xml')}{link('/x', kind='text/css')}</head></html>")
    site("/news.xml", rss(item()), "text/xml")

    add(client, site.url_for("/"))

    assert Feed.objects.get().url == site.url_for("/news.xml")


def test_a_page_in_markup_that_no_parser_knows_still_names_its_feed(client, ines, site):
    site("/", f"<html><head>{link('/news.xml')}<![x odd></head></html>")
    site("/news.xml", rss(item()), "text/xml")

    add(client, site.url_for("/"))

    assert Feed.objects.get().url == site.url_for("/news.xml")


def test_of_several_feeds_the_editor_chooses(client, ines, site):
    hostile = link("javascript:alert(1)") + link("//10.0.0.1/x", "<b>Inside</b>")
    site("/", f"<html><head>{link('/a.xml', 'Town')}{link('/b.xml', 'Water')}{hostile}</head></html>")

    page = add(client, site.url_for("/"))

    choices = [field.attrs["value"] for field in select(page, ".feed-choice input[name=address]")]
    assert choices == [site.url_for("/a.xml"), site.url_for("/b.xml"), "http://10.0.0.1/x"]
    assert "<b>Inside" not in page.content.decode()
    assert not Feed.objects.exists()


def test_where_a_site_names_none_the_usual_places_are_tried(client, ines, site):
    site("/robots.txt", "", "text/plain", status=404)
    site("/feed/", "<html>Not here</html>", status=404)
    site("/", "<html><p>Words</p></html>")
    site("/rss.xml", rss(item()), "text/xml")

    add(client, site.url_for("/"))

    assert Feed.objects.get().url == site.url_for("/rss.xml")


def test_the_usual_places_are_not_tried_where_the_site_wants_no_machines(client, ines, site):
    site("/robots.txt", "User-agent: *\nDisallow: /", "text/plain")
    site("/", "<html><p>Words</p></html>")
    site("/rss.xml", rss(item()), "text/xml")

    answer = add(client, site.url_for("/"))

    assert answer.status_code == 422
    assert "No feed was found" in answer.content.decode()
    assert not [request for request, _ in site.log if request.path == "/rss.xml"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Give the address of a feed or of a site."),
        ("javascript:alert(1)", "This is not a web address"),
        ("http://10.0.0.1/feed", "is not on the public internet"),
        ("https://user:pw@quillmouth.example/", "holds a user name or password"),
    ],
)
def test_a_bad_address_is_told_in_a_sentence(client, ines, address, sentence):
    answer = add(client, address)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_page_may_not_lead_to_a_feed_on_a_private_host(client, ines, site):
    site("/", f"<html><head>{link('http://127.0.0.1:1/feed')}</head></html>")

    answer = add(client, site.url_for("/"))

    assert "not on the public internet" in answer.content.decode()


def test_the_same_feed_twice_is_one_feed(client, ines, site):
    site("/feed", rss(item()), "application/rss+xml")

    places = [add(client, site.url_for("/feed"))["Location"] for _ in range(2)]

    assert places[0] == places[1]
    assert Feed.objects.count() == 1


LIST = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Town"><outline text="Inner"><outline type="rss" text="Courier &amp; Co" xmlUrl="https://courier.example/feed"
 htmlUrl="https://courier.example/"/></outline></outline>
<outline text="Bad" xmlUrl="javascript:alert(1)"/>
<outline xmlUrl="https://harbour.example/feed"/><outline xmlUrl="https://harbour.example/feed"/>
</body></opml>"""


def bring(client, data, name="feeds.opml"):
    return client.post(reverse("desk:feeds-import"), {"file": SimpleUploadedFile(name, data)})


def test_a_list_is_imported_and_says_of_each_line_what_became_of_it(client, ines):
    page = bring(client, LIST)

    courier = Feed.objects.get(url="https://courier.example/feed")
    assert [row.to_text() for row in select(page, "tbody tr td:last-child")][:4] == [
        "Added.",
        "Not an address of the web; left out.",
        "Added.",
        "Here already; left as it is.",
    ]
    assert (courier.title, courier.folder, courier.site_url) == (
        "Courier & Co",
        "Town / Inner",
        "https://courier.example/",
    )


def test_a_list_that_is_imported_twice_changes_nothing(client, ines):
    bring(client, LIST)
    Feed.objects.update(title="Renamed", state="paused")

    page = bring(client, LIST)

    assert Feed.objects.count() == 2
    assert set(Feed.objects.values_list("title", "state")) == {("Renamed", "paused")}
    assert "0 feeds added" in page.content.decode()


def test_two_who_import_one_list_at_once_add_each_feed_once(ines, monkeypatch):
    feed_of = actions.feed_of

    def overtaken(line, *given):
        if line.url.endswith("/1"):
            make_feed(line.url)
        return feed_of(line, *given)

    monkeypatch.setattr(actions, "feed_of", overtaken)
    actions.import_list([Line("", f"https://a.example/{n}") for n in (1, 2)], by=ines)

    assert Feed.objects.count() == 2
    assert AuditEntry.objects.filter(verb="add").count() == 1


def test_what_is_exported_can_be_imported(client, ines):
    bring(client, LIST)
    before = list(Feed.objects.order_by("url").values_list("url", "folder", "site_url"))

    exported = client.get(reverse("desk:feeds-export"))
    Feed.objects.all().delete()
    bring(client, exported.content)

    assert list(Feed.objects.order_by("url").values_list("url", "folder", "site_url")) == before
    assert 'filename="feeds.opml"' in exported["Content-Disposition"]


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><opml><body><outline text='&b;'/></body></opml>"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (BOMB, "document type or entities"),
        (b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><opml/>", "document type or entities"),
        (BOMB.decode().encode("utf-16"), "document type or entities"),
        (b"<opml>" + b"<outline>" * 10_000, "more than twelve deep"),
        (b"<opml>\n<body>\n<outline text='a & b'/></body></opml>", "line 3 is not well-formed"),
        (b"<opml>" + b" " * 1_000_001, "larger than 1 MB"),
        (b"<rss/>", "no list of feeds"),
        (b"", "not well-formed"),
        (b"\0\1\2", "not well-formed"),
    ],
)
def test_a_hostile_list_is_refused_whole(client, ines, data, sentence):
    answer = bring(client, data or b" ")

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Feed.objects.exists()


def test_a_list_brings_five_hundred_feeds_at_most(client, ines):
    rows = b"".join(b"<outline xmlUrl='https://a.example/%d'/>" % n for n in range(510))

    page = bring(client, b"<opml><body>" + rows + b"</body></opml>")

    assert Feed.objects.count() == 500
    assert page.content.decode().count("Left out: one list may bring 500 feeds.") == 10


def test_deep_lists_are_refused_before_they_are_built():
    with pytest.raises(BadList):
        read_opml(b"<opml>" + b"<outline>" * 100_000)


def test_a_feed_rests_goes_on_and_is_deleted_while_its_leads_stay(client, ines):
    feed = make_feed()
    lead = make_lead(feed=feed)
    states = []

    for do in ("pause", "resume", "delete"):
        client.post(reverse("desk:feed-do", args=[feed.pk]), {"do": do})
        states.append(Feed.objects.values_list("state", flat=True).first())

    assert states == ["paused", "active", None]
    assert Lead.objects.inbox().get() == lead


def test_an_edit_changes_what_the_form_shows_and_nothing_else(client, ines):
    feed, harbour = make_feed(), make_category("Harbour")
    page = client.get(reverse("desk:feed", args=[feed.pk]))
    Feed.objects.update(etag='"new"', failures=2, sentence="x.")  # the worker, meanwhile

    said = {"title": "Board", "folder": "Water", "category": harbour.pk, "pace": 900}
    client.post(reverse("desk:feed", args=[feed.pk]), said)

    feed.refresh_from_db()
    assert page.status_code == 200
    assert (feed.title, feed.folder, feed.category, feed.seconds) == ("Board", "Water", harbour, 900)
    assert (feed.etag, feed.failures) == ('"new"', 2)


def test_the_page_of_a_feed_says_how_it_fares(client, ines):
    feed = make_feed(failures=3, sentence="The host has a problem of its own (status 500).")
    FeedPoll.objects.create(feed=feed, status=500, sentence="The host has a problem of its own (status 500).")

    page = client.get(reverse("desk:feed", args=[feed.pk])).content.decode()

    assert "failed 3 times in a row" in page
    assert page.count("has a problem of its own") == 2
    assert "It is asked again on" in page


@pytest.mark.parametrize("feeds", [1, 3])
def test_the_list_asks_the_same_questions_however_many_feeds(client, ines, feeds, django_assert_num_queries):
    for _ in range(feeds):
        make_lead(feed=make_feed())

    with django_assert_num_queries(10):
        page = client.get(reverse("desk:feeds"))

    assert len(select(page, "table.feeds tbody tr")) == feeds
