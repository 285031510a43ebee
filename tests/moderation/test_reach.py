"""A moderator of certain categories: what is nowhere for them, and what holds everywhere and so is not theirs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from articles import category_roles
from articles.models import Article
from comments import slowing
from comments.models import Comment
from moderation import actions, appeals, sanctions
from moderation.models import Appeal, Sanction
from tests.factories import make_article, make_category, make_comment, make_user

pytestmark = pytest.mark.django_db
BAN = {"kind": "ban", "rule": "4", "words": "Thrice.", "days": "", "a_day": "", "seen": "", "sure": "1"}


@pytest.fixture
def boss():
    return make_user(role="administrator")


@pytest.fixture
def first():
    return make_user(username="first", role="moderator")


@pytest.fixture
def harbour():
    return make_article(category=make_category("Harbour"))


@pytest.fixture
def match():
    return make_article(category=make_category("Sports"))


@pytest.fixture
def ines(client, harbour, boss):
    """A moderator of the harbour alone."""
    ines = make_user(username="ines", role="moderator")
    category_roles.limit(ines, harbour.category, "moderator", by=boss)
    client.force_login(ines)
    return ines


@pytest.fixture
def maud():
    return make_user(username="maud")


def removed(clip, by, author=None):
    return actions.remove_comment(make_comment(clip, author=author), by=by, rule="2", words="An attack.")


def test_a_thread_of_another_category_is_neither_slowed_nor_freed(client, ines, harbour, match):
    near, far = (reverse("moderation:slow", args=[clip.pk]) for clip in (harbour, match))

    assert client.post(far, {"do": "slow"}).status_code == 404
    assert not slowing.is_slow(Article.objects.get(pk=match.pk))
    client.post(near, {"do": "slow"})
    assert slowing.is_slow(Article.objects.get(pk=harbour.pk))

    assert near in client.get(harbour.get_absolute_url()).text
    assert far not in client.get(match.get_absolute_url()).text


@pytest.mark.parametrize("role", ["moderator", "editor"])
def test_comments_are_featured_within_the_categories_of_either_role(client, boss, harbour, match, role):
    person = make_user(role=role)
    category_roles.limit(person, harbour.category, role, by=boss)
    client.force_login(person)
    near, far = ([make_comment(clip) for _ in range(3)] for clip in (harbour, match))

    answers = [client.post(reverse("comment-feature", args=[one.pk])).status_code for one in (near[0], far[0])]

    assert answers == [302, 404]
    assert list(Comment.objects.exclude(featured_at=None)) == [near[0]]
    assert "/feature/" in client.get(harbour.get_absolute_url()).text
    assert "/feature/" not in client.get(match.get_absolute_url()).text


def test_the_page_of_a_person_shows_what_is_within_reach(client, ines, first, maud, harbour, match):
    for clip, words in ((harbour, "Near."), (match, "Far.")):
        make_comment(clip, author=maud, body=f"{words} Waits.", held_because="pre")
        make_comment(clip, author=maud, body=f"{words} Stands.")
        decision = removed(clip, first, author=maud)
        appeals.appeal(decision, by=maud, text=f"{words} I appeal.")
        actions.report(make_comment(clip), by=maud, rule="2")
    sanctions.warn(maud, by=first, rule="2", words="Be kind.")

    page = client.get("/moderation/people/maud/").text

    assert all(f"Near. {words}" in page for words in ("Waits", "Stands", "I appeal"))
    assert "Far." not in page
    assert match.title not in page
    assert "Be kind." in page


def test_decisions_about_other_categories_are_nowhere(client, ines, first, maud, harbour, match):
    near, far = removed(harbour, first), removed(match, first)
    about_a_person = sanctions.warn(maud, by=first, rule="2", words="Be kind.")
    about_herself = removed(match, first, author=ines)

    def answers(decision):
        more = reverse("moderation:decision-json", args=[decision.public_id])
        return [client.get(address).status_code for address in (decision.get_absolute_url(), more)]

    assert answers(near) == answers(about_a_person) == answers(about_herself) == [200, 200]
    assert answers(far) == [404, 404]


def test_appeals_about_other_categories_are_nowhere(client, ines, first, harbour, match):
    for clip, words in ((harbour, "Near."), (match, "Far.")):
        decision = removed(clip, first)
        appeals.appeal(decision, by=decision.person, text=words)
    far = Appeal.objects.get(text="Far.")

    page = client.get("/moderation/appeals/").text

    assert "Near." in page
    assert "Far." not in page
    refused = client.get(reverse("moderation:appeal", args=[far.pk]))
    assert (refused.status_code, "Far." in refused.text) == (403, False)


def test_what_is_about_no_comment_is_not_undone_from_a_card(client, ines, maud):
    decision = sanctions.warn(maud, by=ines, rule="2", words="Be kind.")

    assert client.post(reverse("moderation:undo", args=[decision.pk])).status_code == 404


def test_who_moderates_some_categories_warns_and_limits_nobody(client, ines, first, maud):
    page = client.get("/moderation/people/maud/").text
    refused = client.post("/moderation/people/maud/limit/", BAN, follow=True)

    assert 'value="warn"' in page
    assert 'value="ban"' not in page
    assert "moderators of the whole site" in page
    assert "only moderators of the whole site" in refused.text
    assert not Sanction.objects.exists()

    client.post("/moderation/people/maud/limit/", {**BAN, "kind": "warn"})
    assert Sanction.objects.get().kind == "warn"
    with pytest.raises(sanctions.NotAbove):
        sanctions.suspend(maud, by=ines, rule="4", words="Thrice.", until=timezone.now() + timedelta(days=1))


def test_a_limit_is_lifted_by_moderators_of_the_whole_site_alone(client, ines, first, maud):
    ban = sanctions.ban(maud, by=first, rule="4", words="Thrice.").sanction

    refused = client.post(reverse("moderation:person-lift", args=["maud", ban.pk]), follow=True)

    assert "only moderators of the whole site" in refused.text
    assert maud.sanctions.in_force().exists()


def test_an_appeal_of_a_limit_is_decided_by_moderators_of_the_whole_site(ines, first, maud):
    decision = sanctions.ban(maud, by=first, rule="4", words="Thrice.")
    made = appeals.appeal(decision, by=maud, text="Once.")

    assert not appeals.may_decide(made, ines)
    assert appeals.may_decide(made, make_user(role="moderator"))


def test_whose_comments_are_read_first_is_for_moderators_of_the_whole_site(client, ines, maud):
    refused = client.post(
        "/moderation/people/maud/read-first/", {"do": "first", "rule": "2", "words": "No."}, follow=True
    )

    assert "only moderators of the whole site" in refused.text
    with pytest.raises(sanctions.NotAbove):
        sanctions.read_first(maud, by=ines, rule="2", words="No.")
    maud.refresh_from_db()
    assert not maud.read_first
    assert not Notice.objects.filter(to=maud).exists()
