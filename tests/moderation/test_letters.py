"""Letters about decisions: one to each person, however many decisions it is about, and none twice."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from zeal import zeal_ignore

from accounts.models import Notice
from accounts.wording import sentence_of
from articles import actions as desk
from moderation import actions, appeals, bulk, clips, grace, letters, sanctions, undoing
from moderation.models import Decision, Outgoing, Report
from tests.factories import make_article, make_comment, make_user
from tests.markup import texts

pytestmark = pytest.mark.django_db
IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def ines():
    return make_user("ines", role="moderator")


@pytest.fixture
def corvin():
    return make_user("corvin")


@pytest.fixture
def edda():
    return make_user("edda")


def written(author, many=3, reported_by=None):
    article = make_article("The Slipway")
    found = [make_comment(article, author=author, body=f"Buy tar at stall {n}") for n in range(many)]
    for comment in found if reported_by else ():
        actions.report(comment, by=reported_by, rule="4")
    return found


def remove_all(comments, by):
    with zeal_ignore():  # each is a decision of its own
        bulk.start([(c.pk, 0, 0) for c in comments], by=by, decision="remove", rule="4", words="No adverts.")
    return list(Decision.objects.filter(outcome="removed").order_by("pk"))


def work(after=timedelta(minutes=1, seconds=1)):
    """All jobs of letters that are due then, each once more than needed."""
    with time_machine.travel(timezone.now() + after), zeal_ignore():
        for job in DBTaskResult.objects.filter(task_path="moderation.grace.tell_both", run_after__lte=timezone.now()):
            for _ in range(2):
                grace.tell_both.func(*job.args_kwargs["args"])


def queued(person):
    jobs = DBTaskResult.objects.filter(task_path="accounts.mail.deliver").order_by("enqueued_at")
    said = [job.args_kwargs["kwargs"] for job in jobs]
    return [letter for letter in said if letter["to"] == person.email]


def test_many_removed_at_once_are_one_letter_to_their_author_and_one_to_who_reported(ines, corvin, edda):
    decisions = remove_all(written(corvin, reported_by=edda), ines)

    work()

    to_author, to_reporter = queued(corvin), queued(edda)
    assert [letter["subject"] for letter in to_author] == ["3 of your comments were removed"]
    assert [letter["subject"] for letter in to_reporter] == ["What became of 3 reports of yours"]
    for n, decision in enumerate(decisions):
        assert f"Buy tar at stall {n}" in to_author[0]["text"]
        assert decision.get_absolute_url() in to_author[0]["text"]
        assert decision.comment.get_absolute_url() in to_reporter[0]["text"]
    assert to_author[0]["text"].count("No adverts.") == 1
    assert "You may appeal once, until" in to_author[0]["text"]
    assert [(sentence_of(n), n.mailed_at is None) for n in Notice.objects.filter(to=corvin)] == [
        ("3 of your comments were removed.", False)
    ]
    assert [sentence_of(n) for n in Notice.objects.filter(to=edda)] == ["3 reports of yours are settled."]
    assert not Outgoing.objects.exists()


def test_where_the_queue_cannot_wait_they_are_one_letter_too(ines, corvin, edda, settings):
    settings.TASKS = IMMEDIATE
    remove_all(written(corvin, reported_by=edda), ines)

    assert sorted(letter.to[0] for letter in mail.outbox) == [corvin.email, edda.email]
    assert not Outgoing.objects.exists()


def test_one_after_the_other_within_the_minute_they_are_one_letter(ines, corvin):
    comments, now = written(corvin), timezone.now()
    for n, comment in enumerate(comments):
        with time_machine.travel(now + timedelta(seconds=40 * n)):
            actions.remove_comment(comment, by=ines, rule="4")

    work(timedelta(seconds=70))  # the last of them has its minute yet
    early = queued(corvin)
    work(timedelta(seconds=145))

    assert (early, len(queued(corvin))) == ([], 1)


def test_who_goes_on_and_on_keeps_nobody_waiting_for_long(ines, corvin):
    first, second = written(corvin, many=2)
    with time_machine.travel(timezone.now() - timedelta(minutes=12)):
        made = actions.remove_comment(first, by=ines, rule="4")
    actions.remove_comment(second, by=ines, rule="4")

    grace.tell_both.func(made.pk)

    assert [letter["subject"] for letter in queued(corvin)] == ["Your comment was removed"]
    assert Outgoing.objects.count() == 1


@pytest.mark.parametrize("apart", ["rule", "moderator", "person"])
def test_what_has_less_in_common_is_a_letter_each(ines, corvin, apart):
    first = make_comment(author=corvin)
    second = make_comment(author=make_user() if apart == "person" else corvin)

    actions.remove_comment(first, by=ines, rule="4")
    by = make_user(role="moderator") if apart == "moderator" else ines
    actions.remove_comment(second, by=by, rule="2" if apart == "rule" else "4")
    work()

    letters = queued(corvin) + (queued(second.author) if apart == "person" else [])
    assert [letter["subject"] for letter in letters] == ["Your comment was removed"] * 2


def test_one_that_is_taken_back_within_the_minute_is_not_in_the_letter(ines, corvin, edda):
    decisions = remove_all(written(corvin, reported_by=edda), ines)
    undoing.undo(decisions[1], by=ines)

    work()

    (letter,) = queued(corvin)
    assert letter["subject"] == "2 of your comments were removed"
    assert "stall 1" not in letter["text"]
    assert decisions[1].comment.get_absolute_url() not in queued(edda)[0]["text"]


def test_a_job_that_is_killed_in_the_middle_has_told_nobody_and_the_next_tells_once(ines, corvin, monkeypatch):
    decisions = remove_all(written(corvin), ines)
    with monkeypatch.context() as broken:
        broken.setattr(letters.letterbox, "tell", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            grace.tell_both.func(decisions[-1].pk)
    before = queued(corvin)

    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        for _ in range(2):
            grace.tell_late()

    assert (before, len(queued(corvin))) == ([], 1)


def test_reasons_that_differ_stand_with_each(ines, corvin):
    comments = written(corvin, many=2)
    for n, comment in enumerate(comments):
        actions.remove_comment(comment, by=ines, rule="4", words=f"Reason {n}")

    work()

    text = queued(corvin)[0]["text"]
    assert text.index("stall 0") < text.index("Reason 0") < text.index("stall 1") < text.index("Reason 1")


def test_who_may_not_write_is_told_all_the_same(ines, corvin):
    comments = written(corvin, many=1)
    sanctions.ban(corvin, by=make_user(role="administrator"), rule="4", words="Enough.")

    actions.remove_comment(comments[0], by=ines, rule="4")
    work()

    said = [sentence_of(notice) for notice in Notice.objects.filter(to=corvin).order_by("pk")]
    title = comments[0].article.title
    assert said == ["You can no longer write here.", f"Your comment was removed (“{title}”)."]


class TestTheLastWord:
    """What a reporter, or an author, reads last is how it stands."""

    @pytest.fixture
    def petra(self):
        return make_user("petra", role="moderator")

    @pytest.fixture
    def report(self, corvin, edda):
        return actions.report(make_comment(author=corvin), by=edda, rule="2")

    @pytest.mark.parametrize("queue_waits", [True, False])
    def test_of_a_removal_that_was_put_back_and_removed_again(
        self, report, ines, petra, edda, queue_waits, settings, mailoutbox
    ):
        settings.TASKS = settings.TASKS if queue_waits else IMMEDIATE
        with time_machine.travel(timezone.now() - timedelta(minutes=8)):
            actions.remove_comment(report.comment, by=ines, rule="2")
        work()
        with time_machine.travel(timezone.now() - timedelta(minutes=4)):
            back = actions.restore_comment(report.comment, by=petra)
        work()
        undoing.undo(back, by=petra)
        work()

        texts = [letter["text"] for letter in queued(edda)] or [m.body for m in mailoutbox if m.to == [edda.email]]
        removed, restored, again = texts
        assert "has been removed" in removed
        assert "it is back" in restored
        assert "appealed" not in restored
        assert "has been removed" in again
        assert Report.objects.get().state == "upheld"

    def test_of_a_removal_that_was_put_back_upon_appeal_before_any_letter_left(self, report, ines, petra, corvin, edda):
        made = actions.remove_comment(report.comment, by=ines, rule="2")
        appeal = appeals.appeal(made, by=corvin, text="No.")
        appeals.decide(appeal, by=petra, state="overturned", words="Yes.")
        work()

        assert ["Its author appealed" in letter["text"] for letter in queued(edda)] == [True]
        subjects = ["Your comment was removed", "Your appeal has come", "Your appeal: the decision is taken back"]
        assert [letter["subject"] for letter in queued(corvin)] == subjects

    def test_of_a_report_whose_other_look_was_taken_before_any_letter_left(self, report, ines, petra, edda):
        dora = make_user("dora")
        actions.report(report.comment, by=dora, rule="2")
        actions.dismiss_reports(report.comment, by=ines)
        report.refresh_from_db()
        appeals.decide(appeals.complain(report, text="No."), by=petra, state="overturned", words="Yes.", rule="2")
        work()

        ends = [
            "What became of your report",
            "You asked for another look",
            "Another look at your report: you were right",
        ]
        assert [letter["subject"] for letter in queued(edda)] == ends
        assert ["has been removed" in letter["text"] for letter in queued(dora)] == [True]

    def test_of_somebody_who_was_told_that_it_stands_when_another_reporter_is_followed(self, report, ines, petra, edda):
        other = actions.report(report.comment, by=make_user("dora"), rule="2")
        actions.dismiss_reports(report.comment, by=ines)
        for one, by, state in ((report, petra, "confirmed"), (other, make_user(role="moderator"), "overturned")):
            one.refresh_from_db()
            appeals.decide(appeals.complain(one, text="No."), by=by, state=state, words="So.", rule="2")
        work()

        assert "has been removed" in queued(edda)[-1]["text"]

    def test_of_what_was_let_stand_and_its_author_deleted_before_any_letter_left(self, report, ines, edda):
        actions.dismiss_reports(report.comment, by=ines)
        report.comment.delete_by_author()
        work()

        (letter,) = queued(edda)
        assert "and let it stand. Its author has deleted it since." in letter["text"]
        assert "another look" not in letter["text"]

    def test_of_what_was_let_stand_and_somebody_else_removed_before_any_letter_left(self, report, ines, petra, edda):
        actions.dismiss_reports(report.comment, by=ines)
        actions.remove_comment(report.comment, by=petra, rule="4")
        work()

        assert ["It has been removed since." in letter["text"] for letter in queued(edda)] == [True]

    def test_of_a_clip_that_was_let_stand_and_the_desk_withdrew_before_any_letter_left(self, ines, edda):
        clip = make_article()
        actions.report(clip, by=edda, rule="2")
        clips.dismiss(clip, by=ines)
        desk.withdraw(clip, by=make_user(role="administrator"), because="It was wrong.")
        work()

        assert ["It has been withdrawn since." in letter["text"] for letter in queued(edda)] == [True]

    def test_of_an_appeal_that_is_won_after_the_comment_was_deleted(self, report, ines, petra, corvin, edda):
        made = actions.remove_comment(report.comment, by=ines, rule="2")
        work()
        appeal = appeals.appeal(made, by=corvin, text="No.")
        report.comment.restore()
        report.comment.delete_by_author()
        appeals.decide(appeal, by=petra, state="overturned", words="Yes.")

        said = "had been removed, and that decision was taken back. Its author has deleted it since."
        assert [said in " ".join(letter["text"].split()) for letter in queued(edda)].count(True) == 1

    def test_of_several_that_were_let_stand_what_is_gone_since_is_told_apart(self, ines, corvin, edda):
        comments = written(corvin, reported_by=edda)
        for comment in comments:
            actions.dismiss_reports(comment, by=ines)
        comments[1].delete_by_author()
        work()

        gone, stay = queued(edda)
        assert "Its author has deleted it since." in gone["text"]
        assert stay["subject"] == "What became of 2 reports of yours"
        assert comments[1].get_absolute_url() not in stay["text"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_one_letter():
    decisions = remove_all(written(corvin := make_user("corvin")), make_user(role="moderator"))
    start, failed = threading.Barrier(2), []

    def run():
        start.wait()
        try:
            with zeal_ignore():
                grace.tell_both.func(decisions[-1].pk)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=run) for _ in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]

    assert (failed, len(queued(corvin))) == ([], 1)


@pytest.mark.parametrize("many", [1, 3])
def test_all_that_was_decided_about_somebody_is_on_a_page_of_their_own(
    client, ines, corvin, many, django_assert_num_queries
):
    decisions = remove_all(written(corvin, many=many), ines)
    actions.remove_comment(make_comment(body="Of another"), by=ines, rule="2")
    client.force_login(corvin)

    with django_assert_num_queries(8):
        shown = client.get("/moderation/decisions/")

    assert len(texts(shown, ".notices li")) == len(decisions) == many
    assert "Of another" not in shown.content.decode()
