"""Somebody with neither a password nor a second factor gives a code from their mail before what cannot be undone."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from newsclip.models import Export
from tests.accounts.letterbox import letters
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


# What is kept meanwhile


def show_code(client, asked):
    client.post(asked)
    return client.post(asked, {"code": code_in(letters()[-1])})


def test_of_what_was_sent_nothing_is_kept_of_where_it_came_from(client, maud):
    client.cookies["seen"] = "a-biscuit"
    client.post("/accounts/delete/", LEAVING, REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Brigantine/9")

    kept = str(dict(client.session))

    assert "anonymise" in kept
    assert not [said for said in ("192.0.2.77", "Brigantine", "a-biscuit", "REMOTE_ADDR", "HTTP_") if said in kept]


def test_another_tab_takes_its_place_not_without_a_word(client, maud):
    leaving = client.post("/accounts/delete/", LEAVING).url
    exporting = client.post("/accounts/export/").url

    waiting = client.get(leaving).text
    done = show_code(client, leaving)
    said = client.get(done.url).text
    client.get(exporting)

    assert "What you sent waits" not in waiting
    assert done.url == "/accounts/delete/"
    assert "Your code was right, but this form has to be sent once more." in said
    assert User.objects.get(pk=maud.pk).delete_at is None
    assert Export.objects.count() == 1
