"""Names are chosen freely. Whoever calls themselves like a word gets no row of others, and takes none along."""

import io
import json
import os
import time
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import codes, invitations, mail
from accounts.models import AuditEntry, Invitation, Notice, PersonBlock, PersonMute, User, audit
from articles.models import Article
from comments.models import Comment
from curation.desk import reviewing
from curation.models import Note
from moderation import actions
from moderation.models import Appeal, Decision, PersonNote, Report
from newsclip.leaving import asking, erasing, exporting
from newsclip.models import Export
from tests.factories import make_article, make_comment, make_user
from tests.newsclip.leaving.test_erasing import due, told_by

pytestmark = pytest.mark.django_db


def exported(person):
    file = io.BytesIO()
    exporting.write(person, file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def write_to(address, **more):
    said = {"subject": "Hello", "text": "Yours, the site", "html": "h", "message_id": "m"} | more
    mail.deliver.enqueue(to=address, **said)


def test_a_short_name_opens_nobody_elses_lines_of_the_trail():
    ada, other = make_user("ada", display_name="e"), make_user("bartram")
    audit(other, "warn", by=None, words="Between us two: the weir")
    audit(make_comment(author=other, body="A secret of the weir"), "comment.removed", by=None, words="The weir @ada")

    files = exported(ada)

    assert "weir" not in "".join(files.values())
    assert [line["verb"] for line in json.loads(files["audit-naming-you.json"])] == ["comment.removed"]


def test_letters_to_an_address_that_ends_alike_stay_with_their_reader():
    ada = make_user("ada", email="smith@mail.example")
    write_to("john.smith@mail.example", text="For John", about={"kind": "statement"})
    write_to("Smith@mail.example", text="For Ada", about={"kind": "statement"})
    write_to("smith@mail.example", text="Come in: /key/", about={"kind": "password_reset_key"})
    codes.send.enqueue("smith@mail.example", "c0dec0de")

    letters = json.loads(exported(ada)["letters.json"])

    assert [letter["text"] for letter in letters] == ["For Ada", "", ""]
    assert "c0dec0de" not in json.dumps(letters)


def test_letters_to_an_address_in_any_script_are_exported_and_go():
    ada = make_user("ada", email="zoë@häthe.example")
    write_to(ada.email, text="For Zoë", about={"kind": "statement"})

    letters = json.loads(exported(ada)["letters.json"])
    due(ada)
    erasing.erase_due()

    assert [letter["text"] for letter in letters] == ["For Zoë"]
    assert not DBTaskResult.objects.exists()


def test_an_address_that_nobody_confirmed_opens_no_letters_and_takes_none_along():
    ada, address = make_user("ada"), "victim@mail.example"
    EmailAddress.objects.create(user=ada, email=address)
    write_to(address, text="For somebody else", about={"kind": "statement"})
    report = Report.objects.create(article=make_article(), rule="1", email=address, text="By somebody else")

    whole = "".join(exported(ada).values())
    due(ada)
    erasing.erase_due()

    assert "somebody else" not in whole
    assert DBTaskResult.objects.count() == 1
    report.refresh_from_db()
    assert (report.email, report.text) == (address, "By somebody else")


@pytest.mark.parametrize("called", ["kwargs", "args", "subject", "Hello"])
def test_the_letters_of_others_stay_in_the_queue(called):
    write_to("bartram@mail.example")
    make_comment(body="Hello")
    before = DBTaskResult.objects.count()
    due(make_user("ada", display_name=called))

    erasing.erase_due()

    assert User.objects.filter(erased_at__isnull=False).exists()
    assert DBTaskResult.objects.count() == before


def test_what_others_did_stays_in_the_trail_and_the_database_sees_to_it():
    ada, judge = make_user("ada-moor", display_name="spam"), make_user(role="moderator")
    line = audit(make_comment(body="spam"), "comment.removed", by=judge, rule="spam", words="spam: really")
    LogEntry.objects.create(
        user=judge, content_type=ContentType.objects.get_for_model(Article), object_repr="spam", action_flag=2
    )
    due(ada)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=line.pk).update(
            subject="", data={"rule": "", "words": "spam: really", "forgotten": ada.pk}
        )
    erasing.erase_due()

    line.refresh_from_db()
    assert (line.subject[:8], line.data) == ("#comment", {"rule": "spam", "words": "spam: really"})
    assert LogEntry.objects.get().object_repr == "spam"


def test_the_news_of_others_and_their_links_stay():
    ada, reader = make_user("climate", display_name="Climate"), make_user()
    Notice.objects.create(to=reader, kind="site", key="a", about="Climate report is out", link="/clips/climate-report/")
    told = Notice.objects.create(to=reader, kind="site", key="b", about="Ask @climate", link="/people/climate/")
    due(ada)

    erasing.erase_due()

    assert Notice.objects.get(key="a").about == "Climate report is out"
    assert Notice.objects.get(key="a").link == "/clips/climate-report/"
    told.refresh_from_db()
    assert (told.about, told.link) == ("Ask @…", "/people/…/")


def test_an_appeal_that_waits_writes_no_name_when_it_is_withdrawn():
    ada, judge = make_user("anna-s", display_name="Anna Schmidt"), make_user(role="moderator")
    decision = Decision.objects.create(person=ada, by=judge, outcome="suspended", words="Dear Anna Schmidt")
    Appeal.objects.create(decision=decision, by=ada, text="But", first_decider=judge, due_at=timezone.now())
    due(ada)

    erasing.erase_due()

    assert AuditEntry.objects.filter(verb="appeal.withdrawn").exists()
    assert told_by({"Anna Schmidt", "anna-s"}) == []


