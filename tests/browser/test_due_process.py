"""From a removal to its reinstatement, as four people go through it; without script, as everything here works."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment, Vote
from tests.factories import make_comment, make_user


@pytest.fixture
def signed_in(new_context):
    return lambda user: new_context(as_=user, java_script_enabled=False).new_page()


def test_a_comment_is_removed_appealed_and_put_back_by_somebody_else(signed_in):
    first, second = make_user("ines", role="moderator"), make_user("petra", role="moderator", display_name="Petra")
    comment = make_comment(author=make_user("maud"), body="Nine days is not a frost.", held_because="pre")
    comment.approve()
    make_comment(parent=comment, body="Ten would be.")
    Vote.objects.create(comment=comment, by=second, value=1)
    Comment.objects.filter(pk=comment.pk).update(ups=1)
    comment.hold("looked at")

    queue = signed_in(first)
    queue.goto("/moderation/")
    queue.locator(f"#card-{comment.pk} summary", has_text="Remove").click()
    queue.locator(f"#card-{comment.pk}").get_by_label("Rule 2").check()
    queue.locator(f"#words-{comment.pk}").fill("Please do not attack frosts.")
    queue.locator(f"#card-{comment.pk}").get_by_role("button", name="Remove", exact=True).click()
    expect(queue.locator(".flash", has_text="Removed")).to_be_visible()

    author = signed_in(comment.author)
    author.goto(f"/comments/{comment.pk}/")
    author.get_by_role("link", name="Read the reasons, or appeal").click()
    expect(author.locator(".reasons")).to_contain_text("Please do not attack frosts.")
    author.get_by_label("Why is the decision wrong?").fill("I like frosts.")
    author.get_by_role("button", name="Appeal").click()
    expect(author.locator("#appeal")).to_contain_text("The answer is promised by")

    queue.goto("/moderation/appeals/")
    expect(queue.locator(".case")).to_contain_text("Nobody judges their own decision")
    judge = signed_in(second)
    judge.goto("/moderation/appeals/")
    judge.get_by_role("link", name=re.compile("^Decide")).click()
    refused = queue.goto(judge.url.removeprefix(judge.url.split("/moderation/")[0]))
    assert refused.status == 403
    judge.get_by_label("The decision is taken back").check()
    judge.get_by_label("Why (the author reads it)").fill("Frosts are not persons.")
    judge.get_by_role("button", name="Decide").click()
    expect(judge.locator(".flash", has_text="The author has been told")).to_be_visible()

    author.goto(f"/comments/{comment.pk}/")
    back = author.locator(f"#branch-{comment.pk}")
    expect(back).to_contain_text("Nine days is not a frost.")
    expect(back).to_contain_text("Ten would be.")
    comment.refresh_from_db()
    assert (comment.ups, comment.votes.count(), comment.replies_below) == (1, 1, 1)
    author.goto(judge_statement(comment))
    expect(author.locator("#appeal")).to_contain_text("Frosts are not persons.")


def judge_statement(comment):
    return comment.decisions.filter(outcome="removed").get().get_absolute_url()


def test_a_moderator_reads_the_letter_before_a_limit_is_decided(signed_in):
    person = make_user("maud", display_name="Maud Fenn")
    page = signed_in(make_user("ines", role="moderator"))
    page.goto("/moderation/people/maud/")

    page.get_by_label("Suspension", exact=True).check()
    page.get_by_label("Rule 4").check()
    page.get_by_label("Why (the person reads it)").fill("Ten advertisements today.")
    page.get_by_role("button", name="Show the letter first").click()
    expect(page.locator(".letter")).to_contain_text("Ten advertisements today.")
    assert not person.sanctions.exists()
    page.get_by_role("button", name="Decide and send").click()

    expect(page.locator(".flash", has_text="until")).to_be_visible()
    assert person.sanctions.get().kind == "suspend"


def test_the_report_is_as_narrow_as_the_page_with_letters_twice_as_large(new_context):
    make_comment(held_because="pre").approve()
    page = new_context(viewport={"width": 360, "height": 640}).new_page()
    page.goto(f"/transparency/{timezone.now().year}/")

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    tables = [table.bounding_box() for table in page.locator("table").all()]
    assert tables
    assert all(table["x"] >= 0 and table["x"] + table["width"] <= 360 for table in tables)
