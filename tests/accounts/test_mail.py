"""Letters."""

import pytest
from django.core.mail.message import BadHeaderError
from django.db import transaction

from accounts import checks, mail
from tests.accounts.letterbox import letters
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NOTICE = {"device": "Firefox on Linux", "timestamp": None, "email": ""}


def test_a_letter_says_the_same_as_text_and_as_html():
    maud = make_user("maud")

    mail.send(maud, "password_reset_key", {"link": "/accounts/x/", "username": "maud"})
    letter = letters()[0]
    html = letter.alternatives[0][0]

    assert letter.subject == "Set a new password"
    assert letter.to == ["maud@quillmouth.example"]
    assert "\nhttp://127.0.0.1:8000/accounts/x/\n" in letter.body
    assert 'href="http://127.0.0.1:8000/accounts/x/"' in html
    assert "If it was not you, do nothing" in letter.body
    assert "If it was not you, do nothing" in html


def test_what_people_wrote_is_text_in_both():
    mail.send(make_user(), "password_reset_key", {"link": "/x/", "username": "<b>Maud & co</b>"})
    letter = letters()[0]

    assert "<b>Maud & co</b>" in letter.body
    assert "&lt;b&gt;Maud &amp; co&lt;/b&gt;" in letter.alternatives[0][0]


def test_nobody_hears_of_what_was_rolled_back():
    with transaction.atomic():
        mail.send(make_user(), "password_changed", NOTICE)
        transaction.set_rollback(True)

    assert letters() == []


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}])
def test_who_has_no_address_or_no_access_gets_no_letter(fields):
    mail.send(make_user(**fields), "password_changed", NOTICE)

    assert letters() == []


def test_an_address_with_a_line_break_is_refused():
    with pytest.raises(BadHeaderError):
        mail.send("maud@quillmouth.example\nBcc: all@quillmouth.example", "password_changed", NOTICE)


@pytest.mark.parametrize(
    ("wrong", "id"),
    [
        ({"DEFAULT_FROM_EMAIL": "Newsclip"}, "accounts.E001"),
        ({"DEFAULT_FROM_EMAIL": "post@a.example\nBcc: b@a.example"}, "accounts.E001"),
        ({"HTTPS": True}, "accounts.W001"),
        ({"EMAIL_URL": "smtp://mail.example", "DEFAULT_FROM_EMAIL": "post@127.0.0.1"}, "accounts.W002"),
    ],
)
def test_mistakes_of_operators_are_told_by_the_checks(settings, wrong, id):
    before = checks.mail_is_set_up(None)
    for name, value in wrong.items():
        setattr(settings, name, value)

    assert before == []
    assert [found.id for found in checks.mail_is_set_up(None)] == [id]
