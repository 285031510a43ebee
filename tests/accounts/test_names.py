"""Which usernames can be had."""

import pytest
from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import names
from accounts.models import User
from tests.factories import make_user


@pytest.mark.parametrize("name", ["maud", "maud-kessing", "m.k_99", "Jürgen", "мария", "李小龙", "ÉLODIE"])
def test_letters_and_digits_of_one_alphabet_are_a_name(name):
    names.validate_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "ab",
        "a" * 31,
        "maud kessing",
        "maud@kessing",
        "-maud",
        "maud.",
        "maud..k",
        "maud\u200b",
        "maud\u202e",
        "mаud",  # the second letter is Cyrillic
        "mοud",  # Greek
        "ｍａｕｄ",  # not as it is stored
        "<b>maud</b>",
        "maud\n",
        "../maud",
    ],
)
def test_other_marks_and_mixed_alphabets_are_none(name):
    with pytest.raises(ValidationError):
        names.validate_name(name)


@pytest.mark.parametrize(
    "name", ["admin", "Admin", "аdmin", "ａｄｍｉｎ", "adm1n", "a-d-m-i-n", "moderator", "Newsclip", "r00t"]
)
@pytest.mark.django_db
def test_names_that_speak_for_the_site_cannot_be_had(name):
    with pytest.raises(ValidationError):
        get_adapter().clean_username(name)


@pytest.mark.parametrize(
    "other", ["MAUD", "ｍａｕｄ", "vvendel", "wendeI", "0tto", "sсоре", "ѕсоре", "paıl", "paİl", "bemd"]
)
@pytest.mark.django_db
def test_a_name_that_looks_like_one_that_is_taken_cannot_be_had(other):
    for taken in ("maud", "wendel", "otto", "scope", "pail", "bernd"):
        make_user(taken)

    with pytest.raises(ValidationError):
        get_adapter().clean_username(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(other, email="other@quillmouth.example")


@pytest.mark.django_db
def test_a_name_is_stored_in_one_form_of_its_letters():
    assert get_adapter().clean_username("Ju\u0308rgen") == "Jürgen"
