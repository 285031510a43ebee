from datetime import UTC, datetime

import pytest
from django.db import transaction

from articles.models import Article, CategoryAlias, Page, TagAlias
from articles.tagging import recount
from tests.factories import make_article, make_category, make_user
from tests.markup import select, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("ines", role="editor")


@pytest.fixture
def harbour():
    return make_category("Harbour", slug="harbour")


def make_clips(count, **fields):
    return [make_article(f"Clip number {n}", **fields) for n in range(count)]


LISTS = {
    "/": 14,
    "/category/harbour/": 8,
    "/tag/eels/": 8,
    "/tags/": 5,
    "/archive/": 4,
    "/archive/2026/5/": 6,
    "/people/ines/": 8,
}


@pytest.mark.parametrize("clips", [1, 3])
@pytest.mark.parametrize(("address", "queries"), LISTS.items())
def test_a_list_asks_as_many_questions_however_long_it_is(
    client, editor, harbour, clips, address, queries, django_assert_max_num_queries
):
    made = make_clips(clips + 1, category=harbour, by=editor, tags=["Eels"])
    Article.objects.update(published_at=datetime(2026, 5, 13, 12, tzinfo=UTC))
    assert len(made) == clips + 1

    with django_assert_max_num_queries(queries):
        response = client.get(address)

    assert response.status_code == 200


def test_a_category_lists_its_clips_newest_first(client, harbour):
    first, second, third = make_clips(3, category=harbour)
    make_article("Elsewhere")

    response = client.get("/category/harbour/")

    assert texts(response, "main .item h2") == [third.title, second.title, first.title]
    assert texts(response, ".sections [aria-current='page']") == ["Harbour"]


def test_an_empty_category_says_so(client, harbour):
    response = client.get("/category/harbour/")

    assert response.status_code == 200
    assert "No clip in Harbour yet" in texts(response, "main")[0]


def test_the_old_address_of_a_category_leads_to_it(client, harbour):
    CategoryAlias.objects.create(slug="port", category=harbour)

    response = client.get("/category/port/")

    assert (response.status_code, response["Location"]) == (301, "/category/harbour/")


def test_every_spelling_of_a_tag_leads_to_it(client):
    tag = make_article(tags=["SovereignAI"]).tags.get()
    TagAlias.objects.create(name="NationalAI", tag=tag)

    answers = [client.get(f"/tag/{spelling}/") for spelling in ("Sovereign-AI", "sovereign_ai", "nationalai")]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(301, tag.get_absolute_url())] * 3


def test_a_retired_tag_is_gone_and_says_where_to_go(client):
    tag = make_article(tags=["Eels"]).tags.get()
    tag.retired = True
    tag.save()

    response = client.get(tag.get_absolute_url())

    assert response.status_code == 410
    assert select(response, "a[href='/tags/']")


def test_a_tag_that_nobody_ever_used_is_not_found(client):
    assert client.get("/tag/unheard-of/").status_code == 404


def test_the_tags_stand_in_the_order_of_the_alphabet(client):
    make_article(tags=["Smelt", "eels", "Dredging"])
    with transaction.atomic():
        recount()

    response = client.get("/tags/")

    assert texts(response, ".letters a") == ["#Dredging", "#eels", "#Smelt"]


def test_long_lists_have_pages(client, harbour, settings):
    settings.PAGE_SIZE = 2
    make_clips(5, category=harbour)

    last = client.get("/category/harbour/?page=3")

    assert texts(last, "main .item h2") == ["Clip number 0"]
    assert [link.attrs["href"] for link in select(last, ".pages a[rel='prev']")] == ["/category/harbour/?page=2"]
    assert not select(last, ".pages a[rel='next']")


@pytest.mark.parametrize("number", ["4", "0", "-1", "one", "", "99999999999999999999"])
def test_a_page_beyond_the_last_says_how_many_there_are(client, harbour, settings, number):
    settings.PAGE_SIZE = 2
    make_clips(5, category=harbour)

    response = client.get(f"/category/harbour/?page={number}")

    assert response.status_code == 404
    assert "It has 3 pages." in texts(response, "main")[0]
    assert select(response, "a[href='/category/harbour/']")


def test_the_archive_counts_by_the_sites_own_calendar(client, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    make_article("Late on the last of April")
    Article.objects.update(published_at=datetime(2026, 4, 30, 22, 30, tzinfo=UTC))

    tallies = texts(client.get("/archive/"), ".tally li")
    may, april = client.get("/archive/2026/5/"), client.get("/archive/2026/4/")

    assert tallies == ["May 2026 1"]
    assert "Late on the last of April" in may.content.decode()
    assert "Late on the last of April" not in april.content.decode()


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "0/1", "99999/1", f"{10**20}/1", f"2026/{10**20}"])
def test_a_month_that_does_not_exist_is_not_found(client, month):
    assert client.get(f"/archive/{month}/").status_code == 404


def test_december_ends_with_the_year(client):
    make_article("On New Year's Eve")
    Article.objects.update(published_at=datetime(2025, 12, 31, 12, tzinfo=UTC))

    assert "On New Year" in client.get("/archive/2025/12/").content.decode()


def test_a_page_of_the_administrators_is_in_the_footer(client):
    Page.objects.create(slug="imprint", title="Imprint", body="Salt Lane **4**")

    response = client.get("/imprint/")

    assert texts(response, "main h1") == ["Imprint"]
    assert texts(response, "main strong") == ["4"]
    assert select(client.get("/"), ".footer a[href='/imprint/']")
