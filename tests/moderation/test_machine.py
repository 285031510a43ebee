"""Holds without a person, and what a statement says of automatic means."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from comments import posting
from comments.models import Comment
from moderation import actions, appeals, disclosure, log, reporting, transparency
from moderation.models import Appeal, Decision
from moderation.statements import Statement
from tests.factories import make_comment, make_decision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def delivered_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def moderator():
    return make_user(role="moderator")


def reported(*rules, **fields):
    """A comment that as many report as it takes to hold it."""
    comment = make_comment(**fields)
    for rule in rules:
        actions.report(comment, by=make_user(), rule=rule)
    return Comment.objects.get(pk=comment.pk)


def edited(body="See https://a.example, https://b.example, https://c.example and https://d.example."):
    comment = make_comment(author=make_user(date_joined="2020-01-01T00:00Z"))
    return posting.edit(comment, by=comment.author, body=body)


def test_a_hold_by_reports_is_a_decision_that_its_author_reads():
    comment = reported("4", "2", "2")

    decision = Decision.objects.get()
    assert comment.status == "held"
    assert (decision.outcome, decision.rule, decision.by, decision.found_by) == ("held", "2", None, "report")
    assert decision.person == comment.author
    assert decision.appeal_until
    letter = next(letter for letter in mail.outbox if letter.to == [comment.author.email])
    assert letter.subject == "Your comment is held"
    assert "readers’ reports weighed enough" in letter.body
    assert comment.author.notices.filter(kind="decision").count() == 1


def test_a_hold_upon_a_notice_is_not_held_to_be_unlawful_by_a_machine():
    comment = reported("3", "3")
    reporting.report(comment, by=make_user(), rule="3", unlawful=True, good_faith=True, text="Why.", law="Section 12")

    decision = Decision.objects.get()
    assert (decision.found_by, decision.ground, decision.law) == ("notice", "rules", "")


def test_a_visible_comment_that_is_held_after_an_edit_is_told_too():
    comment = edited()

    decision = Decision.objects.get()
    assert comment.status == "held"
    assert (decision.outcome, decision.by, decision.because) == ("held", None, comment.held_because)
    assert decision.found_by == "screen"
    assert "when it had been edited" in Statement(decision).automated
    assert "link" in Statement(decision).ground


def test_what_is_held_before_it_appears_needs_no_decision():
    comment = make_comment(held_because="links")

    posting.edit(comment, by=comment.author, body="Other words.")

    assert not Decision.objects.exists()


def test_it_is_in_the_log_and_counted():
    reported("2", "2", "2")

    made = Decision.objects.get()
    period = transparency.Period(made.at.year)
    assert [entry.decision for entry in log.page({})[0]] == [made]
    assert transparency.as_document(period)["automatic"]["decided_by_machine"] == 1
    assert disclosure.statement_of_reasons(made)["automated_decision"] == "AUTOMATED_DECISION_FULLY"


def test_its_author_may_appeal_and_any_moderator_decides(moderator):
    comment = reported("2", "2", "2")
    made = appeals.appeal(Decision.objects.get(), by=comment.author, text="It quotes the mayor.")

    appeals.decide(made, by=moderator, state=Appeal.State.OVERTURNED, words="A quotation.")

    comment.refresh_from_db()
    assert (made.first_decider, comment.is_visible) == (None, True)


@pytest.mark.parametrize("fields", [{"outcome": "removed", "because": "reports"}, {"outcome": "held", "because": ""}])
def test_the_database_lets_nothing_but_a_hold_with_its_reason_be_without_a_person(fields):
    comment = make_comment()

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.record(comment=comment, person=comment.author, rule="2", **fields)


def test_nobody_appeals_in_the_name_of_another_decider(moderator):
    comment = reported("2", "2", "2")
    made = {"decision": Decision.objects.get(), "by": comment.author, "text": "No.", "due_at": comment.created_at}

    with pytest.raises(IntegrityError, match="first decider"), transaction.atomic():
        Appeal.objects.create(first_decider=moderator, **made)


@pytest.mark.parametrize(
    ("held", "found", "says", "detected"),
    [
        ("moderator", "own", "No automatic means", "No"),
        ("pre-category", "before", "No automatic means", "No"),
        ("links", "screen", "An automatic screen brought it", "Yes"),
        ("pre,score", "screen", "An automatic screen brought it", "Yes"),
        ("reports", "report", "readers’ reports weighed enough", "Yes"),
    ],
)
def test_a_removal_says_what_held_it_before(moderator, held, found, says, detected):
    comment = make_comment(held_because=held)

    decision = actions.remove_comment(comment, by=moderator, rule="2")

    assert decision.found_by == found
    assert says in Statement(decision).automated
    assert disclosure.statement_of_reasons(decision)["automated_detection"] == detected


def test_a_report_does_not_hide_that_the_screen_had_held_it(moderator):
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")
    comment.hold("score")

    decision = actions.remove_comment(comment, by=moderator, rule="2")

    assert decision.found_by == "report"
    assert "An automatic screen" in Statement(decision).automated


def test_an_earlier_decision_that_put_a_moderators_hold_down_to_the_screen_is_read_right():
    decision = make_decision(found_by="screen", was_held_because="moderator")

    assert Statement(decision).found == "A moderator came across it."
    assert "No automatic means" in Statement(decision).automated


def test_what_everybody_can_read_is_not_held_without_a_reason(moderator):
    comment = make_comment()

    with pytest.raises(actions.NoReason):
        actions.hold_comment(comment, by=moderator)

    assert Comment.objects.get(pk=comment.pk).is_visible
    assert actions.hold_comment(comment, by=moderator, rule="2").restricts


def test_the_card_asks_for_the_reason_of_a_hold(client, moderator):
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")
    client.force_login(moderator)
    address = f"/moderation/{comment.pk}/decide/"

    refused = client.post(address, {"decision": "hold"})
    client.post(address, {"decision": "hold", "words": "I ask a colleague."})

    assert refused.status_code == 422
    assert "or say why in words" in refused.content.decode()
    assert Decision.objects.get().words == "I ask a colleague."


def test_what_is_held_and_stays_so_sends_no_letter(moderator):
    comment = make_comment(held_because="links")

    decision = actions.hold_comment(comment, by=moderator)

    assert not decision.restricts
    assert decision.appeal_until is None
    assert not mail.outbox
    assert not Decision.objects.restricting().exists()
