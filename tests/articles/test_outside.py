"""What search engines and link previews are told, by the pages themselves."""

import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from articles.models import Picture, Revision
from articles.outside import script_json
from tests.factories import make_article, make_category, make_comment, make_source, make_user

pytestmark = pytest.mark.django_db

BREAK_OUTS = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    '"><img src=x onerror=alert(1)>',
    "\u2028\u2029",
    "&lt;/script&gt;",
    "\\u003C/script>",
    "</ScRiPt >",
]


@pytest.fixture
def head(client):
    """The parsed <head> of an address."""
    return lambda address, **headers: JustHTML(client.get(address, headers=headers).text, sanitize=False).query("head")[
        0
    ]


def described(head):
    (script,) = head.query('script[type="application/ld+json"]')
    return json.loads(script.to_text(strip=False))


def content(head, name):
    return [
        node.attrs["content"]
        for node in head.query("meta")
        if name in (node.attrs.get("property"), node.attrs.get("name"))
    ]


def link(head, rel):
    return [node.attrs["href"] for node in head.query("link") if node.attrs["rel"] == rel]


# The clip


def test_clip_says_what_it_is_who_made_it_and_what_it_rests_on(head, settings):
    settings.SITE_URL = "https://news.example"
    maker = make_user("ines", display_name="Inês Lund", role="editor")
    clip = make_article(
        "Tide heat", standfirst="Nine to six.", by=maker, tags=["QuillEstuary"], category=make_category("Harbour"),
        source=make_source(canonical_url="https://courier.example/tide", byline="A. Reed"), language="pt-BR",
    )  # fmt: skip

    told = described(head(clip.get_absolute_url()))

    address = f"https://news.example/articles/{clip.slug}/"
    assert told["@type"] == "NewsArticle"
    assert told["mainEntityOfPage"]["@id"] == told["url"] == address
    assert (told["headline"], told["description"]) == ("Tide heat", "Nine to six.")
    assert told["datePublished"] == told["dateModified"] == clip.published_at.isoformat()
    assert told["author"] == [{"@type": "Person", "name": "Inês Lund", "url": "https://news.example/people/ines/"}]
    assert (told["inLanguage"], told["articleSection"], told["keywords"]) == ("pt-BR", "Harbour", ["QuillEstuary"])
    assert told["isBasedOn"][0]["url"] == "https://courier.example/tide"
    assert told["isBasedOn"][0]["publisher"]["name"] == "The Quillmouth Courier"
    assert told["publisher"]["name"] == settings.SITE_NAME
    assert told["commentCount"] == 0
    assert "comment" not in told


def test_visible_comments_are_told_and_no_others(head):
    clip = make_article()
    first = make_comment(clip, body="Nine days is not a frost.")
    make_comment(parent=first, body="It is.")
    make_comment(clip, body="Held.", held_because="links")
    make_comment(clip, body="Removed.").remove("rule")

    told = described(head(clip.get_absolute_url()))

    assert [comment["text"] for comment in told["comment"]] == ["Nine days is not a frost.", "It is."]
    assert told["comment"][1]["parentItem"]["@id"] == told["comment"][0]["@id"]
    assert told["commentCount"] == 2


def test_only_the_first_fifty_comments_are_told(head):
    clip, author = make_article(), make_user()
    for n in range(52):
        make_comment(clip, author=author, body=f"Comment {n}")

    assert len(described(head(clip.get_absolute_url()))["comment"]) == 50


def test_corrections_are_told_and_move_the_date(head):
    clip = make_article()
    clip.record(by=clip.created_by, kind=Revision.Kind.CORRECTION, note="900 homes, not 9,000.")

    told = described(head(clip.get_absolute_url()))

    assert [correction["text"] for correction in told["correction"]] == ["900 homes, not 9,000."]
    assert told["dateModified"] == clip.changed_at.isoformat()


@pytest.mark.parametrize("vector", BREAK_OUTS)
def test_no_text_breaks_out_of_the_head(client, vector):
    clip = make_article(
        vector, standfirst=vector, by=make_user(display_name=vector[:80], role="editor"), tags=[vector],
        category=make_category(vector), source=make_source(title=vector, publisher=vector, byline=vector),
    )  # fmt: skip
    make_comment(clip, body=vector)

    page = client.get(clip.get_absolute_url()).text
    document = JustHTML(page, sanitize=False)
    runs = [script for script in document.query("script") if script.attrs.get("type") != "application/ld+json"]

    assert len(document.query('script[type="application/ld+json"]')) == 1
    assert all("src" in script.attrs for script in runs)
    assert not document.query("[onerror]")
    assert described(document.query("head")[0])["headline"] == clip.title


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_in_a_script_is_the_same_json_and_holds_no_markup(data):
    written = script_json(data)

    assert json.loads(written) == data
    assert not set(written) & set("<>&\u2028\u2029")


def test_source_with_a_scheme_that_runs_is_named_without_a_link(head):
    clip = make_article(source=make_source(canonical_url="javascript:alert(1)"))

    assert "url" not in described(head(clip.get_absolute_url()))["isBasedOn"][0]


