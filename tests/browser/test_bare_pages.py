"""Pages of a site that has nothing yet, and pages for when something is in the way."""

import pytest
from playwright.sync_api import expect

from tests.browser.judging import too_wide, violations
from tests.factories import make_article, make_user

EMPTY = [
    ("/", None),
    ("/tags/", None),
    ("/archive/", None),
    ("/search/?q=tide", None),
    ("/people/maud-kessing/", None),
    ("/desk/", "editor"),
    ("/moderation/", "moderator"),
]


@pytest.mark.parametrize(("path", "role"), EMPTY)
def test_an_empty_site_says_so_on_every_page(new_context, path, role):
    make_user("maud-kessing")
    page = new_context(as_=role and make_user(role=role)).new_page()

    page.goto(path)

    expect(page.locator("h1")).to_have_count(1)
    assert len(page.locator("main").inner_text().split()) > 5
    assert violations(page) == {"light": [], "dark": []}
    assert too_wide(page, 320) == []


@pytest.mark.parametrize("script", [True, False])
def test_a_form_that_was_open_for_too_long_gives_the_text_back(new_context, script):
    article = make_article()
    context = new_context(as_=make_user(), java_script_enabled=script)
    page = context.new_page()
    page.goto(article.get_absolute_url())
    page.locator("#say textarea").fill("Nine days is not a frost.")
    context.clear_cookies(name="csrftoken")

    if script:  # as a page that was open in another tab would send it
        page.evaluate("document.querySelector('#say').submit()")
    else:
        page.locator("#say").get_by_role("button", name="Post").click()

    expect(page.locator("textarea")).to_have_value("Nine days is not a frost.")
    if script:
        assert violations(page) == {"light": [], "dark": []}
