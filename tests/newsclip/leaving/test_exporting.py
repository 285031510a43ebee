import io
import json
import zipfile

import pytest

from newsclip.leaving import exporting
from newsclip.leaving.walk import rows, tied_models
from tests.factories import make_comment, make_user
from tests.newsclip.leaving.everything import ADDRESS, BIO, SAID, SECRET, Everything

pytestmark = pytest.mark.django_db


def exported(person):
    file = io.BytesIO()
    exporting.write(person, file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_export_holds_every_row_about_a_person():
    ada = Everything().ada

    files = exported(ada)

    missing = []
    for model, ties in tied_models():
        for tie in (tie for tie in ties if tie.told):
            told = {
                str(row[model._meta.pk.name])
                for row in json.loads(files[exporting._file(model, tie)])
                if model._meta.pk.name in row
            }
            wanted = {str(row.pk) for row in rows(model, tie, ada)}
            if model._meta.pk.name in tie.hide:
                told, wanted = len(json.loads(files[exporting._file(model, tie)])), len(wanted)
            missing += [f"{model._meta.label}.{tie.path}"] if told != wanted else []
    assert missing == []
    assert json.loads(files["person.json"])[0]["bio"] == BIO


def test_it_says_who_is_told_about_them_and_by_letter_but_not_by_whom():
    world = Everything()

    files = exported(world.ada)

    about = json.loads(files["audit-about-you.json"])
    assert {"warn", "comment.removed"} <= {line["verb"] for line in about}
    assert all("by" not in line for line in about)
    assert [letter["subject"] for letter in json.loads(files["letters.json"])] == ["Your data is ready"]
    assert "From outside." in [report["text"] for report in json.loads(files["reports-signed-out.json"])]
    (asked,) = json.loads(files["asked-signed-out.json"])
    assert asked["text"]
    assert not {"first_decider", "earlier_decider", "decided_by"} & asked.keys()
    assert json.loads(files["invitations-to-you.json"])[0]["email"] == ADDRESS
    assert json.loads(files["admin-log.json"])[0]["object_repr"]
    notes = json.loads(files["moderation-personnote-person.json"])
    assert notes[0]["text"]
    assert "by" not in notes[0]


def test_no_secret_leaves_the_house():
    world = Everything()

    whole = b"".join(exported(world.ada).values()).decode(errors="replace")

    for secret in (f"{SECRET}-confirm", f"{SECRET}-totp", f"{SECRET}-social", world.session.session_key, "d1ce" * 8):
        assert secret not in whole
    assert world.ada.password not in whole


def test_the_page_reads_alone_and_executes_nothing():
    ada = make_user(display_name="<script>alert(1)</script>", language="de")
    make_comment(author=ada, body=f"<img src=x onerror=alert(1)> {SAID}")

    page = exported(ada)["index.html"].decode()

    assert "<script" not in page
    assert "<img src=x" not in page
    assert SAID in page
    assert "http:" not in page.replace("http://127.0.0.1", "")
    assert '<html lang="en"' in page  # in which language is settled by whoever calls


def test_many_comments_need_no_more_queries(django_assert_max_num_queries):
    ada = make_user()
    make_comment(author=ada)
    with django_assert_max_num_queries(120):
        exported(ada)
