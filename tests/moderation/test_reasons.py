import pytest

from accounts.models import AuditEntry
from comments.rules import Rule
from moderation import reasons
from moderation.models import ReasonTemplate
from tests.comments.reading import page
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    client.force_login(ines := make_user(role="moderator"))
    return ines


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "ar", "pt-BR"])
def test_every_rule_has_ready_words_in_six_languages(language):
    reasons.install()

    found = reasons.in_language(list(ReasonTemplate.objects.all()), language)

    assert [rule for rule, _ in found] == list(Rule)
    assert {one.language for _, ready in found for one in ready} == {language[:2]}


def test_a_language_without_any_gets_the_sites():
    reasons.install()

    found = reasons.in_language(list(ReasonTemplate.objects.all()), "fi")

    assert {one.language for _, ready in found for one in ready} == {"en"}


def test_installing_again_adds_nothing_and_keeps_what_was_changed():
    reasons.install()
    ReasonTemplate.objects.filter(rule="4", language="en").update(text="Ours.")

    assert reasons.install() == 0
    assert ReasonTemplate.objects.get(rule="4", language="en").text == "Ours."


def test_moderators_add_change_and_delete_them_with_a_trace(client, ines):
    sent = {"rule": "4", "language": "EN", "title": "Stoves", "text": "No stoves.", "position": 0}
    client.post("/moderation/reasons/new/", sent)
    made = ReasonTemplate.objects.get(title="Stoves")
    client.post(f"/moderation/reasons/{made.pk}/", {**sent, "text": "No stoves here."})
    changed = ReasonTemplate.objects.get(pk=made.pk)
    client.post(f"/moderation/reasons/{made.pk}/delete/")

    assert (made.language, changed.text) == ("en", "No stoves here.")
    assert not ReasonTemplate.objects.filter(pk=made.pk).exists()
    verbs = AuditEntry.objects.filter(verb__startswith="reason.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["reason.added", "reason.changed", "reason.deleted"]


def test_a_language_goes_by_its_code(client, ines):
    sent = {"rule": "4", "language": "English", "title": "Stoves", "text": "No stoves.", "position": 0}

    answer = client.post("/moderation/reasons/new/", sent)

    assert "No language is known by this code." in answer.text
    assert page(answer).query_one("#id_language_error")
    assert not ReasonTemplate.objects.filter(title="Stoves").exists()


def test_the_same_title_twice_is_told(client, ines):
    sent = {"rule": "4", "language": "en", "title": "Stoves", "text": "No stoves.", "position": 0}

    answers = [client.post("/moderation/reasons/new/", sent).status_code for _ in range(2)]

    assert answers == [302, 422]


def test_a_ready_reason_that_was_deleted_meanwhile_is_told(client):
    comment = make_comment(held_because="pre")
    client.force_login(make_user(role="moderator"))
    sent = {"decision": "remove", "rule": "2", "words": "Mine.", "template": "999", "seen": 0}

    single = client.post(f"/moderation/{comment.pk}/decide/", sent)
    many = client.post("/moderation/bulk/?held=pre", {**sent, "pick": [f"{comment.pk}.0.0"]})

    for answer in (single, many):
        assert answer.status_code == 422
        assert "were deleted meanwhile" in answer.content.decode()
        assert "Mine." in answer.content.decode()
