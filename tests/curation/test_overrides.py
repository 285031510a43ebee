"""Findings are let pass one by one, with a note each, and stop again when their words change."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, SiteSettings
from articles.models import Article
from curation.actions import CannotBeOverridden, Stopped, override, publish, take_back_override
from curation.evidence import gate
from curation.models import Override
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
NOTE = "The clerk told us."


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def doubtful():
    """Two numbers that no source has."""
    return make_article(status="draft", standfirst="It pays 12 million.", background="It has 40 doors.")


def stops(article):
    return [finding for finding in gate.findings(article) if finding.stops]


def status(article):
    return Article.objects.get(pk=article.pk).status


def test_each_finding_is_let_pass_by_itself(ines, doubtful):
    first, second = stops(doubtful)

    override(doubtful, first, by=ines, note=NOTE)
    with pytest.raises(Stopped) as stopped:
        publish(doubtful, by=ines)
    override(doubtful, second, by=ines, note="Counted.")
    publish(doubtful, by=ines)

    assert [finding.about for finding in stopped.value.findings] == [second.about]
    assert status(doubtful) == "published"
    assert AuditEntry.objects.get(verb="publish").data["overrode"] == {first.message: NOTE, second.message: "Counted."}
    assert [entry.data["note"] for entry in AuditEntry.objects.filter(verb="override").order_by("pk")] == [
        NOTE,
        "Counted.",
    ]


def test_what_was_let_pass_is_told_with_who_and_why(ines, doubtful):
    override(doubtful, stops(doubtful)[0], by=ines, note=NOTE)

    (passed,) = [finding for finding in gate.findings(doubtful) if finding.overridden]

    assert (passed.overridden, passed.overridden_by, passed.stops) == (NOTE, "ines", False)


def test_it_stops_again_when_its_words_change_and_not_when_others_do(ines, doubtful):
    override(doubtful, stops(doubtful)[0], by=ines, note=NOTE)

    doubtful.body = "Another text. It makes heat."
    elsewhere = len(stops(doubtful))
    doubtful.standfirst = "It pays nearly 12 million."
    reworded = len(stops(doubtful))

    assert (elsewhere, reworded) == (1, 2)


def test_it_stops_again_when_that_is_taken_back(ines, doubtful):
    row = override(doubtful, stops(doubtful)[0], by=ines, note=NOTE)

    take_back_override(doubtful, row.fingerprint, by=ines)
    take_back_override(doubtful, row.fingerprint, by=ines)

    assert len(stops(doubtful)) == 2
    assert AuditEntry.objects.filter(verb="take back override").count() == 1


def test_of_two_who_let_it_pass_the_first_note_stands(ines, doubtful):
    finding = stops(doubtful)[0]

    override(doubtful, finding, by=ines, note=NOTE)
    override(doubtful, finding, by=make_user(role="editor"), note="Me too.")

    assert Override.objects.get().note == NOTE
    assert AuditEntry.objects.filter(verb="override").count() == 1


def test_no_note_replaces_a_second_pair_of_eyes(ines):
    SiteSettings.objects.create(pk=1, second_pair_of_eyes=True)
    article = make_article(status="draft", by=ines)
    (finding,) = gate.findings(article, by=ines)

    with pytest.raises(CannotBeOverridden):
        override(article, finding, by=ines, note="I am sure.")

    assert not finding.may_pass


# At the desk


def send(client, article, **said):
    return client.post(reverse("desk:publish", args=[article.pk]), {"when": "now", **said})


def notes(article, *texts):
    return {f"note-{finding.fingerprint}": text for finding, text in zip(stops(article), texts, strict=False)}


def test_the_publish_page_takes_all_notes_and_publishes_in_one_go(client, ines, doubtful):
    page = client.get(reverse("desk:publish", args=[doubtful.pk])).content.decode()

    response = send(client, doubtful, **notes(doubtful, NOTE, "Counted."))

    assert page.count('name="note-') == 2
    assert response["Location"] == doubtful.get_absolute_url()
    assert [row.by for row in Override.objects.all()] == [ines, ines]


def test_a_note_that_is_missing_keeps_the_clip_and_the_other_note(client, ines, doubtful):
    response = send(client, doubtful, **notes(doubtful, NOTE, "  "))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Findings stop it." in page
    assert NOTE in page
    assert page.count('name="note-') == 1
    assert status(doubtful) == "draft"


def test_a_moment_that_will_not_do_loses_no_note(client, ines, doubtful):
    send(client, doubtful, when="later", at="soon", **notes(doubtful, NOTE, "Counted."))

    assert Override.objects.count() == 2
    assert status(doubtful) == "draft"


def test_the_publish_page_takes_an_override_back(client, ines, doubtful):
    row = override(doubtful, stops(doubtful)[0], by=ines, note=NOTE)

    send(client, doubtful, do=f"stop-{row.fingerprint}")

    assert not Override.objects.exists()
    assert status(doubtful) == "draft"


def test_a_note_for_a_finding_that_is_gone_does_nothing(client, ines, doubtful):
    old = notes(doubtful, NOTE, "Counted.")
    Article.objects.filter(pk=doubtful.pk).update(standfirst="It pays 13 million.")

    response = send(client, doubtful, **old)

    assert response.status_code == 422
    assert [row.note for row in Override.objects.all()] == ["Counted."]
