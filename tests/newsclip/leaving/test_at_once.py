"""Two workers, two administrators, somebody and their own other window: in the same moment, on two connections."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts import renaming
from accounts.models import AuditEntry, OldUsername, User
from articles.models import Article
from comments import posting, voting
from comments.models import AlreadySettled, Comment, Vote
from curation.desk import reported
from moderation import reporting
from moderation.models import Report
from newsclip.leaving import erasing
from tests.factories import make_article, make_comment, make_user
from tests.newsclip.admin_forms import form_of
from tests.racing import at_once, in_other_thread, wait_until_somebody_waits

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def due(person, how="erase"):
    person.delete_at, person.delete_how = timezone.now() - timedelta(minutes=1), how
    person.save(update_fields=["delete_at", "delete_how"])
    return person


def rows(*some):
    return type(some[0]).objects.filter(pk__in=[row.pk for row in some]).order_by("pk")


def administrators():
    return User.objects.active().filter(is_superuser=True, erased_at=None)


def demotion(by, person):
    """A form of the administration that is filled in; sent when it is called."""
    client = Client()
    client.force_login(by)
    address = f"/admin/accounts/user/{person.pk}/change/"
    said = form_of(client, address) | {"groups": [Group.objects.get(name="reader").pk]}
    return lambda: client.post(address, said)


def test_of_two_last_administrators_who_leave_at_once_one_stays():
    ada, ines = due(make_user(role="administrator")), due(make_user(role="administrator"))

    failed = at_once(rows(ada), lambda: erasing.erase(ada), lambda: erasing.erase(ines))

    assert failed == [[], []]
    assert administrators().count() == 1
    assert AuditEntry.objects.filter(verb="keep the last administrator").count() == 1


def test_of_two_administrators_who_demote_each_other_at_once_one_stays():
    ada, ines = make_user("ada", role="administrator"), make_user("ines", role="administrator")

    failed = at_once(rows(ada, ines), demotion(ada, ines), demotion(ines, ada))

    assert failed == [[], []]
    assert administrators().count() == 1


@pytest.mark.parametrize("leaves_first", [True, False])
def test_one_administrator_leaves_while_the_other_is_demoted(leaves_first):
    ada, ines = due(make_user("ada", role="administrator")), make_user("ines", role="administrator")
    works = [lambda: erasing.erase(ada), demotion(ines, ines)]

    failed = at_once(rows(ada, ines), *(works if leaves_first else works[::-1]))

    assert failed == [[], []]
    assert administrators().count() == 1


@pytest.mark.parametrize(
    ("how", "at"),
    [("erase", "person"), ("erase", "clip"), ("erase", "reply"), ("anonymise", "person"), ("anonymise", "reply")],
)
def test_two_workers_do_everything_once(how, at):
    ada, article = make_user("ada-hathersage", display_name="Ada Hathersage Moor"), make_article()
    said = [make_comment(article, author=ada, body=f"{n}: Ada Hathersage Moor") for n in range(3)]
    reply = make_comment(article, parent=said[0], body="Well, @ada-hathersage.")
    voting.vote(reply, by=ada, value=1)
    voting.vote(reply, by=make_user(), value=1)
    reporter = make_user()
    reporting.report(said[1], by=reporter, rule="1", text="Look.")
    due(ada, how)
    place = {"person": rows(ada), "clip": rows(article), "reply": rows(reply)}[at]

    failed = at_once(place, lambda: erasing.erase(ada), lambda: erasing.erase(ada))

    assert failed == [[], []]
    assert User.objects.get(pk=ada.pk).erased_at
    assert AuditEntry.objects.filter(verb="erase").count() == 1
    assert Comment.objects.get(pk=reply.pk).body == "Well, @…."
    assert Comment.objects.get(pk=reply.pk).ups == 1
    article.refresh_from_db()
    assert article.comment_count == article.comments.visible().count() == (1 if how == "erase" else 4)
    assert reporter.notices.filter(kind="report").count() == (1 if how == "erase" else 0)


def late_comment(article, other, by):
    posting.post(article=article, by=by, body="Late words.")


def late_vote(article, other, by):
    voting.vote(other, by=by, value=1)


def late_report(article, other, by):
    reporting.report(other, by=by, rule="1", text="Late words.")


@pytest.mark.parametrize("first", ["request", "worker"])
@pytest.mark.parametrize("late", [late_comment, late_vote, late_report])
def test_what_somebody_does_in_the_moment_of_their_erasure_does_not_stay(late, first):
    ada, article = due(make_user("ada-hathersage")), make_article()
    other, mine = make_comment(article), make_comment(article, author=ada)
    works = [lambda: late(article, other, ada), lambda: erasing.erase(User.objects.get(pk=ada.pk))]

    failed = at_once(rows(ada), *(works if first == "request" else works[::-1]))
    erasing.erase_due()

    errors = [error for each in failed for error in each]
    assert all(isinstance(error, posting.Refused | voting.NotCounted) for error in errors)
    assert User.objects.get(pk=ada.pk).erased_at
    assert not Comment.objects.filter(author=ada).exclude(body="").exists()
    assert Comment.objects.get(pk=mine.pk).status == "deleted"
    assert not Vote.objects.filter(by=ada).exists()
    assert Comment.objects.get(pk=other.pk).ups == 0
    assert set(Report.objects.values_list("text", flat=True)) <= {"–"}
    article.refresh_from_db()
    assert article.comment_count == article.comments.visible().count()


@pytest.mark.parametrize("looks_like", ["wendel", "WENDEL", "wende1"])
def test_a_name_that_two_want_at_once_is_had_by_one(looks_like):
    maud, bram = make_user("maud"), make_user("bram")

    def want(person, name):
        return lambda: renaming.rename(person, name)

    failed = at_once(rows(maud, bram), want(maud, "wendel"), want(bram, looks_like))

    errors = [error for each in failed for error in each]
    assert [type(error) for error in errors] == [renaming.NotPossible]
    assert User.objects.exclude(username__in=["maud", "bram"]).count() == 1
    assert OldUsername.objects.count() == 1


def test_a_name_that_is_given_up_while_another_takes_it_goes_on_leading_to_whose_it_was(monkeypatch):
    maud, bram = make_user("maud"), make_user("bram")
    monkeypatch.setattr(renaming, "refuse_name", lambda wanted, but: None)  # both looked a moment ago

    with transaction.atomic():
        renaming.rename(maud, "wendel")
        thread, failed = in_other_thread(lambda: renaming.rename(bram, "maud"))
        wait_until_somebody_waits()
    thread.join(60)

    assert [type(error) for error in failed] == [renaming.NotPossible]
    assert User.objects.called("maud").get() == maud


def test_a_readers_correction_that_two_editors_take_over_is_credited_once():
    ines, ada, maud = make_user(role="editor"), make_user(role="editor"), make_user("maud")
    article = make_article(by=ines)
    comment = posting.post(article=article, by=maud, body="It is eight days.", correction=True)
    article.record(by=ines, kind="correction", note="Eight days.", before="nine", after="eight")
    revision = article.revisions.latest("number")

    def accept(by):
        mine = Comment.objects.select_related("article", "author").get(pk=comment.pk)
        return lambda: reported.accept(mine, by=by, revision=revision)

    failed = at_once(rows(comment), accept(ines), accept(ada))

    errors = [error for each in failed for error in each]
    assert [type(error) for error in errors] == [AlreadySettled]
    assert [person.username for person in revision.noticed_by] == ["maud"]
    assert maud.notices.filter(kind="correction").count() == 1
    assert AuditEntry.objects.filter(verb="correction.accepted").count() == 1


def test_two_corrections_that_two_editors_take_over_in_one_revision_are_both_credited():
    ines, ada = make_user(role="editor"), make_user(role="editor")
    article = make_article(by=ines)
    said = [posting.post(article=article, by=make_user(), body=f"{n} days.", correction=True) for n in (8, 9)]
    article.record(by=ines, kind="correction", note="Eight days.", before="nine", after="eight")
    revision = article.revisions.latest("number")

    def accept(comment, by):
        mine = Comment.objects.select_related("article", "author").get(pk=comment.pk)
        return lambda: reported.accept(mine, by=by, revision=revision)

    failed = at_once(rows(*said), accept(said[0], ines), accept(said[1], ada))

    assert failed == [[], []]
    assert Article.objects.get().revisions.get(pk=revision.pk).credits.count() == 2
