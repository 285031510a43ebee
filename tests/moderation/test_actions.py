import threading

import pytest
from django.core import mail
from django.db import connections

from accounts.models import AuditEntry
from moderation import actions
from moderation.models import Decision, Report
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def delivered_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def moderator():
    return make_user(username="ines", role="moderator", display_name="Ines Tarrow")


def test_a_removal_leaves_a_decision_and_a_trace(moderator):
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")

    decision = actions.remove_comment(comment, by=moderator, rule="4", words="An advertisement.")

    comment.refresh_from_db()
    comment.article.refresh_from_db()
    assert (comment.status, comment.removed_for, comment.article.comment_count) == ("removed", "4", 0)
    assert (decision.outcome, decision.rule, decision.words) == ("removed", "4", "An advertisement.")
    assert AuditEntry.objects.get(verb="comment.removed").by == moderator
    assert Report.objects.get().state == "upheld"


def test_an_approval_makes_it_visible(moderator):
    comment = make_comment(held_because="pre")

    actions.approve(comment, by=moderator)

    comment.refresh_from_db()
    assert (comment.status, comment.held_because) == ("visible", "")


def test_a_restoration_puts_it_back(moderator):
    comment = make_comment()
    actions.remove_comment(comment, by=moderator, rule="2")

    actions.restore_comment(comment, by=moderator)

    comment.article.refresh_from_db()
    assert comment.is_visible
    assert comment.article.comment_count == 1


def test_dismissed_reports_leave_the_comment_alone(moderator):
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")

    actions.dismiss_reports(comment, by=moderator)

    assert comment.is_visible
    assert Report.objects.get().state == "dismissed"
    assert Decision.objects.get().outcome == "kept"


def test_words_that_its_author_took_along_are_not_put_back(moderator):
    comment = make_comment()
    actions.remove_comment(comment, by=moderator, rule="2")
    type(comment).objects.filter(pk=comment.pk).update(body="", body_html="")
    comment.refresh_from_db()

    with pytest.raises(actions.AlreadyDecided):
        actions.restore_comment(comment, by=moderator)

    comment.refresh_from_db()
    assert comment.status == "removed"
    assert not Decision.objects.filter(comment=comment, outcome="restored").exists()


@pytest.mark.parametrize("act", [actions.approve, actions.restore_comment, actions.dismiss_reports])
def test_nobody_decides_on_their_own_comment(moderator, act):
    comment = make_comment(author=moderator, held_because="pre")

    with pytest.raises(actions.NotYours):
        act(comment, by=moderator)

    assert not Decision.objects.exists()


def test_nobody_removes_their_own_comment_by_decision(moderator):
    with pytest.raises(actions.NotYours):
        actions.remove_comment(make_comment(author=moderator), by=moderator, rule="2")


def test_one_person_has_one_open_report_of_a_comment():
    comment, reader = make_comment(), make_user()
    actions.report(comment, by=reader, rule="2")

    with pytest.raises(actions.AlreadyReported):
        actions.report(comment, by=reader, rule="4")

    assert Report.objects.get().rule == "2"


def test_after_a_decision_the_same_person_may_report_again(moderator):
    comment, reader = make_comment(), make_user()
    actions.report(comment, by=reader, rule="2")
    actions.dismiss_reports(comment, by=moderator)

    actions.report(comment, by=reader, rule="4")

    assert Report.objects.open().count() == 1


def test_nobody_reports_their_own_comment():
    comment = make_comment()

    with pytest.raises(actions.NotYours):
        actions.report(comment, by=comment.author, rule="2")


def test_a_moderator_who_comes_second_is_told_who_was_first(moderator):
    comment, other = make_comment(), make_user(role="moderator")
    actions.report(comment, by=make_user(), rule="2")
    actions.dismiss_reports(comment, by=moderator, seen=0)

    with pytest.raises(actions.AlreadyDecided) as refusal:
        actions.remove_comment(comment, by=other, rule="2", seen=0)

    assert refusal.value.decision.by == moderator
    assert refusal.value.decision.outcome == "kept"
    assert comment.is_visible


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_the_same_moment_one_decides():
    comment = make_comment(held_because="pre")
    moderators = [make_user(role="moderator"), make_user(role="moderator")]
    start, won, lost = threading.Barrier(2), [], []

    def decide(moderator):
        start.wait()
        try:
            won.append(actions.approve(type(comment).objects.get(pk=comment.pk), by=moderator, seen=0))
        except actions.AlreadyDecided as late:
            lost.append(late)
        finally:
            connections.close_all()

    at_once = [threading.Thread(target=decide, args=[moderator]) for moderator in moderators]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()

    assert Decision.objects.get() == won[0]
    assert lost[0].decision == won[0]
    assert AuditEntry.objects.filter(verb="comment.approved").count() == 1


def test_the_author_gets_the_reasons_by_mail(moderator):
    comment = make_comment(author=make_user(username="maud"), body="Buy warm deals & more")

    decision = actions.remove_comment(comment, by=moderator, rule="4", words="This is an <advertisement>.")

    letter = mail.outbox[0]
    assert letter.to == ["maud@quillmouth.example"]
    assert letter.subject == "Your comment was removed"
    for said in [
        "Rule 4: no advertising",
        "This is an <advertisement>.",
        "Buy warm deals & more",
        decision.get_absolute_url(),
    ]:
        assert said in letter.body
    assert "ines" not in letter.body.lower()
    assert "&lt;advertisement&gt;" in letter.alternatives[0].content


def test_the_reporter_hears_the_outcome(moderator):
    comment = make_comment()
    actions.report(comment, by=make_user(username="edda"), rule="4")

    actions.dismiss_reports(comment, by=moderator)

    assert [letter.to for letter in mail.outbox] == [["edda@quillmouth.example"]]
    assert "it stays" in mail.outbox[0].body


def test_a_headline_with_line_ends_stays_out_of_the_subject(moderator):
    comment = make_comment()
    type(comment.article).objects.update(title="Tide\r\nBcc: all@quillmouth.example")

    actions.remove_comment(comment, by=moderator, rule="4")

    assert "\n" not in mail.outbox[0].subject


def test_nobody_hears_of_what_was_rolled_back(moderator):
    comment = make_comment()

    with pytest.raises(actions.AlreadyDecided):
        actions.approve(comment, by=moderator)

    assert mail.outbox == []


def test_the_author_reads_the_moderators_words_at_the_address_of_the_comment(client, moderator):
    comment = make_comment()
    actions.remove_comment(comment, by=moderator, rule="4", words="This is an <advertisement>.")

    for_others = client.get(comment.get_absolute_url()).content.decode()
    client.force_login(comment.author)
    for_the_author = client.get(comment.get_absolute_url()).content.decode()

    assert "This is an &lt;advertisement&gt;." in for_the_author
    assert "advertisement&gt;" not in for_others
    assert "Rule 4" in for_others
