"""Notes and approvals through a preview link, by somebody without an account."""

import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry
from articles.models import Fact
from articles.wording import content_hash
from curation.desk import linking, noting
from curation.models import Approval, Note
from tests.curation.preview_links import TITLE, link_to, read, write
from tests.factories import make_article, make_user
from tests.markup import select, texts, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines():
    return make_user("ines", role="editor")


@pytest.fixture
def article(ines):
    return make_article(TITLE, status="draft", by=ines, standfirst="Slowly.", background="Since 1931.", answers=1)


def test_a_note_stands_under_its_part_and_reaches_the_desk(client, article, ines):
    link, address = link_to(article, ines)
    fact = article.key_facts.get()

    response = write(client, address, part=fact.anchor, body="Ask <b>again</b>\nplease")
    page = client.get(response["Location"])

    note = Note.objects.get()
    assert (note.part, note.link, note.by) == (fact.anchor, link, None)
    assert response["Location"].endswith(f"?said=note#note-{note.pk}")
    assert texts(page, f"#{fact.anchor} .note-text") == ["Ask <b>again</b> please"]
    assert "Your note is with the desk." in page.content.decode()
    assert AuditEntry.objects.get(verb="note").data["name"] == "Dr. Maud Hale"


def test_every_part_has_a_form_of_its_own(client, article, ines):
    page = client.get(link_to(article, ines)[1])

    parts = {field.attrs["value"] or "" for field in select(page, ".beside input[name=part]")}

    anchors = {row.anchor for row in [*article.key_facts.all(), *article.answers.all()]}
    assert parts == {"", "title", "standfirst", "body", "background"} | anchors
    ids = re.findall(r'\bid="([^"]+)"', page.content.decode())
    assert len(ids) == len(set(ids))


def test_the_same_note_sent_twice_is_kept_once(client, article, ines):
    _link, address = link_to(article, ines)

    for body in ("Once.", "Once.", "Other words."):
        write(client, address, body)

    assert [note.text for note in Note.objects.all()] == ["Once.", "Other words."]


def test_a_link_sees_its_own_notes_and_their_answers_and_no_others(client, article, ines):
    (own, address), (other, _) = link_to(article, ines), link_to(article, ines)
    mine = noting.write(article, "Mine.", link=own)
    noting.write(article, "Answer of the desk.", by=ines, answers=mine)
    noting.write(article, "Of another link.", link=other)
    noting.write(article, "Among ourselves.", by=ines, part="title")

    page = read(client, address)

    assert "Mine." in page
    assert "Answer of the desk." in page
    assert "Of another link." not in page
    assert "Among ourselves." not in page


def test_the_desk_answers_without_its_names(client, ines):
    article = make_article(status="draft")
    link, address = link_to(article, ines)
    noting.write(article, "Thank you.", by=ines, answers=noting.write(article, "Mine.", link=link))

    page = read(client, address)

    assert "The desk" in page
    assert "ines" not in page


@pytest.mark.parametrize("of", ["the desk", "another link", "another clip"])
def test_nobody_answers_what_they_do_not_see(client, article, ines, of):
    _link, address = link_to(article, ines)
    elsewhere = make_article(status="draft") if of == "another clip" else article
    note = noting.write(
        elsewhere, "Not yours.", **({"by": ines} if of == "the desk" else {"link": link_to(elsewhere, ines)[0]})
    )

    response = write(client, address, answers=note.pk)

    assert response.status_code == 404
    assert Note.objects.count() == 1


def test_an_answer_through_the_link_opens_the_note_again(client, article, ines):
    link, address = link_to(article, ines)
    note = noting.write(article, "Mine.", link=link)
    noting.settle(note, by=ines)

    write(client, address, "Not quite.", answers=note.pk)

    note.refresh_from_db()
    assert note.resolved_at is None
    assert note.answered_by.get().text == "Not quite."


