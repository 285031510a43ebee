"""What somebody's other requests, other workers and other administrators do in the very moment that they leave."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, User
from comments import drafts, posting, rewording, voting
from comments.models import Comment, Draft, ThreadFollow, Vote
from moderation import reporting
from moderation.models import Report
from newsclip.leaving import erasing
from tests.factories import make_article, make_comment, make_user
from tests.newsclip.admin_forms import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return due(make_user("ada-hathersage", display_name="Ada Hathersage Moor"))


def due(person, how="erase"):
    person.delete_at, person.delete_how = timezone.now() - timedelta(minutes=1), how
    person.save(update_fields=["delete_at", "delete_how"])
    return person


def test_words_are_not_changed_once_it_has_begun(ada):
    comment = make_comment(author=ada)
    erasing._shut(ada)

    with pytest.raises(posting.Refused, match="closed meanwhile"):
        posting.edit(comment, by=ada, body="It is me, Ada Hathersage Moor.")
    with pytest.raises(posting.Refused, match="closed meanwhile"):
        posting.post(article=comment.article, by=ada, body="It is me.")


def test_votes_are_not_given_once_it_has_begun(ada):
    comment = make_comment()
    erasing._shut(ada)

    with pytest.raises(voting.NotCounted, match="closed meanwhile"):
        voting.vote(comment, by=ada, value=1)

    assert not Vote.objects.exists()


def test_what_a_request_under_way_kept_is_swept_away(ada):
    article = make_article()
    comment = make_comment(article)
    erasing.erase_due()

    drafts.save(by=ada, article=article, place="x", body="Late words.")
    ThreadFollow.objects.create(by=ada, article=article)
    Vote.objects.create(by=ada, comment=comment, value=1)
    Comment.objects.filter(pk=comment.pk).update(ups=1)
    reporting.report(comment, by=ada, rule="1", text="Late words.")
    erasing.erase_due()

    assert not Draft.objects.exists()
    assert not ThreadFollow.objects.filter(by=ada).exists()
    assert not Vote.objects.exists()
    assert Comment.objects.get(pk=comment.pk).ups == 0
    assert Report.objects.get().text == "–"


def test_nobody_is_brought_back_by_a_form_that_was_loaded_before(ada):
    loaded = User.objects.get(pk=ada.pk)
    erasing.erase_due()

    for stale in (loaded.save, lambda: User.objects.filter(pk=ada.pk).update(username="ada-hathersage")):
        with pytest.raises(DatabaseError, match="who has left stays gone"), transaction.atomic():
            stale()

    ghost = User.objects.get(pk=ada.pk)
    assert (ghost.username[:5], ghost.email, ghost.display_name) == ("gone-", "", "")


def test_the_administration_changes_nobody_who_has_left(ada, admin_client):
    erasing.erase_due()

    assert change(admin_client, User.objects.get(pk=ada.pk), display_name="Ada Hathersage Moor").status_code == 403


@pytest.mark.parametrize("killed_at", ["letters", "texts", "_bury", "trail"])
@pytest.mark.parametrize("how", ["erase", "anonymise"])
def test_killed_in_the_middle_it_goes_on_where_it_was(ada, how, killed_at, monkeypatch, mailoutbox):
    due(ada, how)
    article = make_article()
    said = [make_comment(article, author=ada, body=f"Words {n}, Ada Hathersage Moor") for n in range(3)]
    reply = make_comment(article, parent=said[0], body="Well, @ada-hathersage.")
    reporting.report(said[1], by=make_user(), rule="1", text="Look.")
    with monkeypatch.context() as killed:
        killed.setattr(f"newsclip.leaving.erasing.{killed_at}", None)
        erasing.erase_due()
    assert not User.objects.get(pk=ada.pk).erased_at

    erasing.erase_due()

    assert User.objects.get(pk=ada.pk).erased_at
    assert AuditEntry.objects.filter(verb="erase").count() == 1
    article.refresh_from_db()
    assert article.comment_count == article.comments.visible().count() == (1 if how == "erase" else 4)
    assert "ada" not in "".join(Comment.objects.values_list("body", flat=True)).casefold()
    assert Comment.objects.get(pk=reply.pk).body == "Well, @…."


def test_a_writer_who_changes_the_same_words_at_the_same_moment_keeps_no_name(ada, monkeypatch):
    reply = make_comment(body="Well, @ada-hathersage.")
    put, others = Comment.objects.filter(pk=reply.pk).update, [{"body": "No, @ada-hathersage!"}]
    rendered = rewording.rendered

    def written_meanwhile(body):
        if others:
            put(**others.pop())
        return rendered(body)

    monkeypatch.setattr(rewording, "rendered", written_meanwhile)

    erasing.erase_due()

    assert Comment.objects.get(pk=reply.pk).body == "No, @…!"
