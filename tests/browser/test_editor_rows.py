"""The rows of the editor under the hand, passages chosen in the source, and the preview that follows."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.editor import KEPT, kept, save, state
from tests.factories import SOURCE_TEXT, add_fact, make_article, make_source, make_user


@pytest.fixture
def ines(transactional_db):
    return make_user("ines", role="editor")


@pytest.fixture
def open_clip(new_context):
    """The edit page of a clip, in a profile of somebody's own."""

    def open_clip(article, as_, **options):
        page = new_context(as_=as_, **options).new_page()
        page.goto(reverse("desk:edit", args=[article.pk]))
        return page

    return open_clip


@pytest.fixture
def draft(ines):
    return make_article("Heat", status="draft", by=ines, facts=2)


def texts(page, prefix="facts"):
    return [area.input_value() for area in page.locator(f"#{prefix} .rows > li > textarea.text").all()]


@pytest.fixture
def three(ines):
    article = make_article("Heat", status="draft", by=ines, facts=0)
    for n, text in enumerate(["one", "two", "three"]):
        add_fact(article, text, position=n)
    return article


def test_rows_move_by_keyboard_and_the_focus_stays(open_clip, three, ines):
    page = open_clip(three, ines)
    page.get_by_label("Text of 3", exact=True).focus()

    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")

    assert texts(page) == ["three", "one", "two"]
    expect(page.locator(":focus")).to_have_value("three")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Text of 1")
    expect(page.locator("#desk-said")).to_have_text("fact 2 is now 1 of 3.")
    save(page)
    expect(state(page)).to_have_text(re.compile("^Saved"))
    assert [row.fact.text for row in three.key_facts.all()] == ["three", "one", "two"]


def test_rows_move_by_drag(open_clip, three, ines):
    page = open_clip(three, ines)
    grip = page.locator("#row-facts-0 .grip")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), page.locator("#row-facts-2").bounding_box()

    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + end["height"] - 2, steps=8)
    page.mouse.up()

    assert texts(page) == ["two", "three", "one"]
    expect(state(page)).to_have_text(KEPT)
    assert kept(three, "facts-2-text") == "one"


def test_a_removed_row_comes_back(open_clip, three, ines):
    page = open_clip(three, ines)

    page.get_by_role("button", name="Remove 2", exact=True).click()
    assert texts(page) == ["one", "three"]
    expect(page.locator(".undo")).to_contain_text("Removed fact 2.")
    page.get_by_role("button", name="Undo").click()

    assert texts(page) == ["one", "two", "three"]
    expect(page.get_by_label("Text of 2", exact=True)).to_have_value("two")


PROSE = "A 🐚 shell, “quoted”; naïve — text.\n\nThe second paragraph begins. It ends."


@pytest.fixture
def sourced(ines):
    return make_article("Heat", status="draft", by=ines, facts=0, source=make_source(PROSE))


def choose(page, script):
    page.evaluate(
        f"""() => {{ const [one, two] = document.querySelectorAll('.source-text p[data-start]');
        const range = document.createRange(); {script}
        getSelection().removeAllRanges(); getSelection().addRange(range); }}"""
    )


def test_a_passage_across_paragraphs_becomes_a_fact_word_for_word(open_clip, sourced, ines):
    page = open_clip(sourced, ines)

    choose(page, "range.setStart(one.firstChild, 5); range.setEnd(two.firstChild, 28);")
    page.get_by_role("button", name="Make a fact").click()
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Label of 1")
    page.keyboard.type("Shell")
    save(page)
    expect(state(page)).to_have_text(re.compile("^Saved"))

    fact = sourced.key_facts.get().fact
    citation = fact.citations.get()
    assert citation.quote == "shell, “quoted”; naïve — text.\n\nThe second paragraph begins."
    assert citation.snapshot.text[citation.start : citation.end] == citation.quote
    assert fact.text == "shell, “quoted”; naïve — text. The second paragraph begins."


def test_the_keyboard_chooses_a_sentence_and_makes_an_answer_of_it(open_clip, sourced, ines):
    page = open_clip(sourced, ines)
    page.locator(".source-pane").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("What begins?")

    expect(page.get_by_label("Text of A1", exact=True)).to_have_value("The second paragraph begins.")
    expect(page.get_by_label("Question A1")).to_have_value("What begins?")


def test_a_passage_is_cited_for_the_part_that_one_was_in(open_clip, draft, ines):
    page = open_clip(draft, ines)
    page.get_by_label("Text of 2", exact=True).focus()

    page.locator(".source-text p", has_text="The estimate").click(click_count=3)
    page.get_by_role("button", name="Cite for fact 2").click()

    passage = page.locator("#row-facts-1 details textarea").nth(1)
    expect(passage).to_have_value(SOURCE_TEXT.partition("\n\n")[2])


def test_a_passage_is_quoted_in_the_text(open_clip, sourced, ines):
    page = open_clip(sourced, ines)

    choose(page, "range.selectNodeContents(two);")
    page.get_by_role("button", name="Quote in the text").click()
    page.keyboard.type("Maud Kessing")

    body = page.locator("#body").input_value()
    assert "> The second paragraph begins. It ends.\n> — Maud Kessing" in body
    expect(page.locator("[name=body_quotes]").first).to_have_value("The second paragraph begins. It ends.")


def test_the_preview_stands_in_two_frames_and_follows_the_typing(open_clip, draft, ines):
    page = open_clip(draft, ines, viewport={"width": 1280, "height": 900})
    page.get_by_role("button", name="Both", exact=True).click()
    narrow, wide = (page.frame_locator(f".frame[data-kind={kind}] iframe") for kind in ("narrow", "wide"))
    expect(narrow.locator("h1")).to_have_text("Heat")

    page.get_by_label("Headline").fill("Heat from the tide")

    expect(narrow.locator("h1")).to_have_text("Heat from the tide")
    expect(wide.locator("h1")).to_have_text("Heat from the tide")
    assert narrow.locator("html").evaluate("each => each.clientWidth") == 360
    assert wide.locator("html").evaluate("each => each.clientWidth") == 1200
    assert Article.objects.get().title == "Heat"
    page.reload()
    expect(page.locator(".frame")).to_have_count(2)
