"""Embargoes, ends, the trash, the calendar: what happens when, by itself or not at all."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from articles import actions as clips
from articles.models import Article, Fact
from articles.models.article import AlreadySettled, UnderEmbargo
from curation.actions import publish, publish_due
from curation.desk.calendar import days, month_of, week_of
from curation.desk.planning import due_next, empty_trash, withdraw_due
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 13, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


def draft(**fields):
    return make_article(status="draft", **fields)


def status(article):
    return Article.objects.get(pk=article.pk).status


def post(client, name, article, **said):
    return client.post(reverse(f"desk:{name}", args=[article.pk]), said)


# Embargo


@time_machine.travel(NOON, tick=False)
def test_nobody_publishes_before_an_embargo_ends(client, ines):
    article = draft(embargo_until=NOON + HOUR)

    response = post(client, "publish", article, when="now")

    assert response.status_code == 422
    assert "It is under embargo until 13 May 2026, 13:00." in response.content.decode()
    assert status(article) == "draft"
    with pytest.raises(UnderEmbargo):
        clips.publish(article, by=ines)
    with pytest.raises(UnderEmbargo):
        publish(article, by=ines, at=NOON + HOUR / 2)


@time_machine.travel(NOON, tick=False)
def test_what_is_scheduled_for_the_end_of_its_embargo_goes_out_then(ines):
    article = draft(embargo_until=NOON + HOUR)
    publish(article, by=ines, at=NOON + HOUR)

    with time_machine.travel(NOON + HOUR, tick=False):
        assert publish_due() == 1

    assert status(article) == "published"


def test_the_database_refuses_a_moment_before_the_embargo():
    article = make_article(status="scheduled")

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(embargo_until=article.scheduled_for + HOUR)


# Plans


@time_machine.travel(NOON, tick=False)
def test_a_plan_is_kept_in_the_editors_own_time(client, ines):
    ines.change_profile(time_zone="Europe/Lisbon")  # an hour ahead of UTC in May
    article = draft()

    post(client, "plan", article, embargo_until="2026-05-13T18:00", withdraw_at="2026-05-14T18:00")

    article.refresh_from_db()
    assert article.embargo_until == datetime(2026, 5, 13, 17, tzinfo=UTC)
    assert article.withdraw_at == datetime(2026, 5, 14, 17, tzinfo=UTC)
    assert AuditEntry.objects.get(verb="plan").by == ines


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"withdraw_at": "2026-05-13T11:00"}, "This moment has passed."),
        ({"withdraw_at": "soon"}, "Write the moment as date and time"),
        ({"embargo_until": "2026-05-14T10:00", "withdraw_at": "2026-05-14T09:00"}, "withdrawn before it goes out"),
        ({"embargo_until": "2030-01-01T10:00"}, "It is scheduled before that."),
    ],
)
def test_a_plan_that_cannot_be_is_told_in_a_sentence_and_keeps_what_was_typed(client, ines, said, sentence):
    article = make_article(status="scheduled")

    response = post(client, "plan", article, **said)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert all(value in page for value in said.values())


@time_machine.travel(NOON, tick=False)
def test_a_clip_is_withdrawn_at_its_moment_once_and_says_that_its_time_was_over(client):
    article = make_article(withdraw_at=NOON + HOUR)
    early = withdraw_due()

    with time_machine.travel(NOON + HOUR, tick=False):
        assert (early, withdraw_due(), withdraw_due()) == (0, 1, 0)

    page = client.get(article.get_absolute_url())
    assert page.status_code == 410
    assert "limited time" in page.content.decode()


@time_machine.travel(NOON, tick=False)
def test_a_clip_that_came_back_is_not_withdrawn_at_once_again(ines):
    article = make_article(withdraw_at=NOON - HOUR)
    withdraw_due()
    article.refresh_from_db()

    clips.publish(article, by=ines)

    assert withdraw_due() == 0
    assert status(article) == "published"


@time_machine.travel(NOON, tick=False)
def test_the_desk_says_what_happens_next_by_itself(client, ines):
    make_article("Later", status="draft").schedule(NOON + 3 * HOUR)
    make_article("Sooner", status="draft").schedule(NOON + HOUR)
    make_article("Ends", withdraw_at=NOON + 2 * HOUR)

    assert [(due.kind, due.article.title) for due in due_next()] == [
        ("publish", "Sooner"),
        ("withdraw", "Ends"),
        ("publish", "Later"),
    ]
    page = client.get(reverse("desk:index")).content.decode()
    assert page.index("goes out:") < page.index("is withdrawn:")


# Trash


def test_a_draft_in_the_trash_is_nowhere_but_there(client, ines):
    article = draft(title="Thrown away")
    clips.put_in_trash(article, by=ines)

    assert "Thrown away" not in client.get(reverse("desk:index")).content.decode()
    assert client.get(reverse("desk:edit", args=[article.pk])).url == reverse("desk:trash")
    assert client.post(reverse("desk:edit", args=[article.pk])).url == reverse("desk:trash")
    assert "Thrown away" in client.get(reverse("desk:trash")).content.decode()


@pytest.mark.parametrize("state", ["scheduled", "published", "withdrawn"])
def test_only_what_never_was_public_goes_into_the_trash(ines, state):
    article = make_article(status=state)

    with pytest.raises(AlreadySettled):
        clips.put_in_trash(article, by=ines)


def test_what_is_in_the_trash_cannot_be_published(ines):
    article = draft()
    clips.put_in_trash(article, by=ines)

    with pytest.raises(AlreadySettled):
        clips.publish(article, by=ines)


def test_after_thirty_days_the_trash_is_emptied_for_good():
    old, young = draft(), draft()
    for article in (old, young):
        article.put_in_trash(None)
    Article.objects.filter(pk=old.pk).update(trashed_at=timezone.now() - 31 * DAY)

    assert empty_trash() == 1

    assert list(Article.objects.in_the_trash()) == [young]
    assert Fact.objects.count() == 1


def test_one_clip_that_fails_keeps_no_other_from_what_is_due(monkeypatch, caplog):
    broken, good = make_article(status="scheduled"), make_article(status="scheduled")
    publish_now = clips.publish

    def publish_or_fail(article, **said):
        if article == broken:
            raise RuntimeError("The index is broken.")
        publish_now(article, **said)

    monkeypatch.setattr(clips, "publish", publish_or_fail)

    assert publish_due(timezone.now() + 2 * DAY) == 1

    assert (status(broken), status(good)) == ("scheduled", "published")
    assert "The index is broken." in caplog.text


def test_one_clip_that_fails_keeps_no_other_in_the_trash_or_public(monkeypatch):
    public, thrown_away = [make_article(withdraw_at=NOON) for _ in range(2)], [draft() for _ in range(2)]
    for article in thrown_away:
        article.put_in_trash(None)
    Article.objects.in_the_trash().update(trashed_at=timezone.now() - 31 * DAY)
    audit = clips.audit

    def audit_or_fail(article, *args, **said):
        if article in (public[0], thrown_away[0]):
            raise RuntimeError
        audit(article, *args, **said)

    monkeypatch.setattr(clips, "audit", audit_or_fail)

    assert (withdraw_due(NOON), empty_trash()) == (1, 1)

    assert [status(article) for article in public] == ["published", "withdrawn"]
    assert list(Article.objects.in_the_trash()) == [thrown_away[0]]


# Calendar


def test_a_month_is_shown_in_whole_weeks_that_begin_on_monday():
    shown = days(month_of(date(2026, 5, 13)), today=date(2026, 5, 13), whole_weeks=True)

    assert (shown[0].date, shown[-1].date) == (date(2026, 4, 27), date(2026, 5, 31))
    assert len(shown) % 7 == 0
    assert [day.date.day for day in shown if day.is_today] == [13]


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31), date(2024, 2, 29)])
def test_months_and_weeks_follow_one_another_without_a_gap(day):
    for span_of in (month_of, week_of):
        span = span_of(day)
        assert span.first <= day < span.end
        assert span_of(span.before).end == span.first
        assert span_of(span.after).first == span.end


@time_machine.travel(NOON, tick=False)
def test_each_day_tells_what_goes_out_and_a_near_day_without_anything_is_a_gap():
    make_article("Tomorrow", status="draft", embargo_until=NOON + HOUR).schedule(NOON + DAY)
    make_article("Ends", withdraw_at=NOON + DAY)

    week = days(week_of(date(2026, 5, 13)), today=date(2026, 5, 13))

    told = {day.date.day: [entry.kind for entry in day.entries] for day in week if day.entries}
    assert told == {13: ["published", "embargo"], 14: ["scheduled", "withdraw"]}
    assert [day.date.day for day in week if day.is_gap] == [15, 16, 17]


@time_machine.travel(NOON, tick=False)
def test_a_day_is_the_editors_own_day(client, ines):
    ines.change_profile(time_zone="Pacific/Auckland")
    make_article("Late at night", status="draft").schedule(datetime(2026, 5, 13, 13, tzinfo=UTC))

    page = client.get(reverse("desk:calendar"), {"week": "2026-05-14"}).content.decode()

    assert page.index('datetime="2026-05-14"') < page.index("Late at night") < page.index('datetime="2026-05-15"')


@pytest.mark.parametrize("count", [1, 3])
def test_the_calendar_asks_the_same_questions_however_much_goes_out(client, ines, django_assert_max_num_queries, count):
    for _ in range(count):
        make_article()

    with django_assert_max_num_queries(9):
        client.get(reverse("desk:calendar"))


@pytest.mark.parametrize("asked", ["2026-13", "yesterday", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_month_that_is_none_is_not_found(client, ines, asked):
    assert client.get(reverse("desk:calendar"), {"month": asked}).status_code == 404
