from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import SiteSettings
from articles.models import Article, Citation, Picture, Revision
from tests.factories import (
    PASSAGE,
    SOURCE_TEXT,
    add_answer,
    add_fact,
    make_article,
    make_category,
    make_comments,
    make_source,
    make_user,
)
from tests.markup import parse, select, texts, words

pytestmark = pytest.mark.django_db
TWICE = f"{SOURCE_TEXT} {'Nothing more was said of it that evening.'}"


def open_page(client, article):
    return client.get(article.get_absolute_url())


def correct(article, *, by, noticed_by=(), **fields):
    note = "The paper speaks of a single charge."
    revision = article.record(by=by, kind="correction", note=note, noticed_by=noticed_by)
    Revision.objects.filter(pk=revision.pk).update(**fields)


def test_a_page_shows_every_part_in_the_order_of_meaning(client):
    article = make_article("Tide heat", facts=2, answers=1, background="Gas, so far.", tags=["TideHeat"])
    make_comments(1, article=article)

    page = parse(open_page(client, article))

    assert [words(h) for h in page.query("h1")] == ["Tide heat"]
    ids = [section.attrs["id"] for section in page.query("section.part")]
    assert ids == ["key-facts", "background", "quick-answers", "faq", "sources", "comments"]
    assert len(page.query("article.clip")) == 1


def test_parts_that_are_empty_are_absent(client):
    article = make_article(facts=0, answers=0, comments_mode="closed")

    response = open_page(client, article)

    assert [section.attrs["id"] for section in select(response, "section.part")] == ["sources"]
    assert not select(response, ".tags")
    assert "view" not in texts(response, ".clip-meta")[0]


@pytest.mark.parametrize(
    ("views", "shown"),
    [(0, None), (1, "1 view"), (2, "2 views"), (99, "99 views"), (1846, "1,800 views")],
)
def test_readings_are_counted_in_words_and_never_as_none(client, views, shown):
    article = make_article(comments_mode="closed")
    Article.objects.filter(pk=article.pk).update(view_count=views)

    meta = texts(open_page(client, article), ".clip-meta")[0]

    assert (shown in meta) if shown else ("view" not in meta)


@pytest.mark.parametrize(("count", "shown"), [(1, "1 comment"), (2, "2 comments")])
def test_comments_are_counted_in_words(client, count, shown):
    article = make_article()
    make_comments(count, article=article)

    response = open_page(client, article)

    assert texts(response, ".clip-meta a[href='#comments']") == [shown]


@pytest.mark.parametrize("comments", [3, 200])
def test_an_article_asks_as_many_questions_however_long_its_thread(client, comments, django_assert_num_queries):
    article = make_article(facts=3, answers=2, tags=["A", "B"])
    make_comments(comments, article=article)

    with django_assert_num_queries(16):
        response = open_page(client, article)

    assert len(select(response, "article.comment")) == min(comments, 50)


@pytest.mark.parametrize("comments", [0, 200])
def test_a_signed_in_reader_costs_no_more_than_twenty_five_questions(client, comments, django_assert_max_num_queries):
    article = make_article(tags=["HeatNetwork"], answers=1)
    make_comments(comments, article=article)
    client.force_login(make_user())

    with django_assert_max_num_queries(25):
        page = client.get(article.get_absolute_url())

    assert len(select(page, "article.comment")) == min(comments, 50)


@pytest.mark.parametrize("parts", [1, 4])
def test_an_article_asks_as_many_questions_however_many_parts_it_has(client, parts, django_assert_num_queries):
    article = make_article(facts=parts, answers=parts, tags=[f"Tag{n}" for n in range(parts)])
    for _ in range(parts):
        make_article(category=article.category)

    with django_assert_num_queries(14):
        response = open_page(client, article)

    assert len(select(response, ".neighbours > article")) == parts


def test_numerals_count_through_the_page(client):
    article = make_article(facts=2, answers=1)

    numerals = texts(open_page(client, article), ".evidence > summary")

    assert numerals == ["Evidence 1", "Evidence 2", "Evidence 3", "Evidence 4"]


def test_a_numeral_opens_the_sentence_that_bears_the_fact_out(client):
    article = make_article(facts=1, source=make_source(SOURCE_TEXT + "\n\nMore of the same. " * 100))

    (passage,) = select(open_page(client, article), "#key-facts .passage")

    assert [words(mark) for mark in passage.query("mark")] == [PASSAGE]
    (link,) = passage.query("a")
    assert link.attrs["href"].startswith(article.sources.first().canonical_url + "#:~:text=Phase%20one")
    assert "The Quillmouth Courier" in words(passage)


