"""One suite for both databases: whatever the tests run on must find the same clips."""

import time
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import escape
from hypothesis import example, given
from hypothesis import strategies as st

from articles import search
from articles.models import Article, SearchEntry, TagAlias
from articles.search import finding, suggestions, tokens
from articles.search.highlights import Marker
from articles.search.query import LONGEST, read
from tests.factories import add_answer, add_fact, make_article, make_category, make_user

pytestmark = pytest.mark.django_db


def found(text, **kwargs):
    """Titles, best first."""
    return [clip.title for clip in finding.in_order(finding.find(read(text), **kwargs))]


def ask(client, **query):
    return client.get(reverse("search"), query)


# What is found


def test_every_part_of_a_clip_is_searched():
    clip = make_article(
        "Headline", standfirst="A lead", body="Some *prose*", background="The past", tags=["QuillEstuary"], facts=0
    )
    add_fact(clip, "Herring returned.", label="Fish")
    add_answer(clip, "Who counted?", "The harbourmaster.")
    clip.record(by=clip.created_by)

    for word in "headline lead prose past QuillEstuary quill herring fish counted harbourmaster".split():
        assert found(word) == ["Headline"], word


@pytest.mark.parametrize("status", ["draft", "scheduled", "withdrawn"])
def test_only_published_clips_are_found(status):
    make_article("Tide", status=status)

    assert found("tide") == []
    assert SearchEntry.objects.count() == 0


def test_clip_that_is_withdrawn_and_published_again_follows_its_status():
    clip = make_article("Tide")

    clip.withdraw("Wrong deed")
    assert found("tide") == []

    clip.publish()
    assert found("tide") == ["Tide"]


def test_edit_is_found_by_its_new_words_only():
    clip = make_article("Herring", facts=0)

    clip.title = "Sprat"
    clip.save()
    clip.record(by=clip.created_by)

    assert found("herring") == []
    assert found("sprat") == ["Sprat"]


@pytest.mark.parametrize(
    ("title", "language", "query"),
    [
        ("Houses on the quay", "en", "house"),
        ("A house on the quay", "en", "HOUSES"),
        ("Die Häuser am Kai", "de", "hauser"),
        ("Die Häuser am Kai", "de", "Haus"),
        ("Les écoles du port", "fr", "ecole"),
        ("Les écoles du port", "fr", "École"),
        ("STRASSE", "de", "straße"),
        ("Łódź ship", "pl", "lodz"),
        ("Ｆｕｌｌ width", "en", "full"),
        ("Council's vote", "en", "council’s"),
        ("Saint-Denis", "fr", "saint-denis"),
        ("38.6 million", "en", "38.6"),
        ("東京都の潮", "ja", "東京"),
        ("東京都の潮", "ja", "潮"),
        ("東京都の潮", "ja", "京都の"),
        ("서울에서 온 배", "ko", "서울"),
        ("Прилив в гавани", "ru", "гавань"),
        ("مدرسة المدينة", "ar", "مَدرسة"),
        ("पानी की बात", "hi", "पानी"),
        ("น้ำขึ้นที่ท่าเรือ", "th", "ท่าเรือ"),
        ("e\u0301te\u0301", "fr", "été"),
        ("Wärme\u00adnetz", "de", "wärmenetz"),
    ],
)
def test_word_is_found_in_its_other_forms(title, language, query):
    make_article(title, language=language)
    make_article("Elsewhere", language="en", body="Text.")

    assert found(query) == [title]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("tide heat", {"Tide heat", "Heat of the tide"}),
        ('"tide heat"', {"Tide heat"}),
        ("“tide heat”", {"Tide heat"}),
        ('"tide heat', {"Tide heat"}),
        ("tide -heat", {"Low tide"}),
        ('tide -"tide heat"', {"Heat of the tide", "Low tide"}),
        ("-tide", {"Eels"}),
        ("tide eels", set()),
        ("", set()),
        ('"" - -- : ""', set()),
    ],
)
def test_words_phrases_and_exclusions(query, titles):
    for title in ["Tide heat", "Heat of the tide", "Low tide", "Eels"]:
        make_article(title, facts=0, body="Text.")

    assert set(found(query)) == titles


def test_phrase_does_not_run_from_one_part_into_the_next():
    make_article("Low tide", standfirst="Heat", body="Pump", facts=0)

    assert found('"tide heat"') == found('"heat pump"') == []


def test_word_many_times_over_and_far_into_the_text_is_found_as_a_phrase_or_nowhere():
    """The limits of PostgreSQL are those of the index on both databases."""
    make_article("Long", body="tide " * 300 + "pump " + "word " * 20_000 + "herring", facts=0)

    assert found('"tide pump"') == []
    assert found("pump word") == ["Long"]
    assert found("herring") == ["Long"]
    assert found('"word herring"') == []


