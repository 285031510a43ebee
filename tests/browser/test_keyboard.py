"""The site without a mouse."""

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import expect

from tests.factories import make_user


@pytest.fixture
def reader(transactional_db):
    reader = make_user("maud-kessing", password="nine days of frost")
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    return reader


FOCUS = """() => {
    const focused = document.activeElement, look = getComputedStyle(focused);
    return {outline: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0,
            box: focused.getBoundingClientRect().toJSON()};
}"""


@pytest.mark.parametrize("path", ["/", "{clip}", "/search/", "/accounts/login/"])
def test_the_first_stop_leads_past_the_menu(town, visitor, path):
    visitor.goto(path.format(clip=town.clip.get_absolute_url()))

    visitor.keyboard.press("Tab")
    skip = visitor.locator(":focus")
    expect(skip).to_have_class("skip")
    expect(skip).to_be_in_viewport()
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Tab")

    assert visitor.evaluate("document.activeElement.closest('main') !== null")


def test_every_stop_of_an_article_is_seen(town, visitor):
    visitor.goto(town.clip.get_absolute_url())

    for _ in range(40):
        visitor.keyboard.press("Tab")
        focus = visitor.evaluate(FOCUS)
        about = visitor.evaluate("document.activeElement.outerHTML")
        assert focus["outline"], about
        assert focus["box"]["width"] > 0, about
        expect(visitor.locator(":focus")).to_be_in_viewport()


def test_a_numeral_opens_its_evidence(town, visitor):
    visitor.goto(town.clip.get_absolute_url())
    evidence = visitor.locator("#key-facts details").first

    evidence.locator("summary").focus()
    visitor.keyboard.press("Enter")
    expect(evidence.locator("mark")).to_be_visible()
    visitor.keyboard.press("Space")

    expect(evidence.locator("mark")).to_be_hidden()


def test_signing_in_takes_the_keyboard_alone(reader, page):
    page.goto("/accounts/login/")

    page.locator("[name=login]").focus()
    page.keyboard.type("maud-kessing")
    tab_to(page, "password")
    page.keyboard.type("nine days of frost")
    page.keyboard.press("Enter")

    expect(page.locator(".me")).to_have_text("maud-kessing")


def tab_to(page, name):
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Five stops on, {name} is not reached.")
