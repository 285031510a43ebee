"""Who reported without an account is known as long as an answer may be due, and no longer."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEntry, SiteSettings
from moderation import actions, appeals, disclosure, outsiders, transparency
from moderation.models import Appeal, Decision, Report
from tests.factories import make_comment, make_user
from tests.markup import texts

pytestmark = pytest.mark.django_db
TOLD = {"name": "Edda Roost", "email": "edda@elsewhere.example", "law": "Act 5", "place": "/clips/x/"}
FORGOTTEN = {"name": "", "email": "", "law": "", "place": "", "text": "–"}


@pytest.fixture(autouse=True)
def delivered_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def ines():
    return make_user(username="ines", role="moderator")


@pytest.fixture
def petra():
    return make_user(username="petra", role="moderator")


@pytest.fixture
def third():
    return make_user(username="third", role="moderator")


def notice(comment=None, by=None, **said):
    said = {"unlawful": True, "good_faith": True, "text": "It names me, 0170 1234567.", **TOLD, **said}
    return actions.report(comment or make_comment(), by=by, rule="3", **said)


def known(report):
    return Report.objects.filter(pk=report.pk).values(*FORGOTTEN).get() != FORGOTTEN


def later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days))


def test_who_reported_without_an_account_is_forgotten_after_the_days_that_the_site_says(ines):
    SiteSettings.objects.create(pk=1, reporter_days=500)
    report = notice()
    actions.remove_comment(report.comment, by=ines, rule="3")

    with later(499):
        outsiders.forget_old()
        assert known(report)
    with later(501):
        outsiders.forget_old()
        outsiders.forget_old()

    assert not known(report)
    report.refresh_from_db()
    assert (report.state, report.rule, report.unlawful, report.decision.outcome) == ("upheld", "3", True, "removed")


def test_nothing_is_forgotten_where_the_site_keeps_it_for_good_or_nobody_has_decided(ines):
    SiteSettings.objects.create(pk=1, reporter_days=0)
    decided, waiting = notice(), notice()
    actions.remove_comment(decided.comment, by=ines, rule="3")

    with later(5000):
        outsiders.forget_old()
        SiteSettings.objects.update(reporter_days=400)
        outsiders.forget_old()

    assert known(waiting)
    assert not known(decided)


def test_who_has_an_account_is_no_outsider(ines):
    report = notice(by=make_user(), name="", email="")
    actions.remove_comment(report.comment, by=ines, rule="3")

    with later(401):
        outsiders.forget_old()

    assert known(report)


def test_as_long_as_somebody_may_ask_or_waits_for_an_answer_nobody_is_forgotten(ines, petra, third):
    SiteSettings.objects.create(pk=1, reporter_days=1)
    report = notice()
    author = report.comment.author

    actions.dismiss_reports(report.comment, by=ines)
    with later(179):
        outsiders.forget_old()
        assert known(report)
        report.refresh_from_db()
        complaint = appeals.complain(report, text="I am Edda Roost.")
    with later(300):
        outsiders.forget_old()
        assert known(report)
        appeals.decide(complaint, by=petra, state=Appeal.State.OVERTURNED, words="Right, Ms Roost.", rule="3")
        removal = Decision.objects.get(outcome="removed")
    with later(479):
        outsiders.forget_old()
        assert known(report)
        appeal = appeals.appeal(removal, by=author, text="It is not.")
    with later(600):
        outsiders.forget_old()
        assert known(report)
        appeals.decide(appeal, by=third, state=Appeal.State.CONFIRMED, words="It is.")
        outsiders.forget_old()

    assert not known(report)
    complaint.refresh_from_db()
    assert (complaint.text, complaint.words, complaint.state) == ("–", "–", "overturned")
    appeal.refresh_from_db()
    assert (appeal.text, appeal.words) == ("It is not.", "It is.")


def test_the_open_books_say_afterwards_what_they_said_before(ines):
    report = notice()
    decision = actions.remove_comment(report.comment, by=ines, rule="3", words="A threat.")
    month = transparency.Period(decision.at.year, decision.at.month)

    with later(401):
        before = _books(decision, month)
        outsiders.forget_old()
        assert _books(decision, month) == before

    assert not known(report)
    assert "elsewhere.example" not in str(before)


def _books(decision, month):
    decision = Decision.objects.get(pk=decision.pk)
    trail = list(AuditEntry.objects.order_by("pk").values())
    return transparency.as_document(month), disclosure.statement_of_reasons(decision), decision.law, trail


def test_many_are_forgotten_in_steps(ines, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(outsiders, "AT_ONCE", 2)
    comment = make_comment()
    reports = [notice(comment, email=f"edda{n}@elsewhere.example") for n in range(5)]
    actions.remove_comment(comment, by=ines, rule="3")

    with later(401), django_assert_max_num_queries(1 + 4 * 7):
        outsiders.forget_old()

    assert not any(map(known, reports))


def test_of_a_decision_that_is_taken_back_afterwards_nobody_is_told(ines, petra):
    report = notice()
    actions.remove_comment(report.comment, by=ines, rule="3")

    with later(401):
        outsiders.forget_old()
        mail.outbox.clear()
        actions.restore_comment(report.comment, by=petra)

    assert [letter.to for letter in mail.outbox] == [[report.comment.author.email]]


def test_two_who_gave_no_address_are_written_to_by_nobody(ines):
    comment = make_comment()
    for _ in range(2):
        notice(comment, name="", email="")

    actions.remove_comment(comment, by=ines, rule="3")

    assert [letter.to for letter in mail.outbox] == [[comment.author.email]]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (90, "We keep your name and address until 90 days after it was decided"),
        (1, "until 1 day after it was decided"),
        (0, "We keep your name and address for good"),
    ],
)
def test_the_form_says_how_long(client, days, sentence):
    SiteSettings.objects.create(pk=1, reporter_days=days)

    assert sentence in texts(client.get("/report/"), "main form")[0]

    client.force_login(make_user())
    assert "We keep your name" not in client.get("/report/").content.decode()


def test_fewer_days_than_an_answer_may_take_are_refused_and_told(capsys):
    site = SiteSettings(pk=1, reporter_days=373)
    with pytest.raises(ValidationError, match="at least so long"):
        site.full_clean()
    for days in (0, 374):
        SiteSettings(pk=1, reporter_days=days).full_clean()

    call_command("check", databases=["default"])
    assert "moderation.W001" not in capsys.readouterr().err
    site.save()
    call_command("check", databases=["default"])
    told = capsys.readouterr().err
    assert "moderation.W001" in told
    assert "may take 374" in told
