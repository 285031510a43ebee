"""Another look at a report in the figures, the log and the report of the year."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment
from common import stamps
from moderation import actions, appeals, disclosure, figures, log, transparency
from moderation.models import Appeal
from newsclip.leaving import mentions
from tests.factories import make_comment
from tests.moderation.complaints.complaining import CONFIRMED, accept, complained, dismissed, notice

pytestmark = pytest.mark.django_db


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
