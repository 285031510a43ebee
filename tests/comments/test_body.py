"""What people type comes back as they typed it, or with a sentence that says why not."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from comments.body import BodyField, is_blank, tidy


@pytest.mark.parametrize(
    "nothing", ["", " \n\t ", "\u200b\u200d\ufeff", "\u2060\u00ad", "\u202e", "\u3164\u2800", "\u0301", None]
)
def test_what_nobody_can_see_counts_as_nothing(nothing):
    with pytest.raises(ValidationError, match="nothing in it"):
        BodyField().clean(nothing)


@pytest.mark.parametrize("seen", ["a", "?", "👍🏽", "👨‍👩‍👧", "می‌خواهم", "क्षि", "ﷺ", "."])
def test_anything_with_ink_is_kept_as_it_is(seen):
    assert BodyField().clean(seen) == unicodedata.normalize("NFC", seen)


def test_the_cap_counts_a_line_end_once(settings):
    settings.COMMENT_MAX_LENGTH = 10

    assert BodyField().clean("123\r\n56\r\n89") == "123\n56\n89"


def test_a_text_that_is_too_long_says_by_how_much(settings):
    settings.COMMENT_MAX_LENGTH = 1000

    with pytest.raises(ValidationError, match="2 characters longer than the 1,000 that fit"):
        BodyField().clean("x" * 1002)


def test_nul_is_refused():
    with pytest.raises(ValidationError):
        BodyField().clean("a\0b")


def test_heaps_of_marks_are_folded_to_eight():
    assert tidy("Z" + "\u0335" * 100 + "algo") == "Z" + "\u0335" * 8 + "algo"


def test_lone_surrogates_become_something_that_can_be_stored():
    assert tidy("a\ud800b").encode() == "a\ufffdb".encode()


@given(st.text(max_size=200))
def test_tidying_can_be_repeated_and_always_stored(text):
    once = tidy(text)

    assert tidy(once) == once
    assert once.encode().decode() == once
    assert is_blank(text) == is_blank(once)
