"""The inbox without a mouse: from a feed's lead to a published clip, and all that a key can do."""

import re

import pytest
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import expect

from articles.models import Article
from curation import tasks
from curation.models import Feed, Lead
from tests.curation.sources import page as source_page
from tests.curation.test_feed_reading import item, rss
from tests.factories import attempt, make_category, make_feed, make_lead, make_user


@pytest.fixture
def ines(new_context):
    make_category("Town Hall")
    ines = make_user("ines", role="editor", display_name="Ines Tarrow")
    return new_context(as_=ines).new_page()


@pytest.fixture
def courier(httpserver, settings):
    """A publisher whose feed tells one story, and the page of that story."""
    settings.FETCH_ALLOW_PRIVATE = True
    story = httpserver.url_for("/tide-heat")
    httpserver.expect_request("/feed").respond_with_data(
        rss(item("Council takes the plunge on tide heat", "/tide-heat"), item("Weather", "/weather")),
        content_type="application/rss+xml",
    )
    httpserver.expect_request("/tide-heat").respond_with_data(source_page(url=story), content_type="text/html")
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver


def work():
    """What the worker would do with the jobs in the queue."""
    for job in DBTaskResult.objects.ready():
        name = job.task_path.rpartition(".")[2]
        context = [attempt()] if name == "work_on_lead" else []
        getattr(tasks, name).func(*context, *job.args_kwargs["args"])
        job.delete()


def tab_to(page, name, most=400):
    """Go on by the Tab key until the focus is on what is called so."""
    label = "(e => (e.getAttribute('aria-label') || e.innerText || e.value || '').trim())(document.activeElement)"
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(label) == name:
            return
    raise AssertionError(f"{most} stops on, {name} is not reached.")


def test_from_a_feeds_lead_to_a_published_clip_by_keyboard_alone(ines, courier):
    make_feed(courier.url_for("/feed"))
    tasks.poll_due_feeds()
    work()
    keyboard = ines.keyboard
    ines.goto("/desk/")

    for _ in range(9):  # to the inbox, by the navigation of the desk
        keyboard.press("Tab")
        if "Inbox" in ines.evaluate("document.activeElement.innerText"):
            break
    keyboard.press("Enter")
    expect(ines.locator(".inbox-lead")).to_have_count(2)
    expect(ines.locator("#keys")).to_be_visible()  # the keys are at work
    keyboard.press("j")
    expect(ines.locator(".inbox-lead:focus h2")).to_have_text("Council takes the plunge on tide heat")
    keyboard.press("a")
    expect(ines.locator(".inbox-lead:focus .with")).to_have_text("With you")
    keyboard.press("Enter")
    ines.wait_for_url(re.compile("/desk/leads/"))
    work()
    ines.wait_for_url(re.compile(r"/desk/\d+/$"), timeout=15_000)
    tab_to(ines, "Publish…")
    keyboard.press("Enter")
    ines.wait_for_url(re.compile("/publish/"))
    for place in [note.get_attribute("id") for note in ines.locator("textarea[id^=note-]").all()]:
        tab_to_field(ines, place)
        keyboard.type("Read beside its source.")
    tab_to(ines, "Publish")
    keyboard.press("Enter")
    ines.wait_for_url(lambda address: "/publish/" not in address)

    article = Article.objects.get()
    assert article.status == "published"
    assert article.leads.get().feed == Feed.objects.get()


def tab_to_field(page, name):
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == name:
            return
    raise AssertionError(name)


def test_every_key_does_what_its_button_does(ines):
    for title in ("Third", "Second", "First"):
        make_lead(title)
    press = ines.keyboard.press
    ines.goto("/desk/inbox/")
    here = ines.locator(".inbox-lead:focus")

    press("j")
    press("j")
    press("k")
    expect(here.locator("h2")).to_have_text("First")
    press("s")
    expect(here.locator(".starred")).to_be_visible()
    press("m")
    expect(here.locator(".unread")).to_have_count(0)
    expect(ines.locator("#inbox-count")).to_contain_text("2")
    press("d")
    expect(here.locator("h2")).to_have_text("Second")
    expect(ines.locator(".inbox-lead[data-state=dismissed]")).to_contain_text("First")
    press("u")
    expect(here.locator("h2")).to_have_text("First")
    press("?")
    expect(ines.locator("#keys dl")).to_be_visible()

    first = Lead.objects.get(title="First")
    assert (first.state, first.starred, bool(first.read_at)) == ("new", True, True)


def test_keys_are_letters_again_in_a_field_and_when_they_are_switched_off(ines):
    make_lead("First")
    ines.goto("/desk/inbox/")

    ines.locator("#q").focus()
    ines.keyboard.type("jdjd")
    ines.keyboard.press("Escape")
    ines.locator("#keys summary").focus()
    ines.keyboard.press("Enter")
    ines.keyboard.press("Tab")
    ines.keyboard.press("Space")
    ines.reload()
    ines.keyboard.press("j")
    ines.keyboard.press("d")

    assert ines.locator(".inbox-lead:focus").count() == 0
    assert Lead.objects.get().state == "new"


def test_the_second_who_claims_is_told_in_the_row(ines):
    lead = make_lead("First")
    ines.goto("/desk/inbox/")
    lead.hand_to(make_user("otto", role="editor", display_name="Otto Brandreth"))

    ines.keyboard.press("j")
    ines.keyboard.press("a")

    expect(ines.locator(".inbox-lead [role=alert]")).to_contain_text("Otto Brandreth has it already")
    expect(ines.locator(".inbox-lead .with")).to_have_text("With Otto Brandreth")