def test_operators_narrow_a_search():
    harbour, ines = make_category("Harbour", slug="harbour"), make_user("ines", display_name="Inês Lund")
    old = datetime(2026, 4, 30, 23, 59, tzinfo=UTC)
    make_article("Tide one", category=harbour, tags=["QuillEstuary"])
    make_article("Tide two", by=ines)
    Article.objects.filter(pk=make_article("Tide three").pk).update(published_at=old)

    assert found("tide tag:quill-estuary") == found("#QuillEstuary") == ["Tide one"]
    assert found("category:Harbour tide") == found("category:harbour") == ["Tide one"]
    assert found("tide by:INES") == found('by:"Inês Lund"') == ["Tide two"]
    assert found("until:2026-04") == found("until:2026-04-30") == ["Tide three"]
    assert found("tide since:2026 until:2026-04") == ["Tide three"]
    assert set(found("since:2026-05 tide")) == {"Tide one", "Tide two"}
    assert set(found("tide -tag:QuillEstuary")) == {"Tide two", "Tide three"}
    assert found("tag:nothing") == []


def test_other_names_of_tags_and_categories_are_understood():
    clip = make_article("Tide one", tags=["QuillEstuary"])
    TagAlias.objects.create(name="The Estuary", tag=clip.tags.get())
    clip.category.aliases.create(slug="port")

    assert found('tag:"the estuary"') == found("category:port") == ["Tide one"]


@pytest.mark.parametrize("day", ["yesterday", "2026-13", "2026-02-30", "0000", "9999", "٢٠٢٦", "2026-05-13-1"])
def test_what_is_no_date_is_said_and_left_out(day):
    query = read(f"tide since:{day}")

    assert len(query.terms) == 1
    assert day in query.problems[0]


# In which order


def test_word_in_the_title_weighs_more_and_of_equals_the_newer_comes_first():
    make_article("Tide", facts=0, body="Water.")
    make_article("Newer", facts=0, body="The tide came.")
    make_article("Newest", facts=0, body="The tide came.")

    assert found("tide") == ["Tide", "Newest", "Newer"]
    assert found("tide", newest=True) == ["Newest", "Newer", "Tide"]


def test_only_the_newest_are_ranked_and_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr(finding, "MOST_HITS", 2)
    for title in ["Tide one", "Tide two", "Tide three"]:
        make_article(title)

    response = ask(client, q="tide")

    assert set(found("tide")) == {"Tide two", "Tide three"}
    assert "newest of more" in response.text


# Highlights


@pytest.mark.parametrize(
    ("query", "text", "language", "marked"),
    [
        ("tide", "The Tide table", "en", "The <mark>Tide</mark> table"),
        ("house", "Houses & homes", "en", "<mark>Houses</mark> &amp; homes"),
        ("tide", "<script>tide</script>", "en", "&lt;script&gt;<mark>tide</mark>&lt;/script&gt;"),
        ("amp", "a & b", "en", "a &amp; b"),
        ("mark", "<mark>", "en", "&lt;<mark>mark</mark>&gt;"),
        ("東京都", "東京都の", "ja", "<mark>東京都</mark>の"),
        ("京", "東京都", "ja", "東<mark>京</mark>都"),
        ("-tide low", "low tide", "en", "<mark>low</mark> tide"),
        ("ete", "l’été", "fr", "l’<mark>été</mark>"),
    ],
)
def test_found_words_are_marked_in_the_text_as_it_was_written(query, text, language, marked):
    assert Marker(read(query)).marked(text, language) == marked


@given(st.text(), st.text())
@example("<b>", "<b>tide</b>")
def test_marked_text_is_the_text_escaped(query, text):
    marked = Marker(read(query)).marked(text, "en")

    assert marked.replace("<mark>", "").replace("</mark>", "") == escape(text)


def test_excerpt_is_cut_around_what_was_found():
    text = "word " * 100 + "herring " + "word " * 100

    excerpt = Marker(read("herring")).excerpt(["No fish.", text], "en")

    assert excerpt.startswith("… word")
    assert excerpt.endswith("word …")
    assert "<mark>herring</mark>" in excerpt
    assert len(excerpt) < 250


# Any input


@given(st.text(max_size=300))
@example('-"" tag: tag:"" #  since: a:b:c "')
@example("'\"*^()NEAR/2 AND OR NOT {title}: -\\")
@example("\x00\x1a tag:\x00 category:\x00 by:\x00")
@example("category:" + "é" * 300)
def test_any_text_can_be_searched_for(text):
    finding.find(read(text))


