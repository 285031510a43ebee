import socket

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from newsclip import errors, pages
from newsclip.media import media
from newsclip.settings import REDIS
from tests.factories import make_article, make_user
from tests.markup import select, texts


@pytest.mark.django_db
def test_a_wrong_address_offers_a_way_on(client):
    response = client.get("/articles/tide-haet-at-last/")

    assert response.status_code == 404
    assert "There is no page at this address" in texts(response, "h1")
    assert select(response, "main a[href='/archive/']")


@pytest.mark.django_db
def test_a_refusal_says_why(rf):
    request = rf.get("/")
    request.user = make_user()

    response = errors.not_allowed(request, PermissionDenied("Somebody else hears the appeal."))

    assert response.status_code == 403
    assert "Somebody else hears the appeal." in texts(response, "main")[0]


@pytest.fixture
def broken(monkeypatch):
    """The front page fails with what the test says."""

    def fail_with(error):
        def front(*args, **kwargs):
            raise error

        # A name of this page alone: what others import for the first time meanwhile would keep the broken one.
        monkeypatch.setattr(pages, "picks", front)
        return Client(raise_request_exception=False)

    return fail_with


@pytest.mark.django_db
def test_what_breaks_ends_in_a_page_that_needs_no_database(broken):
    client = broken(RuntimeError("a secret detail"))

    response = client.get("/")

    assert response.status_code == 500
    assert "This is our fault, not yours" in texts(response, "h1")
    assert "secret detail" not in response.content.decode()


@pytest.mark.django_db
def test_a_database_that_is_away_comes_back(broken):
    client = broken(OperationalError("could not connect"))

    response = client.get("/")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"


@pytest.fixture(params=["away", "hangs"])
def no_cache(request, settings):
    """A Redis that is not there, and one that takes the connection and says nothing."""
    pytest.importorskip("redis")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CACHES = {"default": REDIS | {"LOCATION": f"redis://127.0.0.1:{silent.getsockname()[1]}"}}
        if request.param == "away":
            silent.close()
        yield


@pytest.mark.django_db
def test_nobody_signs_in_while_tries_cannot_be_counted(no_cache):
    make_user("maud", password="seven paper boats")
    client = Client(raise_request_exception=False)
    client.get("/accounts/login/")

    response = client.post("/accounts/login/", {"login": "maud", "password": "seven paper boats"})

    assert response.status_code == 503
    assert response["Retry-After"]
    assert "We cannot reach our records just now" in texts(response, "h1")
    assert "sessionid" not in client.cookies


def test_what_was_typed_can_be_sent_again_when_the_database_is_back(rf):
    request = rf.post("/articles/tide/comments/", {"body": "Nine <days>.", "key": "k1", "parent": "7", "password": "x"})

    response = errors.busy(request)

    (form,) = select(response, "form[method=post]")
    sent = {field.attrs["name"]: field.attrs.get("value") for field in form.query("input")}
    assert form.attrs["action"] == "/articles/tide/comments/"
    assert (sent["key"], sent["parent"]) == ("k1", "7")
    assert "password" not in sent
    assert "Nine <days>." in texts(response, "textarea")[0]


@pytest.mark.django_db
def test_an_old_form_keeps_what_was_typed():
    client, article = Client(enforce_csrf_checks=True), make_article()

    response = client.post(reverse("account_login"), {"body": f"On {article}: nine days."})

    assert response.status_code == 403
    assert "nine days." in texts(response, "textarea")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("origin", "again"),
    [("https://evil.example", False), ("null", False), ("http://testserver", True), (None, True)],
)
def test_words_from_another_site_are_not_one_press_from_being_posted(origin, again):
    client, article = Client(enforce_csrf_checks=True), make_article()

    headers = {"Origin": origin} if origin else {}
    response = client.post(reverse("comment-create", args=[article.slug]), {"body": "Not my words."}, headers=headers)

    assert response.status_code == 403
    assert bool(select(response, "main form")) is again


def test_pictures_are_served_and_may_do_nothing(rf, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "tide.webp").write_bytes(b"RIFF")

    response = media(rf.get("/media/tide.webp"), "tide.webp")
    response.file_to_stream.close()

    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/media/../secret-key", "/media/%2e%2e/secret-key", "/media/", "/media/none.webp"])
def test_only_pictures_are_served(client, path):
    assert client.get(path).status_code in (400, 404)


@pytest.mark.django_db
def test_no_proxy_keeps_an_error_page_that_names_who_is_signed_in(client):
    client.force_login(make_user(display_name="Olga Renn"))

    response = client.get("/articles/tide-haet-at-last/")

    assert "Olga Renn" in response.content.decode()
    assert response["Cache-Control"] == "private, no-cache"
