"""Warnings and limits: each is told, reasoned, can be appealed, and ends by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import AuditEntry, Notice
from comments import posting
from comments.models import Comment
from moderation import actions, appeals, sanctions
from moderation.models import Decision, Sanction
from moderation.statements import Statement
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def delivered_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def moderator():
    return make_user(username="ines", role="moderator", display_name="Ines Tarrow")


@pytest.fixture
def person():
    return make_user(username="maud")


def soon(days=7):
    return timezone.now() + timedelta(days=days)


SAID = {"rule": "2", "words": "Three attacks in a week."}


def held(person, by):
    comment = make_comment(author=person)
    comment.hold("looked at")
    return comment


def restored(person, by):
    comment = DEEDS["remove"](person, by).comment
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):  # sooner it is a slip, of which nobody hears
        return actions.restore_comment(comment, by=by)


DEEDS = {
    "remove": lambda person, by: actions.remove_comment(make_comment(author=person), by=by, **SAID),
    "restore": restored,
    "approve": lambda person, by: actions.approve(held(person, by), by=by),
    "warn": lambda person, by: sanctions.warn(person, by=by, **SAID),
    "limit": lambda person, by: sanctions.limit(person, by=by, until=soon(), **SAID),
    "suspend": lambda person, by: sanctions.suspend(person, by=by, until=soon(), **SAID),
    "ban": lambda person, by: sanctions.ban(person, by=by, **SAID),
    "read first": lambda person, by: sanctions.read_first(person, by=by, **SAID),
    "lift": lambda person, by: sanctions.lift(DEEDS["ban"](person, by).sanction, by=by, words="Enough."),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_done_to_anybody_in_silence(deed, person, moderator):
    decision = DEEDS[deed](person, moderator)

    letter = mail.outbox[-1]
    assert letter.to == [person.email]
    assert decision.get_absolute_url() in letter.body
    assert Notice.objects.filter(to=person, kind="decision", link=decision.get_absolute_url()).count() == 1
    assert AuditEntry.objects.filter(verb__endswith=f".{decision.outcome}", by=moderator).exists()
    assert bool(decision.appeal_until) == decision.restricts


def test_every_outcome_that_restricts_somebody_has_its_words():
    from moderation.statements import EFFECTS, HEADLINES

    own_sentences = {"limited", "suspended", "banned"}
    assert {str(one) for one in Decision.RESTRICTING} <= set(HEADLINES) & (set(EFFECTS) | own_sentences)


def post(person, body="A word on this.", article=None):
    return posting.post(article=article or make_article(), by=person, body=body)


@pytest.mark.parametrize("kind", ["suspend", "ban"])
def test_who_is_suspended_reads_until_when_why_and_how_to_appeal(client, kind, person, moderator):
    decision = DEEDS[kind](person, moderator)
    article = make_article()
    client.force_login(person)

    answer = client.post(f"/articles/{article.slug}/comments/", {"body": "Words that took a while"})

    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Words that took a while" in html
    assert f'href="{decision.get_absolute_url()}"' in html
    assert client.get(decision.get_absolute_url()).status_code == 200
    assert not Comment.objects.exists()


def test_a_suspended_person_cannot_rewrite_what_stands_but_can_take_it_away(person, moderator):
    comment = make_comment(author=person)
    DEEDS["suspend"](person, moderator)

    with pytest.raises(posting.Refused):
        posting.edit(comment, by=person, body="Something worse.")
    comment.delete_by_author()

    assert Comment.objects.get().status == "deleted"


def test_a_suspension_ends_by_itself(person, moderator):
    sanctions.suspend(person, by=moderator, until=soon(2), **SAID)

    with time_machine.travel(soon(3)):
        assert post(person).is_visible


def test_a_limit_lets_so_many_through_and_a_moderator_reads_them_first(person, moderator):
    sanctions.limit(person, by=moderator, until=soon(), a_day=2, **SAID)

    assert [post(person, f"Comment {n}.").status for n in range(2)] == ["held", "held"]
    with pytest.raises(posting.Refused, match="2 comments a day"):
        post(person, "One more.")
    with time_machine.travel(soon(1) + timedelta(minutes=1)):
        assert post(person, "The next day.").status == "held"


def test_a_warning_limits_nothing(person, moderator):
    DEEDS["warn"](person, moderator)

    assert post(person).is_visible


def test_what_is_lifted_is_over_and_lifting_twice_is_once(person, moderator):
    sanction = DEEDS["ban"](person, moderator).sanction

    assert sanctions.lift(sanction, by=moderator).undoes == sanction.decision
    assert sanctions.lift(sanction, by=moderator) is None
    assert post(person).is_visible


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_a_moderator_limits_neither_themselves_nor_the_team(role, moderator):
    for person in (moderator, make_user(role=role)):
        with pytest.raises(sanctions.NotAbove):
            sanctions.warn(person, by=moderator, **SAID)


def test_an_administrator_limits_a_moderator(moderator):
    assert sanctions.warn(moderator, by=make_user(role="administrator"), **SAID).person == moderator


def test_of_two_moderators_with_the_same_page_before_them_one_decides(person, moderator):
    sanctions.warn(person, by=moderator, seen=0, **SAID)

    with pytest.raises(sanctions.DecidedMeanwhile) as late:
        sanctions.ban(person, by=make_user(role="moderator"), seen=0, **SAID)

    assert late.value.decision.by == moderator
    assert Sanction.objects.get().kind == "warn"


def test_the_strongest_limit_counts(person, moderator):
    sanctions.limit(person, by=moderator, until=soon(), **SAID)
    sanctions.suspend(person, by=moderator, until=soon(), **SAID)

    with pytest.raises(posting.Refused, match="cannot write until"):
        post(person)


def test_a_letter_can_be_read_before_it_is_sent(person, moderator):
    letter = sanctions.preview(person, "suspend", by=moderator, until=soon(), **SAID)

    assert letter.subject == "You cannot write for a while"
    assert "Three attacks in a week." in letter.body
    assert not Decision.objects.exists()
    assert mail.outbox == []


def test_the_letter_is_in_the_language_of_the_person(person, moderator, settings, monkeypatch):
    from django.utils import translation

    spoken = []
    monkeypatch.setattr("accounts.mail._render", lambda *_: spoken.append(translation.get_language()) or "x")
    type(person).objects.filter(pk=person.pk).update(language="de")
    person.refresh_from_db()

    sanctions.warn(person, by=moderator, **SAID)

    assert set(spoken) == {"de"}


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("suspend", "Your account cannot write until"),
        ("ban", "may no longer write here"),
        ("limit", "a moderator reads"),
    ],
)
def test_a_limit_is_told_in_the_settings_and_where_one_writes(client, moderator, person, deed, words):
    comment = make_comment()
    decision = DEEDS[deed](person, moderator)
    client.force_login(person)
    places = ["/accounts/settings/", comment.article.get_absolute_url(), f"/comments/{comment.pk}/reply/"]

    pages = [client.get(place) for place in places]
    with time_machine.travel(soon(8)):
        later = client.get(places[0])

    assert all(words in page.text for page in pages)
    assert all(f"/moderation/decisions/{decision.public_id}/" in page.text for page in pages)
    assert (words in later.text) is (deed == "ban")


def test_who_may_write_reads_of_no_limit(client, moderator, person):
    DEEDS["warn"](person, moderator)
    client.force_login(person)

    assert "Read why, and how to appeal" not in client.get("/accounts/settings/").text
    assert "Read why, and how to appeal" not in client.get(make_article().get_absolute_url()).text


def test_reading_somebody_first_is_a_decision_with_an_appeal():
    person, other = make_user(), make_user(role="moderator")
    made = sanctions.read_first(person, by=make_user(role="moderator"), rule="2", words="Two warnings.")
    appeal = appeals.appeal(made, by=person, text="They were taken back.")

    appeals.decide(appeal, by=other, state="overturned", words="So they were.")

    person.refresh_from_db()
    assert not person.read_first
    assert Statement(made).effect == "A moderator reads your comments before anybody else does."
    assert list(person.decisions_about.values_list("outcome", flat=True)) == ["lifted", "readfirst"]


def test_reading_somebody_first_asks_for_a_rule_and_a_reason_and_keeps_what_was_typed(client):
    person = make_user()
    client.force_login(make_user(role="moderator"))
    address = f"/moderation/people/{person.username}/read-first/"

    refused = [client.post(address, {"do": "first", **sent}) for sent in ({"rule": "2"}, {"words": "Two warnings."})]
    client.post(address, {"do": "first", "rule": "2", "words": "w" * 500})

    person.refresh_from_db()
    assert [answer.status_code for answer in refused] == [422, 422]
    assert "Two warnings." in refused[1].content.decode()
    assert person.read_first
    assert Decision.objects.get().words == "w" * 500


def test_moderators_are_not_read_first_by_one_another():
    with pytest.raises(sanctions.NotAbove):
        sanctions.read_first(make_user(role="moderator"), by=make_user(role="moderator"), rule="2", words="No.")