def test_where_the_limit_of_a_source_leaves_no_room_the_page_says_so_and_links_there(client):
    article = make_article(facts=0, source=make_source(TWICE))
    add_fact(article, "It heats 900 homes.", quote=TWICE[:60], position=0)
    add_fact(article, "The Region pays.", quote="The estimate stands at 38.6 million crowns", position=1)

    first, second = select(open_page(client, article), "#key-facts .passage")

    assert len(first.query("mark")) == 1
    assert second.query("mark") == []
    assert words(second).startswith("This page shows no more of the source.")
    assert [words(link) for link in second.query("a")] == ["Read it there"]


def test_of_a_source_that_is_free_to_quote_passages_are_shown_whole(client):
    article = make_article(facts=1, source=make_source(free_to_quote=True))

    (passage,) = select(open_page(client, article), "#key-facts .passage")

    assert "between Tollen Quay and Chandler Street" in words(passage)


def test_a_figure_of_the_text_opens_its_evidence_though_it_is_told_in_other_words(client):
    body = "It all began with a flood.\n\nThe Region gives 11 million.\n\nThen they went home."
    article = make_article(facts=0, body=body)
    Citation.of(article.sources.get().latest, "the Region has granted 11 million", article=article, part="body").save()
    article.record(by=article.created_by)

    (evidence,) = select(open_page(client, article), "#story .evidence")
    (paragraph,) = select(open_page(client, article), "#story .para")

    assert "11 million" in words(evidence)
    assert words(paragraph).startswith("The Region gives 11 million.")


def test_a_pull_quote_shows_where_it_was_said(client):
    source = make_source("“The tide is patient, and so are we,” said the pilot.\n\n" + "More of the same. " * 100)
    article = make_article(facts=0, source=source, body="> The tide is patient, and so are we.\n>\n> — The pilot")
    Citation.of(source.latest, "The tide is patient, and so are we", article=article, part="body").save()
    article.record(by=article.created_by)

    (caption,) = select(open_page(client, article), "#story figure.pull figcaption")

    assert words(caption).startswith("The pilot")
    assert len(caption.query(".evidence mark")) == 1


def test_each_source_says_how_much_it_bears_out(client):
    article = make_article(facts=2, answers=0)

    assert "Bears out 2 passages." in texts(open_page(client, article), "#sources li")[0]


def test_each_question_can_be_linked_to(client):
    article = make_article(answers=2)

    page = parse(open_page(client, article))

    for row in article.answers.all():
        (element,) = page.query(f"#{row.anchor}")
        assert element.query(f"a.anchor[href='#{row.anchor}']")


def test_a_correction_shows_the_old_words_and_the_new_ones(client):
    reader, article = make_user(display_name="Bram Oduya"), make_article(facts=0)
    add_fact(article, "Joining costs 1,200 crowns, paid once.", label="Fee")
    correct(
        article,
        by=article.created_by,
        subject="Key fact “Fee”",
        before="Joining costs 1,200 crowns, paid every year.",
        after="Joining costs 1,200 crowns, paid once.",
        noticed_by=[reader],
    )

    response = open_page(client, article)

    (correction,) = select(response, "#corrections .correction")
    assert [words(element) for element in correction.query("del, ins")] == ["every year.", "once."]
    assert "Pointed out by Bram Oduya" in words(correction)
    assert select(response, "#key-facts .label a[href='#correction-1']")
    assert "1 correction" in texts(response, ".clip-meta")[0]


def test_an_update_is_dated(client):
    article = make_article()
    article.record(by=article.created_by, kind="update", note="The vote is known.")

    meta = texts(open_page(client, article), ".clip-meta")[0]

    assert "Updated" in meta


def test_a_picture_takes_its_place_before_it_arrives(client):
    picture = Picture.objects.create(
        file="pictures/tide.webp",
        width=1200,
        height=750,
        renditions={"webp": {"480": "pictures/tide-480.webp"}},
        alt="An orange sun",
        credit="Print: the workshop",
        licence="CC0",
    )
    article = make_article(hero=picture)

    response = open_page(client, article)

    (image,) = select(response, ".hero img")
    assert (image.attrs["width"], image.attrs["height"]) == ("1200", "750")
    assert image.attrs["alt"] == "An orange sun"
    assert "480w" in image.attrs["srcset"]
    assert "Print: the workshop, CC0" in texts(response, ".hero figcaption")[0]


