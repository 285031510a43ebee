"""What another look at a report brings, for the comment, its author and whoever reported."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from comments.models import Comment
from moderation import actions, appeals, clips, undoing
from moderation.models import Appeal, Decision, Report
from tests.factories import make_article, make_comment, make_user
from tests.moderation.complaints.complaining import (
    MAIL,
    OVERTURNED,
    accept,
    complained,
    dismissed,
    notice,
)

pytestmark = pytest.mark.django_db


class TestWhatItBrings:
    def test_what_stands_stays_and_they_read_why(self, ines, petra, reader, client):
        complaint = complained(dismissed(notice(make_comment(), by=reader), ines))
        client.force_login(petra)
        address = reverse("moderation:appeal", args=[complaint.pk])

        assert "A &lt;threat&gt;." in client.get(address).text
        answer = client.post(address, {"state": "confirmed", "words": "A joke between friends."})

        assert answer.status_code == 302
        assert mail.outbox[-1].to == [reader.email]
        assert "A joke between friends." in mail.outbox[-1].body
        assert "Article 21" in mail.outbox[-1].body
        assert Report.objects.get().state == "dismissed"
        assert Comment.objects.get().is_visible

    def test_it_is_taken_back_only_for_a_rule(self, ines, petra, reader, client):
        complaint = complained(dismissed(notice(make_comment(), by=reader), ines))
        client.force_login(petra)

        answer = client.post(
            reverse("moderation:appeal", args=[complaint.pk]), {"state": "overturned", "words": "A threat."}
        )

        assert answer.status_code == 422
        assert "Name the rule" in answer.text
        assert "A threat." in answer.text
        assert Appeal.objects.get().is_open

    def test_the_comment_goes_by_a_decision_with_a_statement(self, ines, petra, reader, client):
        comment = make_comment()
        report = dismissed(notice(comment, by=reader), ines)
        complaint = complained(report)
        mail.outbox.clear()
        client.force_login(petra)

        client.post(
            reverse("moderation:appeal", args=[complaint.pk]),
            {"state": "overturned", "words": "A threat indeed.", "rule": "3"},
        )

        comment.refresh_from_db()
        report.refresh_from_db()
        made = comment.decisions.first()
        assert (comment.status, report.state) == ("removed", "upheld")
        assert (made.outcome, made.found_by, made.by, made.undoes) == ("removed", "again", petra, report.decision)
        assert (made.ground, made.law) == ("law", "Penal code 5")
        assert made.appeal_until is not None
        letters = {letter.to[0]: letter for letter in mail.outbox}
        assert letters.keys() == {comment.author.email, reader.email}
        assert "asked for another look" in letters[comment.author.email].body
        assert "dora" not in letters[comment.author.email].body.lower()
        assert "you were right" in letters[reader.email].subject
        assert "A threat indeed." in letters[reader.email].body

    def test_all_who_had_reported_it_were_right_and_hear_of_it_once(self, ines, petra, reader):
        comment = make_comment()
        others = [notice(comment), actions.report(comment, by=make_user(), rule="2")]
        report = dismissed(notice(comment, by=reader), ines)
        waiting = complained(Report.objects.get(pk=others[1].pk), "Me too.")
        complaint = complained(report)
        mail.outbox.clear()

        accept(complaint, petra)

        assert set(Report.objects.values_list("state", flat=True)) == {"upheld"}
        waiting.refresh_from_db()
        assert (waiting.state, waiting.decided_by) == ("moot", None)
        assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
            [comment.author.email, reader.email, others[1].by.email, MAIL]
        )

    def test_the_author_appeals_before_somebody_who_has_decided_neither(self, ines, petra, third, reader):
        comment = make_comment()
        complaint = complained(dismissed(notice(comment, by=reader), ines))
        accept(complaint, petra)
        made = appeals.appeal(comment.decisions.first(), by=comment.author, text="A quotation.")

        assert (made.first_decider, made.earlier_decider) == (petra, ines)
        assert [appeals.may_decide(made, judge) for judge in (ines, petra, third)] == [False, False, True]
        settled = {"state": "confirmed", "decided_at": timezone.now(), "words": "Yes."}
        for judge in (ines, petra):
            with pytest.raises(IntegrityError), transaction.atomic():
                Appeal.objects.filter(pk=made.pk).update(decided_by=judge, **settled)

    def test_where_the_author_is_right_in_the_end_the_reports_were_wrong_again(self, ines, petra, third, reader):
        comment = make_comment()
        complaint = complained(dismissed(notice(comment, by=reader), ines))
        accept(complaint, petra)
        made = appeals.appeal(comment.decisions.first(), by=comment.author, text="A quotation.")
        mail.outbox.clear()

        appeals.decide(made, by=third, state=OVERTURNED, words="A quotation indeed.")

        comment.refresh_from_db()
        assert comment.is_visible
        assert Report.objects.get().state == "dismissed"
        (letter,) = (letter for letter in mail.outbox if letter.to == [reader.email])
        assert "ask once for another look" not in letter.body

    def test_who_let_it_stand_by_an_appeal_does_not_decide_and_neither_whoever_removed_it(
        self, ines, petra, third, reader
    ):
        comment = make_comment()
        report = notice(comment, by=reader)
        removal = actions.remove_comment(comment, by=ines, rule="3")
        made = appeals.appeal(removal, by=comment.author, text="A quotation.")
        appeals.decide(made, by=petra, state=OVERTURNED, words="Indeed.")
        report.refresh_from_db()

        complaint = complained(report)

        assert (complaint.first_decider, complaint.earlier_decider) == (petra, ines)
        assert appeals.may_decide(complaint, third)
        accept(complaint, third)
        report.refresh_from_db()
        assert report.state == "upheld"

    def test_what_was_removed_meanwhile_is_only_put_right(self, ines, petra, reader):
        comment = make_comment()
        report = dismissed(notice(comment, by=reader), ines)
        complaint = complained(report)
        actions.remove_comment(comment, by=ines, rule="2")
        count = Decision.objects.count()

        accept(complaint, petra)

        report.refresh_from_db()
        assert report.state == "upheld"
        assert Decision.objects.count() == count

    def test_what_its_author_deletes_needs_no_answer(self, ines, petra, reader):
        comment = make_comment()
        complaint = complained(dismissed(notice(comment, by=reader), ines))

        comment.delete_by_author()

        complaint.refresh_from_db()
        assert complaint.state == "gone"
        assert "deleted it" in mail.outbox[-1].body

    def test_a_removal_that_a_complaint_brought_is_not_undone_by_a_key(self, ines, petra, reader):
        comment = make_comment()
        accept(complained(dismissed(notice(comment, by=reader), ines)), petra)

        with pytest.raises(undoing.TooLate):
            undoing.undo(comment.decisions.first(), by=petra)

    def test_a_clip_goes_only_by_somebody_who_may_publish_and_has_not_made_it(self, ines, petra, reader):
        maker, boss = make_user(role="administrator"), make_user(role="administrator")
        clip = make_article(by=maker)
        report = notice(clip, by=reader)
        clips.dismiss(clip, by=ines)
        report.refresh_from_db()
        complaint = complained(report)

        assert [appeals.may_decide(complaint, judge) for judge in (ines, petra, maker, boss)] == [False] * 3 + [True]
        accept(complaint, boss)
        report.refresh_from_db()
        assert Article.objects.get(pk=clip.pk).status == "withdrawn"
        assert report.state == "upheld"
        assert clip.decisions.first().found_by == "again"

    def test_who_waits_for_another_look_at_a_clip_that_another_decision_withdraws_was_right(self, ines, petra, reader):
        boss, other = make_user(role="administrator"), make_user()
        clip = make_article(by=make_user(role="administrator"))
        report = notice(clip, by=reader)
        clips.dismiss(clip, by=ines)
        report.refresh_from_db()
        complaint = complained(report)
        actions.report(clip, by=other, rule="2")
        mail.outbox.clear()

        decision = clips.withdraw(clip, by=boss, rule="2")

        complaint.refresh_from_db()
        report.refresh_from_db()
        assert (complaint.state, report.state, report.decision) == ("moot", "upheld", decision)
        (to_reader,) = [letter for letter in mail.outbox if letter.to == [reader.email]]
        assert "You were right: it has been withdrawn" in to_reader.body
        assert [letter.subject for letter in mail.outbox if letter.to == [other.email]] == [
            "What became of your report"
        ]

    def test_all_complaints_about_a_clip_are_answered_when_one_of_them_is_followed(self, ines, petra, reader):
        boss, other = make_user(role="administrator"), make_user()
        clip = make_article(by=make_user(role="administrator"))
        asked = []
        for person in (reader, other):  # each with a decision of its own
            report = notice(clip, by=person)
            clips.dismiss(clip, by=ines)
            report.refresh_from_db()
            asked.append(complained(report))

        accept(asked[1], boss)

        assert not Appeal.objects.open().exists()
        assert set(Report.objects.values_list("state", flat=True)) == {"upheld"}


def test_of_a_clip_nobody_is_said_to_appeal(ines, petra, reader):
    report = actions.report(article := make_article(), by=reader, rule="2")
    clips.dismiss(article, by=ines)
    report.refresh_from_db()

    appeals.decide(complained(report), by=make_user(role="administrator"), state=OVERTURNED, words="Yes.", rule="2")

    (told,) = [letter.body for letter in mail.outbox if "you were right" in letter.subject]
    assert "agrees with you" in told
    assert "Its author" not in told
