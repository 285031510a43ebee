"""Drafting takes time in proportion to the text, whatever the text."""

from time import process_time

import pytest

from common.text import normalise
from curation.drafting import draft_clip

from .drafting_texts import ENGLISH

SIZE = 200_000

HOSTILE = {
    "one letter": "a" * SIZE,
    "one mark": "." * SIZE,
    "quotation marks": '"' * SIZE,
    "opened quotations": "“" * SIZE,
    "opened brackets": "(" * SIZE,
    "digits": "1" * SIZE,
    "one sign": "港" * SIZE,
    "capitals": "Ab " * (SIZE // 3),
    "initials": "A. " * (SIZE // 3),
    "clauses": "The town, " * (SIZE // 10),
    "speakers": "said Ann, " * (SIZE // 10),
    "elisions": "l'a " * (SIZE // 4),
    "Chinese speakers": "“港口”说" * (SIZE // 5),
    "underscores": "_" * SIZE,
}


def seconds(text, **more):
    before = process_time()
    draft_clip(normalise(text), **more)
    return process_time() - before


@pytest.fixture(autouse=True, scope="module")
def _model_is_loaded():
    draft_clip(normalise(ENGLISH.text))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_drafted_in_seconds(text):
    assert seconds(text, title=text[:500], excerpt=text[:500]) < 10


def test_a_text_of_five_thousand_words_takes_about_a_second():
    pages = [
        ENGLISH.text.replace("Quillmouth", f"Quillmouth{page}").replace("Adler", f"Adler{page}") for page in range(15)
    ]

    assert seconds("\n\n".join(pages)) < 3
