"""Whoever is concerned hears of a comment, once, and nobody else does."""

import threading

import pytest
from django.db import connections

from accounts import between, letterbox
from accounts.models import Notice
from articles import muting
from articles.models import Tag
from comments import featuring, following, telling
from comments.models import Comment
from tests.comments.telling.news import spread, told
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
NAMES = ("unwilling", "named", "nearer", "late", "heard", "rude")


# Who hears


def test_an_answer_a_mention_and_a_followed_conversation_are_told_to_each_once(article, maud, hers):
    edda, follower = make_user("edda"), make_user("follower")
    for person in (edda, maud, follower):
        following.follow(article, by=person)

    spread(make_comment(parent=hers, body="As @edda said."))

    assert (told(maud), told(edda), told(follower)) == ([("reply", 1)], [("mention", 1)], [("thread", 1)])


def test_the_worker_is_given_the_news_by_whatever_makes_a_comment_visible(hers):
    from django_tasks_db.models import DBTaskResult

    queued = DBTaskResult.objects.filter(task_path="comments.telling.tell_of")

    assert [job.args_kwargs["args"] for job in queued] == [[hers.pk]]


def test_told_again_after_a_crash_it_is_told_once(article, maud, hers):
    following.follow(article, by=(follower := make_user()))
    reply = spread(make_comment(parent=hers, body="@maud"))

    spread(reply)
    spread(reply)

    assert told(maud) == [("mention", 1)]
    assert told(follower) == [("thread", 1)]


def test_a_worker_that_dies_between_followers_is_followed_by_one_that_goes_on(article, monkeypatch):
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    followers = [make_user() for _ in range(5)]
    for person in followers:
        following.follow(article, by=person)
    comment = make_comment(article)

    assert telling._tell_some(comment.pk) is not None  # and here it was killed
    first = sum(bool(told(person)) for person in followers)
    spread(comment)

    assert first == 2
    assert [told(person) for person in followers] == [[("thread", 1)]] * 5


def test_a_run_that_fails_in_the_middle_leaves_nothing_half_told(article, maud, hers, monkeypatch):
    following.follow(article, by=make_user())
    reply = make_comment(parent=hers)
    with monkeypatch.context() as broken:
        broken.setattr(telling, "_tell_followers", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            spread(reply)

    before = Notice.objects.count()
    spread(reply)

    assert before == 0
    assert told(maud) == [("reply", 1)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_tell_once():
    article = make_article()
    hers = make_comment(article)
    followers = [make_user() for _ in range(3)]
    for person in followers:
        following.follow(article, by=person)
    reply = make_comment(parent=hers)
    start, failed = threading.Barrier(2), []

    def work():
        start.wait()
        try:
            spread(reply)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]

    assert failed == []
    assert sorted(Notice.objects.values_list("kind", "count")) == [("reply", 1), *[("thread", 1)] * 3]


# Who does not


def test_nobody_hears_of_their_own_deeds(article, maud, hers):
    following.follow(article, by=maud)

    spread(make_comment(parent=hers, author=maud, body="@maud"))

    assert told(maud) == []


def mute_the_author(maud, reply):
    between.mute(reply.author, by=maud)


def block_the_author(maud, reply):
    between.block(reply.author, by=maud)


def be_blocked(maud, reply):
    between.block(maud, by=reply.author)


def mute_the_tag(maud, reply):
    muting.mute(Tag.objects.get(), by=maud)


def mute_the_conversation(maud, reply):
    following.mute(reply.article, by=maud)


def mute_the_branch(maud, reply):
    following.follow(reply.article, by=maud)
    following.mute(reply.article, by=maud, root=reply.parent)


@pytest.mark.parametrize("body", ["Ten.", "@maud"])
@pytest.mark.parametrize(
    "case", [mute_the_author, block_the_author, be_blocked, mute_the_tag, mute_the_conversation, mute_the_branch]
)
def test_what_a_person_does_not_want_to_read_is_not_told(maud, hers, case, body):
    reply = make_comment(parent=hers, body=body)
    case(maud, reply)

    spread(reply)

    assert told(maud) == []


def test_a_branch_can_be_followed_in_a_muted_conversation(article, maud, hers):
    following.mute(article, by=maud)
    following.follow(article, by=maud, root=hers)

    spread(make_comment(parent=make_comment(parent=hers)))
    spread(make_comment(article))

    assert told(maud) == [("thread", 1)]


# Many


def test_many_answers_are_one_notice_that_counts_them(maud, hers):
    replies = [spread(make_comment(parent=hers)) for _ in range(3)]

    assert told(maud) == [("reply", 3)]
    assert Notice.objects.get(to=maud).link == replies[0].get_absolute_url()


def test_after_it_was_read_the_next_answer_begins_anew(maud, hers):
    spread(make_comment(parent=hers))
    letterbox.read_all(maud, up_to=Notice.objects.get(to=maud).at)

    later = spread(make_comment(parent=hers))

    row = Notice.objects.get(to=maud)
    assert (row.count, row.link, row.read_at, row.mailed_at) == (1, later.get_absolute_url(), None, None)


@pytest.mark.parametrize("many", [1, 3])
def test_a_crowd_of_followers_costs_as_many_questions_as_one(article, many, django_assert_num_queries):
    for _ in range(many):
        following.follow(article, by=make_user())
    comment = make_comment(article)

    with django_assert_num_queries(18):
        spread(comment)

    assert Notice.objects.count() == many


# Featured


def test_who_is_featured_hears_of_it(hers, maud):
    featuring.feature(hers, by=make_user(role="editor"))

    assert told(maud) == [("featured", 1)]


def test_a_featured_comment_that_goes_is_told_and_shown_no_more(hers, maud):
    featuring.feature(hers, by=make_user(role="editor"))

    hers.remove("2")

    assert told(maud) == []
    assert featuring.featured_in(Comment.objects.get(pk=hers.pk).article, maud) == []


def test_what_is_featured_no_more_is_told_no_more(hers, maud):
    featuring.feature(hers, by=(editor := make_user(role="editor")))

    featuring.unfeature(hers, by=editor)

    assert told(maud) == []


def test_who_has_read_that_they_are_featured_does_not_hear_it_again(hers, maud):
    featuring.feature(hers, by=(editor := make_user(role="editor")))
    letterbox.read(Notice.objects.get(to=maud))

    featuring.unfeature(hers, by=editor)
    featuring.feature(hers, by=editor)

    assert told(maud) == []
