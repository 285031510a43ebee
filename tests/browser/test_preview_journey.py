"""A person without an account reads a clip by link, writes a note on a part of it, and approves it."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from articles.models import Fact
from articles.wording import content_hash
from curation.models import Approval, Note, PreviewLink
from tests.factories import make_article, make_user


@pytest.mark.parametrize("script", [True, False])
def test_a_person_without_an_account_notes_and_approves_by_link(new_context, script):
    ines = make_user("ines", role="editor")
    article = make_article("The heat under the quay", status="draft", by=ines, answers=1)
    anchor = article.key_facts.get().anchor
    desk = new_context(as_=ines, java_script_enabled=script).new_page()
    visitor = new_context(java_script_enabled=script).new_page()

    desk.goto(reverse("desk:together", args=[article.pk]))
    desk.get_by_text("Make a link").click()
    desk.get_by_label("For whom").fill("Dr. Maud Hale")
    desk.get_by_label("May approve").check()
    desk.get_by_role("button", name="Make the link").click()
    address = urlsplit(desk.get_by_label("Address for Dr. Maud Hale").input_value()).path

    assert visitor.goto(address).status == 200
    visitor.locator(f"#{anchor} summary", has_text="Write a note").click()
    visitor.locator(f"#{anchor} textarea").fill("The figure is of last year.")
    visitor.locator(f"#{anchor} button", has_text="Send").click()
    visitor.get_by_text("Your note is with the desk.").wait_for()
    note = Note.objects.get()
    desk.reload()
    thread = desk.locator(f"#note-{note.pk}")
    thread.locator("summary", has_text="Answer").click()
    thread.get_by_label("Your answer").fill("Thank you, it is mended.")
    thread.get_by_role("button", name="Answer").click()
    desk.locator(".note-answer", has_text="Thank you, it is mended.").wait_for()

    Fact.objects.update(text="The first phase connects 912 homes.")
    visitor.get_by_role("button", name="I approve these words").click()
    visitor.get_by_text("nothing was approved").wait_for()
    assert "912 homes" in visitor.locator(f"#{anchor}").inner_text()
    assert "Thank you, it is mended." in visitor.locator(f"#{anchor}").inner_text()
    visitor.get_by_role("button", name="I approve these words").click()
    visitor.get_by_text("You approved exactly these words").wait_for()

    assert Approval.objects.get().hash == content_hash(article)
    assert {cookie["name"] for cookie in visitor.context.cookies()} == {"csrftoken"}

    desk.reload()
    assert "Dr. Maud Hale" in desk.locator("#approvals").inner_text()
    desk.get_by_role("button", name="Take back the link").click()
    desk.get_by_text("Its address is gone from now on.").wait_for()
    assert visitor.goto(address).status == 410
    assert "heat under the quay" not in visitor.content()
    assert PreviewLink.objects.get().approvals.standing().count() == 0
