"""A clip that goes on while somebody has it open: filed, trashed, scheduled; and the gate behind every way out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from articles.models import Article, KeyFact
from articles.wording import content_hash
from curation.actions import override, publish_due
from curation.evidence import gate
from curation.models import WorkingCopy
from tests.accounts.letterbox import letters
from tests.curation.test_desk_edit import send, typed
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db
WRONG = {"facts__0__text": "The first phase connects 901 homes."}
UPDATE = {"kind": "update", "note": "The count is known."}


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


def now(article):
    return Article.objects.get(pk=article.pk)


def fact_of(article):
    return KeyFact.objects.select_related("fact").get(article=article).fact.text


def in_days(days):
    return (timezone.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def test_what_was_made_wrong_after_it_was_scheduled_does_not_go_out(client, ines):
    article = make_article(status="scheduled", by=ines)
    send(client, article, **WRONG)

    assert publish_due(timezone.now() + timedelta(days=2)) == 0

    assert now(article).status == "review"
    assert "says 901" in AuditEntry.objects.get(verb="hold").data["because"]
    assert any("Fact 1 says 901" in letter.body for letter in letters())


def test_what_was_let_pass_with_a_note_goes_out_at_its_moment(client, ines):
    article = make_article(status="scheduled", by=ines)
    send(client, article, **WRONG)
    override(article, *[f for f in gate.findings(article) if f.stops], by=ines, note="The clerk told us.")

    assert publish_due(timezone.now() + timedelta(days=2)) == 1


def test_readers_get_to_see_no_number_that_the_checks_would_have_stopped(client, ines):
    article = make_article(by=ines)

    refused = send(client, article, **WRONG, **UPDATE)
    said = fact_of(article)
    (finding,) = [f for f in refused.context["findings"] if f.stops]
    override(article, finding, by=ines, note="The clerk told us.")
    send(client, article, **WRONG, **UPDATE)

    assert refused.status_code == 422
    assert ("says 901" in refused.content.decode(), said) == (True, "The first phase connects 900 homes.")
    assert fact_of(article) == "The first phase connects 901 homes."


def test_what_stopped_a_public_clip_before_does_not_keep_it_from_being_mended(client, ines):
    article = make_article(by=ines, standfirst="It has 40 doors.")

    response = send(client, article, title="A warmer ice house", **UPDATE)

    assert response.status_code == 302
    assert now(article).title == "A warmer ice house"


def test_old_words_that_the_checks_stop_are_not_restored_into_a_public_clip(client, ines):
    article = make_article(status="draft", by=ines)
    send(client, article, **WRONG)
    bad = article.revisions.first()
    send(client, article, facts__0__text="The first phase connects 900 homes.")
    now(article).publish()
    address = reverse("desk:restore", args=[article.pk, bad.number])

    response = client.post(address, {"version": now(article).version, **UPDATE})

    assert response.status_code == 422
    assert fact_of(article) == "The first phase connects 900 homes."


def test_of_two_who_schedule_at_once_the_second_is_told(client, ines):
    article = make_article(status="draft", by=ines)
    seen = {"words": content_hash(article), "stands": article.stands}
    address = reverse("desk:publish", args=[article.pk])
    client.post(address, {"when": "later", "at": in_days(1), **seen})
    promised = now(article).scheduled_for

    later = client.post(address, {"when": "later", "at": in_days(2), **seen}, follow=True)
    at_once = client.post(address, {"when": "now", **seen}, follow=True)

    assert all("Somebody else has changed its status already." in page.content.decode() for page in (later, at_once))
    assert (now(article).status, now(article).scheduled_for) == ("scheduled", promised)


def test_whoever_sees_the_moment_may_choose_another(client, ines):
    article = make_article(status="scheduled", by=ines)
    page = client.get(reverse("desk:publish", args=[article.pk]))
    seen = {"words": page.context["words"], "stands": page.context["article"].stands}

    client.post(reverse("desk:publish", args=[article.pk]), {"when": "later", "at": in_days(3), **seen})

    assert now(article).scheduled_for > timezone.now() + timedelta(days=2)


def test_filing_a_clip_elsewhere_is_brought_together_with_a_form_that_is_older(client, ines):
    article, harbour = make_article(status="draft", by=ines), make_category("Harbour")
    older = {**typed(article, title="New words"), "do": "save"}
    client.post(reverse("desk:bulk"), {"clips": [article.pk], "do": "file", "category": harbour.pk})

    merging = client.post(reverse("desk:edit", args=[article.pk]), older)

    assert merging.status_code == 409
    assert (now(article).category, now(article).title) == (harbour, article.title)
    assert "New words" in merging.content.decode()


def test_what_is_typed_into_a_clip_that_was_put_in_the_trash_is_offered_when_it_comes_back(client, ines):
    article = make_article(status="draft", by=ines)
    form = {**typed(article, title="New words"), "do": "save"}
    now(article).put_in_trash(make_user(role="editor"))

    autosaved = client.post(
        reverse("desk:working-copy", args=[article.pk]), {**form, "tab": "one", "serial": 1, "seen": 0}
    )
    saved = client.post(reverse("desk:edit", args=[article.pk]), form, follow=True)
    now(article).take_from_trash()
    offered = client.get(reverse("desk:edit", args=[article.pk])).content.decode()

    assert "put in the trash" in autosaved.json()["meanwhile"]
    assert "put in the trash meanwhile" in saved.content.decode()
    assert WorkingCopy.objects.of(article, ines).form()["title"] == "New words"
    assert "New words" in offered


def test_who_opens_a_clip_in_the_trash_is_led_there(client, ines):
    article = make_article(status="draft", by=ines)
    now(article).put_in_trash(ines)

    assert client.get(reverse("desk:edit", args=[article.pk])).headers["Location"] == reverse("desk:trash")
