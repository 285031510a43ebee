from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import sitemaps
from articles.models import Article, Page
from common.public import IN_ENVIRON
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@pytest.fixture(autouse=True)
def _at_home(settings):
    settings.SITE_URL = "https://news.example"


def tree(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def addresses(client, address):
    return [node.text.removeprefix("https://news.example") for node in tree(client, address).iter(f"{NAMESPACE}loc")]


def all_addresses(client):
    return [found for part in addresses(client, "/sitemap.xml") for found in addresses(client, part)]


def test_index_leads_to_every_public_page(client):
    ines, harbour = make_user("ines", role="editor"), make_category(slug="harbour")
    clips = [make_article(by=ines, category=harbour, tags=["Sluices"]) for _ in range(3)]
    Page.objects.create(slug="about", title="About", body="Us")

    found = all_addresses(client)

    assert {clip.get_absolute_url() for clip in clips} <= set(found)
    assert {"/", "/tags/", "/archive/", "/about/", "/category/harbour/", "/tag/sluices/", "/people/ines/"} <= set(found)
    assert len(found) == len(set(found))
    for address in found:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("status", ["draft", "scheduled", "withdrawn"])
def test_what_is_not_published_leaves_no_trace(client, status):
    clip = make_article(by=make_user("ines", role="editor"), tags=["Sluices"], slug="secret", status=status)

    found = [*all_addresses(client), *addresses(client, "/sitemap-news.xml")]

    assert found == ["/", "/tags/", "/archive/", "/corrections/"]
    assert clip.category.slug not in str(found)


def test_thin_tags_readers_and_drafts_authors_are_left_out(client):
    make_article(tags=["Thin"])
    make_user("reader")

    found = all_addresses(client)

    assert "/tag/thin/" not in found
    assert "/people/reader/" not in found


def test_clips_are_parted_so_that_each_stays_where_it_is(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "CLIPS_A_PART", 2)
    clips = [make_article() for _ in range(5)]
    first_part = addresses(client, f"/sitemap-clips-{clips[0].pk // 2}.xml")

    make_article()
    clips[1].withdraw("Wrong")

    parts = [part for part in addresses(client, "/sitemap.xml") if "clips" in part]
    assert len(parts) >= 3
    assert first_part[0] in addresses(client, f"/sitemap-clips-{clips[0].pk // 2}.xml")
    assert clips[1].get_absolute_url() not in all_addresses(client)


@pytest.mark.parametrize("part", ["999999", "9" * 30])
def test_part_that_is_not_there_is_empty(client, part):
    assert addresses(client, f"/sitemap-clips-{part}.xml") == []
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_change_of_a_clip_is_dated(client):
    clip = make_article()
    Article.objects.filter(pk=clip.pk).update(changed_at=timezone.now() + timedelta(hours=1))
    clip.refresh_from_db()

    dates = [node.text for node in tree(client, f"/sitemap-clips-{clip.pk // 1000}.xml").iter(f"{NAMESPACE}lastmod")]

    assert [datetime.fromisoformat(date).replace(microsecond=0) for date in dates] == [
        clip.changed_at.replace(microsecond=0)
    ]


def test_news_are_those_of_two_days_and_the_page_says_when_one_falls_out(client):
    now = timezone.now()
    for hours, title in [(1, "New <&> \x0b"), (47, "Old"), (49, "Older")]:
        clip = make_article(title, language="de")
        Article.objects.filter(pk=clip.pk).update(published_at=now - timedelta(hours=hours))

    response = client.get("/sitemap-news.xml")
    news = ElementTree.fromstring(response.content)

    assert [node.text for node in news.iter(f"{NEWS}title")] == ["New <&> ", "Old"]
    assert [node.text for node in news.iter(f"{NEWS}language")] == ["de", "de"]
    until = response.wsgi_request.META[IN_ENVIRON].until
    assert abs(until - (now + timedelta(hours=1))) < timedelta(seconds=1)


@pytest.mark.parametrize("clips", [1, 3])
@pytest.mark.parametrize(
    "address",
    ["/sitemap.xml", "/sitemap-clips-0.xml", "/sitemap-news.xml", "/sitemap-tags.xml", "/sitemap-people.xml",
     "/sitemap-categories.xml", "/sitemap-pages.xml"],
)  # fmt: skip
def test_sitemap_asks_one_question(client, clips, address, django_assert_max_num_queries):
    for _ in range(clips):
        make_article(tags=["Sluices"])

    with django_assert_max_num_queries(1):
        client.get(address)
