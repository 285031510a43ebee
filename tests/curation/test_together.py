"""Notes, assignments and review: what people at the desk say to each other about a clip."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from articles.models import Article
from articles.models.article import AlreadySettled
from articles.wording import content_hash
from curation.desk import approving, noting, reviewing
from curation.desk.people import called_in, curators
from curation.desk.reviewing import AssignedMeanwhile
from curation.models import Note
from tests.accounts.letterbox import letters, link_in
from tests.factories import make_article, make_user
from tests.markup import select, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_letters_before(settings):
    """Redis has a clock of its own, which no test can move."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def maud():
    return make_user("maud", role="editor", language="de")


@pytest.fixture
def article(ines):
    return make_article("Heat", status="draft", by=ines, answers=1)


def page_of(article):
    return reverse("desk:together", args=[article.pk])


def send(client, name, article, *more, **said):
    return client.post(reverse(f"desk:{name}", args=[article.pk, *more]), said, follow=True)


def status(article):
    return Article.objects.get(pk=article.pk).status


def said(response):
    return " ".join(texts(response, ".flash"))


# Notes


def test_notes_are_listed_by_part_in_the_order_of_the_page(client, article):
    answer, fact = article.answers.quick().get(), article.key_facts.get()
    for part in (answer.anchor, fact.anchor, "fact-gone", "title", ""):
        send(client, "note", article, body=f"On {part}", part=part, key="k")

    headings = texts(client.get(page_of(article)), "#notes > h3")

    assert headings == [
        "The whole clip", "Headline", "Fact 1: Homes 0", "How many homes are reached?", "A part that is gone"
    ]  # fmt: skip


def test_a_note_is_answered_settled_and_opened_again(client, article, ines):
    send(client, "note", article, body="Is it 900?", part="title", key="k")
    note = Note.objects.get()

    send(client, "note", article, body="It is.", answers=note.pk, key="k")
    settled = send(client, "note-settle", article, note.pk)
    late = send(client, "note-settle", article, note.pk)
    opened = send(client, "note-reopen", article, note.pk)

    answer = note.answered_by.get()
    assert (answer.text, answer.part) == ("It is.", "title")
    assert "settled by ines" in settled.content.decode()
    assert "Somebody else was first with this note." in said(late)
    assert "settled by ines" not in opened.content.decode()
    verbs = AuditEntry.objects.filter(verb__contains="note").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["note", "note", "settle note", "open note"]


def test_an_answer_to_an_answer_stands_with_the_first_note(client, article, ines):
    first = noting.write(article, "First.", by=ines)
    second = noting.write(article, "Second.", by=ines, answers=first)

    third = noting.write(article, "Third.", by=ines, answers=second)

    assert third.answers == first


@pytest.mark.parametrize("verb", ["note-settle", "note-reopen"])
def test_a_note_is_moved_only_on_its_own_clip(client, article, ines, verb):
    other = make_article(status="draft")
    note = noting.write(other, "Of the other.", by=ines)

    assert send(client, verb, article, note.pk).status_code == 404
    assert send(client, "note", article, body="x", answers=note.pk).status_code == 404


@pytest.mark.parametrize(("body", "sentence"), [(" ", "Write something first."), ("x" * 2001, "at most 2,000")])
def test_a_note_that_cannot_be_taken_comes_back(client, article, body, sentence):
    response = send(client, "note", article, body=body, part="title")

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert (body in response.content.decode()) or not body.strip()


def test_the_edit_page_shows_open_notes_beside_their_parts(client, article, ines):
    fact = article.key_facts.get()
    noting.write(article, "Is it 900?", by=ines, part=fact.anchor)
    noting.settle(noting.write(article, "Settled already.", by=ines, part="title"), by=ines)

    page = client.get(reverse("desk:edit", args=[article.pk]))

    assert texts(page, "#row-facts-0 .note-here") == ["ines Is it 900?"]
    assert "Settled already." not in page.content.decode()
    links = [link.attrs["href"] for link in select(page, ".note-link")]
    assert f"{page_of(article)}?part={fact.anchor}#write" in links


def test_the_link_beside_a_part_chooses_it(client, article):
    page = client.get(page_of(article), {"part": "standfirst"})

    assert [option.attrs["value"] for option in select(page, "#part option[selected]")] == ["standfirst"]


