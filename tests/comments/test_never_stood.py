"""What never stood there for everybody leaves no place; what hangs on a comment follows it when it comes and goes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import closing, featuring, voting
from comments.models import Comment
from moderation import actions, locking, sanctions
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_user("maud")


def take_back(comment):
    comment.delete_by_author()


def remove(comment):
    actions.remove_comment(comment, by=make_user(role="moderator"), rule="4", words="An advertisement.")


@pytest.mark.parametrize("end", [take_back, remove])
def test_a_held_comment_that_goes_leaves_no_place_for_others(client, author, end):
    comment = make_comment(author=author, held_because="phrase")
    end(comment)
    page = comment.article.get_absolute_url()

    assert client.get(comment.get_absolute_url()).status_code == 404
    assert f"comment-{comment.pk}" not in client.get(page).text
    client.force_login(author)
    assert client.get(comment.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("end", [take_back, remove])
def test_what_stood_there_once_keeps_its_place_also_after_a_hold(client, author, end):
    comment = make_comment(author=author)
    comment.hold("reports")
    end(comment)

    assert client.get(comment.get_absolute_url()).status_code == 410
    assert f"comment-{comment.pk}" in client.get(comment.article.get_absolute_url()).text


def test_what_a_moderator_let_through_keeps_its_place(client, author):
    comment = make_comment(author=author, held_because="phrase")
    comment.approve()
    comment.delete_by_author()

    assert client.get(comment.get_absolute_url()).status_code == 410


@pytest.fixture
def question():
    return make_comment(make_article(comments_mode="questions"), kind="question", body="How deep is it?")


def test_a_question_is_answered_as_long_as_an_answer_stands(question):
    curator = make_user(role="editor")
    first, second = (make_comment(parent=question, author=curator, body=body) for body in ("Two metres.", "Three."))
    Comment.objects.filter(pk=question.pk).update(answer=first)

    first.delete_by_author()
    question.refresh_from_db()
    assert question.answer == second

    second.delete_by_author()
    question.refresh_from_db()
    assert question.answer is None


def test_an_answer_counts_once_a_moderator_let_it_through(question):
    answer = make_comment(parent=question, author=make_user(role="editor"), held_because="phrase")
    question.refresh_from_db()
    assert question.answer is None

    answer.approve()
    question.refresh_from_db()
    assert question.answer == answer


def test_who_may_not_write_does_not_vote(author):
    comment = make_comment()
    until = timezone.now() + timedelta(days=7)
    sanctions.suspend(author, by=make_user(role="moderator"), rule="2", words="Thrice.", until=until)

    with pytest.raises(voting.NotCounted, match="appeal"):
        voting.vote(comment, by=author, value=1)


def test_votes_count_though_nobody_can_count_them(author, monkeypatch):
    def away(*_args):
        raise OSError("no cache")

    monkeypatch.setattr(voting.cache, "add", away)
    comment = make_comment()
    voting.vote(comment, by=author, value=1)

    assert comment.ups == 1


def test_the_team_features_what_others_said():
    ines = make_user(role="editor")

    assert featuring.may_feature(ines, make_comment())
    assert not featuring.may_feature(ines, make_comment(author=ines))


def test_a_thread_that_closed_by_age_stays_open_when_a_moderator_opens_it():
    article = make_article(comments_close_at=timezone.now() - timedelta(hours=1))
    closing.close_due()
    article.refresh_from_db()
    assert not article.takes_comments

    locking.unlock(article, by=make_user(role="moderator"))
    closing.close_due()

    article.refresh_from_db()
    assert article.takes_comments
    assert not closing.is_over(article)


def test_a_thread_that_closed_by_age_says_so_in_a_sentence(client):
    article = make_comment().article
    type(article).objects.update(comments_close_at=timezone.now() - timedelta(hours=1))
    closing.close_due()

    page = client.get(article.get_absolute_url()).text
    assert "closed by age" not in page
    assert "They close some time after a clip was published." in page


@pytest.mark.parametrize("name", ["comment-vote", "comment-reply", "comment-follow"])
def test_with_an_ended_session_the_whole_page_goes_to_sign_in(client, name):
    address = reverse(name, args=[make_comment().pk])
    send = client.get if name == "comment-reply" else client.post

    answer = send(address, headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"].startswith("/accounts/login/?next=/comments/")
    assert send(address).url.startswith("/accounts/login/")
