"""The desk and the administration as editors use them; what the console complains of fails a test."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Story
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
    expect(page.get_by_label("Label of 1")).to_have_value("Vote")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.locator(".status[data-state=saved]").wait_for()

    assert [row.label for row in article.key_facts.all()] == ["Vote", "Homes 0"]


def test_the_administration_keeps_the_content_security_policy(desk):
    article, story = make_article(tags=["Heat"]), Story.objects.create(title="The ice house", slug="the-ice-house")
    page = desk("administrator")

    for address in ("/admin/", "/admin/articles/article/", f"/admin/articles/article/{article.pk}/change/"):
        page.goto(address)
    page.locator(".field-story .select2-selection").click()
    page.locator(".select2-results__option", has_text=story.title).wait_for()

    assert page.locator("h2", has_text="Key facts").count()