@pytest.mark.parametrize("part", ["<b>", "x" * 100, "fact-", "nonsense", "é"])
def test_a_part_that_is_none_is_the_whole_clip(client, article, part):
    page = client.get(page_of(article), {"part": part})

    assert page.status_code == 200
    assert send(client, "note", article, body="Hello", part=part).status_code == 422


# Letters


def test_a_note_is_told_to_the_makers_to_whoever_has_the_clip_and_to_whom_it_calls(client, article, ines, maud):
    ada = make_user("ada", role="administrator")
    article.assigned_to = ada
    article.save()
    hester = make_user("hester", role="moderator")

    noting.write(article, f"@MAUD, is it 900? {hester} @hester @nobody mail@maud", by=ines, part="title")

    written = {letter.to[0].partition("@")[0]: letter for letter in letters()}
    assert set(written) == {"maud", "ada"}
    assert "@MAUD, is it 900?" in written["maud"].body
    assert link_in(written["ada"]) == f"{page_of(article)}#note-{Note.objects.get().pk}"


def test_of_many_notes_one_letter_comes_at_once_and_one_when_ten_minutes_are_over(article, ines, maud):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for n in range(4):
            noting.write(article, f"Note {n}", by=maud)
            clock.shift(30)
        at_once = [letter.body for letter in letters()]
        clock.shift(600)
        later = [letter.body for letter in letters()][len(at_once) :]
        noting.write(article, "Note 4", by=maud)
        again = [letter.body for letter in letters()][2:]

    assert len(at_once) == 1
    assert "Note 0" in at_once[0]
    assert len(later) == 1
    assert all(f"Note {n}" in later[0] for n in (1, 2, 3))
    assert "Note 4" in again[0]


def test_what_is_settled_within_the_ten_minutes_is_told_to_nobody(article, ines, maud):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        noting.write(article, "First", by=maud)
        noting.settle(noting.write(article, "Second", by=maud), by=maud)
        clock.shift(601)

        assert len(letters()) == 1


@pytest.mark.parametrize(
    ("text", "called"),
    [("@maud", ["maud"]), ("(@Maud.)", ["maud"]), ("x@maud.example", []), ("@maud-lane", []), ("@@maud", []), ("", [])],
)
def test_a_call_is_a_whole_name(maud, text, called):
    assert [person.username for person in called_in(text)] == called


# With whom


def test_a_clip_is_given_to_a_person_who_hears_of_it(client, article, ines, maud):
    response = send(client, "assign", article, to=maud.pk, seen="")

    assert "The clip is with maud now." in said(response)
    assert AuditEntry.objects.get(verb="assign").data["people"] == {str(maud.pk): True}
    assert [letter.to for letter in letters()] == [["maud@quillmouth.example"]]


def test_of_two_who_assign_at_once_the_second_is_told(client, article, ines, maud):
    reviewing.assign(article, to=maud, seen=None, by=maud)

    response = send(client, "assign", article, to=ines.pk, seen="")

    assert "Somebody else was first. The clip is with maud now." in said(response)
    assert Article.objects.get(pk=article.pk).assigned_to == maud
    with pytest.raises(AssignedMeanwhile):
        reviewing.assign(article, to=None, seen=ines.pk, by=ines)


def test_assigning_twice_is_assigning_once(article, ines, maud):
    for seen in (None, None, maud.pk):
        reviewing.assign(article, to=maud, seen=seen, by=ines)

    assert AuditEntry.objects.filter(verb="assign").count() == 1
    assert len(letters()) == 1


@pytest.mark.parametrize("role", ["reader", "moderator"])
def test_only_those_who_curate_can_be_given_a_clip(client, article, ines, role):
    stranger = make_user(role=role)

    response = send(client, "assign", article, to=stranger.pk, seen="")

    assert "Nobody was chosen who may work at the desk." in said(response)
    assert Article.objects.get(pk=article.pk).assigned_to is None
    assert stranger not in curators()


def test_a_clip_is_taken_from_the_list_and_found_under_mine(client, article, ines):
    make_article("Somebody else's", status="draft")

    response = send(client, "assign", article, to=ines.pk, back="index")
    mine = client.get(reverse("desk:index"), {"mine": "1"})

    assert response.redirect_chain[-1][0] == reverse("desk:index")
    assert "with ines" in mine.content.decode()
    assert "Heat" in mine.content.decode()
    assert "Somebody else" not in mine.content.decode()


