"""Saying something as people do: with script in place, and without script by whole pages."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from comments.models import Comment
from moderation import actions
from tests.factories import make_article, make_comment, make_user


@pytest.fixture
def as_reader(new_context):
    """A page on which somebody is signed in: as_reader(user, java_script_enabled=False)."""
    return lambda user, **options: new_context(as_=user, **options).new_page()


def mark(page):
    """Something that a reload would wipe away."""
    page.evaluate("document.body.dataset.untouched = ''")


def is_untouched(page):
    return page.evaluate("'untouched' in document.body.dataset")


def wait_for_focus(page, name):
    """The keyboard follows a swap when it has settled, a moment after its words are there."""
    page.wait_for_function("name => document.activeElement.id === name", arg=name)


def test_a_comment_an_answer_and_an_edit_appear_in_place(as_reader):
    article, reader = make_article(), make_user(display_name="Maud Kessing")
    first = make_comment(article, body="What was said before")
    page = as_reader(reader)
    page.goto(article.get_absolute_url())
    mark(page)

    page.locator("#say textarea").fill("Nine days, *all* in one week.")
    page.locator("#say [data-kind=main]").click()
    page.locator(".comment", has_text="Nine days, all in one week.").wait_for()
    page.locator(f"#comment-{first.pk}").get_by_role("link", name="Reply").click()
    page.locator(f"#reply-form-{first.pk} textarea").fill("And two after it.")
    page.locator(f"#reply-form-{first.pk} [data-kind=main]").click()
    answer = page.locator(f"#branch-{first.pk} .replies .comment", has_text="And two after it.")
    answer.wait_for()
    answer.get_by_role("link", name="Edit").click()
    page.get_by_label("Your comment").fill("And three after it.")
    page.get_by_role("button", name="Save").click()
    page.locator(".comment", has_text="And three after it.").wait_for()

    wait_for_focus(page, f"comment-{Comment.objects.latest('pk').pk}")
    assert is_untouched(page)
    assert page.locator("#h-comments").inner_text() == "3 comments"
    assert page.locator("#say textarea").input_value() == ""


def test_a_refused_comment_stays_in_its_form(as_reader):
    article = make_article()
    page = as_reader(make_user())
    page.goto(article.get_absolute_url())
    mark(page)

    page.locator("#say textarea").fill("x" * 4001)
    page.locator("#say [data-kind=main]").click()
    page.locator("#say .error").wait_for()

    assert is_untouched(page)
    assert page.locator("#say textarea").input_value() == "x" * 4001


def test_an_answer_can_be_thought_better_of(as_reader):
    comment = make_comment()
    page = as_reader(make_user())
    page.goto(comment.article.get_absolute_url())

    page.get_by_role("link", name="Reply").click()
    page.get_by_role("link", name="Cancel").click()

    assert page.locator("textarea").count() == 1
    assert page.evaluate("document.activeElement.textContent").startswith("Reply")


def test_a_site_that_cannot_be_reached_keeps_the_text(as_reader):
    article = make_article()
    page = as_reader(make_user())
    page.add_init_script("console.error = () => {}")  # htmx says there what the test is about
    page.goto(article.get_absolute_url())
    page.route("**/comments/", lambda route: route.abort())

    page.locator("#say textarea").fill("Nine days.")
    page.locator("#say [data-kind=main]").click()
    page.get_by_text("Your text is still here").wait_for()

    assert page.locator("#say textarea").input_value() == "Nine days."


def test_a_session_that_ended_leads_to_the_sign_in_and_keeps_the_text(as_reader):
    article = make_article()
    page = as_reader(make_user())
    page.goto(article.get_absolute_url())
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.locator("#say textarea").fill("Nine days.")
    page.locator("#say [data-kind=main]").click()

    page.wait_for_url("**/accounts/login/**")


def test_everything_works_without_script(as_reader):
    article, reader = make_article(), make_user()
    first = make_comment(article)
    page = as_reader(reader, java_script_enabled=False)

    page.goto(article.get_absolute_url())
    page.locator("#say textarea").fill("Nine days.")
    page.locator("#say [data-kind=main]").click()
    page.locator(f"#comment-{first.pk}").get_by_role("link", name="Reply").click()
    page.locator("main textarea").fill("And two after it.")
    page.get_by_role("button", name="Post").click()
    page.locator(f"#comment-{first.pk}").get_by_role("link", name="Report").click()
    page.get_by_label("Rule 4").check()
    page.get_by_role("button", name="Report").click()

    assert page.locator(f"#branch-{first.pk} .replies .comment").count() == 1
    assert page.locator("#h-comments").inner_text() == "3 comments"
    assert first.reports.get().by == reader


def test_a_moderator_decides_without_script(as_reader):
    comment = make_comment(held_because="pre")
    reported = make_comment(body="Buy warm deals")
    actions.report(reported, by=make_user(), rule="4")
    page = as_reader(make_user(role="moderator"), java_script_enabled=False)

    page.goto("/moderation/")
    page.locator(f"#card-{comment.pk}").get_by_role("button", name="Approve").click()
    card = page.locator(f"#card-{reported.pk}")
    card.locator("summary", has_text="Remove").click()
    card.get_by_label("Rule 4").check()
    card.get_by_label("Words to the author").fill("No advertising, please.")
    card.get_by_role("button", name="Remove", exact=True).click()

    assert [c.status for c in Comment.objects.order_by("pk")] == ["visible", "removed"]
    assert page.locator("#removed").get_by_text("Buy warm deals").count() == 1


def test_a_draft_is_there_after_the_tab_was_closed_and_a_preview_and_a_quotation_keep_it(as_reader):
    article, reader = make_article(), make_user()
    first = make_comment(article, body="What was said before")
    page = as_reader(reader)
    page.goto(article.get_absolute_url())
    page.locator(f"#comment-{first.pk}").get_by_role("link", name="Reply").click()
    form = page.locator(f"#reply-form-{first.pk}")

    form.locator("textarea").fill("And *nine* after it.")
    expect(form.locator(f"#draft-{first.pk}")).to_contain_text("Kept as a draft at")
    form.get_by_role("button", name="Quote").click()
    expect(form.locator("textarea")).to_have_value("> What was said before\n\nAnd *nine* after it.")
    form.get_by_role("button", name="Preview").click()
    expect(form.locator(".preview em")).to_have_text("nine")
    page.goto("about:blank")
    page.goto(f"/comments/{first.pk}/reply/")

    expect(page.get_by_role("textbox", name="Reply to")).to_have_value("And *nine* after it.")
    assert Comment.objects.count() == 1
