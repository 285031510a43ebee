"""Two moderators never get the same card, and never act twice."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from comments.models import Comment
from moderation import actions, claims, queue
from moderation.models import Claim, Decision
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines():
    return make_user(role="moderator", display_name="Ines Tarrow")


@pytest.fixture
def petra():
    return make_user(role="moderator", display_name="Petra Ashlock")


def hold(count, **fields):
    article, author = make_article(), make_user()
    return [make_comment(article, author=author, body=f"Held {n}", held_because="pre", **fields) for n in range(count)]


def next_for(moderator, after=None):
    return claims.take_next(queue.waiting_for(moderator), by=moderator, after=after)


def test_a_card_that_is_taken_is_nobody_elses(ines, petra):
    (comment,) = hold(1)
    claims.take(comment, by=ines)

    with pytest.raises(claims.Taken) as refusal:
        claims.take(comment, by=petra)

    assert refusal.value.claim.moderator == ines


def test_taking_it_again_renews_it(ines):
    (comment,) = hold(1)
    claims.take(comment, by=ines)
    Claim.objects.update(until=timezone.now() + timedelta(seconds=5))

    claims.take(comment, by=ines)

    assert Claim.objects.get().until > timezone.now() + timedelta(minutes=4)


def test_an_ended_claim_may_be_taken_over(ines, petra):
    (comment,) = hold(1)
    claims.take(comment, by=ines)
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))

    claims.take(comment, by=petra)

    assert Claim.objects.get().moderator == petra
    assert not claims.release(comment, by=ines)
    assert Claim.objects.get().moderator == petra


def test_each_gets_another_card_and_the_same_again_when_the_page_is_loaded_again(ines, petra):
    first, second = hold(2)

    assert next_for(ines) == first
    assert next_for(petra) == second
    assert next_for(ines) == first


def test_nobody_is_handed_their_own_comment(ines):
    make_comment(author=ines, held_because="pre")

    assert next_for(ines) is None


def test_a_released_card_goes_to_the_next_who_asks(ines, petra):
    (comment,) = hold(1)
    next_for(ines)
    assert next_for(petra) is None

    claims.release(comment, by=ines)

    assert next_for(petra) == comment


def test_a_decision_needs_the_card(client, ines, petra):
    (comment,) = hold(1)
    claims.take(comment, by=ines)
    client.force_login(petra)

    response = client.post(f"/moderation/{comment.pk}/decide/", {"decision": "approve", "seen": 0}, follow=True)

    assert "Ines Tarrow has this card until" in page(response).to_text()
    assert not Decision.objects.exists()
    assert Comment.objects.get().status == "held"


def test_a_decision_gives_the_card_back(client, ines):
    (comment,) = hold(1)
    client.force_login(ines)

    client.post(f"/moderation/{comment.pk}/decide/", {"decision": "approve", "seen": 0})

    assert not Claim.objects.exists()


def test_ended_claims_are_swept(ines):
    (comment,) = hold(1)
    claims.take(comment, by=ines)
    Claim.objects.update(until=timezone.now() - timedelta(hours=1))

    assert claims.forget_ended() == 1


@pytest.mark.django_db(transaction=True)
def test_moderators_at_the_same_moment_clear_a_queue_in_disjoint_sets():
    held = hold(24)
    moderators = [make_user(role="moderator") for _ in range(4)]
    start, handed, doubled = threading.Barrier(4), {one.pk: [] for one in moderators}, []

    def clear(moderator):
        start.wait()
        try:
            while comment := next_for(moderator):
                handed[moderator.pk].append(comment.pk)
                decide(comment, moderator)
        finally:
            connections.close_all()

    def decide(comment, moderator):
        try:
            actions.approve(comment, by=moderator, seen=0)
        except actions.AlreadyDecided:
            doubled.append(comment.pk)
        claims.release(comment, by=moderator)

    run_together(clear, moderators)

    given = sorted(pk for cards in handed.values() for pk in cards)
    assert given == [comment.pk for comment in held]
    assert doubled == []
    assert Decision.objects.count() == 24
    assert not Claim.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_one_card_at_once_one_has_it():
    (comment,) = hold(1)
    moderators = [make_user(role="moderator") for _ in range(4)]
    start, got, told = threading.Barrier(4), [], []

    def take(moderator):
        start.wait()
        try:
            got.append(claims.take(comment, by=moderator).moderator_id)
        except claims.Taken as refusal:
            told.append(refusal.claim.moderator_id)
        finally:
            connections.close_all()

    run_together(take, moderators)

    assert len(got) == 1
    assert told == got * 3


def run_together(work, people):
    threads = [threading.Thread(target=work, args=[one]) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_nobody_claims_their_own_comment(client, ines):
    comment = make_comment(author=ines, held_because="pre")
    client.force_login(ines)

    client.get(f"/moderation/{comment.pk}/")
    claimed = client.post(f"/moderation/{comment.pk}/claim/")
    client.post(f"/moderation/{comment.pk}/decide/", {"decision": "approve", "seen": 0})

    assert claimed.status_code == 409
    assert "your own" in claimed.json()["said"]
    assert not Claim.objects.exists()


def test_what_one_keeps_held_waits_for_another_look(client, ines, petra):
    first, second = hold(2)
    client.force_login(ines)

    kept = client.post(f"/moderation/{first.pk}/decide/", {"decision": "hold", "seen": 0, "then": "next"}, follow=True)
    again = client.get("/moderation/next/")

    assert f'id="card-{second.pk}"' in kept.content.decode()
    assert f'id="card-{first.pk}"' not in again.content.decode()
    client.force_login(petra)
    assert f'id="card-{first.pk}"' in client.get("/moderation/next/").content.decode()


def test_news_brings_back_what_was_kept_held(client, ines):
    (comment,) = hold(1)
    actions.hold_comment(comment, by=ines)
    client.force_login(ines)
    assert "No card left" in client.get("/moderation/next/").content.decode()

    comment.edit("Other words")

    assert f'id="card-{comment.pk}"' in client.get("/moderation/next/").content.decode()
