"""Feeds as publishers write them, and as nobody should."""

import json
import time
from datetime import UTC, datetime

import pytest

from curation.intake.feeds.reading import MOST_ITEMS, NotAFeed, read_feed

URL = "https://courier.example/news/feed.xml"


def rss(*items, title="The Quillmouth Courier", head=""):
    return f"<rss version='2.0'><channel><title>{title}</title>{head}{''.join(items)}</channel></rss>".encode()


def item(title="The lamp goes out", link="/harbour/lamp", more=""):
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def read(data, **options):
    return read_feed(data, url=URL, **options)


ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://boerse.example/a/">
<title>B\xc3\xbcrgerbank</title><link href="https://boerse.example/"/>
<entry><id>urn:uuid:1</id><title type="html">Ebbe &amp;amp; &lt;b&gt;Flut&lt;/b&gt;</title><link href="flut"/>
<author><name>Dorrit Hale</name></author><updated>2026-11-02T10:00:00Z</updated>
<content type="html">&lt;p&gt;Eins.&lt;/p&gt;&lt;p&gt;Zwei.&lt;/p&gt;</content></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title><link>https://old.example/</link>
</channel><item rdf:about="y"><title>Eels</title><link>https://old.example/eels</link><dc:date>2026-11-02</dc:date>
</item></rdf:RDF>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Js", "home_page_url": "https://js.example/",
"items": [{"id": "7", "url": "https://js.example/7", "title": "Eels", "content_html": "<p>Many <b>eels</b></p>",
"date_published": "2026-11-02T10:00:00Z", "authors": [{"name": "Ada"}]}]}"""


@pytest.mark.parametrize(
    ("data", "title", "first"),
    [
        (rss(item()), "The Quillmouth Courier", ("The lamp goes out", "https://courier.example/harbour/lamp")),
        (ATOM, "Bürgerbank", ("Ebbe & Flut", "https://boerse.example/a/flut")),
        (RDF, "Old", ("Eels", "https://old.example/eels")),
        (JSON, "Js", ("Eels", "https://js.example/7")),
    ],
    ids=["rss", "atom", "rdf", "json"],
)
def test_well_formed_feeds_are_read(data, title, first):
    feed = read(data)

    assert feed.title == title
    assert (feed.items[0].title, feed.items[0].url) == first


def test_an_atom_entry_keeps_its_words_author_and_date():
    entry = read(ATOM).items[0]

    assert (entry.guid, entry.summary, entry.byline) == ("urn:uuid:1", "Eins. Zwei.", "Dorrit Hale")
    assert entry.published == datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "data",
    [
        rss(item(), "<item><title>Cut off in the mid"),
        rss(item(title="Fish & chips")),
        rss(item(), "<item><title>Never closed</title>"),
        b"\n\n  " + rss(item()),
        rss(item(title="&nbsp;The&nbsp;lamp")),
        rss(item()).replace(b"</rss>", b""),
    ],
    ids=["cut off", "bare ampersand", "unclosed", "blanks first", "html entities", "no end"],
)
def test_ill_formed_feeds_give_what_can_be_read(data):
    assert read(data).items[0].url == "https://courier.example/harbour/lamp"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "koi8-r"])
def test_encodings_are_understood(charset):
    title = "Сельдь" if charset == "koi8-r" else "Grüße vom Kai"
    data = f"<?xml version='1.0' encoding='{charset}'?>{rss(item(title=title)).decode()}".encode(charset)

    assert read(data).items[0].title == title


def test_the_charset_of_the_header_is_believed_where_the_feed_names_none():
    data = rss(item(title="Grüße")).decode().encode("latin-1")

    assert read(data, content_type="application/rss+xml; charset=iso-8859-1").items[0].title == "Grüße"


@pytest.mark.parametrize(
    "data",
    [b"<html><title>A page</title><p>Words.</p></html>", b"", b"{}", b"{" * 10_000, b"[1]", b"\x89PNG\r\n", b"x"],
)
def test_what_is_no_feed_is_refused_in_a_sentence(data):
    with pytest.raises(NotAFeed) as refused:
        read(data)

    assert refused.value.sentence.endswith(".")


def test_of_a_huge_feed_the_newest_are_taken_from_either_end():
    def dated(n):
        return item(
            f"Story {n}",
            f"/s/{n}",
            f"<pubDate>{datetime.fromtimestamp(1_700_000_000 + n, UTC):%a, %d %b %Y %T GMT}</pubDate>",
        )

    upwards = rss(*(dated(n) for n in range(30_000)))
    start = time.monotonic()

    items = read(upwards).items

    assert len(items) == MOST_ITEMS
    assert [items[0].title, items[-1].title] == ["Story 29999", "Story 29800"]
    assert time.monotonic() - start < 8


BOMB = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY a{n} '{('&a' + str(n - 1 if n else '') + ';') * 10}'>" for n in range(9)
)
FILE = "<!DOCTYPE rss [<!ENTITY e SYSTEM 'file:///etc/hostname'>"


@pytest.mark.parametrize(("head", "entity"), [(BOMB + "]>", "&a8;"), (FILE + "]>", "&e;")], ids=["bomb", "file"])
def test_entities_are_never_expanded(head, entity):
    title = read(head.encode() + rss(item(title=f"x{entity}"))).items[0].title

    assert len(title) < 20
    assert not title.removeprefix("x").strip("&;ae8 ")


@pytest.mark.parametrize(
    "data",
    [b"<rss><channel>" + b"<a>" * 1_500_000, b"<rss><channel><item><title>" + b"&" * 4_000_000, b"<" * 4_000_000],
    ids=["deep", "ampersands", "angles"],
)
def test_a_feed_that_is_made_to_be_slow_is_given_up(data, monkeypatch):
    start = time.monotonic()

    try:
        read(data, deadline=3)
    except NotAFeed as refused:
        assert refused.sentence  # noqa: PT017

    assert time.monotonic() - start < 6


def test_links_that_run_scripts_are_no_links():
    feed = read(rss(*(item(link=link) for link in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"))))

    assert feed.items == []


def test_markup_in_titles_and_summaries_becomes_plain_words():
    summary = (
        "<description><![CDATA[<p>Calm <img src=x onerror=alert(1)>sea</p><script>alert(2)</script>]]></description>"
    )
    hostile = read(rss(item(title="&lt;script&gt;alert(1)&lt;/script&gt;Tide &lt;b&gt;turns&lt;/b&gt;", more=summary)))

    assert (hostile.items[0].title, hostile.items[0].summary) == ("Tide turns", "Calm sea")


def test_markup_that_no_parser_knows_costs_an_item_its_form_and_not_the_feed():
    odd = "<description><![CDATA[<p>Calm</p> <![x bad> &amp; wide]]></description>"
    feed = read(rss(item(more=odd), item("Eels", "/eels")))

    assert [found.title for found in feed.items] == ["The lamp goes out", "Eels"]
    assert feed.items[0].summary == "Calm & wide"


def test_references_to_what_is_no_character_are_left_out():
    feed = read(rss(item("Ti&#0;de&#xD800; &#99999999;t&#117;rns")))

    assert feed.items[0].title == "Ti de turns"


def test_what_no_database_takes_is_gone_from_every_field():
    said = {"id": "a\0\ud800", "url": "https://js.example/7", "title": "Ee\0ls\ud800"}
    feed = read(json.dumps({**json.loads(JSON), "language": "e\0n", "items": [said]}).encode())

    assert (feed.language, feed.items[0].guid, feed.items[0].title) == ("en", "a\ufffd\ufffd", "Eels")


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("Mon, 02 Nov 2026 10:00:00 GMT", 2026),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Mon, 01 Jan 9999 00:00:00 GMT", None),
        ("the day after tomorrow", None),
        ("99999999999999999999", None),
        ("Mon, 31 Feb 2026 25:61:61 GMT", None),
    ],
)
def test_absurd_dates_are_no_dates(date, year):
    found = read(rss(item(more=f"<pubDate>{date}</pubDate>"))).items[0].published

    assert (found.year if found else None) == year


def test_an_item_is_told_by_its_guid_else_its_link_else_its_title():
    text = "<description>Words of some length.</description>"
    feed = read(
        rss(
            item(more="<guid isPermaLink='false'>g-1</guid>"),
            item(link="/other"),
            f"<item><title>No link</title>{text}</item>",
            item(more="<guid isPermaLink='false'>g-1</guid>"),
            item(link="/long", more=f"<guid isPermaLink='false'>{'g' * 900}</guid>"),
        )
    )

    assert [each.guid for each in feed.items][:2] == ["g-1", "https://courier.example/other"]
    assert feed.items[2].guid.startswith("sha256:")
    assert feed.items[2].text == "Words of some length."
    assert all(len(each.guid) <= 300 for each in feed.items)
    assert len(feed.items) == 4


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("", 0),
        ("<ttl>60</ttl>", 3600),
        ("<ttl>999999999999</ttl>", 86400),
        ("<ttl>-5</ttl>", 0),
        ("<ttl>soon</ttl>", 0),
    ],
)
def test_what_the_publisher_asks_for_between_two_looks(head, seconds):
    assert read(rss(item(), head=head)).patience == seconds
