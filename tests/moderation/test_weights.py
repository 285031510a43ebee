"""What reports weigh, and when they hold a comment."""

import threading

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry
from comments.models import Comment
from moderation import actions, reporting
from moderation.models import Decision, Report
from tests.factories import make_comment, make_user

counts = st.integers(0, 500)


@given(right=counts, wrong=counts)
def test_a_weight_stays_within_bounds_and_never_falls_for_being_right(right, wrong):
    weight = reporting.weight(right, right + wrong)

    assert reporting.LEAST <= weight <= reporting.MOST
    assert reporting.weight(right + 1, right + wrong + 1) >= weight
    assert reporting.weight(right, right + wrong + 1) <= weight


@pytest.mark.parametrize(("right", "settled", "weight"), [(0, 0, 1.0), (3, 3, 1.6), (0, 3, 0.4), (0, 30, 0.25)])
def test_somebody_new_counts_one_and_a_record_changes_it(right, settled, weight):
    assert reporting.weight(right, settled) == pytest.approx(weight)


@pytest.mark.django_db
class TestHolding:
    def test_three_readers_hold_a_comment_and_no_moderator_is_named(self):
        comment = make_comment()

        for number in range(3):
            assert Comment.objects.get().status == "visible"
            actions.report(comment, by=make_user(f"reader-{number}"), rule="2")

        held = Comment.objects.get()
        assert (held.status, held.held_because) == ("held", "reports")
        assert Decision.objects.get().by is None
        assert AuditEntry.objects.get(verb="comment.held").by is None
        assert Report.objects.open().count() == 3

    def test_a_comment_of_the_team_is_not_held(self):
        comment = make_comment(author=make_user(role="editor"))

        report_by(3, comment)

        assert Comment.objects.get().status == "visible"

    def test_those_who_were_wrong_about_it_do_not_hold_it_again(self):
        comment, people = make_comment(), [make_user() for _ in range(3)]
        for one in people:
            actions.report(comment, by=one, rule="2")
        actions.approve(comment, by=make_user(role="moderator"))

        for one in people:
            actions.report(comment, by=one, rule="2")

        assert Comment.objects.get().status == "visible"

    def test_people_without_an_account_do_not_hold_it_by_themselves(self):
        comment = make_comment()

        for number in range(8):
            reporting.report(comment, rule="3", email=f"nobody-{number}@elsewhere.example")

        assert Comment.objects.get().status == "visible"
        assert {report.weight for report in Report.objects.all()} == {0.5}

    def test_who_was_often_right_weighs_more(self):
        reader, moderator = make_user(), make_user(role="moderator")
        for _ in range(3):
            comment = make_comment()
            actions.report(comment, by=reader, rule="2")
            actions.remove_comment(comment, by=moderator, rule="2")

        assert actions.report(make_comment(), by=reader, rule="2").weight == pytest.approx(1.6)

    def test_a_decision_rests_on_what_brought_it_about(self):
        moderator = make_user(role="moderator")
        noticed, reported, screened, own = (
            make_comment(),
            make_comment(),
            make_comment(held_because="links"),
            make_comment(),
        )
        reporting.report(noticed, rule="3", unlawful=True, good_faith=True, law="Section 12", text="Because.")
        actions.report(reported, by=make_user(), rule="2")

        made = [actions.remove_comment(one, by=moderator, rule="3") for one in (noticed, reported, screened, own)]

        assert [one.found_by for one in made] == ["notice", "report", "screen", "own"]
        assert [one.law for one in made] == ["Section 12", "", "", ""]
        assert {one.ground for one in made} == {"law"}


@pytest.mark.django_db(transaction=True)
def test_two_reports_at_the_same_moment_hold_it_once():
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")
    people, start = [make_user(), make_user()], threading.Barrier(2)

    def report(one):
        start.wait()
        try:
            actions.report(Comment.objects.get(pk=comment.pk), by=one, rule="2")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=report, args=[one]) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Comment.objects.get().status == "held"
    assert Report.objects.open().count() == 3
    assert AuditEntry.objects.filter(verb="comment.held").count() == 1


def report_by(count, comment):
    for _ in range(count):
        actions.report(comment, by=make_user(), rule="2")
