"""Whoever reported may ask for another look (Digital Services Act, Article 20): who, how, and what it brings."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Notice, SiteSettings
from articles import category_roles
from articles.models import Article
from comments.models import Comment
from common import stamps
from moderation import actions, appeals, clips, complaints, disclosure, figures, log, transparency, undoing
from moderation.models import Appeal, Decision, Report
from newsclip.leaving import mentions
from tests.comments.reading import fields, page
from tests.factories import make_article, make_category, make_comment, make_user

pytestmark = pytest.mark.django_db
OVERTURNED, CONFIRMED = Appeal.State.OVERTURNED, Appeal.State.CONFIRMED
QUESTIONS = 14
MAIL = "outside@example.org"


@pytest.fixture(autouse=True)
def delivered_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def ines():
    return make_user(username="ines", role="moderator", display_name="Ines Tarrow")


@pytest.fixture
def petra():
    return make_user(username="petra", role="moderator", display_name="Petra Ashlock")


@pytest.fixture
def third():
    return make_user(username="third", role="moderator")


@pytest.fixture
def reader():
    return make_user(username="dora", display_name="Dora Quillfeather")


def notice(comment, by=None, **said):
    who = {} if by else {"email": MAIL, "name": "Out Sider"}
    said = {"unlawful": True, "good_faith": True, "law": "Penal code 5", "text": "A <threat>.", **who, **said}
    return actions.report(comment, by=by, rule="3", **said)


def dismissed(report, by):
    actions.dismiss_reports(report.comment, by=by)
    report.refresh_from_db()
    return report


def complained(report, text="It is a threat."):
    return appeals.complain(report, text=text)


def accept(complaint, by, words="A threat indeed.", rule="3"):
    return appeals.decide(complaint, by=by, state=OVERTURNED, words=words, rule=rule)


def key_of(letter):
    return re.search(r"/moderation/reports/by/\S+", letter.body)[0]


class TestAsking:
    def test_the_letter_says_until_when_and_leads_to_the_form(self, ines, petra, reader, client):
        report = dismissed(notice(make_comment(), by=reader), ines)
        client.force_login(reader)

        assert report.complaint_until - timezone.now() > timedelta(days=179)
        assert "you may ask once for another look" in mail.outbox[-1].body
        address = reverse("moderation:reported", args=[report.pk])
        assert address in mail.outbox[-1].body
        assert Notice.objects.get(to=reader, kind="report").link == address
        form = page(client.get(address)).query_one("main form")
        answer = client.post(form.attrs["action"], {**fields(form), "text": "It is a threat."})
        assert answer.status_code == 302
        complaint = Appeal.objects.get()
        assert (complaint.report, complaint.by, complaint.first_decider) == (report, reader, ines)
        assert complaint.decision == report.decision
        assert "answer is promised by" in page(client.get(address)).query_one("main").to_text().lower()

    def test_who_has_no_account_comes_by_the_key_in_their_letter(self, ines, petra, client):
        report = dismissed(notice(make_comment()), ines)

        address = key_of(mail.outbox[-1])
        assert mail.outbox[-1].to == [MAIL]
        client.post(address.split("#")[0], {"text": "It is a threat."})

        complaint = Appeal.objects.get()
        assert (complaint.report, complaint.by) == (report, None)
        assert mail.outbox[-1].to == [MAIL]
        assert mail.outbox[-1].subject == "You asked for another look"
        assert client.get(key_of(mail.outbox[-1])).status_code == 200

    def test_a_key_that_is_made_up_old_or_of_nobody_opens_nothing(self, ines, petra, client):
        report = dismissed(notice(make_comment()), ines)
        address = key_of(mail.outbox[-1])

        assert client.get(address[:-3] + "xx/").status_code == 404
        with time_machine.travel(timezone.now() + timedelta(days=180 + 91)):
            assert client.get(address).status_code == 404
        assert client.get(address).status_code == 200
        Report.objects.filter(pk=report.pk).update(email="")
        assert client.get(address).status_code == 404

    def test_no_key_is_stored(self, ines, petra):
        report = dismissed(notice(make_comment()), ines)
        key = complaints.link(report).split("/")[-2]

        for model in (Report, Appeal, Decision, AuditEntry, Notice):
            assert key not in json.dumps(list(model.objects.values()), default=str)

    def test_the_report_of_another_is_nowhere(self, ines, petra, reader, client):
        report = dismissed(notice(make_comment(), by=reader), ines)
        client.force_login(make_user())

        addresses = [reverse("moderation:reported", args=[number]) for number in (report.pk, report.pk + 1000)]
        assert [client.get(address).status_code for address in addresses] == [404, 404]
        assert client.post(addresses[0], {"text": "Me too."}).status_code == 404

    def test_whoever_was_signed_out_finds_their_words_again(self, ines, petra, reader, client):
        report = dismissed(notice(make_comment(), by=reader), ines)
        address = reverse("moderation:reported", args=[report.pk])

        assert client.post(address, {"text": "Kept words."}).status_code == 302
        session = dict(client.session)

        assert "Kept words." in json.dumps(session)

    def test_the_same_words_sent_twice_are_one_and_others_are_refused(self, ines, petra, reader, client):
        report = dismissed(notice(make_comment(), by=reader), ines)

        assert complained(report) == complained(report)
        with pytest.raises(appeals.AlreadyAppealed):
            complained(report, "And another thing.")
        client.force_login(reader)
        answer = client.post(reverse("moderation:reported", args=[report.pk]), {"text": "Another thing."})
        assert answer.status_code == 422
        assert "Another thing." in answer.text
        assert Appeal.objects.count() == 1

    def test_what_is_open_upheld_or_too_old_is_not_asked_again(self, ines, petra, reader):
        open_one = notice(make_comment(), by=reader)
        upheld = notice(make_comment(), by=reader)
        actions.remove_comment(upheld.comment, by=ines, rule="3")
        late = dismissed(notice(make_comment(), by=reader), ines)

        for report in (open_one, upheld):
            with pytest.raises(appeals.NotOffered):
                complained(report)
        with time_machine.travel(late.complaint_until + timedelta(seconds=1)), pytest.raises(appeals.NotOffered):
            complained(late)

    def test_where_the_site_offers_no_appeal_nothing_is_said_of_it(self, ines, petra, reader):
        SiteSettings.objects.create(pk=1, appeal_days=0)
        report = dismissed(notice(make_comment(), by=reader), ines)

        assert "another look" not in mail.outbox[-1].body
        with pytest.raises(appeals.NotOffered):
            complained(report)

    def test_an_ordinary_report_may_be_asked_again_too(self, ines, petra, reader):
        report = dismissed(actions.report(make_comment(), by=reader, rule="2"), ines)

        assert complained(report).is_open

    def test_a_decision_that_is_asked_about_is_not_undone(self, ines, petra, reader):
        report = dismissed(notice(make_comment(), by=reader), ines)
        complained(report)

        with pytest.raises(undoing.TooLate):
            undoing.undo(report.decision, by=ines)


class TestWhoDecides:
    @pytest.mark.parametrize("role", ["moderator", "administrator"])
    def test_whoever_let_it_stand_gets_403(self, role, petra, reader, client):
        decider = make_user(role=role)
        complaint = complained(dismissed(notice(make_comment(), by=reader), decider))
        client.force_login(decider)

        address = reverse("moderation:appeal", args=[complaint.pk])
        assert client.get(address).status_code == 403
        assert client.post(address, {"state": "confirmed", "words": "I was right."}).status_code == 403
        assert Appeal.objects.get().is_open

    def test_neither_the_author_nor_whoever_asks(self, ines, petra, third):
        complaint = complained(dismissed(notice(make_comment(author=petra), by=third), ines))

        assert not appeals.may_decide(complaint, petra)
        assert not appeals.may_decide(complaint, third)
        settled = {"state": "confirmed", "decided_at": timezone.now(), "words": "Yes."}
        for judge in (ines, petra, third):
            with pytest.raises(IntegrityError), transaction.atomic():
                Appeal.objects.filter(pk=complaint.pk).update(decided_by=judge, **settled)

    def test_an_author_who_moderates_does_not_read_who_reported_them(self, ines, petra, reader, client):
        report = dismissed(notice(make_comment(author=petra), by=reader), ines)
        complained(report, "Reader's own words.")
        client.force_login(petra)

        for address in (reverse("moderation:appeals"), report.decision.get_absolute_url()):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "own words." not in answer.text

    def test_nor_what_is_said_to_them_afterwards(self, ines, petra, third, reader, client):
        elsewhere = make_user(role="moderator")
        category_roles.limit(elsewhere, make_category(), "moderator", by=make_user(role="administrator"))
        complaint = complained(dismissed(notice(make_comment(author=petra), by=reader), ines))
        appeals.decide(complaint, by=third, state=CONFIRMED, words="Dear Dora, it is a joke.")
        address = reverse("moderation:appeal", args=[complaint.pk])

        shown = {}
        for one in (ines, petra, elsewhere):
            client.force_login(one)
            answer = client.get(address)
            assert answer.status_code == 403
            shown[one] = "Dear Dora" in answer.text

        assert shown == {ines: True, petra: False, elsewhere: False}

    def test_without_a_second_person_the_operator_is_told_and_the_page_says_so(self, ines, reader, client):
        report = dismissed(notice(make_comment(), by=reader), ines)
        SiteSettings.objects.create(pk=1, contact_email="desk@quillmouth.example")
        complaint = complained(report)
        client.force_login(reader)

        complaint.refresh_from_db()
        assert complaint.operator_told_at
        assert ["desk@quillmouth.example"] in [letter.to for letter in mail.outbox]
        assert "waits for a second person" in client.get(reverse("moderation:reported", args=[report.pk])).text

    @pytest.mark.parametrize("each", [1, 3])
    def test_the_page_of_appeals_asks_the_same_questions(
        self, each, ines, petra, reader, client, django_assert_num_queries
    ):
        for _ in range(each):
            complained(dismissed(notice(make_comment(), by=reader), ines))
            clip = make_article()
            report = notice(clip, by=reader)
            clips.dismiss(clip, by=ines)
            report.refresh_from_db()
            complained(report)
        client.force_login(petra)
        client.get(reverse("moderation:appeals"))

        with django_assert_num_queries(QUESTIONS):
            assert client.get(reverse("moderation:appeals")).text.count("asks for another look") == 2 * each

    def test_it_is_for_those_of_its_category(self, ines, petra, reader):
        near, far = make_category(), make_category()
        category_roles.limit(petra, far, "moderator", by=make_user(role="administrator"))
        complaint = complained(dismissed(notice(make_comment(make_article(category=near)), by=reader), ines))

        assert not appeals.may_decide(complaint, petra)

    def test_the_database_ties_it_to_its_report(self, ines, petra, reader):
        report = dismissed(notice(make_comment(), by=reader), ines)
        other = dismissed(notice(make_comment(), by=reader), ines)
        said = {"text": "No.", "due_at": timezone.now(), "first_decider": ines}

        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.create(decision=other.decision, report=report, by=reader, **said)
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.create(decision=report.decision, report=report, by=petra, **said)
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.create(decision=report.decision, by=None, **said)


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


class TestCounting:
    def test_an_accepted_complaint_makes_the_reporter_right_and_the_decider_wrong(self, ines, petra, reader):
        accept(complained(dismissed(notice(make_comment(), by=reader), ines)), petra)

        ((person, share),) = figures.of_reporters()
        works = {work.person: work for work in figures.of_moderators()}
        assert (person, share.part, share.whole) == (reader, 1, 1)
        assert (works[ines].overturned, works[ines].confirmed) == (1, 0)
        assert works[ines].agreement == figures.Share(0, 1) == works[petra].agreement

    def test_a_confirmed_decision_is_an_agreement(self, ines, petra, reader):
        complaint = complained(dismissed(notice(make_comment(), by=reader), ines))
        actions.approve(make_comment(held_because="pre"), by=petra)
        appeals.decide(complaint, by=petra, state=CONFIRMED, words="No.")

        works = {work.person: work for work in figures.of_moderators()}
        assert works[ines].agreement == figures.Share(1, 1) == works[petra].agreement
        assert works[ines].confirmed == 1

    def test_the_log_and_the_report_tell_of_them_without_people(self, ines, petra, reader, client):
        comment = make_comment()
        complaint = complained(dismissed(notice(comment, by=reader), ines))
        before = client.get(reverse("moderation:log")).text
        accept(complaint, petra)

        shown = client.get(reverse("moderation:log")).text
        assert "Another look asked for: open." in before
        assert "Another look asked for: the decision is taken back." in shown
        assert "dora" not in shown.lower()
        now = timezone.now()
        told = transparency.as_document(transparency.Period(now.year, now.month))
        assert told["complaints"]["total"] == told["complaints"]["unlawful"] == 1
        assert told["complaints"]["state_overturned"] == 1
        assert told["appeals"]["total"] == 0
        assert told["decisions"]["total"] == log.decisions().count()

    def test_the_statement_of_reasons_names_the_notice_as_its_source(self, ines, petra, reader):
        comment = make_comment()
        accept(complained(dismissed(notice(comment, by=reader), ines)), petra)

        assert disclosure.statement_of_reasons(comment.decisions.first())["source_type"] == "SOURCE_ARTICLE_16"

    def test_the_time_to_it_counts_from_when_it_was_asked(self, ines, petra, reader):
        comment = make_comment()
        complaint = complained(dismissed(notice(comment, by=reader), ines))
        asked = timezone.now() - timedelta(hours=5)
        Appeal.objects.filter(pk=complaint.pk).update(at=asked)
        accept(complaint, petra)

        took = log.Entry(log.decisions().first()).took
        assert timedelta(hours=4, minutes=59) < took < timedelta(hours=5, minutes=1)


class TestTheReportOfTheYearIsOld:
    """It counts what became of complaints, also where nobody decided."""

    @pytest.fixture
    def complaint(self, ines, petra, reader):
        return complained(dismissed(notice(make_comment(), by=reader), ines))

    @pytest.mark.django_db(transaction=True)
    def test_when_the_author_takes_away_what_it_is_about(self, complaint):
        comment = Comment.objects.get()

        with transaction.atomic():
            comment.delete_by_author()
            assert stamps.is_touched("log")

    @pytest.mark.django_db(transaction=True)
    def test_when_whoever_asked_leaves(self, complaint, reader):
        with transaction.atomic():
            mentions.withdraw_appeals(reader)
            assert stamps.is_touched("log")


def test_of_a_clip_nobody_is_said_to_appeal(ines, petra, reader):
    report = actions.report(article := make_article(), by=reader, rule="2")
    clips.dismiss(article, by=ines)
    report.refresh_from_db()

    appeals.decide(complained(report), by=make_user(role="administrator"), state=OVERTURNED, words="Yes.", rule="2")

    (told,) = [letter.body for letter in mail.outbox if "you were right" in letter.subject]
    assert "agrees with you" in told
    assert "Its author" not in told
