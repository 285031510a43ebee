import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEntry, User, audit
from comments.models import Comment
from moderation.models import Decision
from newsclip.leaving import erasing
from newsclip.leaving.names import Names
from tests.factories import make_article, make_comment, make_user
from tests.newsclip.leaving.everything import (
    ADDRESS,
    BEFORE,
    BIO,
    CALLED,
    FIRST_SAID,
    NAME,
    OTHER_ADDRESS,
    SAID,
    SECRET,
    Everything,
)

pytestmark = pytest.mark.django_db


def due(person, how="erase"):
    person.delete_at, person.delete_how = timezone.now() - timedelta(minutes=1), how
    person.save(update_fields=["delete_at", "delete_how"])
    return person


def whole_database():
    """Every column of every table, as text."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            texts += [(table, _text(value)) for row in cursor.fetchall() for value in row if value is not None]
    return texts


def _text(value):
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def told_by(needles):
    """(needle, table) wherever one is found, whatever its case and however JSON writes it."""
    folded = {needle.casefold() for needle in needles}
    return sorted(
        {(needle, table) for table, text in whole_database() for needle in folded if needle in text.casefold()}
    )


def hashes(*values):
    spelled = {form for value in values for form in (value, value.lower(), value.upper())}
    kinds = ("md5", "sha1", "sha256")
    return {hashlib.new(kind, form.encode(), usedforsecurity=False).hexdigest() for kind in kinds for form in spelled}


def needles(world):
    names = {NAME, CALLED, ADDRESS, BEFORE, OTHER_ADDRESS}
    return {
        *names, *hashes(*names), BIO, SECRET, world.session.session_key, "d1ce" * 8, world.ada.password,
        Path(world.ada.avatar.name).stem,
    }  # fmt: skip


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return Everything()


@pytest.mark.parametrize("how", ["erase", "anonymise"])
def test_nothing_tells_who_has_left(world, how, client, django_capture_on_commit_callbacks):
    for key in (ADDRESS, NAME):
        client.post("/accounts/login/", {"login": key, "password": "guessed"})
    gone = needles(world) | ({SAID, FIRST_SAID} if how == "erase" else set())
    due(world.ada, how)
    before = told_by(gone)

    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase_due()

    assert len(before) > 20
    assert told_by(gone) == []
    assert list(Path(settings.MEDIA_ROOT).rglob("avatars/*")) == []


def test_the_row_stays_as_a_pseudonym_that_nobody_can_use(world, client):
    due(world.ada)

    erasing.erase_due()

    ghost = User.objects.get(pk=world.ada.pk)
    assert ghost.username.startswith("gone-")
    assert ghost.erased_at
    assert not ghost.is_active
    assert not ghost.has_usable_password()
    assert not ghost.groups.exists()
    assert not ghost.is_staff
    assert str(ghost) == "Somebody who left"
    assert client.get(f"/people/{NAME}/").status_code == 404
    assert User.objects.create_user(NAME, "new@hathe.example").pk != ghost.pk


def test_erased_comments_leave_the_thread_standing(world):
    due(world.ada)

    erasing.erase_due()

    statuses = dict(Comment.objects.filter(author=world.ada).values_list("pk", "status"))
    assert statuses == {world.comment.pk: "deleted", world.held.pk: "deleted", world.removed.pk: "removed"}
    world.reply.refresh_from_db()
    assert world.reply.body == "> …\n\nSo says @…, and [here](/people/…/)."
    assert NAME not in world.reply.body_html
    assert world.reply.ups == 0
    world.clip.refresh_from_db()
    assert world.clip.comment_count == world.clip.comments.visible().count() == 1


def test_anonymised_comments_keep_their_words_and_lose_the_name(world):
    due(world.ada, "anonymise")

    erasing.erase_due()

    world.comment.refresh_from_db()
    assert world.comment.body == f"{SAID}.\n\nYours, …, …"
    assert SAID in world.comment.body_html
    assert world.comment.is_visible
    world.reply.refresh_from_db()
    assert SAID in world.reply.body


def test_the_trail_keeps_what_was_done(world):
    before = AuditEntry.objects.count()
    due(world.ada)

    erasing.erase_due()

    kept = AuditEntry.objects.get(verb="invite")
    assert kept.subject == "A slipway"
    number = world.ada.pk
    said = {"told": "", "because": "", "kept": "this stays", "people": {str(number): True}}
    assert kept.data == {**said, "forgotten": number}
    removed = AuditEntry.objects.get(verb="comment.removed")
    assert (removed.subject, removed.data["rule"], removed.data["words"]) == ("", "2", "")
    assert AuditEntry.objects.count() > before
    decision = Decision.objects.get(comment=world.removed)
    assert (decision.rule, decision.words, decision.person_id) == ("2", "", world.ada.pk)


def test_others_lose_nothing(world):
    bartram = make_user("bartram-2", display_name="The")
    line = audit(make_article("The ferry is late"), "publish", by=world.judge, because="The tide")
    spoken = make_comment(body="The ferry, said ada-of-hathe77 and user@ada-of-hathe7x.example.")
    due(bartram)
    due(world.ada)

    erasing.erase_due()

    assert AuditEntry.objects.get(pk=line.pk).data == {"because": "The tide"}
    spoken.refresh_from_db()
    assert spoken.body == "The ferry, said ada-of-hathe77 and user@ada-of-hathe7x.example."


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "other"},
        {"subject": "Something else"},
        {"data": {"kept": "changed", "forgotten": 0}},
        {"data": {"new": "x", "forgotten": 0}},
        {"subject": ""},
        {"data": {"forgotten": 0}},
        {"data": {"kept": "this stays", "people": "", "forgotten": 0}},
    ],
    ids=str,
)
def test_the_trail_refuses_every_other_change_while_somebody_is_being_erased(change):
    ada = due(make_user(NAME))
    line = audit(ada, "invite", by=ada, people=[ada], kept="this stays")
    if "data" in change:
        change = {"data": change["data"] | {"forgotten": ada.pk}}

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=line.pk).update(**change)


@pytest.mark.parametrize("state", ["stays", "planned", "erased", "once more", "of another"])
def test_the_trail_is_scrubbed_for_nobody_else_and_once(state):
    ada = make_user(NAME)
    line = audit(make_user("bartram") if state == "of another" else ada, "invite", by=None, kept="this stays")
    scrubbed = {"subject": "", "data": {"kept": "", "forgotten": ada.pk}}
    if state != "stays":
        due(ada)
    if state == "planned":
        User.objects.filter(pk=ada.pk).update(delete_at=timezone.now() + timedelta(hours=1))
    if state == "erased":
        User.objects.filter(pk=ada.pk).update(
            erased_at=timezone.now(), is_active=False, email="", display_name="", bio="", avatar=""
        )
    if state == "once more":
        AuditEntry.objects.filter(pk=line.pk).update(**scrubbed)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=line.pk).update(**scrubbed)


def test_whoever_is_killed_in_the_middle_begins_where_it_stopped(world, monkeypatch):
    due(world.ada)
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "_bury", lambda person: os.fsencode(None))
        erasing.erase_due()
    halfway = User.objects.get(pk=world.ada.pk)
    assert halfway.erased_at is None
    assert not halfway.is_active

    erasing.erase_due()
    erasing.erase_due()

    assert told_by(needles(world) | {SAID}) == []
    assert AuditEntry.objects.filter(verb="erase").count() == 1


def test_a_second_worker_finds_it_done(world):
    names = Names.of(due(world.ada))

    assert erasing._finish(world.ada, names) is True
    assert erasing._finish(world.ada, names) is False
    assert AuditEntry.objects.filter(verb="erase").count() == 1


def test_the_last_administrator_stays():
    boss = due(make_user(role="administrator"))

    erasing.erase_due()

    boss.refresh_from_db()
    assert "last administrator" in DBTaskResult.objects.get().args_kwargs["kwargs"]["text"]
    assert boss.is_active
    assert boss.delete_at is None
    assert boss.erased_at is None
