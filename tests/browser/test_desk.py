"""The desk and the administration as editors use them; what the console complains of fails a test."""

import pytest
from django.urls import reverse

from articles.models import Article
from tests.factories import make_article, make_user


@pytest.fixture
def desk(new_context):
    """A page on which an editor or administrator is signed in."""
    return lambda role="editor", **options: new_context(as_=make_user(role=role), **options).new_page()


@pytest.mark.parametrize("script", [True, False])
def test_facts_are_added_moved_and_saved_with_and_without_script(desk, script):
    article = make_article(status="draft")
    page = desk(java_script_enabled=script)
    page.goto(reverse("desk:edit", args=[article.pk]))

    page.get_by_role("button", name="Add a fact").click()
    page.get_by_label("Label of 2").fill("Vote")
    page.get_by_label("Text of 2", exact=True).fill("The council agreed.")
    page.get_by_role("button", name="Move 2 up", exact=True).click()
    page.locator('#row-facts-0 input[value="Vote"]').wait_for()
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.locator(".status[data-state=saved]").wait_for()

    assert [row.label for row in article.key_facts.all()] == ["Vote", "Homes 0"]


def test_the_preview_follows_the_typing_and_saves_nothing(desk):
    article = make_article(status="draft", title="Heat")
    page = desk()
    page.goto(reverse("desk:edit", args=[article.pk]))

    page.locator(".preview-pane summary").click()
    page.get_by_label("Headline").fill("Heat from the tide")
    page.locator("#live-preview h1", has_text="Heat from the tide").wait_for()

    assert Article.objects.get().title == "Heat"


def test_the_words_selected_in_the_source_become_a_passage(desk):
    article = make_article(status="draft")
    page = desk()
    page.goto(reverse("desk:edit", args=[article.pk]))

    page.locator("#row-facts-0 summary").click()
    page.locator(".source-text p", has_text="The estimate").click(click_count=3)
    page.locator("#row-facts-0 [data-cite]").click()

    assert page.locator("#row-facts-0 details textarea").last.input_value().startswith("The estimate stands at 38.6")


def test_two_editors_meet_without_a_loss(desk):
    article = make_article(status="draft", title="Heat")
    first, second = desk(), desk()
    for page in (first, second):
        page.goto(reverse("desk:edit", args=[article.pk]))
    first.get_by_label("Headline").fill("Heat from the river")
    first.get_by_role("button", name="Save", exact=True).last.click()
    first.locator(".bench-bar h1", has_text="Heat from the river").wait_for()

    second.get_by_label("Headline").fill("Heat from the tide")
    second.get_by_role("button", name="Save", exact=True).last.click()
    second.locator("#conflict").wait_for()

    assert "Heat from the river" in second.locator("#conflict").inner_text()
    assert second.get_by_label("Headline").input_value() == "Heat from the tide"


def test_the_administration_keeps_the_content_security_policy(desk):
    article = make_article(tags=["Heat"])
    page = desk("administrator")

    for address in ("/admin/", "/admin/articles/article/", f"/admin/articles/article/{article.pk}/change/"):
        page.goto(address)
    page.locator(".field-category .select2-selection").click()
    page.locator(".select2-results__option", has_text=article.category.name).wait_for()

    assert page.locator("h2", has_text="Key facts").count()
