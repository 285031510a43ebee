"""After the password, the code or the passkey it goes on with what was sent: theirs, here, and told when not."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session, User
from tests.accounts.locks import PASSWORD, code, give_app, member, recovery_codes, sign_in
from tests.accounts.test_elsewhere import come_back, leave
from tests.accounts.test_elsewhere import harbour as harbour
from tests.comments.reading import page

pytestmark = pytest.mark.django_db
AGAIN = "/accounts/reauthenticate/"
BY_PASSKEY = "/accounts/2fa/webauthn/reauthenticate/"
LEAVING = {"how": "anonymise", "sure": "on"}
CODES = "/accounts/2fa/recovery-codes/generate/"


@pytest.fixture
def maud(client):
    user = member()
    client.force_login(user)
    return user


def leaves(user):
    return bool(User.objects.get(pk=user.pk).delete_at)


def show_password(client, asked):
    onward = page(client.get(asked)).query_one("main form [name=next]").attrs["value"]
    return client.post(asked, {"password": PASSWORD, "next": onward})


# Theirs


def test_what_was_sent_after_a_session_had_ended_is_not_sent_as_who_comes_next(client):
    give_app(member("ada"))
    bea = give_app(member("bea"))
    sign_in(client, "ada")
    client.post(reverse("mfa_authenticate"), {"code": code()})
    Session.objects.all().delete()

    led = client.post(CODES, {"surely": "yes"}).url
    sign_in(client, "bea", next=CODES)
    before = recovery_codes(bea)
    client.post(reverse("mfa_authenticate"), {"code": before[0]})
    client.post(AGAIN, {"password": PASSWORD, "next": CODES})

    assert led.startswith(reverse("account_login"))
    assert recovery_codes(bea) == before[1:]


def test_a_form_goes_on_for_its_sender_alone(client, maud):
    asked = client.post("/accounts/delete/", LEAVING).url
    kept = client.session["account_reauthentication_state"]
    bea = member("bea")
    client.force_login(bea)
    session = client.session
    session["account_reauthentication_state"] = kept
    session.save()

    show_password(client, asked)

    assert not leaves(maud)
    assert not leaves(bea)


def test_no_other_site_sends_what_somebody_thought_better_of(client, maud):
    """They left the page that asked for their password, and gave it to read something else."""
    client.post("/accounts/delete/", LEAVING)
    show_password(client, client.get(CODES).url)

    led = client.get("/accounts/proof/?next=/accounts/delete/", headers={"Sec-Fetch-Site": "cross-site"})

    assert led.url == "/accounts/delete/"
    assert not leaves(maud)


# Here


@pytest.mark.parametrize(
    "onward", ["foo", "settings", "../x", "https://evil.example/", "//evil.example", "/\\evil", "é"]
)
@pytest.mark.parametrize("where", ["posted", "in the address", "nothing owed"])
def test_whatever_the_address_says_one_stays_on_this_site(client, maud, onward, where):
    query = urlencode({"next": onward})
    if where == "posted":
        answer = client.post(AGAIN, {"password": PASSWORD, "next": onward})
    elif where == "in the address":
        answer = client.post(f"{AGAIN}?{query}", {"password": PASSWORD})
    else:
        answer = client.get(f"{reverse('prove')}?{query}")

    assert answer.status_code == 302
    assert "evil" not in answer.url


@pytest.mark.parametrize("address", [reverse("accept-terms"), "/accounts/hidden/bea/"])
def test_so_it_is_with_the_terms_and_whom_one_hides(client, maud, address):
    member("bea")

    answer = client.post(address, {"next": "foo", "shown": "/0", "do": "mute"})

    assert answer.status_code == 302


def test_an_account_elsewhere_is_added_after_the_password(client, harbour, maud):
    asked = come_back(client, leave(client, process="connect"))

    done = client.post(asked.url, {"password": PASSWORD})

    assert asked.url == AGAIN
    assert done.url == reverse("socialaccount_connections")
    assert maud.socialaccount_set.exists()


def test_it_is_not_added_when_the_password_is_given_for_something_else(client, harbour, maud):
    come_back(client, leave(client, process="connect"))

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        done = show_password(client, client.get(CODES).url)

    assert done.url == CODES
    assert not maud.socialaccount_set.exists()


# And told when not


def test_by_another_way_too_it_goes_on_or_is_told(client, maud):
    give_app(maud)
    asked = client.post("/accounts/delete/?from=é", LEAVING).url
    other = page(client.get(asked)).query_one("main a[href*=reauthenticate]").attrs["href"]
    client.post("/accounts/export/")

    done = client.post(other, {"code": code()})
    said = client.get(done.url).text

    assert "this form has to be sent once more" in said
    assert not leaves(maud)


def test_a_passkey_that_did_not_match_leaves_one_where_one_was(client, maud, monkeypatch):
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
    add_passkey(maud)
    asked = BY_PASSKEY + client.post("/accounts/delete/", LEAVING).url.removeprefix(AGAIN)
    form = page(client.get(asked)).query_one("main form[data-passkey]")

    again = client.post(form.attrs["action"], {"credential": '{"id": "x"}', "next": "/accounts/delete/"})

    assert form.attrs["action"] == asked
    assert again.url == asked
    assert "This did not match" in client.get(again.url).text


def add_passkey(user):
    user.authenticator_set.create(type="webauthn", data={"name": "phone", "credential": {}})


def test_a_name_that_will_not_do_is_mended_where_it_is_shown(client, maud):
    add_passkey(maud)
    address = reverse("mfa_edit_webauthn", args=[maud.authenticator_set.get().pk])
    asked = client.post(address, {"name": ""}).url

    shown = client.post(asked, {"password": PASSWORD, "next": address})

    assert page(shown).query_one("main form").attrs["action"] == address


def test_csrf_is_asked_of_the_page_that_sends_it_on(maud):
    client = Client(enforce_csrf_checks=True)
    client.force_login(maud)
    token = page(client.get("/accounts/delete/")).query_one("main [name=csrfmiddlewaretoken]").attrs["value"]
    asked = client.post("/accounts/delete/", LEAVING | {"csrfmiddlewaretoken": token}).url

    refused = client.post(asked, {"password": PASSWORD, "next": "/accounts/delete/"})
    before = leaves(maud)
    client.post(asked, {"password": PASSWORD, "next": "/accounts/delete/", "csrfmiddlewaretoken": token})

    assert refused.status_code == 403
    assert not before
    assert leaves(maud)