def test_names_and_addresses_of_before_go_from_the_trail_as_well():
    boss, ada = make_user(role="editor"), make_user("ada-moor", display_name="Anna Before", email="old@mail.example")
    clip = make_article(status="draft")
    reviewing.assign(clip, to=ada, seen=None, by=boss)
    audit(clip, "withdraw", by=boss, because="Asked for by old@mail.example")
    audit(ada, "warn", by=boss, words="Dear Anna Before")
    Article.objects.update(assigned_to=None)
    User.objects.filter(pk=ada.pk).update(display_name="Anna Now", email="new@mail.example")
    due(User.objects.get(pk=ada.pk))

    erasing.erase_due()

    assert told_by({"Anna Before", "old@mail.example", "ada-moor"}) == []
    assert AuditEntry.objects.get(verb="assign").data["people"] == {str(ada.pk): True}


def test_for_whom_an_invitation_was_is_forgotten():
    made = invitations.invite(by=make_user(role="editor"), email="guest@mail.example", note="A guest").invitation
    assert "guest" not in AuditEntry.objects.get(verb="invite").subject
    assert invitations.forget_ended() == 0

    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=31))
    invitations.forget_ended()

    made.refresh_from_db()
    assert (made.email, made.note) == ("", "")


@pytest.mark.parametrize("said", ["@jürgen", "@JÜRGEN", "@jÜrgen", "/people/j%C3%BCrgen/", "/people/jürgen/"])
def test_a_name_in_letters_beyond_ascii_goes_however_it_is_written(said):
    jurgen = make_user("jürgen")
    body = f"So says [he]({said})" if said.startswith("/") else f"So says {said}, and others"
    comment = Comment.objects.submit(article=make_article(), author=make_user(), body=body)
    if said.startswith("@"):
        assert "j%C3%BCrgen" in comment.body_html
    due(jurgen)

    erasing.erase_due()

    comment.refresh_from_db()
    left = (comment.body + comment.body_html).casefold()
    assert "jürgen" not in left
    assert "j%c3%bcrgen" not in left


def test_what_the_team_wrote_loses_the_full_name_as_it_was_spelled_and_no_word_more():
    ada, judge = make_user("anna", display_name="Anna Schmidt"), make_user(role="moderator")
    note = PersonNote.objects.create(
        person=make_user(), by=judge, text="Twin of Anna Schmidt (@anna), not of Anna Schmidts or @annabel."
    )
    clip = make_article(comments_locked_because="Anna Schmidt was shouted at.")
    far = make_article("Far", comments_locked_because="Anna Schmidt is a composer.")
    desk = Note.objects.create(article=far, by=judge, text="anna schmidt, Schmidt", key="k")
    make_comment(clip, author=ada)
    due(ada)

    erasing.erase_due()

    for row in (note, clip, far, desk):
        row.refresh_from_db()
    assert note.text == "Twin of … (@…), not of Anna Schmidts or @annabel."
    assert clip.comments_locked_because == "… was shouted at."
    assert far.comments_locked_because == "Anna Schmidt is a composer."
    assert desk.text == "anna schmidt, Schmidt"


def test_words_to_others_lose_the_name_and_nothing_beside_it():
    ada, judge = make_user("anna", display_name="Anna Schmidt"), make_user(role="moderator")
    comment = make_comment(body="Fine")
    make_comment(comment.article, author=ada)
    told = Decision.objects.create(
        comment=comment, by=judge, outcome="approved", words="Leave Anna Schmidt alone, @ANNA too; annas stay."
    )
    due(ada)

    for words in ("", "Leave … alone.", "Leave Anna Schmidt alone, … too; … stay."):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Decision.objects.filter(pk=told.pk).update(words=words)
    erasing.erase_due()

    told.refresh_from_db()
    assert told.words == "Leave … alone, … too; annas stay."


def test_whom_others_mute_or_block_is_not_told():
    ada, shy = make_user("ada"), make_user("shy")
    PersonMute.objects.create(by=shy, person=ada)
    PersonBlock.objects.create(by=shy, person=ada)
    comment = make_comment(author=ada)
    Report.objects.create(comment=comment, by=shy, rule="1", text="I live next door", place="Weir Lane")

    files = exported(ada)

    assert not any("-person.json" in name and ("mute" in name or "block" in name) for name in files)
    assert "next door" not in "".join(files.values())
    assert "Weir Lane" not in "".join(files.values())


def test_a_picture_that_is_missing_does_not_stop_an_export(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ada = make_user("ada", avatar="avatars/gone.webp")

    assert "person.json" in exported(ada)


def test_a_file_that_no_row_knows_is_swept(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "exports": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    Export.objects.create(user=make_user(), ready_at=timezone.now(), file="kept.zip")
    for name, hours in (("kept.zip", 2), ("just-written.zip", 0), ("orphan.zip", 2)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - hours * 3600,) * 2)

    asking.sweep_exports()

    assert {path.name for path in tmp_path.iterdir()} == {"kept.zip", "just-written.zip"}


def test_the_trail_of_others_keeps_no_words_in_which_a_name_could_stand():
    ada, judge, other = make_user("ada-moor", display_name="Anna Schmidt"), make_user(role="moderator"), make_user()
    mine = make_comment(author=ada, body="The weir was mine before the flood")
    said = make_comment(parent=mine, author=other, body="> The weir was mine before the flood\n\nNo, Anna Schmidt.")
    actions.remove_comment(said, by=judge, rule="2", words="Leave Anna Schmidt alone.")
    due(ada)

    erasing.erase_due()

    assert AuditEntry.objects.get(verb="comment.removed").data["decision"] == said.decisions.get().pk
    assert told_by({"Anna Schmidt", "The weir was mine"}) == []
