from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article
from common.jobs import Later
from curation import tasks
from curation.intake.importing import ImportFailed
from curation.models import LONGEST_WORK, Lead, LeadIsSettled, fail_abandoned_leads
from tests.curation.sources import PLUNGE, page
from tests.factories import attempt, make_category, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town_hall():
    return make_category("Town Hall")


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


def give(client, **said):
    return client.post(reverse("desk:new"), said)


def work():
    """What the worker would do with the jobs in the queue."""
    for job in DBTaskResult.objects.ready():
        tasks.work_on_lead.func(attempt(), *job.args_kwargs["args"])
        job.delete()


@pytest.mark.parametrize(
    "said",
    [
        lambda: {"text": PLUNGE},
        lambda: {"file": SimpleUploadedFile("plunge.txt", PLUNGE.encode())},
        lambda: {"file": SimpleUploadedFile("Plunge.HTML", page())},
    ],
    ids=["text", "text file", "page"],
)
def test_what_is_given_becomes_a_draft_in_the_background(client, ines, said):
    asked = give(client, **said())
    waiting = client.get(asked["Location"]).content.decode()
    work()
    done = client.get(asked["Location"])

    article = Article.objects.get()
    assert "A draft is being made" in waiting
    assert done["Location"] == reverse("desk:edit", args=[article.pk])
    assert article.created_by == ines


def test_the_progress_shows_itself_without_a_script(client, ines):
    waiting = client.get(give(client, text=PLUNGE)["Location"]).content.decode()

    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in waiting


def test_with_a_script_the_swap_ends_in_the_draft_and_says_so_once(client, ines):
    place = give(client, text=PLUNGE)["Location"]
    work()

    asked = [client.get(place, headers={"HX-Request": "true"}) for _ in range(2)]  # once more while it leaves
    draft = client.get(asked[0]["HX-Redirect"], follow=True)

    assert draft.redirect_chain == [(reverse("desk:edit", args=[Article.objects.get().pk]), 302)]
    assert len(draft.context["messages"]) == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Give an address, a text or a file."),
        ({"url": "https://quillmouth.example/", "text": "x"}, "Give only one of the three"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF")}, "Give a page (.html) or a plain text (.txt)."),
        ({"file": SimpleUploadedFile("a.txt", b"x" * 2_000_001)}, "larger than 2 MB"),
        ({"url": "javascript:alert(1)", "text": ""}, ""),
    ],
)
def test_a_mistake_is_told_in_a_sentence(client, ines, said, sentence):
    response = give(client, **said)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Lead.objects.exists()


def test_a_failure_says_why_keeps_the_text_and_can_be_tried_again(client, ines, monkeypatch):
    def fail(**source):
        raise ImportFailed("The page is behind a wall.")

    with monkeypatch.context() as broken:
        broken.setattr(tasks, "prepare", fail)
        place = give(client, text=PLUNGE)["Location"]
        work()
    failed = client.get(place).content.decode()
    client.post(reverse("desk:lead-again", args=[Lead.objects.get().pk]))
    work()

    assert "The page is behind a wall." in failed
    assert "Quillmouth" in failed
    assert Lead.objects.get().state == "done"


def test_what_is_tried_again_by_itself_does_not_ask_the_editor_to_do_it(client, ines, monkeypatch):
    def fail(**source):
        raise ImportFailed("The site sleeps. Try again later.", happened="The site sleeps.", again=True)

    monkeypatch.setattr(tasks, "prepare", fail)
    give(client, text=PLUNGE)

    with pytest.raises(Later):
        work()

    assert Lead.objects.get().sentence == "The site sleeps. Newsclip tries it again by itself."


def test_a_draft_of_a_doubtful_page_says_why(client, ines):
    give(client, file=SimpleUploadedFile("a.html", page(url="https://courier.example/tide-heat")))
    work()

    assert Lead.objects.get().sentence == (
        "The draft is made. The page does not say when it was published. Check the date."
    )


