"""Getting in and out, and keeping others out."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.letterbox import letters, link_in
from tests.accounts.locks import give_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "tide-and-time"
LEAVING = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2e%2e",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "/\t/evil.example",
    "\r\n//evil.example",
    " //evil.example",
    "http://127.0.0.1:8000@evil.example/",
    "http://127.0.0.1:8000.evil.example/",
    "http://localhost/",
]


def member(username="maud", **fields):
    user = make_user(username, password=PASSWORD, **fields)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sign_in(client, login="maud", password=PASSWORD, **more):
    where = {key: more.pop(key) for key in list(more) if key.startswith(("HTTP_", "REMOTE_"))}
    return client.post(reverse("account_login"), {"login": login, "password": password, **more}, **where)


@pytest.mark.parametrize("login", ["maud", "MAUD", "maud@quillmouth.example", "Maud@Quillmouth.Example", " maud "])
def test_one_signs_in_by_name_or_address(client, login):
    member()

    answer = sign_in(client, login, next="/tags/")

    assert answer.url == "/tags/"


def test_a_wrong_password_leaves_what_was_typed_and_says_what_is_wrong(client):
    member()

    answer = sign_in(client, "maud", "tide-or-time", next="/tags/")

    assert 'value="maud"' in answer.text
    assert "Name and password do not go together." in answer.text
    assert '<input type="hidden" name="next" value="/tags/">' in answer.text


def test_nobody_can_tell_from_the_answer_who_has_an_account(client):
    member()

    known, unknown = sign_in(client, "maud", "wrong"), sign_in(client, "mauf", "wrong")

    assert without_token(known).replace("maud", "…") == without_token(unknown).replace("mauf", "…")


def without_token(answer):
    return answer.text.replace(str(answer.context["csrf_token"]), "")


@pytest.mark.parametrize("address", LEAVING)
def test_signing_in_never_leads_to_another_site(client, address):
    member()

    answer = sign_in(client, next=address)

    assert answer.url == "/"


def test_the_session_has_a_new_key_after_signing_in(client):
    member()
    session = client.session
    session["begun"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    sign_in(client)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key
    assert not type(session)().exists(session.session_key)


def test_signing_out_leaves_no_cookie_and_leads_to_the_front_page(client):
    member()
    sign_in(client)

    answer = client.post(reverse("account_logout"))

    assert answer.url == "/"
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0


def test_opening_the_page_of_signing_out_does_not_sign_out(client):
    member()
    sign_in(client)

    client.get(reverse("account_logout"))

    assert "_auth_user_id" in client.session


def test_a_closed_account_is_signed_out_at_once_and_stays_out(client):
    maud = member()
    sign_in(client)

    maud.is_active = False
    maud.save()

    assert client.get(reverse("settings")).url.startswith(reverse("account_login"))
    assert sign_in(client).url == reverse("account_inactive")


def test_guessing_one_account_ends_after_five_tries_wherever_they_come_from(client):
    member()

    for n in range(5):
        sign_in(
            client, "MAUD" if n % 2 else "maud", "wrong", REMOTE_ADDR=f"192.0.2.{n}", HTTP_X_FORWARDED_FOR="1.2.3.4"
        )
    answer = sign_in(client, REMOTE_ADDR="192.0.2.99", HTTP_HOST="localhost:1")

    assert "Too many tries." in answer.text


def test_guessing_from_one_place_ends_after_ten_tries_whatever_it_says_about_itself(client):
    member()

    for n in range(10):
        sign_in(client, f"person-{n}", "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")

    assert "Too many tries." in sign_in(client).text


def test_a_new_password_opens_an_account_that_others_have_guessed_at(client):
    maud = member()
    for n in range(5):
        sign_in(client, maud.email, "wrong", REMOTE_ADDR=f"192.0.2.{n}")

    set_new_password(client, maud.email)

    assert sign_in(client, maud.email, "a-new-tide-comes").url == "/"


def test_a_new_password_ends_all_other_sessions_and_the_link(client):
    maud, other = member(), Client()
    sign_in(other)

    link = set_new_password(client, maud.email)

    assert other.get(reverse("settings")).status_code == 302
    assert "no longer works" in client.get(link, follow=True).text


def set_new_password(client, email):
    client.post(reverse("account_reset_password"), {"email": email})
    link = link_in(letters()[-1])
    form = client.get(link).url
    client.post(form, {"password1": "a-new-tide-comes"})
    return link


def test_the_answer_about_a_forgotten_password_is_the_same_for_everybody(client):
    member()

    known = client.post(reverse("account_reset_password"), {"email": "maud@quillmouth.example"}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@quillmouth.example"}, follow=True)

    assert known.text == unknown.text
    assert [letter.to for letter in letters()] == [["maud@quillmouth.example"]]


@pytest.mark.parametrize("typed", ["MAUD@quillmouth.example", "maud@quıllmouth.example", "ｍaud@quillmouth.example"])
def test_the_link_goes_to_the_address_on_record_and_no_other(client, typed):
    member()

    client.post(reverse("account_reset_password"), {"email": typed})

    assert {letter.to[0] for letter in letters()} <= {"maud@quillmouth.example"}


def test_the_link_leads_to_this_site_whatever_the_request_says(client):
    member()

    client.post(reverse("account_reset_password"), {"email": "maud@quillmouth.example"}, HTTP_HOST="localhost:99")
    refused = client.post(
        reverse("account_reset_password"), {"email": "maud@quillmouth.example"}, HTTP_HOST="evil.example"
    )

    assert refused.status_code == 400
    assert [link_in(letter).startswith("/accounts/password/reset/key/") for letter in letters()] == [True]


def test_changing_the_password_keeps_this_session_and_ends_the_others(client):
    member()
    other = Client()
    sign_in(client)
    sign_in(other)

    change = {"oldpassword": PASSWORD, "password1": "a-new-tide-comes"}
    answer = client.post(reverse("account_change_password"), change)

    assert answer.url == reverse("settings")
    assert "Your password is changed." in client.get(answer.url).text
    assert other.get(reverse("settings")).status_code == 302
    assert letters()[-1].subject == "Your password is changed"


def test_a_new_address_counts_when_it_is_confirmed_and_the_old_one_is_told(client):
    """The password is asked for once more; what was typed before that is kept."""
    maud = member()
    sign_in(client)

    asked = client.post(reverse("account_email"), {"email": "New@Quillmouth.example", "action_add": ""})
    client.post(asked.url, {"password": PASSWORD, "next": reverse("account_email")})
    letter = letters()[-1]
    maud.refresh_from_db()
    before = maud.email
    client.post(link_in(letter))
    maud.refresh_from_db()

    assert letter.to == ["new@quillmouth.example"]
    assert (before, maud.email) == ("maud@quillmouth.example", "new@quillmouth.example")
    assert "maud@quillmouth.example" in {to for letter in letters()[1:] for to in letter.to}


def test_who_has_a_second_factor_may_change_the_address_too(client):
    maud = give_app(member())
    client.force_login(maud)

    asked = client.post(reverse("account_email"), {"email": "new@quillmouth.example", "action_add": ""})
    client.post(asked.url, {"password": PASSWORD, "next": reverse("account_email")})
    letter = letters()[-1]
    client.post(link_in(letter))
    maud.refresh_from_db()

    assert letter.to == ["new@quillmouth.example"]
    assert maud.email == "new@quillmouth.example"


def test_a_confirmed_address_alone_is_no_way_past_the_second_factor(client):
    client.force_login(give_app(member()))
    asked = client.post(reverse("account_email"), {"email": "new@quillmouth.example", "action_add": ""})
    client.post(asked.url, {"password": PASSWORD, "next": reverse("account_email")})
    elsewhere = Client()

    elsewhere.post(link_in(letters()[-1]))

    assert "_auth_user_id" not in elsewhere.session


def test_a_superuser_of_the_terminal_signs_in_without_a_letter(client):
    User.objects.create_superuser("otto", "otto@quillmouth.example", PASSWORD)

    answer = sign_in(client, "otto", next="/admin/")

    assert answer.url == "/admin/"
    assert letters() == []


def test_who_has_not_confirmed_the_address_stays_outside_and_gets_the_link_again(client):
    make_user("maud", password=PASSWORD)

    answer = sign_in(client, next="/tags/")

    assert answer.url == f"{reverse('account_email_verification_sent')}?next=%2Ftags%2F"
    assert "_auth_user_id" not in client.session
    assert letters()[0].subject == "Confirm your address"


def test_the_admin_has_no_door_of_its_own(client):
    answer = client.get("/admin/login/?next=/admin/")

    assert answer.url.startswith(reverse("account_login"))
