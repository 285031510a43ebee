import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import count_words, fold, normalise, slugify_unicode, tag_key, words


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)

    again = normalise(once)

    assert again == once


@given(st.text(st.characters(), max_size=200))
def test_normalised_text_holds_nothing_unseen_and_can_be_encoded(text):
    stored = normalise(text)

    stored.encode("utf-8")
    assert not {c for c in stored if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}} - {"\n"}
    assert not {c for c in stored if unicodedata.category(c) == "Zs"} - {" "}
    assert "  " not in stored
    assert "\n\n\n" not in stored


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("e\u0301te\u0301", "été"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("\u202eevil\u202c\x00 \ud800text", "evil text"),
        ("thin\u2009space\u00a0and\u3000wide", "thin space and wide"),
        ("one\r\n\r\ntwo\r\rthree", "one\n\ntwo\n\nthree"),
        ("“Typographic” – ‘kept’ — so", "“Typographic” – ‘kept’ — so"),
        ("a line\nof prose\n\nand another", "a line of prose\n\nand another"),
        ("A list:\n- one\n- two\n\nEnd.", "A list:\n\n- one\n\n- two\n\nEnd."),
        (
            "First paragraph.\nSecond paragraph.",
            "First paragraph.\n\nSecond paragraph.",
        ),
        (" \n\n ", ""),
    ],
)
def test_text_is_stored_in_one_form(given_text, stored):
    assert normalise(given_text) == stored


def test_lines_wrapped_by_hand_become_one_paragraph():
    lines = (
        "The harbour of Quillmouth, which had been closed for eleven",
        "years, opened again on Monday after the last of",
        "the cranes had been carried away.",
    )

    assert normalise("\n".join(lines)) == " ".join(lines)


def test_folding_hides_case_quotation_marks_dashes_and_spaces_but_not_accents():
    assert fold("“Straße”  —\n Été") == fold('"STRASSE" - été')
    assert fold("été") != fold("ete")


@pytest.mark.parametrize(
    "spelling",
    ["SovereignAI", "sovereign ai", "#sovereign-ai", "Sovereign_AI", "ＳovereignＡＩ"],
)
def test_spellings_of_one_tag_share_a_key(spelling):
    assert tag_key(spelling) == "sovereignai"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Quillmouth’s harbour doesn't sleep!", "quillmouths-harbour-doesnt-sleep"),
        ("L’été à la mer", "l-été-à-la-mer"),
        ("宇航员在太空中", "宇航员在太空中"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("!!!", "clip"),
        ("", "clip"),
    ],
)
def test_slugs_keep_the_letters_of_every_script(title, slug):
    assert slugify_unicode(title) == slug


@given(st.text(), st.integers(min_value=5, max_value=80))
def test_a_slug_is_never_empty_nor_too_long(title, max_length):
    slug = slugify_unicode(title, max_length=max_length)

    assert 0 < len(slug) <= max_length
    assert slug == slug.strip("-")


def test_a_long_slug_is_cut_at_a_word():
    assert slugify_unicode("harbour " * 30) == "-".join(["harbour"] * 10)


def test_words_of_a_text_without_spaces_are_its_characters():
    assert words("Quillmouth 的港口") == ["Quillmouth", "的", "港", "口"]
    assert count_words("The town's co-op sold 3.5 tonnes.") == 6
