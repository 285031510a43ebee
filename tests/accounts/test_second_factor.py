"""App, passkey and recovery codes; and the door to the pages of the team."""

import json

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import RoutePattern
from zeal import zeal_ignore

from accounts import actions, checks, second_factor
from accounts.middleware import SecondFactorFirst
from accounts.models import AuditEntry, User
from tests.accounts.letterbox import letters
from tests.accounts.locks import KEY, PASSWORD, code, give_app, member, recovery_codes, sign_in
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
SET_UP = "/accounts/2fa/"
STAFF = ("desk/", "moderation/", "admin/")


@pytest.fixture
def required(settings):
    settings.STAFF_MFA = "required"


def signed_in(client, user):
    """As somebody who gave the password a moment ago."""
    client.force_login(user)
    again = {"password": PASSWORD, "next": SET_UP}
    assert client.post(reverse("account_reauthenticate"), again).url == SET_UP
    return client


def add_app(client, callbacks):
    client.get(reverse("mfa_activate_totp"))
    with callbacks(execute=True):
        return client.post(reverse("mfa_activate_totp"), {"code": code(client.session["mfa.totp.secret"])})


# The door


def addresses(patterns=None, before=""):
    """An address of each route of the team, whatever stands in it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if path.startswith(STAFF):
                yield "/" + "".join(part.partition(">")[2] if ">" in part else part for part in filled(path))
        elif path.startswith(STAFF) or not path:
            yield from addresses(pattern.url_patterns, path)


def filled(path):
    return [part if n == 0 else f">1{part.partition('>')[2]}" for n, part in enumerate(path.split("<"))]


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_the_team_answers_before_the_second_factor_is_set_up(rf, required, method):
    ada, seen = make_user("ada", role="administrator"), []
    every, door = list(addresses()), SecondFactorFirst(lambda request: seen.append(request.path))

    for address in every:
        request = getattr(rf, method)(address)
        request.user = ada
        answer = door(request)
        assert (answer.status_code, answer.url, answer.content) == (302, SET_UP, b"")

    assert len(every) > 150
    assert seen == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/desk/", "/moderation/", "/admin/", "/admin/accounts/user/", "/desk/nothing/"])
def test_the_door_stands_before_everything_that_the_site_does(client, required, address, method):
    client.force_login(make_user(role="administrator"))

    answer = getattr(client, method)(address)

    assert (answer.status_code, answer.url, answer.content) == (302, SET_UP, b"")


@pytest.mark.parametrize(
    ("role", "address"), [("editor", "/desk/"), ("moderator", "/moderation/"), ("administrator", "/admin/")]
)
def test_with_the_second_factor_the_pages_open(client, required, role, address):
    client.force_login(give_app(make_user(role=role)))

    assert client.get(address).status_code == 200


def test_a_piece_of_a_page_leads_there_as_a_whole(client, required):
    client.force_login(make_user(role="editor"))

    answer = client.get("/desk/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == SET_UP
    assert answer.content == b""


def test_until_then_somebody_of_the_team_is_a_reader_on_all_other_pages(client, required):
    """A moderator's button stands beside each comment, on pages that everybody may see."""
    ada = make_user(role="administrator")

    assert ada.has_perm("comments.add_comment")
    assert not ada.has_perm("moderation.add_decision")
    assert not ada.has_module_perms("accounts")
    assert not ada.may_curate
    assert User.objects.get(pk=give_app(ada).pk).may_curate


def test_until_then_a_draft_is_not_shown_anywhere(client, required):
    draft = make_article(status="draft")
    client.force_login(draft.created_by)

    assert client.get(draft.get_absolute_url()).status_code == 404


def test_readers_are_never_asked(client, required):
    client.force_login(make_user())

    assert client.get("/desk/").status_code == 404
    assert SET_UP not in client.get("/").text


def test_the_masthead_says_what_to_do(client, required):
    client.force_login(make_user(role="editor"))

    assert f'<a href="{SET_UP}">Second factor</a>' in client.get("/").text
    assert "Your role needs a second factor" in client.get(SET_UP).text


def test_where_it_is_offered_the_desk_is_open_without(client):
    client.force_login(make_user(role="editor"))

    assert site.STAFF_MFA == "offered"
    assert client.get("/desk/").status_code == 200


def test_an_operator_who_leaves_it_open_behind_https_is_warned(settings):
    before = checks.the_team_is_guarded(None)
    settings.HTTPS = True

    assert before == []
    assert [found.id for found in checks.the_team_is_guarded(None)] == ["accounts.W003"]


# Signing in


def test_after_the_password_the_code_is_asked_for(client):
    give_app(member())

    asked = sign_in(client, next="/tags/")
    before = client.session.get("_auth_user_id")
    inside = client.post(asked.url, {"code": code()})

    assert asked.url == reverse("mfa_authenticate")
    assert before is None
    assert inside.url == "/tags/"


def test_the_administration_has_no_way_around_it(client):
    give_app(member("ada", role="administrator"))

    door = client.get("/admin/login/?next=/admin/")
    client.post("/admin/login/", {"username": "ada", "password": PASSWORD})
    asked = sign_in(client, "ada", next="/admin/")

    assert door.url.startswith(reverse("account_login"))
    assert asked.url == reverse("mfa_authenticate")
    assert client.get("/admin/").url.startswith("/admin/login/")


