"""The server is killed while somebody types: what was typed two seconds before is there again."""

import json
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from tests.newsclip.test_running import ROOT, own_environment, read_until

MOST_LOST = 2.0  # seconds of typing


@pytest.fixture
def start(tmp_path):
    """Starts the site, again and again on the same state."""
    environ, port = own_environment(tmp_path)
    running = []

    def start():
        command = [sys.executable, "-m", "newsclip", "run"]
        site = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)
        running.append(site)
        read_until(site, "Newsclip is ready")
        return site

    start.address = f"http://127.0.0.1:{port}"
    start.accounts = tmp_path / "demo-accounts.json"
    yield start
    for site in running:
        site.terminate()
        site.communicate(timeout=30)


def sign_in(context, start):
    editor = next(each for each in json.loads(start.accounts.read_text()) if each["role"] == "editor")
    page = context.new_page()
    page.goto(f"{start.address}/accounts/login/")
    page.locator("[name=login]").fill(editor["username"])
    page.locator("[name=password]").fill(editor["password"])
    page.keyboard.press("Enter")
    expect(page.locator(".me")).to_be_visible()
    return page


def type_on(page, typed, words):
    for letter in words:
        page.keyboard.type(letter, delay=30)
        typed.append((time.monotonic(), letter))


def before(typed, moment):
    return "".join(letter for at, letter in typed if at <= moment)


@pytest.mark.slow
def test_a_killed_server_loses_at_most_two_seconds_of_typing(browser, start):
    site = start()
    here, elsewhere = browser.new_context(), browser.new_context()
    page = sign_in(here, start)
    page.goto(f"{start.address}/desk/")
    clip = start.address + page.locator(".inbox a[href^='/desk/']").first.get_attribute("href")
    page.goto(clip)
    page.get_by_label("Background", exact=True).fill("")
    typed = []
    type_on(page, typed, "All that is written before the blow. " * 3)

    site.kill()
    killed = time.monotonic()
    type_on(page, typed, "And some words after it. ")
    crashed = time.monotonic()
    page.close()
    site.communicate()
    start()

    other = sign_in(elsewhere, start)
    other.goto(f"{clip}?copy=1")
    on_the_server = other.get_by_label("Background", exact=True).input_value()
    again = here.new_page()
    again.goto(clip)
    again.get_by_role("button", name="Take them").click()
    expect(again.locator("#offer, .offer").get_by_role("button", name="Take them")).to_have_count(0)
    in_the_browser = again.get_by_label("Background", exact=True).input_value()
    here.close()
    elsewhere.close()

    assert on_the_server.startswith(before(typed, killed - MOST_LOST).rstrip())
    assert in_the_browser.startswith(before(typed, crashed - MOST_LOST).rstrip())
