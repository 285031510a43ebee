"""A form of somebody who is erased between the page's asking who they are and its saving."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core.files.uploadedfile import SimpleUploadedFile
from zeal import zeal_ignore

from accounts.models import User
from newsclip.leaving import erasing
from tests.factories import make_article, make_comment, make_user
from tests.newsclip.leaving.pictures import a_picture
from tests.newsclip.leaving.test_erasing import due, told_by

pytestmark = pytest.mark.django_db
NAME, LATE = "ada-hathersage", "Words that came too late"


def picture():
    return SimpleUploadedFile("me.jpg", a_picture(), "image/jpeg")


FORMS = {
    "/accounts/settings/": lambda: {"display_name": LATE, "bio": LATE, "language": "de", "time_zone": "Europe/Berlin"},
    "/accounts/username/": lambda: {"username": "words-late"},
    "/accounts/picture/": lambda: {"picture": picture()},
    "/accounts/terms/": lambda: {"terms": "on", "age": "on"},
    "/accounts/email/": lambda: {"email": "late@hathe.example", "action_add": ""},
    "/accounts/password/change/": lambda: {"oldpassword": "tide-and-time", "password1": "another-tide-and-time"},
    "/articles/{slug}/comments/": lambda: {"body": LATE},
    "/comments/{mine}/edit/": lambda: {"body": LATE, "version": "0"},
    "/suggest/": lambda: {"url": "https://late.example/x", "note": LATE},
    "/report/": lambda: {"place": "/comments/{other}/", "text": LATE, "good_faith": "on", "minors": "on"},
}


TOGETHER = pytest.mark.django_db(transaction=True)  # the library saves a password in no transaction


@pytest.mark.parametrize("address", [pytest.param(key, marks=TOGETHER if "password" in key else ()) for key in FORMS])
def test_what_comes_too_late_is_no_fault_and_brings_nobody_back(client, monkeypatch, settings, tmp_path, address):
    settings.MEDIA_ROOT = tmp_path / "media"
    ada, article = make_user(NAME), make_article()
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    make_user("bartram")
    mine, other = make_comment(article, author=ada), make_comment(article)
    client.post("/accounts/login/", {"login": NAME, "password": "tide-and-time"})
    places = {"slug": article.slug, "mine": mine.pk, "other": other.pk}

    def erased_meanwhile(request):
        user = get_user(request)
        if user.is_authenticated:
            due(user)
            with zeal_ignore():  # the worker, not this request
                erasing.erase(user)
            user = loaded
        return user

    loaded = User.objects.get(pk=ada.pk)
    loaded.backend = "django.contrib.auth.backends.ModelBackend"
    monkeypatch.setattr("django.contrib.auth.middleware.auth.get_user", erased_meanwhile)
    answer = client.post(address.format(**places), FORMS[address]())
    monkeypatch.undo()
    erasing.erase_due()

    assert answer.status_code < 500
    assert User.objects.get(pk=ada.pk).erased_at
    assert told_by({LATE, NAME, "late@hathe.example", "words-late"}) == []
    assert list(tmp_path.rglob("avatars/*")) == []
    assert client.get("/accounts/settings/").status_code == 302