@pytest.mark.parametrize("piece", ['"', "-", "a:", "\u0301", "a\u00ad", "漢", 'a"'])
def test_long_text_costs_no_more_than_a_short_one(piece):
    started = time.perf_counter()
    query = read(piece * 10**6)
    finding.find(query)

    assert len(query.text) <= LONGEST
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("piece", ["a", "\u0301\u0316", "é", "漢", "ก", "\u00ad", "a\u00ad", "½", "<b>", "&amp;"])
def test_long_text_of_a_clip_is_indexed_in_time(piece):
    clip = make_article(body=f"herring {piece * 100_000}", facts=0, status="draft")
    started = time.perf_counter()

    clip.publish()

    assert time.perf_counter() - started < 10  # seconds; what grows faster than the text takes minutes
    assert found("herring")


@given(st.text())
def test_tokens_stand_where_they_say_and_databases_get_plain_ascii(text):
    for token in tokens.tokens(text):
        assert text[token.start : token.end]
        assert tokens.ascii_of(token.word).replace("_", "").isalnum()
        assert tokens.ascii_of(token.word).isascii()


@given(st.text())
def test_text_is_found_by_its_own_words(text):
    """Reading a query and making the index agree about what a word is."""
    assert {t.word for term in read(text[:100]).terms for t in term.words} <= {t.word for t in tokens.tokens(text)} or (
        any(mark in text for mark in '":-#') or not text.isprintable() or text != " ".join(text.split())
    )


# The page


def test_page_shows_hits_with_highlights_and_stays_out_of_search_engines(client):
    make_article("Quillmouth votes for the tide", standfirst="Nine to six.", facts=0, body="The tide comes in.")

    page = ask(client, q="tide")

    assert "votes for the <mark>tide</mark>" in page.text
    assert "The <mark>tide</mark> comes in." in page.text
    assert '<meta name="robots" content="noindex' in page.text


def test_empty_query_shows_how_to_search(client):
    assert "How to search" in ask(client).text
    assert "How to search" in ask(client, q=" - ").text


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "tide</title><script>"])
def test_query_is_shown_as_text(client, q):
    page = ask(client, q=q).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_nothing_found_suggests_a_near_spelling_fewer_operators_and_the_tags(client):
    make_article("The herring came back")

    page = ask(client, q="hering tag:sprat").text
    near = ask(client, q="hering").text

    assert 'href="/search/?q=hering">' in page
    assert 'href="/search/?q=herring">' in near
    assert reverse("tags") in near
    assert suggestions.near(read("hering")) == ("herring", 1)
    assert suggestions.near(read("xylophone")) is None


def test_categories_and_tags_among_the_hits_narrow_them(client):
    harbour = make_category("Harbour", slug="harbour")
    make_article("Tide one", category=harbour, tags=["Sluices"])
    make_article("Tide two")

    page = ask(client, q="tide", category="harbour").text

    assert "one</a>" in page
    assert "two</a>" not in page
    assert "/tag/sluices/" in page


def test_pages_of_hits(client, settings):
    settings.PAGE_SIZE = 2
    for n in range(5):
        make_article(f"Tide {n}")

    assert ask(client, q="tide", page=3).text.count('<article class="item"') == 1
    assert ask(client, q="tide", page=4).status_code == 404


@pytest.mark.parametrize("clips", [1, 3])
def test_search_asks_the_same_questions_however_many_clips_it_finds(client, clips, django_assert_max_num_queries):
    for n in range(clips):
        make_article(f"Tide {n}", tags=["Sluices"], answers=1)

    with django_assert_max_num_queries(16):
        page = ask(client, q="tide")

    assert page.text.count('<article class="item"') == clips


# The command


def test_reindex_mends_the_index_and_changes_nothing_when_run_again():
    kept, drafted = make_article("Tide", answers=1), make_article("Draft", status="draft")
    before = list(SearchEntry.objects.values_list())
    SearchEntry.objects.filter(pk=kept.pk).update(title="wrong", body="")
    SearchEntry.objects.create(article=drafted, language="en", title="_ draft", body="")

    for _ in range(2):
        call_command("reindex", stdout=StringIO(), stderr=StringIO())
        assert list(SearchEntry.objects.values_list()) == before

    assert found("tide") == ["Tide"]
    assert found("wrong") == []


@pytest.mark.parametrize("clips", [1, 3])
def test_reindex_asks_the_same_questions_however_many_clips_there_are(clips, django_assert_num_queries):
    for _ in range(clips):
        make_article(answers=1, tags=["Sluices"])

    with django_assert_num_queries(10):
        assert search.reindex() == clips
