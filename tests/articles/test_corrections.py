"""Corrections in the open: their page, their feeds, and the changes at a clip's foot."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from accounts import between
from articles.models import Article, Revision
from tests.factories import make_article, make_user
from tests.markup import select, texts

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def correct(article, note="The fee is paid once.", *, at=None, **told):
    revision = article.record(by=article.created_by, kind="correction", note=note, **told)
    if at:
        Revision.objects.filter(pk=revision.pk).update(at=at)
    return revision


def test_the_page_shows_what_was_wrong_what_is_right_and_who_noticed(client):
    article, bram = make_article("Tide heat"), make_user("bram", display_name="Bram Oduya")
    correct(article, before="paid every year.", after="paid once.", noticed_by=[bram])

    page = client.get("/corrections/")

    assert [texts(page, f".correction {name}") for name in ("del", "ins")] == [["every year."], ["once."]]
    (text,) = texts(page, ".correction")
    assert "Tide heat" in text
    assert "Pointed out by Bram Oduya" in text
    assert "stood for 0 minutes" in text
    assert select(page, f".correction a[href='{article.get_absolute_url()}#correction-1']")


def test_words_that_readers_saw_change_before_are_not_said_to_have_stood_all_the_time(client):
    article = make_article()
    article.record(by=article.created_by, kind="update", note="The vote is known.")
    correct(article)

    (by,) = texts(client.get("/corrections/"), ".correction .by")

    assert "after publication" in by
    assert "stood for" not in by


def test_corrections_stand_by_month_newest_first_and_lead_to_their_own_place(client):
    article = make_article()
    january, march = (datetime(2026, month, 5, 12, tzinfo=UTC) for month in (1, 3))
    for at in (january, march):
        correct(article, at=at)
    Article.objects.update(published_at=january)  # saving the clip would put it back

    page = client.get("/corrections/")

    assert texts(page, ".corrections h2") == ["March 2026", "January 2026"]
    links = [link.attrs["href"].partition("#")[2] for link in select(page, ".correction h3 a")]
    assert links == ["correction-2", "correction-1"]
    assert all(select(client.get(article.get_absolute_url()), f"#{link}") for link in links)


def test_only_corrections_of_what_is_public_now_are_shown(client):
    shown, withdrawn, updated = make_article("Shown"), make_article("Withdrawn"), make_article("Updated")
    for article in (shown, withdrawn):
        correct(article)
    withdrawn.withdraw("A copy.")
    updated.record(by=updated.created_by, kind="update", note="New.")
    updated.record(by=updated.created_by, kind="typo")

    for address in ("/corrections/", "/corrections/feed.atom", "/corrections/feed.json"):
        text = client.get(address).text
        assert "Shown" in text
        assert "Withdrawn" not in text
        assert "Updated" not in text


def test_an_empty_page_says_what_will_stand_there(client):
    page = client.get("/corrections/")

    assert "Nothing had to be corrected yet" in page.text
    assert not select(page, "meta[name=robots]")


@pytest.mark.parametrize("corrections", [1, 3])
def test_the_page_asks_the_same_questions_however_many_there_are(client, corrections, django_assert_num_queries):
    for _ in range(corrections):
        correct(make_article())

    with django_assert_num_queries(6):
        page = client.get("/corrections/")

    assert len(select(page, ".correction")) == corrections


def test_feeds_tell_the_old_words_and_the_new_ones_and_escape_them(client):
    article = make_article("<b>Tide</b>")
    revision = correct(article, "<script>alert(1)</script>", before="paid <i>every</i> year", after="paid once")

    (entry,) = ElementTree.fromstring(client.get("/corrections/feed.atom").content).findall(f"{ATOM}entry")
    (item,) = json.loads(client.get("/corrections/feed.json").content)["items"]

    assert entry.find(f"{ATOM}title").text == item["title"] == "Correction: <b>Tide</b>"
    assert entry.find(f"{ATOM}link").attrib["href"] == item["url"]
    assert item["url"].endswith(f"{article.get_absolute_url()}#correction-1")
    assert entry.find(f"{ATOM}content").text == item["content_html"]
    assert "<del>&lt;i&gt;every&lt;/i&gt; year</del> <ins>once</ins>" in item["content_html"]
    assert "<script>" not in item["content_html"]
    assert item["date_published"] == revision.at.isoformat()


def test_the_page_announces_its_feeds_and_stands_in_footer_and_sitemap(client):
    page = client.get("/corrections/")

    announced = [link.attrs["href"] for link in select(page, "link[rel=alternate]")]
    assert [href for href in announced if "/corrections/" in href] == [
        f"http://127.0.0.1:8000/corrections/feed.{kind}" for kind in ("atom", "json")
    ]
    assert select(client.get("/"), f".footer a[href='{reverse('corrections')}']")
    assert "/corrections/</loc>" in client.get("/sitemap-pages.xml").text


def test_a_person_who_closed_their_account_is_not_named(client):
    gone = make_user("bram", display_name="Bram Oduya", is_active=False)
    article = make_article()
    correct(article, noticed_by=[gone])

    assert "Bram" not in client.get("/corrections/").text
    assert "Bram" not in client.get(article.get_absolute_url()).text


def test_the_foot_of_a_clip_lists_updates_and_corrections_and_no_typos(client):
    article = make_article()
    article.record(by=article.created_by, kind="typo", note="A comma.")
    article.record(by=article.created_by, kind="update", note="The vote is known.")
    correct(article)

    page = client.get(article.get_absolute_url())

    rows = texts(page, "#changes li")
    assert len(rows) == 2
    assert "Correction The fee is paid once." in rows[0]
    assert "Update The vote is known." in rows[1]
    assert select(page, "#changes a[href='#correction-1']")
    assert texts(page, "#changes summary") == ["Changes to this clip 2"]


def test_a_clip_that_never_changed_has_no_list_and_no_script(client):
    article = make_article()
    article.record(by=article.created_by, kind="typo")

    page = client.get(article.get_absolute_url())

    assert not select(page, "#changes, #since, script[src]")


def test_a_reader_sees_none_of_clips_of_somebody_they_muted(client):
    theirs, other = make_article("Tide heat", by=make_user("otto", role="editor")), make_article("Ferry times")
    maud = make_user("maud")
    correct(theirs)
    correct(other)
    between.mute(theirs.created_by, by=maud)
    everybody = client.get("/corrections/")
    client.force_login(maud)

    pages = [client.get("/corrections/"), client.get("/")]

    assert all(title in everybody.text for title in ("Tide heat", "Ferry times"))
    assert all("Ferry times" in page.text and "Tide heat" not in page.text for page in pages)
