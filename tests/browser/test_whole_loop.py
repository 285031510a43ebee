"""A comment from the first reading to its appeal, as five people go through it; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from comments.models import Comment
from tests.accounts.letterbox import letters, link_in
from tests.factories import make_article, make_user

SAID = "Nine days is not a frost."
MENDED = "Nine days are not a frost."
ANSWER = "Ten would be."


@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
def test_from_reading_to_the_appeal(new_context, settings, script):
    settings.SIGN_UP_SECONDS = 0  # this browser types faster than people do
    article = make_article("Heat from the tide")
    newcomer, visitor = (new_context(java_script_enabled=script).new_page() for _ in range(2))
    neighbour, first, second = (
        new_context(as_=make_user(name, role=role), java_script_enabled=script).new_page()
        for name, role in [("edda", "reader"), ("hester", "moderator"), ("petra", "moderator")]
    )

    read_and_sign_up(newcomer, "maud-kessing")
    post_after_a_preview(newcomer, article)
    reply_and_vote(neighbour, article)
    read_the_reply_and_edit(newcomer, article)
    read_as_a_visitor(visitor, article)
    report(neighbour, article)
    remove(first)
    miss(visitor, article)
    appeal(newcomer, article)
    decide_the_appeal(first, second)

    visitor.goto(article.get_absolute_url())
    expect(visitor.locator(".comment", has_text=MENDED)).to_be_visible()
    expect(visitor.locator(".comment", has_text=MENDED)).to_contain_text("Helpful 1")
    expect(visitor.locator(".comment", has_text=ANSWER)).to_be_visible()


def read_and_sign_up(page, username):
    page.goto("/")
    page.get_by_role("link", name="Heat from the tide").first.click()
    page.locator("#say").get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Make an account").click()
    page.locator("[name=email]").fill(f"{username}@quillmouth.example")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password1]").fill("nine days of frost")
    page.get_by_role("button", name="Make the account").click()
    expect(page).to_have_url(re.compile("/accounts/confirm-email/"))
    page.goto(link_in(letters()[0]))
    page.locator("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat from the tide")


def post_after_a_preview(page, article):
    page.locator("#say textarea").fill("Nine days is *not* a frost.")
    page.locator("#say").get_by_role("button", name="Preview").click()
    expect(page.locator(".comment-body em")).to_have_text("not")
    assert not Comment.objects.exists()
    page.locator("#say").get_by_role("button", name="Post").click()
    expect(page.locator(".comment")).to_contain_text(SAID)
    page.goto(article.get_absolute_url())


def reply_and_vote(page, article):
    page.goto(article.get_absolute_url())
    said = Comment.objects.get()
    page.locator(f"#comment-{said.pk}").get_by_role("link", name="Reply").click()
    page.locator(f"#reply-form-{said.pk} textarea").fill(ANSWER)
    page.locator(f"#reply-form-{said.pk}").get_by_role("button", name="Post").click()
    expect(page.locator(".comment", has_text=ANSWER)).to_be_visible()
    page.goto(article.get_absolute_url())
    page.locator(f"#up-{said.pk}").click()
    expect(page.locator(f"#up-{said.pk}")).to_have_attribute("aria-pressed", "true")


def read_the_reply_and_edit(page, article):
    page.goto(article.get_absolute_url())
    expect(page.locator(".comment", has_text=ANSWER)).to_be_visible()
    page.locator(".comment", has_text=SAID).get_by_role("link", name="Edit").click()
    page.get_by_label("Your comment").fill(MENDED)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".comment", has_text=MENDED)).to_be_visible()


def read_as_a_visitor(page, article):
    page.goto(article.get_absolute_url())
    expect(page.locator(".comment", has_text=MENDED)).to_be_visible()
    expect(page.locator(".comment", has_text=ANSWER)).to_be_visible()


def report(page, article):
    page.goto(article.get_absolute_url())
    page.locator(".comment", has_text=MENDED).get_by_role("link", name="Report").click()
    page.get_by_label("Rule 4").check()
    page.locator("[name=text]").fill("It sells stoves.")
    page.get_by_role("button", name="Report").click()
    expect(page.locator(".flash[role=status]")).to_contain_text("Thank you")


def remove(page):
    page.goto("/moderation/")
    card = page.locator(".queue", has_text="It sells stoves.")
    card.locator("summary", has_text="Remove").click()
    card.get_by_label("Rule 4").check()
    card.get_by_label("Words to the author").fill("No advertising, please.")
    card.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".flash[role=status]")).to_contain_text("Removed the comment")


def miss(page, article):
    page.goto(article.get_absolute_url())
    expect(page.locator(".comment").first).to_contain_text("Removed by a moderator")
    expect(page.locator("body")).not_to_contain_text(MENDED)
    expect(page.locator(".comment", has_text=ANSWER)).to_be_visible()


def appeal(page, article):
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="What the moderator wrote to you").click()
    page.get_by_role("link", name="Read the reasons, or appeal").click()
    expect(page.locator(".reasons")).to_contain_text("No advertising, please.")
    page.get_by_label("Why is the decision wrong?").fill("I own no stove.")
    page.get_by_role("button", name="Appeal").click()
    expect(page.locator("#appeal")).to_contain_text("The answer is promised by")


def decide_the_appeal(first, second):
    second.goto("/moderation/appeals/")
    second.get_by_role("link", name=re.compile("^Decide")).click()
    assert first.goto(second.url).status == 403
    second.get_by_label("The decision is taken back").check()
    second.get_by_label("Why (the author reads it)").fill("Stoves are not mentioned.")
    second.get_by_role("button", name="Decide").click()
    expect(second.locator(".flash", has_text="The author has been told")).to_be_visible()
