from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Notice, User
from newsclip.leaving import asking, erasing
from newsclip.models import Export
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_user("ada-moor")


@pytest.fixture
def inside(client, ada):
    """Gave the password a moment ago, so that nobody asks again."""
    session_login(client, ada)
    return client


def session_login(client, person):
    client.force_login(person)
    client.post("/accounts/reauthenticate/", {"password": "tide-and-time"})


@pytest.mark.parametrize("address", ["/accounts/export/", "/accounts/delete/"])
def test_whoever_finds_a_browser_open_is_asked_for_the_password(client, ada, address):
    client.force_login(ada)

    answer = client.post(address, {"how": "erase", "sure": "on"})

    assert "reauthenticate" in answer["Location"]
    assert not Export.objects.exists()
    assert User.objects.get(pk=ada.pk).delete_at is None


def test_an_export_is_made_told_and_fetched_by_its_person_alone(inside, ada, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "exports": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    inside.post("/accounts/export/")
    export = Export.objects.get()
    assert "being made" in inside.get("/accounts/export/").content.decode()

    asking.make_export.func(export.pk)
    asking.make_export.func(export.pk)

    fetched = inside.get(f"/accounts/export/{export.pk}/")
    assert b"".join(fetched.streaming_content).startswith(b"PK")
    assert "no-store" in fetched["Cache-Control"]
    assert Notice.objects.filter(to=ada).count() == 1
    session_login(inside, make_user())
    assert inside.get(f"/accounts/export/{export.pk}/").status_code == 404


def test_one_a_day_and_a_week_later_it_is_gone(inside, ada):
    inside.post("/accounts/export/")
    inside.post("/accounts/export/")
    export = Export.objects.get()
    asking.make_export.func(export.pk)

    assert inside.post("/accounts/export/").status_code == 422
    Export.objects.update(ready_at=timezone.now() - timedelta(days=8), asked_at=timezone.now() - timedelta(days=8))
    asking.forget_exports()

    assert not Export.objects.exists()
    assert inside.post("/accounts/export/").status_code == 302


def test_leaving_takes_a_day_and_can_be_called_off_from_every_page(inside, ada):
    assert inside.post("/accounts/delete/", {"sure": "on"}).status_code == 422
    inside.post("/accounts/delete/", {"how": "anonymise", "sure": "on"})
    ada.refresh_from_db()
    assert timedelta(hours=23, minutes=59) < ada.delete_at - timezone.now() <= timedelta(hours=24)
    assert "ada-moor@quillmouth.example" in str(DBTaskResult.objects.get(task_path__contains="deliver").args_kwargs)
    erasing.erase_due()
    assert User.objects.get(pk=ada.pk).erased_at is None

    assert "Keep my account" in inside.get("/").content.decode()
    inside.post("/accounts/delete/call-off/")

    ada.refresh_from_db()
    assert ada.delete_at is None
    assert "Keep my account" not in inside.get("/").content.decode()
    assert mail.outbox == []


def test_it_cannot_be_called_off_once_it_has_begun(ada):
    User.objects.filter(pk=ada.pk).update(delete_at=timezone.now(), delete_how="erase", is_active=False)

    assert asking.call_off(User.objects.get(pk=ada.pk)) is False


def test_the_last_administrator_is_told_why_not():
    boss = make_user(role="administrator")

    with pytest.raises(asking.NotPossible, match="last administrator"):
        asking.plan(boss, "erase")

    make_user(role="administrator")
    asking.plan(boss, "erase")


def test_the_team_hands_over_first():
    editor = make_user(role="editor")
    clip = make_article(status="draft", by=editor, assigned_to=editor)

    with pytest.raises(asking.NotPossible, match="Hand over"):
        asking.plan(editor, "erase")

    clip.publish()
    asking.plan(editor, "erase")
    assert User.objects.get(pk=editor.pk).delete_at
