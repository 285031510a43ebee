"""What people come for, from the first click to the last, through the page store; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from curation.models import Lead
from curation.tasks import work_on_lead
from newsclip.demo.manuscripts import FOLDER
from tests.factories import attempt, make_article, make_category, make_comment, make_user

with_and_without_javascript = pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
HEADLINE = "Council takes the plunge on tide heat"
TEXT = (FOLDER / "clips" / "01-tide-heat" / "source.txt").read_text()


@with_and_without_javascript
def test_report_hide_restore(new_context, script):
    comment = make_comment(make_article("Heat from the tide"), body="Nine days is not a frost.")
    article = comment.article
    visitor = new_context(java_script_enabled=script).new_page()
    neighbour = new_context(as_=make_user(), java_script_enabled=script).new_page()
    moderator = new_context(as_=make_user(role="moderator"), java_script_enabled=script).new_page()
    visitor.goto(article.get_absolute_url())
    expect(visitor.locator(".comment")).to_contain_text("Nine days is not a frost.")

    neighbour.goto(article.get_absolute_url())
    neighbour.locator(".comment").get_by_role("link", name="Report").click()
    neighbour.get_by_label("Rule 4").check()
    neighbour.locator("[name=text]").fill("It sells stoves.")
    neighbour.get_by_role("button", name="Report").click()
    expect(neighbour.locator(".flash[role=status]")).to_contain_text("Thank you")

    moderator.goto("/moderation/")
    card = moderator.locator(".queue", has_text="It sells stoves.")
    card.locator("summary", has_text="Remove").click()
    card.get_by_label("Rule 4").check()
    card.get_by_label("Words to the author").fill("No advertising, please.")
    card.get_by_role("button", name="Remove", exact=True).click()
    expect(moderator.locator(".flash[role=status]")).to_contain_text("Removed the comment")

    visitor.reload()
    expect(visitor.locator(".comment")).to_contain_text("Removed by a moderator")
    expect(visitor.locator("body")).not_to_contain_text("Nine days is not a frost.")

    moderator.goto("/moderation/")
    moderator.get_by_role("button", name="Put it back").click()
    expect(moderator.locator(".flash[role=status]")).to_contain_text("Put back the comment")

    visitor.reload()
    expect(visitor.locator(".comment")).to_contain_text("Nine days is not a frost.")


@with_and_without_javascript
def test_import_edit_preview_publish_read(new_context, script):
    make_category("Harbour")
    desk = new_context(as_=make_user(role="editor"), java_script_enabled=script).new_page()
    visitor = new_context(java_script_enabled=script).new_page()
    visitor.goto("/")

    desk.goto("/desk/")
    desk.get_by_role("link", name="New clip").first.click()
    desk.get_by_label("Or its text, pasted").fill(f"{HEADLINE}\n\n{TEXT}")
    desk.get_by_role("button", name="Make a draft").click()
    expect(desk).to_have_url(re.compile("/desk/leads/"))
    work_on_lead.func(attempt(), Lead.objects.get().pk)  # as the worker does; the page looks again by itself
    expect(desk.get_by_label("Headline")).to_have_value(HEADLINE, timeout=20_000)
    desk.get_by_label("Headline").fill("Heat from the tide")
    desk.get_by_label("Label of 1", exact=True).fill("The vote")
    desk.get_by_role("button", name="Save", exact=True).last.click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Heat from the tide")

    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Preview").click()
    preview = opened.value
    expect(preview.locator("#key-facts")).to_contain_text("The vote")
    preview.close()

    desk.get_by_role("button", name="Publish…").click()
    if desk.get_by_label("Why it goes out").count():
        desk.get_by_label("Why it goes out").fill("A trial.")
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk).to_have_url(re.compile(re.escape(Article.objects.get().get_absolute_url())))

    visitor.reload()
    visitor.get_by_role("link", name="Heat from the tide").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Heat from the tide")
    expect(visitor.locator("#key-facts")).to_contain_text("The vote")
    visitor.locator("#key-facts summary").first.click()
    expect(visitor.locator("#key-facts mark").first).to_be_visible()
