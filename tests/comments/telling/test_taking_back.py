"""News of what was held first, goes, comes back or is edited."""

import pytest

from accounts import between, letterbox
from accounts.models import Notice
from comments import following, telling
from comments.models import Comment, Telling
from moderation import actions, appeals
from tests.comments.telling.news import spread, told
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


def test_a_held_comment_is_told_when_it_is_approved_and_then_once(maud, hers):
    reply = spread(make_comment(parent=hers, body="@maud", held_because="pre"))
    before = told(maud)

    actions.approve(reply, by=make_user(role="moderator"))
    spread(reply)
    spread(reply)

    assert before == []
    assert told(maud) == [("mention", 1)]


def test_what_was_read_is_not_told_again_after_a_moderators_look(maud, hers):
    reply = spread(make_comment(parent=hers))
    letterbox.read(Notice.objects.get(to=maud))

    reply.hold("pre")
    reply.approve()
    spread(reply)

    assert told(maud) == []


def test_what_was_not_read_yet_comes_back_with_the_comment(maud, hers):
    reply = spread(make_comment(parent=hers))

    reply.remove("2")
    while_gone = told(maud)
    reply.restore()
    spread(reply)

    assert while_gone == []
    assert told(maud) == [("reply", 1)]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_one_that_goes_is_counted_no_more_and_the_notice_leads_to_one_that_stands(maud, hers, gone):
    replies = [spread(make_comment(parent=hers)) for _ in range(3)]

    replies[gone].remove("2")

    left = [reply for reply in replies if reply != replies[gone]]
    assert told(maud) == [("reply", 2)]
    assert Notice.objects.get(to=maud).link == left[0].get_absolute_url()


def test_one_that_goes_is_not_taken_from_the_number_of_followers_who_never_heard_of_it(article, hers):
    unwilling, named, nearer, late, heard = (
        make_user(name) for name in ("unwilling", "named", "nearer", "late", "heard")
    )
    rude = make_user("rude")
    for person in (unwilling, named, heard):
        following.follow(article, by=person)
    between.mute(rude, by=unwilling)
    following.follow(article, by=nearer)
    following.follow(article, by=late)
    for _ in range(2):
        spread(make_comment(article))
    following.follow(article, by=nearer, root=hers)
    following.leave(article, by=late)
    comment = spread(make_comment(author=rude, parent=hers, body="As @named said."))
    following.follow(article, by=late)

    comment.remove("2")

    people = (unwilling, named, nearer, late)
    assert [told(person) for person in people] == [[("thread", 2)]] * len(people)
    assert told(heard) == [("thread", 2)]


def test_one_that_goes_is_not_taken_from_the_number_of_answers_of_which_it_was_none(maud, hers):
    rude = make_user()
    spread(make_comment(parent=hers))
    between.mute(rude, by=maud)
    unread = spread(make_comment(author=rude, parent=hers))
    spread(make_comment(parent=hers))
    assert told(maud) == [("reply", 2)]

    unread.remove("2")
    assert told(maud) == [("reply", 2)]

    named = spread(make_comment(parent=hers, body="@maud, look."))
    assert sorted(told(maud)) == [("mention", 1), ("reply", 2)]
    named.delete_by_author()
    assert told(maud) == [("reply", 2)]


def test_followers_who_have_not_been_told_yet_lose_nothing(article, hers, monkeypatch):
    people = [make_user() for _ in range(2)]
    for person in people:
        following.follow(article, by=person)
    for _ in range(2):
        spread(make_comment(article))
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    comment = make_comment(article)
    telling._tell_some(comment.pk)
    before = [told(person) for person in people]

    comment.remove("2")

    assert before == [[("thread", 3)], [("thread", 2)]]
    assert [told(person) for person in people] == [[("thread", 2)]] * 2


def let_through(comment):
    actions.approve(comment, by=make_user(role="moderator"))


def put_back(comment):
    actions.remove_comment(comment, by=(one := make_user(role="moderator")), rule="2")
    actions.restore_comment(comment, by=one)


def overturn(comment):
    decision = actions.remove_comment(comment, by=make_user(role="moderator"), rule="2")
    appeal = appeals.appeal(decision, by=comment.author, text="It keeps the rules.")
    appeals.decide(appeal, by=make_user(role="moderator"), state="overturned", words="It does.")


@pytest.mark.parametrize("verb", [let_through, put_back, overturn])
def test_followers_hear_once_of_what_was_held_first_whoever_lets_it_through(article, maud, hers, verb):
    following.follow(article, by=(follower := make_user()))
    following.follow(article, by=(below := make_user()), root=hers)
    comment = spread(make_comment(parent=hers, held_because="pre"))
    before = [told(follower), told(below)]

    verb(comment)
    for _ in range(2):
        spread(comment)

    assert before == [[], []]
    assert [told(follower), told(below)] == [[("thread", 1)]] * 2


def test_followers_never_hear_of_what_never_appeared(article, hers):
    following.follow(article, by=(follower := make_user()))
    comment = spread(make_comment(parent=hers, held_because="pre"))

    comment.remove("2")
    spread(comment)

    assert told(follower) == []


def test_followers_who_had_not_read_of_it_hear_again_when_it_comes_back(article, hers):
    first, second = make_user(), make_user()
    for person in (first, second):
        following.follow(article, by=person, root=hers)
    comment = spread(make_comment(parent=hers))
    letterbox.read(Notice.objects.get(to=first))

    comment.hold("reports")
    while_held = [told(first), told(second)]
    for _ in range(2):
        comment.approve()
        comment.hold("reports")
    comment.approve()
    for _ in range(2):
        spread(comment)

    assert while_held == [[], []]
    assert [told(first), told(second)] == [[], [("thread", 1)]]


def test_what_goes_before_anybody_was_told_of_it_takes_nothing_else_back(article, maud, hers):
    following.follow(article, by=(follower := make_user()))
    for _ in range(2):
        spread(make_comment(parent=hers))
    waits = make_comment(parent=hers)

    waits.hold("reports")

    assert [told(maud), told(follower)] == [[("reply", 2)], [("thread", 2)]]


def test_news_taken_back_leads_to_the_next_of_the_same_branch(article, hers):
    following.follow(article, by=(follower := make_user()), root=hers)
    first = spread(make_comment(parent=hers))
    elsewhere = make_comment(article)
    # Read over the joints of its steps, this place holds the number of the branch.
    Comment.objects.filter(pk=elsewhere.pk).update(path=f"{10:010d}{hers.pk * 10:010d}")
    second = spread(make_comment(parent=hers))

    first.remove("2")

    assert Notice.objects.get(to=follower).link == second.get_absolute_url()


def test_followers_do_not_see_what_is_gone(article):
    following.follow(article, by=(follower := make_user()))
    comment = spread(make_comment(article))

    comment.delete_by_author()

    assert told(follower) == []


def test_a_mention_that_an_edit_adds_is_told_once(maud):
    comment = spread(make_comment(body="Nine days."))

    comment.edit("Nine days, @maud.")
    spread(comment)
    comment.edit("Nine days then, @maud.")
    spread(comment)

    assert told(maud) == [("mention", 1)]


def test_an_edit_of_what_was_said_before_anybody_kept_count_says_nothing_anew(maud, hers):
    reply = make_comment(parent=hers)
    Telling.objects.all().delete()

    reply.edit("Ten days.")
    spread(reply)

    assert told(maud) == []
