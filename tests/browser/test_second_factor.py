"""App, recovery codes and a passkey in a real browser, with an authenticator that says yes to everything."""

import pytest
from playwright.sync_api import expect

from tests.accounts.locks import PASSWORD, code, member
from tests.browser.judging import too_wide, violations

YES = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named(site, settings):
    """The site under a name: for a number there are no passkeys."""
    settings.SITE_HOST = "localhost"
    return site.replace("127.0.0.1", "localhost")


def with_authenticator(page, **changes):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": YES | changes})


def is_well(page):
    assert violations(page) == {"light": [], "dark": []}
    for width in (1280, 360, 320):
        assert too_wide(page, width) == []


def press(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def sign_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address or username").fill("maud")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def sign_in_at_once(page):
    sign_in(page)
    expect(page.locator(".me")).to_have_text("maud")


def give_password_again(page):
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Go on")


def test_somebody_sets_up_app_and_passkey_and_signs_in_with_each(named, new_context):
    member()
    page = new_context(base_url=named).new_page()
    with_authenticator(page)

    sign_in_at_once(page)
    page.goto("/accounts/2fa/totp/activate/")
    give_password_again(page)
    is_well(page)
    page.get_by_label("The code that your app shows now").fill(code(page.locator(".key").inner_text()))
    press(page, "It is set up")
    expect(page.locator(".codes li")).to_have_count(10)
    is_well(page)
    page.goto("/accounts/2fa/webauthn/add/")
    is_well(page)
    press(page, "Make the passkey")
    expect(page.get_by_role("status")).to_have_text("The passkey is added.")
    is_well(page)

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/accounts/2fa/webauthn/")
    is_well(page)
    press(page, "Use a passkey")
    expect(page.get_by_role("heading", name="Passkeys")).to_be_visible()
    expect(page.get_by_text("last used on")).to_be_visible()
    is_well(page)

    page.context.clear_cookies()
    sign_in(page)
    expect(page.get_by_role("heading", name="Now the second factor")).to_be_visible()
    is_well(page)
    press(page, "Use a passkey")
    expect(page.locator(".me")).to_have_text("maud")


def test_a_passkey_is_renamed_and_taken_away_by_somebody_who_shows_it_again(named, new_context):
    member()
    page = new_context(base_url=named).new_page()
    with_authenticator(page)
    sign_in_at_once(page)
    page.goto("/accounts/2fa/webauthn/add/")
    give_password_again(page)
    press(page, "Make the passkey")
    expect(page.locator(".codes li")).to_have_count(10)
    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/accounts/2fa/webauthn/")
    press(page, "Use a passkey")

    page.get_by_role("link", name="Rename").click()
    is_well(page)
    page.get_by_role("link", name="With a code instead").click()
    is_well(page)
    page.get_by_role("link", name="With a passkey instead").click()
    is_well(page)
    press(page, "Use a passkey")
    page.get_by_label("Name").fill("phone")
    is_well(page)
    press(page, "Save")
    page.get_by_role("link", name="Take away phone").click()
    is_well(page)
    press(page, "Take it away")

    expect(page.get_by_role("status")).to_have_text("The passkey is taken away.")
    page.goto("/accounts/2fa/recovery-codes/generate/")
    is_well(page)


def test_who_says_no_to_the_browser_is_told_what_else_there_is(named, new_context):
    member()
    page = new_context(base_url=named).new_page()
    with_authenticator(page, isUserVerified=False)
    page.goto("/accounts/login/")

    press(page, "Use a passkey")

    expect(page.get_by_role("alert")).to_contain_text("No passkey came from your browser.")
    sign_in_at_once(page)


def test_without_javascript_nothing_is_missing_but_the_passkey(named, new_context):
    member()
    page = new_context(base_url=named, java_script_enabled=False).new_page()

    sign_in_at_once(page)
    page.goto("/accounts/2fa/totp/activate/")
    give_password_again(page)
    page.get_by_label("The code that your app shows now").fill(code(page.locator(".key").inner_text()))
    press(page, "It is set up")

    expect(page.locator(".codes li")).to_have_count(10)

    page.goto("/accounts/2fa/webauthn/add/")
    expect(page.get_by_text("It takes JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Make the passkey")).to_be_hidden()
