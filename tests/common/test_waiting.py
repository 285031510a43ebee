"""Whoever comes too soon is told when to come again: people by a sentence, programs by a header."""

import time
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation
from comments import voting
from comments.models import Comment, CommentRevision
from curation.models import Suggestion
from moderation import notices
from moderation.models import Report
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
AN_HOUR, A_DAY = 3600, 86400
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def reader(client):
    person = make_user()
    client.force_login(person)
    return person


def aged(rows, field, **ago):
    rows.update(**{field: timezone.now() - timedelta(**ago)})


def waits(answer):
    assert answer.status_code == 429
    return int(answer["Retry-After"])


def test_a_comment_after_too_many(client, reader, settings):
    settings.COMMENTS_IN_TEN_MINUTES = 1
    article = make_article()
    make_comment(article, author=reader)
    aged(Comment.objects.all(), "created_at", minutes=4)

    for headers in ({}, HTMX):
        answer = client.post(reverse("comment-create", args=[article.slug]), {"body": "More"}, **headers)
        assert 6 * 60 <= waits(answer) <= 7 * 60


def test_a_comment_in_a_slow_thread(client, reader):
    article = make_article(slow_until=timezone.now() + timedelta(minutes=20))
    make_comment(article, author=reader)
    aged(Comment.objects.all(), "created_at", seconds=30)

    answer = client.post(reverse("comment-create", args=[article.slug]), {"body": "More"})

    assert 85 <= waits(answer) <= 90


def test_an_edit_after_too_many(client, reader):
    comment = make_comment(author=reader)
    for _ in range(10):
        CommentRevision.objects.create(comment=comment, body="Before")
    aged(CommentRevision.objects.all(), "at", minutes=59)

    answer = client.post(reverse("comment-edit", args=[comment.pk]), {"body": "Otherwise"})

    assert 0 < waits(answer) <= 120
    assert "Otherwise" in answer.content.decode()


@pytest.mark.parametrize("of", ["comment", "clip"])
def test_a_report_after_too_many(client, reader, of):
    for _ in range(10):
        Report.objects.create(comment=make_comment(), by=reader, rule="2")
    aged(Report.objects.all(), "at", hours=23)
    subject = make_comment()
    address = reverse("comment-report", args=[subject.pk])
    if of == "clip":
        address = reverse("clip-report", args=[subject.article.slug])

    answer = client.post(address, {"rule": "2", "text": "It is one."})

    assert AN_HOUR <= waits(answer) <= AN_HOUR + 60
    assert "It is one." in answer.content.decode()


def test_a_notice_after_too_many(client, monkeypatch):
    monkeypatch.setattr(notices, "MOST", 0)
    stamp = signing.dumps(time.time() - 60, salt="notice")
    said = {"place": make_article().get_absolute_url(), "text": "Why", "good_faith": "on", "shown": stamp}

    answer = client.post("/report/", {**said, "minors": "on"})

    assert waits(answer) == AN_HOUR
    assert "Nothing is lost" in answer.content.decode()


def test_a_vote_after_too_many(client, reader, monkeypatch):
    monkeypatch.setattr(voting, "IN_A_MINUTE", 0)
    address = reverse("comment-vote", args=[make_comment().pk])

    assert 0 < waits(client.post(address, {"value": "1"}, **HTMX)) <= 60
    assert client.post(address, {"value": "1"}).status_code == 302  # a sentence above the thread


def test_a_suggestion_after_too_many(client, reader):
    for n in range(3):
        client.post(reverse("suggest"), {"url": f"https://courier.example/eels-{n}"})
    aged(Suggestion.objects.all(), "at", hours=22)

    answer = client.post(reverse("suggest"), {"url": "https://courier.example/more"})

    assert 2 * AN_HOUR - 5 <= waits(answer) <= 2 * AN_HOUR


def test_where_a_package_refuses_it_is_a_minute(client):
    Invitation.objects.create(code_hash="x", by=make_user(), expires_at=timezone.now() + timedelta(days=1))

    answers = [client.get(reverse("invitation", args=[f"code-{n}"])) for n in range(21)]

    assert waits(answers[-1]) == 60
    assert "Retry-After" not in answers[0]