def test_a_mistake_of_ours_is_told_too(client, ines, monkeypatch):
    monkeypatch.setattr(tasks, "prepare", lambda **source: 1 / 0)
    place = give(client, text=PLUNGE)["Location"]

    with pytest.raises(ZeroDivisionError):
        work()

    assert "Something here went wrong" in client.get(place).content.decode()


def test_an_address_that_has_a_clip_leads_to_it(client, ines):
    give(client, file=SimpleUploadedFile("a.html", page()))
    work()

    response = give(client, url="https://courier.example/2026/05/13/tide-heat")

    assert response.status_code == 409
    assert reverse("desk:edit", args=[Article.objects.get().pk]) in response.content.decode()
    assert Lead.objects.count() == 1


def test_the_second_who_gives_the_same_page_is_led_to_the_first_draft(client, ines):
    give(client, file=SimpleUploadedFile("a.html", page()))
    second = give(client, file=SimpleUploadedFile("b.html", page()))["Location"]
    work()

    response = client.get(second)

    assert Article.objects.count() == 1
    assert response["Location"] == reverse("desk:edit", args=[Article.objects.get().pk])


def test_the_same_address_twice_is_one_lead(client, ines):
    first = give(client, url="https://quillmouth.example/eels")
    second = give(client, url="quillmouth.example/eels")

    assert first["Location"] == second["Location"]
    assert DBTaskResult.objects.count() == 1


def test_a_job_that_is_run_again_makes_nothing_more(client, ines):
    give(client, text=PLUNGE)
    lead = Lead.objects.get()

    for _ in range(3):
        tasks.work_on_lead.func(attempt(), lead.pk)

    assert Article.objects.count() == 1


def test_the_job_of_a_worker_that_died_is_done_by_the_next(client, ines):
    give(client, text=PLUNGE)
    lead = Lead.objects.get()
    lead.start()

    work()

    assert Lead.objects.get().article == Article.objects.get()


def test_of_two_workers_at_one_lead_one_makes_the_draft(monkeypatch):
    lead = Lead.objects.create(text=PLUNGE)
    prepare = tasks.prepare

    def overtaken(**source):
        monkeypatch.undo()
        tasks.work_on_lead.func(attempt(), lead.pk)
        return prepare(**source)

    monkeypatch.setattr(tasks, "prepare", overtaken)
    tasks.work_on_lead.func(attempt(), lead.pk)

    assert Article.objects.count() == 1


def test_a_job_that_was_given_up_makes_the_draft_when_it_is_run_again(monkeypatch):
    lead = Lead.objects.create(text=PLUNGE)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "prepare", Mock(side_effect=RuntimeError))
        with pytest.raises(RuntimeError):
            tasks.work_on_lead.func(attempt(), lead.pk)
    lead.refresh_from_db()
    before = lead.state

    tasks.work_on_lead.func(attempt(), lead.pk)

    assert before == "failed"
    assert Lead.objects.get().article == Article.objects.get()


def test_a_lead_whose_work_broke_off_for_good_says_so():
    lead = Lead.objects.create(text=PLUNGE)
    lead.start()
    Lead.objects.update(changed_at=timezone.now() - 2 * LONGEST_WORK)

    fail_abandoned_leads()

    lead.refresh_from_db()
    assert (lead.state, bool(lead.sentence)) == ("failed", True)


def test_a_text_file_without_words_is_refused_in_a_sentence(client, ines):
    answer = give(client, file=SimpleUploadedFile("nothing.txt", b"\0 \0"))

    assert answer.status_code == 422
    assert "There are no words in this file." in answer.content.decode()
    assert not Lead.objects.exists()


def test_a_dismissed_lead_leaves_the_desk(client, ines):
    lead = Lead.objects.create(text="Not for us.", state="failed", sentence="Too short.")

    client.post(reverse("desk:lead-dismiss", args=[lead.pk]))

    assert "Not for us." not in client.get(reverse("desk:index")).content.decode()
    with pytest.raises(LeadIsSettled):
        lead.start()