def test_a_wrong_code_stays_outside_and_says_so(client):
    give_app(member())
    asked = sign_in(client)

    answer = client.post(asked.url, {"code": "000000"})

    assert "This did not match." in answer.text
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client):
    give_app(member())
    once = code()
    client.post(sign_in(client).url, {"code": once})
    other = Client()

    answer = other.post(sign_in(other).url, {"code": once})

    assert "This did not match." in answer.text


def test_guessing_codes_ends_after_five_tries(client):
    give_app(member())
    asked = sign_in(client)

    for n in range(5):
        client.post(asked.url, {"code": f"00000{n}"})
    answer = client.post(asked.url, {"code": code()})

    assert "Too many tries." in answer.text
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once(client):
    maud = give_app(member())
    first = recovery_codes(maud)[0]
    other = Client()

    inside = client.post(sign_in(client).url, {"code": first})
    again = other.post(sign_in(other).url, {"code": first})

    assert inside.url == "/"
    assert "This did not match." in again.text
    assert len(recovery_codes(maud)) == 9


# Setting up and taking away


def test_an_app_is_set_up_by_its_first_code(client, django_capture_on_commit_callbacks):
    maud = member()
    signed_in(client, maud)

    page = client.get(reverse("mfa_activate_totp"))
    answer = add_app(client, django_capture_on_commit_callbacks)
    codes = client.get(answer.url)

    assert "<svg" in page.text
    assert "<?xml" not in page.text
    assert second_factor.has_one(maud)
    assert all(one in codes.text for one in recovery_codes(maud))
    assert letters()[0].subject == "A second factor protects your account"
    assert "Firefox" not in letters()[0].body
    assert AuditEntry.objects.filter(verb="add second factor", by=maud).count() == 2


def test_the_password_is_asked_for_first(client):
    client.force_login(member())

    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_with_the_first_factor_other_devices_are_signed_out(client, django_capture_on_commit_callbacks):
    """Whoever is in there may have had nothing but the password."""
    maud, other = member(), Client()
    other.force_login(maud)
    signed_in(client, maud)

    add_app(client, django_capture_on_commit_callbacks)

    assert other.get(reverse("settings")).status_code == 302
    assert client.get(reverse("settings")).status_code == 200


def test_the_secrets_of_the_database_alone_open_nothing(settings):
    maud = give_app(member())
    kept = json.dumps(list(maud.authenticator_set.values_list("data", flat=True)))

    assert KEY not in kept
    assert maud.authenticator_set.get(type="totp").wrap().validate_code(code())
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 8
    assert len(recovery_codes(maud)) == 10
    settings.SECRET_KEY_FALLBACKS = []
    assert not maud.authenticator_set.get(type="totp").wrap().validate_code(code())


def test_taking_the_app_away_is_told_and_noted(client):
    maud = give_app(member())
    signed_in(client, maud)

    client.post(reverse("mfa_deactivate_totp"))

    assert not second_factor.has_one(maud)
    assert letters()[0].subject == "The app with codes was taken away"
    assert AuditEntry.objects.filter(verb="remove second factor").exists()


def test_who_lost_it_gets_in_again_by_an_administrator(client):
    maud, ada = give_app(member()), make_user("ada", role="administrator")
    other = Client()
    other.force_login(maud)
    client.force_login(ada)
    chosen = {"action": "reset_second_factor", "_selected_action": [maud.pk]}

    with zeal_ignore():
        said = client.post(reverse("admin:accounts_user_changelist"), chosen, follow=True)

    assert "1 person had one, and is told." in said.text
    assert sign_in(Client()).url == "/"
    assert other.get(reverse("settings")).status_code == 302
    assert letters()[0].to == [maud.email]
    assert AuditEntry.objects.get(verb="reset second factor").by == ada


def test_only_administrators_may_take_it_away(client):
    maud = give_app(member())
    editor = make_user(role="editor")
    client.force_login(editor)

    client.post(
        reverse("admin:accounts_user_changelist"), {"action": "reset_second_factor", "_selected_action": [maud.pk]}
    )

    assert second_factor.has_one(maud)


def test_the_lone_operator_does_it_at_the_terminal(capsys):
    give_app(member("otto"))
    member("edda")

    call_command("reset_second_factor", "otto", "edda")

    assert capsys.readouterr().out.splitlines() == ["otto: taken away", "edda: had none"]
    assert AuditEntry.objects.get(verb="reset second factor").by is None
    with pytest.raises(CommandError, match="Nobody has the name ottto"):
        call_command("reset_second_factor", "ottto")


def test_to_reset_twice_is_to_reset_once():
    maud = give_app(member())

    assert actions.reset_second_factor(maud, by=None)
    assert not actions.reset_second_factor(maud, by=None)
    assert len(letters()) == 1


@pytest.mark.parametrize(
    ("host", "works"), [("127.0.0.1", False), ("::1", False), ("localhost", True), ("news.example.org", True)]
)
def test_passkeys_need_a_name(client, settings, host, works):
    settings.SITE_HOST = host
    signed_in(client, member())

    assert (reverse("mfa_add_webauthn") in client.get(SET_UP).text) == works
    assert client.get(reverse("mfa_add_webauthn")).status_code == (200 if works else 404)
    assert ("Use a passkey" in Client().get(reverse("account_login")).text) == works


def test_a_passkey_that_is_none_opens_nothing(client, settings):
    settings.SITE_HOST = "localhost"
    member()

    for sent in ("", "{}", "[]", '{"id": "x"}', '{"response": {"userHandle": "MQ"}}', "null", "x" * 9000):
        answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent})

        assert answer.status_code in (302, 429)
        assert "_auth_user_id" not in client.session
