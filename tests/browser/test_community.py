"""Voting, following and hearing of it, as people do: with script in place, and without script by whole pages."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments import telling
from comments.models import Comment
from tests.browser.judging import too_wide, violations
from tests.factories import make_article, make_comment, make_user


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_votes_takes_it_back_follows_and_hears_what_is_new(new_context, script):
    article, reader = make_article(), make_user("maud")
    comment = make_comment(article)
    page = new_context(as_=reader, java_script_enabled=script).new_page()
    page.goto(article.get_absolute_url())
    votes = page.locator(f"#votes-{comment.pk}")

    votes.get_by_role("button", name="Helpful: 0. Vote for this comment", exact=True).click()
    expect(votes.get_by_role("button", pressed=True)).to_have_accessible_name(
        "Helpful: 1. Take your vote for this comment back"
    )
    votes.get_by_role("button", pressed=True).click()
    expect(votes.get_by_role("button", pressed=True)).to_have_count(0)
    votes.get_by_role("button", name="Not helpful: 0. Vote against this comment").click()
    expect(votes.get_by_role("button", pressed=True)).to_have_count(1)
    page.get_by_role("button", name="Follow this conversation").click()
    expect(page.get_by_role("button", name="You follow this conversation")).to_be_visible()
    telling.tell_of.call(make_comment(article, author=make_user(display_name="Edda Marsh")).pk)
    page.goto("/accounts/notices/")
    page.get_by_role("link", name="Edda Marsh commented on").click()

    expect(page).to_have_url(re.compile(rf"{article.get_absolute_url()}.*#comment-{comment.pk + 1}$"))
    expect(page.locator(".masthead [data-mark=new]")).to_have_count(0)
    assert Comment.objects.values_list("ups", "downs").get(pk=comment.pk) == (0, 1)


def test_the_keyboard_stays_on_the_vote(new_context):
    comment = make_comment()
    page = new_context(as_=make_user()).new_page()
    page.goto(comment.article.get_absolute_url())

    page.locator(f"#up-{comment.pk}").focus()
    page.keyboard.press("Enter")

    expect(page.locator(f"#up-{comment.pk}")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#up-{comment.pk}")).to_be_focused()


def test_the_keyboard_stays_with_the_conversation_that_is_muted(new_context):
    comment = make_comment()
    page = new_context(as_=make_user()).new_page()
    page.goto(comment.article.get_absolute_url())

    page.get_by_role("button", name="Hear nothing of it").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Hear of answers again")).to_be_focused()


@pytest.mark.parametrize("script", [True, False])
def test_what_became_of_muting_a_thread_is_in_sight_where_the_page_opens(new_context, script):
    article = make_article()
    comments = [make_comment(article, body="One line.\n\nAnd another.") for _ in range(9)]
    page = new_context(
        as_=make_user(), java_script_enabled=script, viewport={"width": 360, "height": 640}, reduced_motion="reduce"
    ).new_page()
    page.goto(article.get_absolute_url())
    last = page.locator(f"#comment-{comments[-1].pk}")

    last.locator("summary", has_text="More").click()
    last.get_by_role("button", name="Mute this thread").click()

    expect(page).to_have_url(re.compile(rf"#comment-{comments[-1].pk}$"))
    expect(page.get_by_text("You hear nothing of this conversation any more")).to_be_in_viewport(ratio=1)
    expect(last.locator("header")).to_be_in_viewport(ratio=1)
    said, head = page.locator(".flashes").bounding_box(), last.locator("header").bounding_box()
    assert said["y"] + said["height"] <= head["y"]


def test_the_keyboard_goes_to_what_is_wrong_with_a_comment(new_context):
    article = make_article()
    page = new_context(as_=make_user()).new_page()
    page.goto(article.get_absolute_url())

    page.get_by_label("Leave a comment").fill("*" * 5000)
    page.get_by_role("button", name="Post").press("Enter")

    expect(page.get_by_label("Leave a comment")).to_be_focused()
    expect(page.get_by_label("Leave a comment")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_long_names_tags_and_lines_of_code_stay_within_a_narrow_page(new_context, language):
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbaubeamt"[:60]
    article = make_article(word * 2, tags=[word], language=language)
    comment = make_comment(article, author=make_user(display_name=word), body=f"    {'ab ' * 99}\n\n1. {word * 2}")
    make_comment(parent=comment)
    page = new_context(as_=make_user()).new_page()

    wide = []
    for path in ("/", "/tags/", article.tags.get().get_absolute_url(), article.get_absolute_url()):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        wide += too_wide(page, 320)

    assert wide == []


def test_answered_questions_and_the_banner_of_a_deletion_keep_the_rules_of_axe(new_context):
    article = make_article(comments_mode="questions")
    question = make_comment(article, kind="question")
    question.answer_with(make_comment(parent=question, author=article.created_by))
    page = new_context(as_=make_user(delete_at=timezone.now() + timedelta(hours=9), delete_how="erase")).new_page()
    page.goto(article.get_absolute_url())

    expect(page.get_by_role("link", name="Question, answered")).to_be_visible()
    expect(page.get_by_role("button", name="Keep my account")).to_be_visible()
    assert violations(page) == {"light": [], "dark": []}
