from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.models import Comment
from moderation import actions, grace, undoing
from moderation.models import Decision
from tests.factories import make_comment, make_decision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines():
    return make_user(role="moderator", display_name="Ines Tarrow")


def approve(comment, by):
    return actions.approve(comment, by=by)


def remove(comment, by):
    return actions.remove_comment(comment, by=by, rule="2")


def hold(comment, by):
    return actions.hold_comment(comment, by=by, rule="2")


def dismiss(comment, by):
    return actions.dismiss_reports(comment, by=by)


@pytest.mark.parametrize(
    ("held", "deed"), [("pre", approve), ("pre", remove), ("", remove), ("", hold), ("pre", hold), ("", dismiss)]
)
def test_undoing_puts_everything_back(ines, held, deed):
    comment = make_comment(held_because=held)
    report = None if held else actions.report(comment, by=make_user(), rule="2")
    count = Comment.objects.get().article.comment_count
    decision = deed(comment, ines)

    made = undoing.undo(decision, by=ines)

    comment = Comment.objects.select_related("article").get()
    assert (comment.status, comment.held_because) == (("held", held) if held else ("visible", ""))
    assert comment.article.comment_count == count
    assert made.undoes == decision
    if report:
        report.refresh_from_db()
        assert (report.state, report.decision, report.settled_at) == ("open", None, None)


def test_a_restoration_taken_back_removes_for_the_same_rule(ines):
    comment = make_comment()
    actions.remove_comment(comment, by=ines, rule="4")

    undoing.undo(actions.restore_comment(comment, by=ines), by=ines)

    comment.refresh_from_db()
    assert (comment.status, comment.removed_for) == ("removed", "4")


def test_what_is_over_or_anothers_or_acted_upon_is_not_undone(ines):
    old, edited, again, theirs = (make_comment(held_because="pre") for _ in range(4))
    with time_machine.travel(timezone.now() - timedelta(minutes=11)):
        decisions = [approve(old, ines)]
    decisions += [approve(comment, ines) for comment in (edited, again, theirs)]
    edited.edit("Other words.")
    remove(again, make_user(role="moderator"))
    people = [ines, ines, ines, make_user(role="moderator")]

    for decision, by in zip(
        Decision.objects.filter(pk__in=[d.pk for d in decisions]).order_by("pk"), people, strict=True
    ):
        with pytest.raises(undoing.TooLate):
            undoing.undo(decision, by=by)


def test_an_undo_happens_once(ines):
    decision = approve(make_comment(held_because="pre"), ines)
    undoing.undo(decision, by=ines)

    with pytest.raises(undoing.TooLate):
        undoing.undo(Decision.objects.get(pk=decision.pk), by=ines)


def test_nobody_hears_of_a_slip_that_was_taken_back_at_once(ines):
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")
    decision = remove(comment, ines)

    made = undoing.undo(decision, by=ines)
    for one in (decision, made):
        grace.tell_both.func(one.pk)

    assert not DBTaskResult.objects.filter(task_path="accounts.mail.deliver").exists()


def test_letters_leave_after_a_minute_in_the_transaction_of_the_decision(ines):
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")

    decision = remove(comment, ines)

    job = DBTaskResult.objects.get(task_path="moderation.grace.tell_both")
    assert job.run_after > timezone.now() + timedelta(seconds=50)
    grace.tell_both.func(decision.pk)
    assert DBTaskResult.objects.filter(task_path="accounts.mail.deliver").count() == 2


def test_a_later_undo_is_told(ines):
    comment = make_comment()
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        decision = remove(comment, ines)

    made = undoing.undo(Decision.objects.get(pk=decision.pk), by=ines)
    grace.tell_both.func(made.pk)

    assert DBTaskResult.objects.filter(task_path="accounts.mail.deliver").count() == 1


def test_what_is_not_about_a_comment_is_not_taken_back_here(client):
    moderator = make_user(role="moderator")
    warning = make_decision(person=make_user(), by=moderator, outcome="warned")
    client.force_login(moderator)

    assert client.post(f"/moderation/decisions/{warning.pk}/undo/").status_code == 404
