"""Which usernames can be had."""

import unicodedata
from importlib import import_module

import pytest
from allauth.account.adapter import get_adapter
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts import names
from accounts.models import User
from tests.factories import make_user


@pytest.mark.parametrize(
    "name",
    [
        "maud",
        "maud-kessing",
        "m.k_99",
        "Jürgen",
        "мария",
        "李小龙",
        "ÉLODIE",
        "高野さくら",
        "Νίνα",
        "佐々木",
        "李민호",
        "Nguyễn",
    ],
)
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
        "ᴀdmin",  # small capitals
        "ᴍaud",
        "ꓮꓓꓟꓲꓠ",  # Lisu
        "ꮪꭲꭺꮖꮖ",  # Cherokee
        "bob۱",
        "ΝΙΝΑ",  # Greek, drawn as the Latin one
    ],
)
def test_other_marks_and_mixed_alphabets_are_none(name):
    with pytest.raises(ValidationError):
        names.validate_name(name)


@pytest.mark.parametrize(
    "name",
    ["admin", "Admin", "аdmin", "ａｄｍｉｎ", "adm1n", "a-d-m-i-n", "moderator", "Newsclip", "r00t", "ạdmin", "ädmín"],
)
@pytest.mark.django_db
def test_names_that_speak_for_the_site_cannot_be_had(name):
    with pytest.raises(ValidationError):
        get_adapter().clean_username(name)


@pytest.mark.parametrize(
    "other",
    ["MAUD", "ｍａｕｄ", "vvendel", "wendeI", "0tto", "sсоре", "ѕсоре", "paıl", "paİl", "bemd", "paiǀ", "otᴛo", "οττο"],
)
@pytest.mark.django_db
def test_a_name_that_looks_like_one_that_is_taken_cannot_be_had(other):
    for taken in ("maud", "wendel", "otto", "scope", "pail", "bernd"):
        make_user(taken)

    with pytest.raises(ValidationError):
        get_adapter().clean_username(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(other, email="other@quillmouth.example")


@given(st.text(max_size=12))
def test_what_a_name_looks_like_hangs_on_no_form_of_its_letters(name):
    key = names.skeleton(name)

    assert names.skeleton(unicodedata.normalize("NFD", name)) == key
    assert names.skeleton(key) == key


@pytest.mark.django_db
def test_a_name_is_stored_in_one_form_of_its_letters():
    assert get_adapter().clean_username("Ju\u0308rgen") == "Jürgen"


@pytest.mark.django_db
def test_who_is_here_keeps_a_name_that_is_found_to_look_like_another():
    paul, lookalike, clear = make_user("paul"), make_user("other"), make_user("third")
    User.objects.filter(pk=lookalike.pk).update(username="pauǀ", username_key="pauǀ")
    User.objects.filter(pk=clear.pk).update(username="ǀena", username_key="ǀena")

    import_module("accounts.migrations.0009_names_look_alike_anew").forwards(apps, None)

    keys = dict(User.objects.values_list("pk", "username_key"))
    assert keys == {paul.pk: "paul", lookalike.pk: f"paul~{lookalike.pk}", clear.pk: "lena"}
