"""Chromium, driven by Playwright: `page` is a fresh profile, and what its console complains of fails the test."""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import NO_CHROMIUM

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

RESULTS = Path(__file__).resolve().parent.parent.parent / "test-results"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--hide-scrollbars",
    "--font-render-hinting=none",
]


def find_chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser():
    chromium = find_chromium()
    if not chromium:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse(f"{NO_CHROMIUM}: install it (Debian: apt-get install chromium), or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser, live_server, request):
    """Make a profile of its own, as another person would have: new_context(viewport=…, java_script_enabled=False)."""
    contexts, complaints = [], []

    def make(**options):
        context = browser.new_context(base_url=live_server.url, **{"locale": "en-GB", **options})
        context.set_default_timeout(10_000)
        context.route(lambda url: not is_ours(url), lambda route: refuse_outside(route, complaints))
        context.on("console", lambda message: note_console(message, complaints))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return context

    yield make
    if getattr(request.node, "failed", False):
        keep_pictures(contexts, request.node.name)
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def page(new_context):
    return new_context().new_page()


def is_ours(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname in {"localhost", "127.0.0.1", "::1"}


def refuse_outside(route, complaints) -> None:
    complaints.append(f"asked for {route.request.url}")
    route.abort()


def note_console(message, complaints) -> None:
    """Errors count, such as a breach of the content security policy; an answer of 4xx is for the test to judge."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(message.text)


def keep_pictures(contexts, name: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    stem = re.sub(r"[^\w.-]+", "-", name)
    for number, page in enumerate(page for context in contexts for page in context.pages):
        page.screenshot(path=RESULTS / f"{stem}-{number}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.failed = getattr(item, "failed", False) or report.failed
    return report


def pytest_collection_modifyitems(items):
    """Everything here needs the live server's committed rows, and is marked."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