def test_link_preview_shows_the_picture_with_its_words(head, settings):
    settings.SITE_URL = "https://news.example"
    picture = Picture.objects.create(
        file="pictures/a.jpg",
        width=4000,
        height=2000,
        alt="A weir",
        renditions={"webp": {"960": "pictures/a-960.webp"}},
    )
    Picture.objects.filter(pk=picture.pk).update(width=4000, height=2000)
    clip = make_article("Tide heat", standfirst="Nine to six.", hero=picture)

    page = head(clip.get_absolute_url())

    assert content(page, "og:title") == ["Tide heat"]
    assert content(page, "og:description") == ["Nine to six."]
    assert content(page, "og:type") == ["article"]
    assert content(page, "og:image") == ["https://news.example/media/pictures/a-960.webp"]
    assert content(page, "og:image:width") + content(page, "og:image:height") == ["960", "480"]
    assert content(page, "og:image:alt") == ["A weir"]
    assert content(page, "twitter:card") == ["summary_large_image"]


# Every page


def test_pages_name_their_canonical_address_and_their_feeds(head, settings):
    settings.SITE_URL, settings.PAGE_SIZE = "https://news.example", 1
    maker, harbour = make_user("ines", role="editor"), make_category("Harbour", slug="harbour")
    for _ in range(2):
        clip = make_article(by=maker, category=harbour, tags=["Sluices"])

    for address, feed in [
        ("/category/harbour/", "/category/harbour/feed.atom"),
        ("/tag/sluices/", "/tag/sluices/feed.atom"),
        ("/people/ines/", "/people/ines/feed.atom"),
        (clip.get_absolute_url(), "/category/harbour/feed.atom"),
        ("/", "/feed.atom"),
        (reverse("tags"), "/feed.atom"),
        (reverse("archive"), "/feed.atom"),
    ]:
        page = head(address)
        assert link(page, "canonical") == [f"https://news.example{address}"]
        assert f"https://news.example{feed}" in link(page, "alternate")
        assert f"https://news.example{feed.replace('atom', 'json')}" in link(page, "alternate")
    assert link(head("/category/harbour/?page=2&utm_source=x"), "canonical") == [
        "https://news.example/category/harbour/?page=2"
    ]


@pytest.mark.parametrize(("clips", "robots"), [(2, ["noindex, follow"]), (3, [])])
def test_thin_tag_stays_out_of_search_engines(head, clips, robots):
    for _ in range(clips):
        make_article(tags=["Sluices"])

    assert content(head("/tag/sluices/"), "robots") == robots


def test_staging_site_stays_out_of_search_engines_altogether(client, settings):
    settings.STAGING = True

    for address in ["/", "/feed.atom", "/sitemap.xml", reverse("search")]:
        assert client.get(address)["X-Robots-Tag"] == "noindex, nofollow"


HEADERS = [
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Forwarded-Port", "X-Original-URL",
    "X-Rewrite-URL", "Forwarded", "X-Host", "Referer", "User-Agent", "Accept-Language", "Origin", "X-Forwarded-Prefix",
]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["/", "/feed.atom", "/feed.json", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-news.xml", "/robots.txt",
     "/manifest.webmanifest", "/articles/tide/", "/tag/sluices/", "/search/?q=tide"],
)  # fmt: skip
def test_nothing_that_a_visitor_sends_is_in_what_others_see(client, address):
    make_article(slug="tide", tags=["Sluices"])

    plain = client.get(address)
    marked = client.get(address, headers=dict.fromkeys(HEADERS, "marker.example"))

    assert marked.content == plain.content
    assert "marker" not in str(marked.headers)
    assert "testserver" not in plain.text


@pytest.mark.parametrize("status", ["draft", "scheduled", "withdrawn"])
def test_clip_that_is_not_public_has_no_neighbours_and_is_nobodys(client, status):
    harbour = make_category()
    shown = make_article(category=harbour)
    hidden = make_article("Secret herring", category=harbour, status=status)

    assert "Secret herring" not in client.get(shown.get_absolute_url()).text
    assert "ld+json" not in client.get(hidden.get_absolute_url()).text


@pytest.mark.parametrize(
    "address",
    [
        "/tag/a%00b/",
        "/category/%00/",
        "/articles/%00/",
        "/people/%00/",
        "/%00/",
        "/tag/%00/feed.atom",
        "/sitemap-%00.xml",
        "/search/?q=a%00b",
        "/?page=%00",
    ],
)
def test_address_with_a_nul_is_not_found(client, address):
    assert client.get(address).status_code == 404


# Programs' addresses


def test_robots_keep_to_the_public_pages(client, settings):
    settings.SITE_URL = "https://news.example"

    text = client.get("/robots.txt").text

    for path in ["/desk/", "/admin/", "/accounts/", "/search/", "/moderation/"]:
        assert f"Disallow: {path}\n" in text
    assert "Allow: /moderation/log/\n" in text
    assert "Sitemap: https://news.example/sitemap.xml\n" in text

    settings.STAGING = True
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_security_contact_is_the_one_of_the_settings(client, settings):
    from accounts.models import SiteSettings

    assert client.get("/.well-known/security.txt").status_code == 404

    SiteSettings.objects.create(pk=1, contact_email="desk@news.example")
    text = client.get("/.well-known/security.txt").text

    assert "Contact: mailto:desk@news.example\n" in text
    assert "Expires: 20" in text


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/favicon.ico", "image/x-icon"),
        ("/apple-touch-icon.png", "image/png"),
        ("/manifest.webmanifest", "application/manifest+json"),
    ],
)
def test_icons_and_manifest_stand_where_browsers_look(client, address, kind):
    response = client.get(address)

    assert response.status_code == 200
    assert response["Content-Type"] == kind


def test_password_managers_find_the_place_to_change_a_password(client):
    assert client.get("/.well-known/change-password")["Location"] == reverse("account_change_password")
