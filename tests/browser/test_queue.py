"""The queue by keyboard: two hundred cards, and what a moderator is told on the way."""

import time

import pytest
from django.db.models import Count
from playwright.sync_api import expect

from comments.models import Comment
from moderation import actions, claims, reasons
from moderation.models import Decision
from tests.browser.judging import too_wide
from tests.factories import make_article, make_comment, make_user

CARDS = 200


@pytest.fixture
def moderator(transactional_db):
    return make_user(role="moderator", display_name="Ines Tarrow")


def hold(count):
    """Straight into their places: to post two hundred by the verb would take longer than to judge them."""
    article, author = make_article(language="en"), make_user()
    first = make_comment(article, author=author, body="Held 0", held_because="pre")
    rows = []
    for n in range(1, count):
        row = Comment(article=article, author=author, status="held", held_because="pre", pk=first.pk + n)
        row.body, row.body_html, row.waits_since = f"Held {n}", f"<p>Held {n}</p>", first.waits_since
        row.take_place()
        rows.append(row)
    Comment.objects.bulk_create(rows)
    return first


def test_two_hundred_cards_are_cleared_by_keyboard(new_context, moderator):
    reasons.install()
    hold(CARDS)
    page = new_context(as_=moderator).new_page()
    page.goto("/moderation/")

    page.keyboard.press("j")
    began = time.monotonic()
    for number in range(CARDS):
        card = page.locator("[data-card][data-current]:not([data-sending])", has_text=f"Held {number}")
        expect(card.locator(".card")).to_be_focused()
        if number % 4:
            page.keyboard.press("a")
        else:
            page.keyboard.press("r")
            page.keyboard.press("4")
            page.keyboard.press("Enter")
    expect(page.locator("[data-card]")).to_have_count(0, timeout=120_000)  # the last are on their way
    seconds = (time.monotonic() - began) / CARDS
    print(f"{seconds:.2f} s a card")

    outcomes = dict(Decision.objects.order_by().values_list("outcome").annotate(Count("pk")))
    assert outcomes == {"approved": 150, "removed": 50}
    assert set(Decision.objects.filter(outcome="removed").values_list("rule", flat=True)) == {"4"}
    assert all(Decision.objects.filter(outcome="removed").values_list("words", flat=True))
    assert Comment.objects.held().count() == 0
    assert seconds < 3  # 200 in ten minutes, by a hand that needs no time to read


def test_keys_move_take_back_and_can_be_switched_off(new_context, moderator):
    hold(3)
    other = make_user(role="moderator", display_name="Petra Ashlock")
    comments = list(Comment.objects.order_by("pk"))
    page = new_context(as_=moderator).new_page()
    page.goto("/moderation/")
    claims.take(comments[1], by=other)
    current = page.locator("[data-card][data-current]")

    page.keyboard.press("j")
    expect(current).to_contain_text("Held 0")
    page.keyboard.press("j")
    expect(page.locator(f"#card-{comments[1].pk} .flash")).to_contain_text("Petra Ashlock has this card")
    expect(current).to_contain_text("Held 2")
    page.keyboard.press("k")
    expect(current).to_contain_text("Held 0")
    page.keyboard.press("a")
    expect(page.locator("#queue-said")).to_contain_text("Approved the comment")
    page.keyboard.press("u")
    expect(page.locator("#queue-said")).to_contain_text("Taken back")
    expect(current).to_contain_text("Held 0")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next card")
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("j")

    expect(current).to_contain_text("Held 0")
    assert Comment.objects.held().count() == 3


def test_what_everybody_reads_is_held_by_key_with_a_reason(new_context, moderator):
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")
    page = new_context(as_=moderator).new_page()
    page.goto("/moderation/")

    page.keyboard.press("j")
    page.keyboard.press("h")
    expect(page.get_by_role("button", name="Remove", exact=True)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Name the rule, or say why")
    page.keyboard.press("2")
    page.keyboard.press("Enter")

    expect(page.locator(".decided")).to_contain_text("is held")
    assert (Decision.objects.get().outcome, Decision.objects.get().rule) == ("held", "2")


def test_without_script_one_card_after_the_other_is_decided(new_context, moderator):
    hold(2)
    page = new_context(as_=moderator, java_script_enabled=False).new_page()

    page.goto("/moderation/next/")
    expect(page.locator(".card")).to_contain_text("Held 0")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".card")).to_contain_text("Held 1")
    page.locator(".because summary").click()
    page.get_by_label("Rule 4").check()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator("h1")).to_have_text("No card left")
    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".card")).to_contain_text("Held 1")
    assert Comment.objects.get(body="Held 1").status == "held"


def test_reading_a_person_first_is_no_decision_about_the_card(new_context, moderator):
    comment = hold(1)
    page = new_context(as_=moderator).new_page()
    page.goto("/moderation/")

    page.get_by_text("Read their comments first").click()
    page.get_by_label("The rule", exact=True).select_option("4")
    page.get_by_label("Why (the person reads it, and may appeal)").fill("Three links in a day.")
    page.get_by_role("button", name="Read them first").click()

    expect(page.get_by_text("reads the comments of")).to_be_visible()
    assert comment.author.__class__.objects.get(pk=comment.author_id).read_first
    assert Comment.objects.get().status == "held"


def test_a_name_of_one_long_word_stays_on_its_card(new_context, moderator):
    comment = make_comment(author=make_user(display_name="Rindfleischetikettierung" * 2), held_because="pre")
    page = new_context(as_=moderator).new_page()

    wide = []
    for path in ("/moderation/", f"/moderation/{comment.pk}/"):
        page.goto(path)
        wide += too_wide(page, 1280) + too_wide(page, 320)

    assert wide == []
