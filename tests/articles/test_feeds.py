import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.feeds import MOST_ITEMS
from articles.models import CategoryAlias, Revision
from articles.outside import xml_text
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
CONTROLS = "ab\x08c\x0bd\x1fe\ufffef\uffffg"


def atom(client, address="/feed.atom"):
    response = client.get(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def items(client, address="/feed.json"):
    response = client.get(address)
    assert response["Content-Type"].startswith("application/feed+json")
    return json.loads(response.content)["items"]


def text(node, name):
    return [child.text for child in node.findall(f"{ATOM}{name}")]


def test_atom_tells_the_whole_clip(client, settings):
    settings.SITE_URL = "https://news.example"
    maker = make_user("ines", display_name="Inês Lund", role="editor")
    clip = make_article(
        "Heat & tide", standfirst="Nine < six.", body="The *ice house*.", by=maker, tags=["Sluices"], language="pt-BR",
        category=make_category("Harbour"),
    )  # fmt: skip
    clip.record(by=maker, kind=Revision.Kind.UPDATE, note="More")

    feed = atom(client)
    entry = feed.find(f"{ATOM}entry")

    assert text(entry, "title") == ["Heat & tide"]
    assert text(entry, "summary") == ["Nine &lt; six."]  # it is HTML, so it is escaped once more
    assert text(entry, "id") == [f"tag:{settings.SITE_HOST},{clip.published_at:%Y-%m-%d}:clip-{clip.pk}"]
    assert text(entry, "published") == [clip.published_at.isoformat()]
    assert text(entry, "updated") == text(feed, "updated") == [clip.changed_at.isoformat()]
    assert text(entry.find(f"{ATOM}author"), "name") == ["Inês Lund"]
    assert [c.attrib["term"] for c in entry.findall(f"{ATOM}category")] == ["Harbour", "Sluices"]
    assert entry.attrib[LANGUAGE] == "pt-BR"
    assert feed.attrib[LANGUAGE] == settings.LANGUAGE_CODE
    assert "<em>ice house</em>" in text(entry, "content")[0]
    assert "The first phase connects 900 homes." in text(entry, "content")[0]
    assert {link.attrib["href"] for link in feed.findall(f"{ATOM}link")} == {
        "https://news.example/",
        "https://news.example/feed.atom",
    }


def test_json_feed_tells_the_same(client, settings):
    settings.SITE_URL = "https://news.example"
    clip = make_article("Heat & tide", standfirst="Nine < six.", body="See [tides](/tag/tides/).", tags=["Sluices"])

    (item,) = items(client)

    assert item["url"] == f"https://news.example/articles/{clip.slug}/"
    assert (item["title"], item["summary"]) == ("Heat & tide", "Nine < six.")
    assert "Nine &lt; six." in item["content_html"]
    assert 'href="https://news.example/tag/tides/"' in item["content_html"]
    assert item["tags"][1:] == ["Sluices"]
    assert item["id"] == text(atom(client).find(f"{ATOM}entry"), "id")[0]


def test_each_list_has_its_own_feed(client):
    ines, harbour = make_user("ines", role="editor"), make_category(slug="harbour")
    make_article("One", category=harbour)
    make_article("Two", tags=["Sluices"])
    make_article("Three", by=ines)

    def in_json(address):
        return [item["title"] for item in items(client, address)]

    def in_atom(address):
        return [text(entry, "title")[0] for entry in atom(client, address).iter(f"{ATOM}entry")]

    for kind, titles in [("json", in_json), ("atom", in_atom)]:
        assert titles(f"/feed.{kind}") == ["Three", "Two", "One"]
        assert titles(f"/category/harbour/feed.{kind}") == ["One"]
        assert titles(f"/tag/sluices/feed.{kind}") == ["Two"]
        assert titles(f"/people/ines/feed.{kind}") == ["Three"]


@pytest.mark.parametrize("status", ["draft", "scheduled", "withdrawn"])
def test_what_is_not_published_is_in_no_feed(client, status):
    ines, harbour = make_user("ines", role="editor"), make_category(slug="harbour")
    make_article("Hidden", by=ines, category=harbour, tags=["Sluices"], status=status)
    make_article("Shown", by=ines, category=harbour, tags=["Sluices"])

    for where in ["", "category/harbour/", "tag/sluices/", "people/ines/"]:
        assert [item["title"] for item in items(client, f"/{where}feed.json")] == ["Shown"]
        assert [text(entry, "title")[0] for entry in atom(client, f"/{where}feed.atom").iter(f"{ATOM}entry")] == [
            "Shown"
        ]


@pytest.mark.parametrize("status", ["draft", "scheduled"])
def test_a_tag_that_is_news_has_no_feed(client, status):
    make_article(tags=["Sluices"], status=status)

    assert client.get("/tag/sluices/feed.json").status_code == 404
    assert client.get("/tag/sluices/feed.atom").status_code == 404


def test_characters_that_xml_cannot_hold_do_not_break_a_feed(client):
    make_article(
        f"Title {CONTROLS}", standfirst=CONTROLS, body="]]> <![CDATA[ &#0; \x0b",
        by=make_user(display_name="a\x1fb", role="editor"), tags=["x\x0by"], category=make_category("c\x08d"),
    )  # fmt: skip

    assert text(atom(client).find(f"{ATOM}entry"), "title") == ["Title abcdefg"]
    assert len(items(client)) == 1


@given(st.text())
def test_xml_text_can_be_read_back(given):
    written = xml_text(given).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert ElementTree.fromstring(f"<a>{written}</a>".encode()) is not None


def test_markup_in_a_text_stays_text(client):
    make_article("<b>Tide</b>", standfirst="<script>alert(1)</script>", body="<script>alert(1)</script>")

    assert "<script>" not in items(client)[0]["content_html"]
    entry = atom(client).find(f"{ATOM}entry")
    assert text(entry, "title") == ["<b>Tide</b>"]
    assert "<script>" not in text(entry, "summary")[0] + text(entry, "content")[0]


def test_old_addresses_lead_to_the_new_feed(client):
    harbour, ines = make_category(slug="harbour"), make_user("ines", role="editor")
    CategoryAlias.objects.create(slug="port", category=harbour)
    make_article(tags=["QuillEstuary"], by=ines)

    for old, new in [
        ("/category/port/feed.atom", "/category/harbour/feed.atom"),
        ("/tag/Quill-Estuary/feed.json", "/tag/quillestuary/feed.json"),
        ("/people/INES/feed.atom", "/people/ines/feed.atom"),
    ]:
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
    assert client.get("/tag/nothing/feed.atom").status_code == 404


def test_feed_may_be_stored_and_read_from_other_sites(client):
    response = client.get("/feed.atom")

    assert response["Cache-Control"] == "public, no-cache"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_feed_holds_the_newest_only(client):
    author, harbour = make_user(role="editor"), make_category()
    for _ in range(MOST_ITEMS + 1):
        make_article(by=author, category=harbour, facts=0)

    assert len(items(client)) == MOST_ITEMS


@pytest.mark.parametrize("clips", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/feed", 9), ("/category/harbour/feed", 10), ("/tag/sluices/feed", 10), ("/people/ines/feed", 10)],
)
@pytest.mark.parametrize("kind", ["atom", "json"])
def test_feed_asks_the_same_questions_however_many_clips_it_has(
    client, clips, address, queries, kind, django_assert_num_queries
):
    ines, harbour = make_user("ines", role="editor"), make_category(slug="harbour")
    for _ in range(clips):
        make_article(by=ines, category=harbour, tags=["Sluices"])

    with django_assert_num_queries(queries):
        client.get(f"{address}.{kind}")
