"""The editor with its script: words are kept while they are typed, and two editors lose nothing."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Session
from articles.models import Article
from curation.models import WorkingCopy
from tests.browser.conftest import session_of
from tests.browser.editor import KEPT, kept, save, state
from tests.factories import make_article, make_user


@pytest.fixture
def ines(transactional_db):
    return make_user("ines", role="editor")


@pytest.fixture
def open_clip(new_context):
    """The edit page of a clip, in a profile of somebody's own."""

    def open_clip(article, as_, **options):
        page = new_context(as_=as_, **options).new_page()
        page.goto(reverse("desk:edit", args=[article.pk]))
        return page

    return open_clip


@pytest.fixture
def draft(ines):
    return make_article("Heat", status="draft", by=ines, facts=2)


def test_what_is_typed_is_kept_without_a_save(open_clip, draft, ines):
    page = open_clip(draft, ines)

    page.get_by_label("Headline").fill("Heat from the tide")
    expect(state(page)).to_have_text(KEPT)

    assert kept(draft) == "Heat from the tide"
    assert Article.objects.get().title == "Heat"


def test_long_typing_without_a_rest_is_kept_every_two_seconds(open_clip, draft, ines):
    page = open_clip(draft, ines)

    with page.expect_response(lambda answer: "working-copy" in answer.url, timeout=30_000):
        page.get_by_label("Standfirst").press_sequentially("word " * 30, delay=25, timeout=30_000)

    expect(state(page)).to_have_text(KEPT)


def test_a_closed_tab_loses_nothing(open_clip, draft, ines):
    page = open_clip(draft, ines)
    page.get_by_label("Headline").fill("Typed just before closing")

    page.close(run_before_unload=False)
    again = open_clip(draft, ines)
    with_words = again.get_by_role("link", name="Take it up")
    for _ in range(20):  # the last words may still be on their way
        if with_words.count():
            break
        again.reload()
    with_words.click()

    expect(again.get_by_label("Headline")).to_have_value("Typed just before closing")


def test_words_of_another_day_are_offered_with_what_differs_and_may_be_thrown_away(open_clip, draft, ines):
    page = open_clip(draft, ines)
    page.get_by_label("Headline").fill("Heat from the tide")
    expect(state(page)).to_have_text(KEPT)

    page.reload()
    page.locator("#offer summary").click()
    expect(page.locator("#offer ins")).to_have_text("from the tide")
    page.get_by_role("button", name="Throw it away").click()

    expect(page.locator("#offer")).to_have_count(0)
    expect(page.get_by_label("Headline")).to_have_value("Heat")


def test_saving_leaves_no_working_copy(open_clip, draft, ines):
    page = open_clip(draft, ines)
    page.get_by_label("Headline").fill("Heat from the tide")
    expect(state(page)).to_have_text(KEPT)

    save(page)
    expect(state(page)).to_have_text(re.compile("^Saved"))
    page.reload()

    assert not WorkingCopy.objects.held().exists()
    expect(page.locator("#offer, .offer")).to_have_count(0)


NO_LAST_WORDS = """const send = fetch;
window.fetch = (address, more) => more?.keepalive ? Promise.reject(new TypeError()) : send(address, more);"""


def test_words_that_the_server_never_got_are_offered_after_a_reload(open_clip, draft, ines):
    """The server is dead while somebody types and closes the window; later it is back."""
    page = open_clip(draft, ines)
    page.evaluate(NO_LAST_WORDS)  # those of a page that goes away pass by the route
    page.route("**/working-copy/", lambda route: route.abort())
    page.get_by_label("Headline").fill("Typed against a dead server")
    expect(state(page)).to_contain_text("the server does not answer. Your words are kept in this browser.")

    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.unroute("**/working-copy/")
    page.goto(reverse("desk:edit", args=[draft.pk]))
    page.get_by_role("button", name="Take them").click()

    expect(page.get_by_label("Headline")).to_have_value("Typed against a dead server")
    expect(state(page)).to_have_text(KEPT)
    assert kept(draft) == "Typed against a dead server"


def test_a_server_that_comes_back_gets_what_it_missed(open_clip, draft, ines):
    page = open_clip(draft, ines)
    page.route("**/working-copy/", lambda route: route.abort())
    page.get_by_label("Headline").fill("Typed meanwhile")
    expect(state(page)).to_contain_text("the server does not answer")

    page.unroute("**/working-copy/")
    expect(state(page)).to_have_text(KEPT)

    assert kept(draft) == "Typed meanwhile"


