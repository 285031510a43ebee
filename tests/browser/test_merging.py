"""Two edits of one clip brought together in a browser: nothing that anybody chose or typed is lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from curation.models import WorkingCopy
from tests.browser.editor import save, state
from tests.factories import make_article, make_user


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


def test_two_browsers_editing_one_clip_lose_nothing(open_clip, draft, ines):
    first, second = open_clip(draft, ines), open_clip(draft, make_user("edda", role="editor"))
    first.get_by_label("Headline").fill("Heat from the river")
    first.get_by_label("Standfirst").fill("Hers alone.")
    first.get_by_role("button", name="Add a fact").click()
    first.get_by_label("Label of 3").fill("Vote")
    first.get_by_label("Text of 3", exact=True).fill("The council agreed.")
    save(first)
    expect(state(first)).to_have_text(re.compile("^Saved"))

    second.get_by_label("Headline").fill("Heat from the tide")
    second.get_by_label("Text of 1", exact=True).fill("Some 900 homes are reached.")
    second.get_by_role("button", name="Remove 2", exact=True).click()
    save(second)
    expect(second.locator("#conflict")).to_contain_text("One part was changed by both of you")
    second.get_by_label("These words").check()
    second.get_by_label("Other words for: Headline").fill("Heat from tide and river")
    save(second)
    expect(state(second)).to_have_text(re.compile("^Saved"))

    article = Article.objects.get()
    assert (article.title, article.standfirst) == ("Heat from tide and river", "Hers alone.")
    assert [row.fact.text for row in article.key_facts.all()] == ["Some 900 homes are reached.", "The council agreed."]
    assert not WorkingCopy.objects.held().exists()


def test_the_merge_demands_a_choice(open_clip, draft, ines):
    first, second = open_clip(draft, ines), open_clip(draft, make_user("edda", role="editor"))
    for page, title in ((first, "One"), (second, "Two")):
        page.get_by_label("Headline").fill(title)
        save(page)

    expect(second.locator("#conflict")).to_be_visible()
    save(second)

    expect(second.locator("#conflict")).to_be_visible()
    assert Article.objects.get().title == "One"


@pytest.fixture
def merging(new_context, open_clip, draft, ines):
    """A window on the page that merges: both changed the headline."""
    first, context = open_clip(draft, ines), new_context(as_=make_user("edda", role="editor"))
    second = context.new_page()
    second.goto(reverse("desk:edit", args=[draft.pk]))
    for page, title in ((first, "One"), (second, "Two")):
        page.get_by_label("Headline").fill(title)
        save(page)
        expect(state(first)).to_have_text(re.compile("^Saved"))
    expect(second.locator("#conflict")).to_be_visible()
    return second


def test_a_window_closed_while_merging_loses_nothing(merging, draft):
    merging.get_by_label("Other words for: Headline").fill("One and two")

    merging.close(run_before_unload=False)
    again = merging.context.new_page()
    again.goto(reverse("desk:edit", args=[draft.pk]))
    again.get_by_role("button", name="Take them").click()
    expect(again.get_by_label("Other words for: Headline")).to_have_value("One and two")
    again.get_by_label("These words").check()
    save(again)
    expect(state(again)).to_have_text(re.compile("^Saved"))
    again.reload()

    assert Article.objects.get().title == "One and two"
    expect(again.locator(".offer")).to_have_count(0)


def test_a_save_that_no_server_answers_is_said_where_two_edits_are_merged(merging, draft, new_context):
    merging.get_by_label("Yours").check()
    merging.route(f"**{reverse('desk:edit', args=[draft.pk])}", lambda route: route.abort())
    save(merging)

    expect(merging.locator("#merge-said")).to_contain_text("What you chose and wrote here is kept in this browser")
    new_context.complaints.clear()  # the console says so too