def test_a_decorative_picture_is_silent(client):
    picture = Picture.objects.create(file="pictures/tide.webp", width=1200, height=750, alt="Waves", decorative=True)
    article = make_article(hero=picture)

    assert select(open_page(client, article), ".hero img")[0].attrs["alt"] == ""


def test_a_clip_is_read_in_its_own_language_and_direction(client):
    article = make_article("مكتبة الميناء", language="ar")

    response = open_page(client, article)

    (clip,) = select(response, "article.clip")
    assert (clip.attrs["lang"], clip.attrs["dir"]) == ("ar", "rtl")
    (html,) = select(response, "html")
    assert (html.attrs["lang"], html.attrs["dir"]) == ("en", "ltr")
    (comments,) = select(response, "#comments")
    assert (comments.attrs["lang"], comments.attrs["dir"]) == ("en", "ltr")


def test_a_page_wears_the_ink_of_its_category(client):
    article = make_article(category=make_category(hue="brick"))

    assert select(open_page(client, article), "html")[0].attrs["data-hue"] == "brick"


def test_what_people_typed_is_never_markup(client):
    hostile = "<img src=x onerror=alert(1)>"
    article = make_article(hostile, standfirst=hostile, body=hostile, background=hostile, tags=["<b>bold"])
    add_fact(article, hostile, label=hostile)
    add_answer(article, hostile, hostile)

    page = parse(open_page(client, article))

    assert not page.query("img[onerror]")
    assert not page.query("script:not([type='application/ld+json']):not([src])")


def test_the_same_category_comes_first_among_the_neighbours(client):
    here, there = make_category("Harbour"), make_category("Science")
    article = make_article("Eels above the weir", category=here, tags=["Eels"])
    elsewhere = make_article("More eels", category=there, tags=["Eels"])
    plain = make_article("A crane", category=here)
    near = make_article("Eels and otters", category=here, tags=["Eels"])
    make_article("Not related", category=there)

    shown = texts(open_page(client, article), ".neighbours h3")

    assert shown == [near.title, plain.title, elsewhere.title]


def test_an_old_address_leads_to_the_new_one_for_good(client):
    article = make_article(slug="old-name")
    article.move_to("new-name")

    response = client.get("/articles/old-name/")

    assert response.status_code == 301
    assert response["Location"] == "/articles/new-name/"


def test_a_withdrawn_clip_says_why(client):
    article = make_article("Slipway sold twice", status="withdrawn")

    response = open_page(client, article)

    assert response.status_code == 410
    assert "The deed turned out to be a copy." in texts(response, "main")[0]
    assert article.body not in response.content.decode()


@pytest.mark.parametrize("status", ["draft", "review", "scheduled"])
def test_what_is_not_published_is_nowhere(client, status):
    article = make_article("Secret plan", status="draft", tags=["Plans"])
    if status == "review":
        article.submit()
    if status == "scheduled":
        article.schedule(timezone.now() + timedelta(days=1))
    addresses = [
        article.get_absolute_url(),
        "/",
        article.category.get_absolute_url(),
        "/tag/plans/",
        "/tags/",
        "/archive/",
        article.created_by.get_absolute_url(),
    ]

    answers = [client.get(address) for address in addresses]

    assert answers[0].status_code == 404
    assert not any("Secret plan" in answer.content.decode() for answer in answers)


def test_an_old_address_of_an_unpublished_clip_gives_nothing_away(client):
    article = make_article(slug="before", status="draft")
    article.move_to("after")

    assert client.get("/articles/before/").status_code == 404


def test_a_visitors_page_holds_nothing_personal(client):
    article = make_article(facts=3, answers=2)
    make_comments(3, article=article)

    response = open_page(client, article)

    assert "csrf" not in response.content.decode().lower()
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_a_reader_finds_their_name_in_the_head(client):
    client.force_login(make_user(display_name="Maud Kessing"))

    response = client.get("/")

    assert "Maud Kessing" in texts(response, ".masthead")[0]
    assert "private" in response["Cache-Control"]


def test_a_site_in_its_own_words(client):
    SiteSettings.objects.create(pk=1, line="The news of Quillmouth", about="Made by four people and a heron.")

    response = client.get("/")

    assert "The news of Quillmouth" in texts(response, ".masthead")[0]
    assert "Made by four people and a heron." in texts(response, ".footer")[0]
