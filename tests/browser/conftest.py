"""Chromium, driven by Playwright: `page` is a fresh profile, and what its console complains of fails the test."""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from tests.browser import town as quillmouth
from tests.browser.serving import serving
from tests.conftest import NO_CHROMIUM

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=20_000)  # ms; no promise: a machine that does other things as well is slow

RESULTS = Path(__file__).resolve().parent.parent.parent / "test-results"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
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
def site(browser, transactional_db):
    """The address of the site as production serves it, page store and all. What a test does is gone after it."""
    cache.clear()  # it counts letters to an address, and its table is nobody's model
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def town(browser, django_db_setup, django_db_blocker):
    """The demonstration, for the pages that a module only reads; `town.site` is its address."""
    with django_db_blocker.unblock(), serving() as address:
        built = quillmouth.build()
        built.site, built.browser = address, browser
        yield built
        quillmouth.raze()


class Profiles:
    """Profiles of one browser, each as another person would have, and what went wrong in any of them."""

    def __init__(self, browser, site):
        self.browser, self.site = browser, site
        self.contexts, self.complaints = [], []

    def __call__(self, *, as_=None, **options):
        """A new profile: new_context(as_=user, viewport=…, java_script_enabled=False)."""
        context = self.browser.new_context(**{"base_url": self.site, "locale": "en-GB", **options})
        context.set_default_timeout(30_000)
        context.on("request", lambda request: self.watch(request))
        context.on("console", lambda message: self.note(message))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("response", lambda response: self.judge(response))
        if as_:
            context.add_cookies([session_of(as_, self.site)])
        self.contexts.append(context)
        return context

    def watch(self, request):
        """Nothing is asked of others. (To intercept requests would switch the browser's cache off.)"""
        if not is_ours(request.url):
            self.complaints.append(f"asked for {request.url}")

    def note(self, message):
        """Errors count, such as a breach of the content security policy; an answer of 4xx is judged below."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def judge(self, response):
        """A page may answer 4xx, which is for the test to judge; the files of a page may not."""
        broken = 500 if response.request.resource_type in ("document", "fetch", "xhr") else 400
        if response.status >= broken:
            self.complaints.append(f"{response.status} from {response.url}")

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def new_context(browser, site, request):
    profiles = Profiles(browser, site)
    yield profiles
    if getattr(request.node, "failed", False):
        keep_pictures(profiles.contexts, request.node.name)
    profiles.close()
    assert not profiles.complaints, profiles.complaints


@pytest.fixture
def page(new_context):
    return new_context().new_page()


@pytest.fixture
def visitor(town):
    """A page of somebody who comes to the town for the first time."""
    profiles = Profiles(town.browser, town.site)
    yield profiles().new_page()
    profiles.close()
    assert not profiles.complaints, profiles.complaints


def session_of(user, site) -> dict:
    """The cookie of somebody who has just signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": site}


def is_ours(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname in {"localhost", "127.0.0.1", "::1"}


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


@pytest.fixture(autouse=True)
def _django_db_marker(request):
    """In place of pytest-django's own: it would empty the town after each test."""
    if "town" not in request.fixturenames:
        request.getfixturevalue("transactional_db")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)  # for pytest-django to know that a database is wanted