@pytest.mark.parametrize(
    ("body", "sentence"), [("  ", "Write something first."), ("x" * 2001, "at most 2,000"), ("a\0b", "Null characters")]
)
def test_a_note_that_cannot_be_taken_comes_back_where_it_was_written(client, article, ines, body, sentence):
    _link, address = link_to(article, ines)

    response = write(client, address, body, part="standfirst")

    assert response.status_code == 422
    (opened,) = select(response, "details.writing[open]")
    assert sentence in words(opened)
    assert words(opened.query("textarea")[0]) == body.replace("\0", "\ufffd").strip()
    assert not Note.objects.exists()


def test_what_is_too_long_for_a_part_that_went_meanwhile_comes_back_too(client, article, ines):
    _link, address = link_to(article, ines)

    response = write(client, address, "x" * 2001, part="fact-gone")

    assert "x" * 2001 in response.content.decode()


def test_a_link_writes_as_much_as_fits_into_ten_minutes(client, article, ines):
    _link, address = link_to(article, ines)

    with time_machine.travel(timezone.now(), tick=False) as clock:
        answers = [write(client, address, f"Note {n}") for n in range(noting.NOTES_IN_TIME + 1)]
        clock.shift(601)
        later = write(client, address, "Later")

    assert [answer.status_code for answer in answers] == [302] * noting.NOTES_IN_TIME + [429]
    assert "as many notes as fit" in answers[-1].content.decode()
    assert f"Note {noting.NOTES_IN_TIME}" in answers[-1].content.decode()
    assert later.status_code == 302


def test_the_words_on_the_page_are_approved(client, article, ines):
    link, address = link_to(article, ines)
    words = select(client.get(address), "#approve input[name=words]")[0].attrs["value"]

    response = client.post(f"{address}approve/", {"words": words}, follow=True)
    again = client.post(f"{address}approve/", {"words": words})

    approval = Approval.objects.get()
    assert (approval.link, approval.hash, again.status_code) == (link, content_hash(article), 302)
    assert "You approved exactly these words" in response.content.decode()


def test_who_approves_what_changed_meanwhile_is_told_and_sees_the_new_words(client, article, ines):
    _link, address = link_to(article, ines)
    words = select(client.get(address), "#approve input[name=words]")[0].attrs["value"]
    Fact.objects.update(text="It connects 901 homes.")

    response = client.post(f"{address}approve/", {"words": words})

    assert response.status_code == 409
    assert "nothing was approved" in response.content.decode()
    assert "It connects 901 homes." in response.content.decode()
    assert not Approval.objects.exists()
    assert select(response, "#approve input[name=words]")[0].attrs["value"] == content_hash(article)


def test_an_approval_is_taken_back_through_its_link(client, article, ines):
    (_, address), (other, _) = link_to(article, ines), link_to(article, ines)
    words = {"words": content_hash(article)}
    client.post(f"{address}approve/", words)
    client.post(linking.address_of(other).removeprefix("http://127.0.0.1:8000") + "approve/", words)

    client.post(f"{address}take-back/", words)

    assert [approval.link for approval in Approval.objects.standing()] == [other]


@pytest.mark.parametrize(("option", "verb"), [("may_comment", "note"), ("may_approve", "approve")])
def test_a_link_does_what_it_may_and_no_more(client, article, ines, option, verb):
    _link, address = link_to(article, ines, **{option: False})

    page = read(client, address)
    response = client.post(f"{address}{verb}/", {"body": "All the same.", "words": content_hash(article)})

    assert f"{address}{verb}/" not in page
    assert response.status_code == 404
    assert not Note.objects.exists()
    assert not Approval.objects.exists()


def test_a_form_without_its_token_is_not_taken(article, ines):
    _link, address = link_to(article, ines)
    careful = Client(enforce_csrf_checks=True)
    token = select(careful.get(address), "#approve input[name=csrfmiddlewaretoken]")[0].attrs["value"]

    without = write(careful, address)
    with_it = write(careful, address, csrfmiddlewaretoken=token)

    assert (without.status_code, with_it.status_code) == (403, 302)
    assert "The figure is of last year." in without.content.decode()