def test_nobody_else_is_offered_the_words_in_this_browser(new_context, draft, ines, site):
    context = new_context(as_=ines)
    page = context.new_page()
    page.goto(reverse("desk:edit", args=[draft.pk]))
    page.route("**/working-copy/", lambda route: route.abort())
    page.get_by_label("Headline").fill("Private words")
    expect(state(page)).to_contain_text("kept in this browser")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")

    context.add_cookies([session_of(make_user("edda", role="editor"), site)])
    page.goto(reverse("desk:edit", args=[draft.pk]))
    expect(page.locator("#frames [role=group]")).to_be_visible()

    expect(page.locator(".offer")).to_have_count(0)


def test_an_expired_session_keeps_the_words_and_goes_on_after_signing_in(new_context, draft, ines, site):
    context = new_context(as_=ines)
    page = context.new_page()
    page.goto(reverse("desk:edit", args=[draft.pk]))
    Session.objects.all().delete()
    page.get_by_label("Headline").fill("Typed while signed out")
    expect(state(page)).to_contain_text("you are signed out. Your words are kept in this browser. Sign in")

    save(page)
    expect(page.get_by_label("Headline")).to_have_value("Typed while signed out")
    context.clear_cookies()  # a new token comes with the new session
    context.add_cookies([session_of(ines, site)])
    expect(state(page)).to_have_text(KEPT, timeout=20_000)
    save(page)
    expect(state(page)).to_have_text(re.compile("^Saved"))

    assert Article.objects.get().title == "Typed while signed out"
    new_context.complaints.clear()  # htmx says on the console that the first save was refused


def test_signing_in_in_the_same_window_leads_back_to_the_words(new_context, draft, ines, site):
    context = new_context(as_=ines)
    page = context.new_page()
    page.goto(reverse("desk:edit", args=[draft.pk]))
    Session.objects.all().delete()
    page.get_by_label("Headline").fill("Typed while signed out")
    expect(state(page)).to_contain_text("signed out")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert "/accounts/login/" in page.url

    context.add_cookies([session_of(ines, site)])
    page.goto(reverse("desk:edit", args=[draft.pk]))
    page.get_by_role("button", name="Take them").click()

    expect(page.get_by_label("Headline")).to_have_value("Typed while signed out")


def test_others_who_have_the_clip_open_are_named(open_clip, draft, ines):
    first = open_clip(draft, ines)
    first.get_by_label("Headline").fill("Typing")
    expect(state(first)).to_have_text(KEPT)

    second = open_clip(draft, make_user("edda", role="editor"))

    expect(second.locator("#others")).to_contain_text(
        re.compile(r"ines has this clip open since \d\d:\d\d and is typing")
    )
    second.get_by_label("Standfirst").fill("Me too.")
    expect(state(second)).to_have_text(KEPT)
    first.get_by_label("Standfirst").fill("And I.")
    expect(first.locator("#others")).to_contain_text("edda has this clip open")


def test_whoever_types_learns_that_the_clip_was_saved_by_somebody_else(open_clip, draft, ines):
    first, second = open_clip(draft, ines), open_clip(draft, make_user("edda", role="editor"))
    first.get_by_label("Headline").fill("Saved first")
    save(first)
    expect(state(first)).to_have_text(re.compile("^Saved"))

    second.get_by_label("Standfirst").fill("Later words.")

    expect(second.locator("#meanwhile")).to_contain_text(re.compile(r"ines saved this clip at \d\d:\d\d"))


def test_two_windows_of_one_person_do_not_write_over_each_other(new_context, draft, ines):
    context = new_context(as_=ines)
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(reverse("desk:edit", args=[draft.pk]))
    first.get_by_label("Headline").fill("In the first window")
    expect(state(first)).to_have_text(KEPT)

    second.get_by_label("Standfirst").fill("In the second window")
    expect(state(second)).to_contain_text("in another window")
    save(second)
    expect(state(second)).to_have_text(re.compile("^Saved"))

    assert kept(draft) == "In the first window"
    save(first)
    expect(first.locator("#conflict")).to_contain_text("are one already")
    save(first)
    expect(state(first)).to_have_text(re.compile("^Saved"))
    article = Article.objects.get()
    assert (article.title, article.standfirst) == ("In the first window", "In the second window")


def test_what_is_typed_while_a_save_is_under_way_stays(open_clip, draft, ines):
    page = open_clip(draft, ines)
    held = []
    page.route(f"**{reverse('desk:edit', args=[draft.pk])}", lambda route: held.append(route))
    page.get_by_label("Headline").fill("Saved words")
    save(page)
    page.wait_for_function("'busy' in document.getElementById('bench').dataset")

    page.get_by_label("Standfirst").fill("Typed meanwhile")
    held[0].continue_()
    expect(page.locator(".bench-bar h1")).to_have_text("Saved words")

    expect(page.get_by_label("Standfirst")).to_have_value("Typed meanwhile")
    expect(state(page)).to_have_text(KEPT)
    assert kept(draft, "standfirst") == "Typed meanwhile"