# Review


def test_a_clip_goes_to_review_with_a_word_and_back_with_a_reason(client, article, ines, maud):
    reviewing.assign(article, to=maud, seen=None, by=ines)
    send(client, "submit", article, version=article.version, note="The vote is new.")
    waiting = client.get(reverse("desk:index")).content.decode()
    send(client, "return", article, version=article.version, note="Name the minutes.")

    assert status(article) == "draft"
    assert "waits since" in waiting
    assert "not approved yet" in waiting
    assert [note.text for note in Note.objects.all()] == ["The vote is new.", "Name the minutes."]
    assert AuditEntry.objects.get(verb="return to draft").data == {"because": "Name the minutes."}
    assert AuditEntry.objects.get(verb="submit").data == {"note": "The vote is new."}
    assert len(letters()) == 3  # given, sent to review, sent back: each at once


def test_sending_back_without_a_reason_is_refused(client, article):
    article.submit()

    response = send(client, "return", article, version=article.version, note=" ")

    assert "Say what is to be changed" in said(response)
    assert status(article) == "review"


def test_a_schedule_is_taken_back_without_a_reason(client, ines):
    article = make_article(status="scheduled")

    send(client, "return", article)

    assert status(article) == "draft"


@pytest.mark.parametrize("verb", [reviewing.submit, reviewing.send_back])
def test_a_step_from_a_page_that_is_old_is_not_taken(article, ines, verb):
    if verb is reviewing.send_back:
        article.submit()
    seen, before = article.version, status(article)
    article.record(by=ines)

    with pytest.raises(AlreadySettled):
        verb(article, by=ines, version=seen)

    assert status(article) == before
    assert not AuditEntry.objects.filter(verb__in=["submit", "return to draft"]).exists()


def test_of_two_who_send_it_to_review_one_is_told(client, article):
    send(client, "submit", article, version=article.version)

    response = send(client, "submit", article, version=article.version)

    assert "Somebody else has changed its status already." in said(response)
    assert AuditEntry.objects.filter(verb="submit").count() == 1


# Approvals at the desk


def test_a_clip_is_approved_and_taken_back_at_the_desk(client, article, ines):
    words = content_hash(article)

    approved = send(client, "approve", article, words=words)
    listed = client.get(reverse("desk:index")).content.decode()
    taken = send(client, "take-back", article, words=words)

    assert "You approved these words." in said(approved)
    assert "approved by ines" in listed
    assert "Nobody has approved these words yet." in taken.content.decode()


def test_approving_what_changed_is_told(client, article):
    response = send(client, "approve", article, words="0" * 64)

    assert "nothing was approved" in said(response)
    assert not article.approvals.exists()


@pytest.mark.parametrize("clips", [1, 3])
def test_the_desk_asks_the_same_questions_however_much_is_approved(client, ines, clips, django_assert_num_queries):
    for _ in range(clips):
        article = make_article(status="draft", by=ines, tags=["Heat"], answers=1)
        article.submit()
        approving.approve(article, content_hash(article), by=ines)
        noting.write(article, "A note.", by=ines)

    with django_assert_num_queries(36):
        client.get(reverse("desk:index"))


@pytest.mark.parametrize("much", [1, 3])
def test_the_page_of_one_clip_asks_the_same_questions(client, article, ines, much, django_assert_num_queries):
    from curation.desk import linking

    words = content_hash(article)
    for n in range(much):
        link = linking.make(article, f"Reader {n}", by=ines, may_approve=True)
        approving.approve(article, words, link=link)
        noting.write(article, "Yes.", by=ines, answers=noting.write(article, f"Note {n}", link=link))

    with django_assert_num_queries(50):
        client.get(page_of(article))


def test_a_clip_that_waited_long_says_since_when(client, article, ines):
    with time_machine.travel(timezone.now() - timedelta(days=3), tick=False):
        reviewing.submit(article, by=ines)
        when = timezone.now()

    page = client.get(reverse("desk:index")).content.decode()

    assert f"waits since {when.day} {when:%B}, {when:%H:%M}" in page
