"""Signing in with an account elsewhere, against an OpenID provider on this machine."""

import re
import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import environ
import jwt
import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, SiteSettings, User
from newsclip import elsewhere
from tests.accounts.letterbox import letters
from tests.accounts.locks import give_app, member, sign_in
from tests.accounts.test_codes import code_in

pytestmark = pytest.mark.django_db
CALLBACK = "/accounts/oidc/own/login/callback/"
WENDEL = {"sub": "w-17", "email": "wendel@harbour.example", "email_verified": True, "preferred_username": "wendel"}
WENDEL |= {"name": "Wendel Ott", "picture": "https://harbour.example/w.png", "birthdate": "1961-03-02"}


@pytest.fixture
def harbour(httpserver, settings):
    """The Harbour's sign-in, which says that it is Wendel."""
    base = httpserver.url_for("").rstrip("/")
    document = {
        "issuer": base,
        "jwks_uri": f"{base}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }
    document |= {f"{name}_endpoint": f"{base}/{name}" for name in ("authorization", "token", "userinfo")}
    claims = WENDEL | {"iss": base, "aud": "newsclip", "exp": int(time.time()) + 600, "iat": int(time.time())}
    token = {"access_token": "t", "token_type": "Bearer", "id_token": jwt.encode(claims, "k" * 32, "HS256")}
    httpserver.expect_request("/.well-known/openid-configuration").respond_with_json(document)
    httpserver.expect_request("/token", method="POST").respond_with_json(token)
    httpserver.expect_request("/userinfo").respond_with_json(WENDEL)
    app = {
        "provider_id": "own",
        "name": "Harbour",
        "client_id": "newsclip",
        "secret": "s",
        "settings": {"server_url": base},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    return httpserver


def leave(client, **more):
    return client.post(reverse("elsewhere", args=["own"]), {"process": "login", **more})


def come_back(client, page, **more):
    state = parse_qs(urlsplit(page.headers["Refresh"].removeprefix("0; url=")).query)["state"][0]
    return client.get(CALLBACK, {"code": "c", "state": state, **more})


def choose_name(client, username="wendel", **more):
    form = client.get(reverse("socialaccount_signup")).context["form"]
    said = {"opened": form["opened"].value(), "email": WENDEL["email"], "username": username, **more}
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        return client.post(reverse("socialaccount_signup"), said)


def test_nothing_is_shown_where_the_operator_names_none(client):
    assert "Go on with" not in client.get(reverse("account_login")).text
    assert leave(client).status_code == 404


def test_our_page_says_where_it_leads_and_asks_nobody_before(client, harbour):
    """Chromium would stop a form of ours that is redirected to another host."""
    page = client.get(reverse("account_login"))
    asked = len(harbour.log)
    leaving = leave(client)
    address = urlsplit(leaving.headers["Refresh"].removeprefix("0; url="))
    sent = parse_qs(address.query)

    assert "Go on with Harbour" in page.text
    assert asked == 0
    assert leaving.status_code == 200
    assert f"{address.scheme}://{address.netloc}{address.path}" == harbour.url_for("/authorization")
    assert sent["redirect_uri"] == [f"http://testserver{CALLBACK}"]
    assert sent["code_challenge_method"] == ["S256"]
    assert "form-action 'self'" in leaving.headers["Content-Security-Policy"]


def test_somebody_new_chooses_a_name_and_is_in(client, harbour):
    asked = come_back(client, leave(client, next="/tags/"))
    page = client.get(asked.url)
    answer = choose_name(client)
    wendel = User.objects.get()

    assert asked.url == reverse("socialaccount_signup")
    assert 'value="wendel@harbour.example"' in page.text
    assert (wendel.username, wendel.email) == ("wendel", "wendel@harbour.example")
    assert [group.name for group in wendel.groups.all()] == ["reader"]
    assert answer.url == "/tags/"
    assert client.session["_auth_user_id"] == str(wendel.pk)


def test_of_what_the_other_site_tells_only_the_address_is_kept(client, harbour):
    come_back(client, leave(client))
    choose_name(client)

    assert SocialAccount.objects.get().extra_data == {"email": "wendel@harbour.example"}


def test_the_next_time_one_is_in_at_once(client, harbour):
    come_back(client, leave(client))
    choose_name(client)
    client.post(reverse("account_logout"))

    answer = come_back(client, leave(client, next="https://evil.example/"))

    assert answer.url == "/"
    assert "_auth_user_id" in client.session


def test_an_address_that_has_an_account_here_is_not_taken_over(client, harbour):
    """Not even if the other site says that the address is confirmed: it says so of whatever it likes."""
    owner = member("edda", email=WENDEL["email"])

    come_back(client, leave(client))
    answer = choose_name(client)

    assert answer.url.startswith(reverse("account_email_verification_sent"))
    assert "_auth_user_id" not in client.session
    assert User.objects.get() == owner
    assert not SocialAccount.objects.exists()
    assert letters()[0].subject == "You have an account already"


def test_who_is_signed_in_adds_it_and_takes_it_away(client, harbour, django_capture_on_commit_callbacks):
    edda = member("edda")
    sign_in(client, "edda")
    page = client.get(reverse("socialaccount_connections"))
    asked = client.post(
        reverse("account_reauthenticate"), {"password": "tide-and-time", "next": page.request["PATH_INFO"]}
    )

    back = come_back(client, leave(client, process="connect"))
    listed = client.get(reverse("socialaccount_connections"))
    client.post(reverse("socialaccount_connections"), {"account": edda.socialaccount_set.get().pk})

    assert asked.status_code == 302
    assert back.url == reverse("socialaccount_connections")
    assert "wendel@harbour.example" in listed.text
    assert not edda.socialaccount_set.exists()
    assert AuditEntry.objects.filter(verb__endswith="account elsewhere", by=edda).count() == 2
    assert {letter.subject for letter in letters()} == {
        "An account elsewhere was added",
        "An account elsewhere was taken away",
    }


def without_password(client):
    edda = member("edda")
    edda.set_unusable_password()
    edda.save()
    client.force_login(edda)
    return edda


def test_who_has_no_password_gives_a_code_before_it_is_added(client, harbour):
    edda = without_password(client)

    asked = leave(client, process="connect")
    client.post(asked.url)
    leaving = client.post(asked.url, {"code": code_in(letters()[0])})
    come_back(client, leaving)

    assert asked.url.startswith(reverse("prove"))
    assert edda.socialaccount_set.exists()


def test_nor_is_there_a_way_around_ours(client, harbour):
    edda = without_password(client)

    away = client.post("/accounts/oidc/own/login/?process=connect")
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    back = client.get(CALLBACK, {"code": "c", "state": state})

    assert back.url.startswith(reverse("prove"))
    assert not edda.socialaccount_set.exists()


def test_the_second_factor_is_asked_for_all_the_same(client, harbour):
    come_back(client, leave(client))
    choose_name(client)
    give_app(User.objects.get())
    client.post(reverse("account_logout"))

    answer = come_back(client, leave(client))

    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_terms_and_invitations_hold_for_them_too(client, harbour):
    SiteSettings.objects.create(pk=1, terms_version="2026-11")
    come_back(client, leave(client))

    refused = choose_name(client)
    SiteSettings.objects.update(sign_up="invitation")
    closed = come_back(client, leave(client))

    assert "Without that" in refused.text
    assert "New accounts come with an invitation" in closed.text
    assert not User.objects.exists()


@pytest.mark.parametrize("change", [{"state": "forged"}, {"error": "access_denied"}])
def test_a_way_back_that_is_not_right_changes_nothing(client, harbour, change):
    answer = come_back(client, leave(client), **change)

    assert "_auth_user_id" not in client.session
    assert "Nothing has changed" in (client.get(answer.url) if answer.status_code == 302 else answer).text


def test_where_the_other_site_is_away_our_page_says_so(client, harbour):
    harbour.clear()

    answer = leave(client)

    assert answer.status_code in (200, 401)
    assert "did not answer as it should" in answer.text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"SOCIAL_SIGN_IN": "gogle"}, "names 'gogle', which is no provider"),
        ({"SOCIAL_SIGN_IN": "../x"}, "which is no provider"),
        ({"SOCIAL_SIGN_IN": "google", "SOCIAL_GOOGLE_ID": "1"}, "SOCIAL_GOOGLE_SECRET is needed"),
        (
            {"SOCIAL_SIGN_IN": "openid_connect", "SOCIAL_OPENID_CONNECT_ID": "1", "SOCIAL_OPENID_CONNECT_SECRET": "s"},
            "_URL",
        ),
    ],
)
def test_what_is_missing_stops_the_start_with_a_sentence(monkeypatch, given, sentence):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    names = given["SOCIAL_SIGN_IN"].split(",")

    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        elsewhere.apps(names) and elsewhere.providers(environ.Env(), names)


def test_the_environment_names_them(monkeypatch):
    for name, value in {"GOOGLE_ID": "1", "GOOGLE_SECRET": "a", "GITHUB_ID": "2", "GITHUB_SECRET": "b"}.items():
        monkeypatch.setenv(f"SOCIAL_{name}", value)

    found = elsewhere.providers(environ.Env(), ["google", "github"])

    assert elsewhere.apps(["google", "github"])[1] == "allauth.socialaccount.providers.github"
    assert found["google"]["APPS"][0]["client_id"] == "1"
    assert found["github"]["SCOPE"] == ["user:email"]
