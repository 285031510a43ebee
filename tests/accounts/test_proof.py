"""Somebody with neither a password nor a second factor gives a code from their mail before what cannot be undone."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from newsclip.models import Export
from tests.accounts.letterbox import letters
from tests.accounts.locks import code as totp
from tests.accounts.locks import give_app
from tests.accounts.test_codes import ASK, TELL, code_in
from tests.comments.reading import page
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PROVE = "/accounts/proof/"
LEAVING = {"how": "anonymise", "sure": "on"}


@pytest.fixture
def maud(client):
    return comes_in(client, "maud")


def comes_in(client, name, **more):
    """As the library makes them, without a password; some time ago."""
    user = make_user(name, password=None, **more)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    client.force_login(user)
    return user


def forms(answer):
    return page(answer).query("main form")


@pytest.mark.parametrize("address", ["/accounts/delete/", "/accounts/export/"])
def test_what_they_sent_waits_for_the_code_and_goes_on_with_it(client, maud, address):
    asked = client.post(address, LEAVING if "delete" in address else {})
    before = (Export.objects.count(), User.objects.get(pk=maud.pk).delete_at)

    shown = client.post(asked.url, follow=True)
    (letter,) = letters()
    done = client.post(shown.redirect_chain[-1][0], {"code": code_in(letter)})

    assert asked.url.startswith(PROVE)
    assert before == (0, None)
    assert letter.to == [maud.email]
    assert done.url == address
    if "delete" in address:
        assert User.objects.get(pk=maud.pk).delete_how == "anonymise"
    else:
        assert Export.objects.count() == 1


def test_the_page_is_read_without_and_a_file_is_not_fetched(client, maud):
    assert client.get("/accounts/delete/").status_code == 200
    assert client.get("/accounts/export/1/").url.startswith(PROVE)


def test_three_wrong_codes_end_the_right_one(client, maud):
    asked = client.post("/accounts/delete/", LEAVING).url
    client.post(asked)
    right = code_in(letters()[0])

    answers = [client.post(asked, {"code": f"wrong{n}"}) for n in range(3)]
    late = client.post(asked, {"code": right})

    assert [answer.status_code for answer in (*answers, late)] == [422] * 4
    assert page(answers[2]).query_one("main a").attrs["href"] == reverse("settings")
    assert "did not match" in answers[0].text
    assert "Nothing of what you sent is lost" in answers[2].text
    assert User.objects.get(pk=maud.pk).delete_at is None


def test_a_code_is_for_three_minutes_and_for_the_address_that_one_has(client, maud):
    client.post(PROVE)
    right = code_in(letters()[0])
    User.objects.filter(pk=maud.pk).update(email="other@quillmouth.example")

    assert client.post(PROVE, {"code": right}).status_code == 422

    client.post(PROVE)
    session = client.session
    session["proof"] = session["proof"] | {"at": session["proof"]["at"] - 181}
    session.save()
    assert client.post(PROVE, {"code": code_in(letters()[-1])}).status_code == 422


def test_who_came_in_by_a_code_just_now_is_not_asked_again(maud):
    phone = Client()
    phone.post(ASK, {"email": maud.email})
    phone.post(TELL, {"code": code_in(letters()[-1])})

    assert phone.post("/accounts/delete/", LEAVING).url == reverse("leave")
    assert User.objects.get(pk=maud.pk).delete_at


def test_who_has_a_password_gives_that(client):
    client.force_login(make_user("edda"))

    assert client.post("/accounts/delete/", LEAVING).url.startswith("/accounts/reauthenticate/")
    assert client.get(PROVE).url == reverse("settings")


def test_codes_are_not_sent_without_end(client, maud):
    for _ in range(6):
        client.post(PROVE)

    assert len(letters()) == 3


def test_it_leads_to_no_other_site(client, maud):
    sent = client.post(f"{PROVE}?next=https://evil.example/")

    assert "evil" not in sent.url
    assert len(forms(client.get(sent.url))) == 2


# What whoever finds a browser open could give themselves, to be asked for it later

KEYS = ["/accounts/password/set/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"]
PASSWORD = {"password1": "nine-days-of-frost"}
NEW = {"email": "new@quillmouth.example", "action_add": ""}


def show_code(client, asked):
    client.post(asked)
    return client.post(asked, {"code": code_in(letters()[-1])})


@pytest.mark.parametrize("address", KEYS)
def test_no_other_key_is_made_before_the_code(client, maud, settings, address):
    settings.SITE_HOST = "localhost"

    read, sent = client.get(address), client.post(address, PASSWORD)
    kept = str(dict(client.session))
    done = show_code(client, read.url)

    assert read.url.startswith(PROVE)
    assert sent.url.startswith(PROVE)
    assert "frost" not in kept
    assert not User.objects.get(pk=maud.pk).has_usable_password()
    assert done.url == address
    assert client.get(address).status_code == 200


def test_a_password_that_was_sent_too_late_is_asked_for_again(client, maud):
    asked = client.post(KEYS[0], PASSWORD).url

    waiting = client.get(asked).text
    done = show_code(client, asked)

    assert "What you sent waits" not in waiting
    assert "has to be sent once more" in client.get(done.url).text
    client.post(KEYS[0], PASSWORD)
    assert User.objects.get(pk=maud.pk).has_usable_password()


def test_a_new_address_waits_for_a_code_to_the_old_one(client, maud):
    shown = client.get("/accounts/email/")
    asked = client.post("/accounts/email/", NEW)
    before = [letter.to for letter in letters()]
    done = show_code(client, asked.url)

    assert shown.status_code == 200
    assert asked.url.startswith(PROVE)
    assert before == []
    assert done.url == "/accounts/email/"
    assert letters()[0].to == [maud.email]
    assert ["new@quillmouth.example"] in [letter.to for letter in letters()]


def test_the_team_sets_up_its_second_factor_all_the_same(client, settings):
    settings.STAFF_MFA = "required"
    comes_in(client, "odile", role="editor")

    needed = client.get("/desk/").url
    done = show_code(client, client.get(KEYS[1]).url)

    assert needed == reverse("mfa_index")
    assert client.get(needed).status_code == 200
    client.get(done.url)
    client.post(done.url, {"code": totp(client.session["mfa.totp.secret"])})
    assert client.get("/desk/").status_code == 200


# What is kept meanwhile


def test_of_what_was_sent_nothing_is_kept_of_where_it_came_from(client, maud):
    client.cookies["seen"] = "a-biscuit"
    client.post("/accounts/delete/", LEAVING, REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Brigantine/9")

    kept = str(dict(client.session))

    assert "anonymise" in kept
    assert not [said for said in ("192.0.2.77", "Brigantine", "a-biscuit", "REMOTE_ADDR", "HTTP_") if said in kept]


@pytest.mark.parametrize("way", ["password", "app"])
def test_nor_of_what_somebody_sent_who_has_more_to_show(client, way):
    person = make_user(password="tide-and-time")
    again = {"password": "tide-and-time"}
    if way == "app":
        give_app(person).set_unusable_password()
        person.save()
        again = {"code": totp()}
    client.force_login(person)
    client.cookies["seen"] = "a-biscuit"
    asked = client.post("/accounts/delete/", LEAVING, REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Brigantine/9").url

    kept = str(dict(client.session))
    done = client.post(asked, again | {"next": "/accounts/delete/"}, REMOTE_ADDR="192.0.2.78")

    assert asked.startswith(reverse("account_reauthenticate" if way == "password" else "mfa_reauthenticate"))
    assert "anonymise" in kept
    assert not [said for said in ("192.0.2.77", "Brigantine", "a-biscuit", "REMOTE_ADDR", "HTTP_") if said in kept]
    assert done.wsgi_request.META["REMOTE_ADDR"] == "192.0.2.78"
    assert User.objects.get(pk=person.pk).delete_at
    assert "account_reauthentication_state" not in client.session


def test_a_form_that_another_took_the_place_of_is_asked_for_once_more_after_a_password_too(client):
    client.force_login(make_user(password="tide-and-time"))
    leaving = client.post("/accounts/delete/", LEAVING).url
    client.post("/accounts/export/")

    done = client.post(leaving, {"password": "tide-and-time", "next": "/accounts/delete/"})

    assert "this form has to be sent once more" in client.get(done.url).text
    assert not User.objects.filter(delete_at__isnull=False)


def test_it_goes_on_as_from_the_browser_at_hand(client, maud):
    asked = client.post("/accounts/email/", NEW, REMOTE_ADDR="192.0.2.77").url
    client.post(asked)
    done = client.post(asked, {"code": code_in(letters()[-1])}, REMOTE_ADDR="192.0.2.78")

    assert done.wsgi_request.META["REMOTE_ADDR"] == "192.0.2.78"
    assert done.wsgi_request.META["PATH_INFO"] == "/accounts/email/"


def test_another_tab_takes_its_place_not_without_a_word(client, maud):
    leaving = client.post("/accounts/delete/", LEAVING).url
    exporting = client.post("/accounts/export/").url

    waiting = client.get(leaving).text
    done = show_code(client, leaving)
    said = client.get(done.url).text
    client.get(exporting)

    assert "What you sent waits" not in waiting
    assert done.url == "/accounts/delete/"
    assert "That was right, but this form has to be sent once more." in said
    assert User.objects.get(pk=maud.pk).delete_at is None
    assert Export.objects.count() == 1


def test_the_second_tab_goes_on_without_another_code(client, maud):
    leaving = client.post("/accounts/delete/", LEAVING).url
    adding = client.post("/accounts/email/", NEW).url
    show_code(client, leaving)

    assert client.get(adding).url == "/accounts/email/"
    assert ["new@quillmouth.example"] in [letter.to for letter in letters()]


def test_where_no_form_was_sent_there_is_no_word_of_one(client, maud):
    done = show_code(client, client.get(KEYS[0]).url)

    assert "once more" not in client.get(done.url).text


def test_a_form_that_was_left_alone_does_not_go_on_another_day(client, maud):
    asked = client.post("/accounts/delete/", LEAVING).url

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        show_code(client, asked)

    assert User.objects.get(pk=maud.pk).delete_at is None
