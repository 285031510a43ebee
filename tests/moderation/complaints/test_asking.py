"""Whoever reported may ask for another look (Digital Services Act, Article 20): who may, how, and who decides."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Notice, SiteSettings
from articles import category_roles
from moderation import actions, appeals, clips, complaints, undoing
from moderation.models import Appeal, Decision, Report
from tests.comments.reading import fields, page
from tests.factories import make_article, make_category, make_comment, make_user
from tests.moderation.complaints.complaining import (
    CONFIRMED,
    MAIL,
    complained,
    dismissed,
    key_of,
    notice,
)

pytestmark = pytest.mark.django_db
QUESTIONS = 14


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
