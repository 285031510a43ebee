from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry, Notice
from comments.models import Comment
from comments.standing import (
    EARNED,
    RIGHTS,
    Record,
    Standing,
    allowed,
    earned,
    reckon,
    reckon_all,
    reckon_share,
    record_of,
    standing_for,
)
from moderation import actions
from moderation.models import Report
from tests.factories import make_article, make_comment, make_user

NEW, MEMBER, TRUSTED, TEAM = Standing
A_MEMBER = Record(visible=3, days=1, active_days=1)
A_TRUSTED = Record(visible=30, days=30, active_days=5)
records = st.builds(
    Record,
    visible=st.integers(0, 60),
    days=st.integers(0, 100),
    active_days=st.integers(0, 12),
    removed=st.lists(st.integers(0, 100), max_size=4).map(tuple),
    reports=st.integers(0, 12),
    reports_right=st.integers(0, 12),
)


@pytest.mark.parametrize(
    ("record", "standing"),
    [
        (Record(), NEW),
        (replace(A_MEMBER, visible=2), NEW),
        (replace(A_MEMBER, days=0), NEW),
        (A_MEMBER, MEMBER),
        (replace(A_MEMBER, removed=(3,)), MEMBER),
        (replace(A_MEMBER, removed=(3, 29)), NEW),
        (replace(A_MEMBER, removed=(3, 30)), MEMBER),
        (replace(A_TRUSTED, visible=29), MEMBER),
        (replace(A_TRUSTED, days=29), MEMBER),
        (replace(A_TRUSTED, active_days=4), MEMBER),
        (A_TRUSTED, TRUSTED),
        (replace(A_TRUSTED, removed=(89,)), MEMBER),
        (replace(A_TRUSTED, removed=(90,)), TRUSTED),
        (replace(A_TRUSTED, removed=(1, 2)), NEW),
        (replace(A_TRUSTED, reports=4), TRUSTED),
        (replace(A_TRUSTED, reports=6, reports_right=2), MEMBER),
        (replace(A_TRUSTED, reports=6, reports_right=3), TRUSTED),
    ],
)
def test_a_standing_is_earned_by_the_table(record, standing):
    assert earned(record) == standing


@given(records, st.sampled_from(["visible", "days", "active_days"]), st.integers(1, 40))
def test_more_that_stands_never_costs_a_step(record, name, more):
    assert rank(earned(replace(record, **{name: getattr(record, name) + more}))) >= rank(earned(record))


@given(records, st.integers(0, 100))
def test_a_removal_costs_one_step_at_most_and_never_gives_one(record, age):
    before, after = rank(earned(record)), rank(earned(replace(record, removed=(*record.removed, age))))

    assert before - 1 <= after <= before


@given(records, st.integers(1, 100))
def test_time_alone_never_costs_a_step(record, passed):
    later = replace(record, days=record.days + passed, removed=tuple(age + passed for age in record.removed))

    assert rank(earned(later)) >= rank(earned(record))


def test_each_step_asks_for_more_and_allows_more():
    terms, rights = list(EARNED.values()), list(RIGHTS.values())

    for less, more in pairwise(terms):
        assert (less.visible, less.days, less.active_days) < (more.visible, more.days, more.active_days)
    for less, more in pairwise(rights[:3]):
        assert all(less.comments[minutes] < more.comments[minutes] for minutes in less.comments)


def test_the_pace_scales_and_can_be_lifted(settings):
    settings.COMMENTS_IN_TEN_MINUTES = 2
    assert [allowed(standing, 10) for standing in Standing] == [2, 6, 12, None]
    settings.COMMENTS_IN_TEN_MINUTES = 0
    assert [allowed(standing, 10) for standing in Standing] == [None] * 4


def rank(standing):
    return list(Standing).index(standing)


# In the database


def make_member(**fields):
    person = make_user(date_joined=timezone.now() - timedelta(days=2), **fields)
    article = make_article()
    for n in range(3):
        make_comment(article, author=person, body=f"Comment {n}")
    reckon(person)
    return person


@pytest.mark.django_db
def test_a_person_is_told_of_each_move_once_and_it_is_on_record():
    person = make_member()

    reckon(person), reckon_all()

    person.refresh_from_db()
    assert standing_for(person) == MEMBER
    [notice], [entry] = Notice.objects.filter(to=person), AuditEntry.objects.filter(verb="person.standing")
    assert "Member" in notice.about
    assert notice.link == "/policy/#standing"
    assert (entry.data, entry.by) == ({"before": "new", "after": "member"}, None)


@pytest.mark.django_db
def test_two_removals_cost_a_member_the_step_and_taking_one_back_returns_it():
    person, moderator = make_member(), make_user(role="moderator")
    spare = [make_comment(author=person, body=f"Another {n}") for n in range(2)]

    for comment in spare:
        actions.remove_comment(comment, by=moderator, rule="2")
    person.refresh_from_db()
    lost = person.standing
    actions.restore_comment(Comment.objects.get(pk=spare[0].pk), by=moderator)

    person.refresh_from_db()
    assert (lost, person.standing) == ("new", "member")


@pytest.mark.django_db
def test_time_gives_a_step_back():
    person = make_member()
    for n in range(2):
        make_comment(author=person, body=f"Another {n}").remove("2")
    reckon(person)
    lost = person.standing

    Comment.objects.filter(author=person, status="removed").update(settled_at=timezone.now() - timedelta(days=31))
    moved = reckon_all()

    person.refresh_from_db()
    assert (lost, moved, person.standing) == ("new", 1, "member")


@pytest.mark.django_db
def test_held_and_deleted_comments_and_open_reports_count_for_nothing():
    person = make_user()
    make_comment(author=person, held_because="pre")
    make_comment(author=person).delete_by_author()
    Report.objects.create(comment=make_comment(), by=person, rule="2")

    assert record_of(person) == Record()


@pytest.mark.django_db
def test_the_team_stands_apart():
    assert standing_for(make_user(role="moderator")) == TEAM


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_reckoning_everybody_asks_the_same_questions_however_many(count, django_assert_num_queries):
    for _ in range(count):
        make_comment()

    with django_assert_num_queries(5):  # people, said, removed, reports, and that there are no more people
        reckon_all()


@pytest.mark.django_db
def test_each_person_is_reckoned_once_a_day():
    person = make_member()
    type(person).objects.filter(pk=person.pk).update(standing="new")
    midnight = timezone.now().replace(hour=0, minute=0)

    own = person.pk % 1440

    moved = [reckon_share(midnight + timedelta(minutes=(own + minutes) % 1440)) for minutes in (1, 720, 0)]

    assert moved == [0, 0, 1]
