"""A clip whose moment has come goes out if the gate still lets it; what keeps it back is said and stops no other."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from accounts.models import AuditEntry
from articles.models import Article, Citation, Fact
from curation.actions import override, publish, publish_due
from curation.desk import delays, telling
from curation.evidence import gate
from tests.accounts.letterbox import letters
from tests.factories import make_article, make_user
from tests.markup import texts

pytestmark = pytest.mark.django_db
SIX = datetime(2026, 5, 13, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_errors_before(settings):
    """Redis has a clock of its own, which no test can move."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def scheduled(ines):
    def scheduled(title="Heat", **fields):
        with time_machine.travel(SIX - timedelta(hours=1), tick=False):
            article = make_article(title, status="draft", by=ines, **fields)
            publish(article, by=ines, at=SIX)
        return article

    return scheduled


def due(seconds=1):
    with time_machine.travel(SIX + timedelta(seconds=seconds), tick=False):
        return publish_due()


def status(article):
    return Article.objects.get(pk=article.pk).status


def holds():
    return AuditEntry.objects.filter(verb="hold")


def break_a_fact(article):
    """Somebody edits it after it was scheduled; its passage says 900."""
    Fact.objects.filter(shown_as__article=article).update(text="The first phase connects 4,000 homes.")


def break_the_gate(monkeypatch, *titles):
    def findings(article, **more):
        if article.title in titles:
            raise RuntimeError("no such check")
        return checked(article, **more)

    checked = gate.findings
    monkeypatch.setattr(gate, "findings", findings)


def test_a_clip_that_was_edited_after_it_was_scheduled_is_checked_again(scheduled):
    article = scheduled()
    break_a_fact(article)

    assert [due(1), due(3), due(5)] == [0, 0, 0]

    assert status(article) == "review"
    hold = holds().get()
    assert (hold.by, hold.data["at"]) == (None, SIX.isoformat())
    assert "Fact 1 says 4,000, but no cited passage does." in hold.data["because"]


def test_a_clip_whose_passage_vanished_does_not_go_out(scheduled):
    article = scheduled()
    Citation.objects.all().delete()

    assert due() == 0
    assert "Fact 1 rests on no passage yet." in holds().get().data["because"]
    assert status(article) == "review"


def test_who_scheduled_it_is_told_once_and_why(scheduled, ines):
    break_a_fact(scheduled())

    due(1), due(3)

    (letter,) = letters()
    assert (letter.to, letter.subject) == ([ines.email], "“Heat” was not published")
    assert "- Fact 1 says 4,000, but no cited passage does." in letter.body


def test_the_desk_says_what_stopped_it(client, scheduled):
    article = scheduled()
    break_a_fact(article)
    due()

    for name, args in [("index", []), ("together", [article.pk])]:
        page = " ".join(texts(client.get(reverse(f"desk:{name}", args=args)), ".fact-of"))
        assert "held, was promised for" in page
        assert "Fact 1 says 4,000, but no cited passage does." in page
    activity = " ".join(texts(client.get(reverse("desk:activity")), ".activity li"))
    assert "The worker did not publish at its moment: Heat" in activity


def test_what_an_editor_let_pass_goes_out(scheduled, ines):
    article = scheduled()
    break_a_fact(article)
    for finding in gate.findings(article):
        override(article, finding, by=ines, note="The council said so on the phone.")

    assert due() == 1
    assert status(article) == "published"


def test_one_that_is_stopped_and_one_that_fails_keep_no_other_back(scheduled, monkeypatch):
    stopped, failing, sound = scheduled("Stopped"), scheduled("Failing"), scheduled("Sound")
    break_a_fact(stopped)
    break_the_gate(monkeypatch, "Failing")

    assert due() == 1

    assert [status(article) for article in (stopped, failing, sound)] == ["review", "scheduled", "published"]


def test_one_that_fails_is_tried_again_after_pauses_that_grow(scheduled, monkeypatch, caplog):
    scheduled()
    break_the_gate(monkeypatch, "Heat")

    for second in range(0, 600, 2):
        due(second)

    assert len([record for record in caplog.records if "could not be published" in record.message]) == 9


def test_what_goes_on_failing_is_told_once_for_each_moment(client, scheduled, ines, monkeypatch):
    article = scheduled()
    break_the_gate(monkeypatch, "Heat")

    for second in (1, 4, 9, 20, 60, 400):
        due(second)

    (letter,) = letters()
    assert (letter.to, letter.subject) == ([ines.email], "“Heat” is not published yet")
    assert AuditEntry.objects.get(verb="delay").data["at"] == SIX.isoformat()
    assert "late, was promised for" in " ".join(texts(client.get(reverse("desk:index")), ".fact-of"))
    assert status(article) == "scheduled"


def test_neither_letters_nor_a_cache_that_fail_keep_others_back(scheduled, monkeypatch):
    failing, sound = scheduled("Failing"), scheduled("Sound")
    break_the_gate(monkeypatch, "Failing")
    monkeypatch.setattr(telling, "delayed", lambda *args: 1 / 0)
    for second in (1, 4):
        due(second)
    Article.objects.filter(pk=sound.pk).update(status="scheduled", scheduled_for=SIX)

    with_letters = due(9)
    Article.objects.filter(pk=sound.pk).update(status="scheduled", scheduled_for=SIX)
    monkeypatch.setattr(delays, "cache", None)

    assert (with_letters, due(60)) == (1, 1)
    assert status(failing) == "scheduled"


def test_what_failed_goes_out_when_the_error_is_gone(scheduled, monkeypatch):
    article = scheduled()
    break_the_gate(monkeypatch, "Heat")
    early = due(1)
    monkeypatch.undo()

    assert (early, due(4)) == (0, 1)
    assert Article.objects.get(pk=article.pk).published_at == SIX
    assert not letters()


def test_a_new_moment_is_no_longer_late(client, scheduled, ines, monkeypatch):
    article = scheduled()
    break_the_gate(monkeypatch, "Heat")
    for second in (1, 4, 9):
        due(second)
    monkeypatch.undo()

    with time_machine.travel(SIX + timedelta(minutes=1), tick=False):
        publish(article, by=ines, at=SIX + timedelta(hours=1))

    assert "late" not in " ".join(texts(client.get(reverse("desk:index")), ".fact-of"))
