import pytest

from common.markdown import render_clip, split_at_numerals

PASSAGE = "A pipe is cheap if the whole street is on it"


def pieces(text, passages, **options):
    return split_at_numerals(render_clip(text, passages, **options))


def test_a_pull_quote_gets_its_numeral_beside_the_speaker():
    (before, key), (after, _) = pieces(f"> {PASSAGE}.\n>\n> — Tobias Felling", {7: PASSAGE})

    assert key == 7
    assert before.endswith("<figcaption>Tobias Felling")
    assert after.split() == ["</figcaption>", "</figure>"]


def test_a_pull_quote_is_found_though_its_source_breaks_it():
    said = "A pipe is cheap if the whole street is on it,” he told them, “and a scandal if three doors are"

    quote = "> A pipe is cheap if the whole street is on it, and a scandal if three doors are."

    found = pieces(f"{quote}\n>\n> — The chair", {1: said})

    assert [key for _, key in found] == [1, None]


def test_a_paragraph_with_a_numeral_can_hold_what_it_opens():
    """A p ends where a block begins, so such a paragraph is a div."""
    (before, _), (after, _) = pieces(f"He said: “{PASSAGE}.” They laughed.\n\nThen home.", {3: PASSAGE})

    assert before.startswith('<div class="para">He said')
    assert after.startswith("</div>")
    assert "<p>Then home.</p>" in after


def test_a_passage_that_the_text_does_not_repeat_leaves_no_mark():
    assert [key for _, key in pieces("Nothing of the kind.", {3: PASSAGE})] == [None]


def test_a_passage_that_bears_out_the_whole_stands_at_its_end():
    found = pieces("One thing.\n\nAnother.", {3: PASSAGE}, last=True)

    assert found[0][1] == 3
    assert found[0][0].endswith("Another.")


@pytest.mark.parametrize("text", ['<data value="9"></data>', "`<data value='9'></data>`", '<div class="para">x</div>'])
def test_nobody_can_write_a_numeral_into_the_text(text):
    assert [key for _, key in pieces(text, {})] == [None]
    assert "<div" not in render_clip(text)
