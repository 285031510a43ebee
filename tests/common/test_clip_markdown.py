import pytest

from common.markdown import render_clip, split_at_places

PASSAGE = "A pipe is cheap if the whole street is on it"


def pieces(text, passages):
    return split_at_places(render_clip(text, passages))


def test_a_pull_quote_gets_its_numeral_beside_the_speaker():
    (before, _, key), (after, _, _) = pieces(f"> {PASSAGE}.\n>\n> — Tobias Felling", {7: PASSAGE})

    assert key == 7
    assert before.endswith("<figcaption>Tobias Felling")
    assert after.split() == ["</figcaption>", "</figure>"]


def test_a_pull_quote_is_found_though_its_source_breaks_it():
    said = "A pipe is cheap if the whole street is on it,” he told them, “and a scandal if three doors are"

    quote = "> A pipe is cheap if the whole street is on it, and a scandal if three doors are."

    found = pieces(f"{quote}\n>\n> — The chair", {1: said})

    assert [key for _, _, key in found] == [1, 0]


def test_a_paragraph_with_a_numeral_can_hold_what_it_opens():
    """A p ends where a block begins, so such a paragraph is a div."""
    (before, _, _), (after, _, _) = pieces(f"He said: “{PASSAGE}.” They laughed.\n\nThen home.", {3: PASSAGE})

    assert before.startswith('<div class="para">He said')
    assert after.startswith("</div>")
    assert "<p>Then home.</p>" in after


CLAUSE = "An annual tariff of 1,200 crowns applies to each dwelling in the first phase"
FIGURES = [
    "The council met for four hours.",
    "- Joining costs 1,200 crowns.",
    "Heat comes in September to the first dwellings of the phase.",
    "Then they went home.",
]


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [1, 3, 2, 0], [2, 0, 3, 1]])
def test_a_figure_in_other_words_keeps_its_numeral_wherever_its_paragraph_goes(order):
    found = pieces("\n\n".join(FIGURES[n] for n in order), {3: CLAUSE})

    assert [key for _, _, key in found] == [3, 0]
    assert found[0][0].endswith("Joining costs 1,200 crowns.")


def test_without_a_number_the_words_say_where_a_numeral_stands():
    found = pieces("\n\n".join(FIGURES), {3: "Dwellings of the first phase have heat from September"})

    assert "Heat comes in September" in found[0][0].splitlines()[-1]


def test_several_passages_each_find_their_own_paragraph():
    found = pieces("\n\n".join(FIGURES), {3: CLAUSE, 4: "The council debated for four hours"})

    assert [key for _, _, key in found] == [4, 3, 0]


def test_a_passage_that_shares_nothing_with_the_text_bears_it_out_as_a_whole():
    found = pieces("One thing.\n\nAnother.", {3: PASSAGE})

    assert found[0][1:] == ("passage", 3)
    assert found[0][0].endswith("Another.")


def test_a_text_without_paragraphs_has_no_place_for_a_numeral():
    assert [key for _, _, key in pieces("", {3: PASSAGE})] == [0]


@pytest.mark.parametrize("text", ['<data value="9"></data>', "`<data value='9'></data>`", '<div class="para">x</div>'])
def test_nobody_can_write_a_numeral_into_the_text(text):
    assert [key for _, _, key in pieces(text, {})] == [0]
    assert "<div" not in render_clip(text)


def places(text, key=lambda kind, named: f"picture-{named}" if kind == "picture" else "card-5"):
    return [(kind, number) for _, kind, number in split_at_places(render_clip(text, place=key))][:-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\n\n![The quay](picture:17)\n\nTwo.", [("picture", 17)]),
        ("![](picture:17)\n\n![](picture:18)", [("picture", 17), ("picture", 18)]),
        ("https://courier.example/tide?a=1", [("card", 5)]),
        ("<https://courier.example/tide>", [("card", 5)]),
        ("Read https://courier.example/tide there.", []),
        ("[here](https://courier.example/tide)", []),
        ("![](picture:17) and words", []),
        ("![](https://evil.example/x.png)", []),
        ("![](picture:x)", []),
        ("![](picture:" + "9" * 30 + ")", []),
        ("> ![](picture:17)", []),
        ("- https://courier.example/tide", []),
        ("javascript:alert(1)", []),
    ],
)
def test_a_paragraph_that_is_only_a_picture_or_an_address_is_its_place(text, found):
    assert places(text) == found


def test_a_picture_that_is_not_there_leaves_no_place():
    assert places("![The quay](picture:17)", lambda *named: "") == []


def test_a_wide_table_scrolls_by_itself_also_by_keyboard():
    html = render_clip("| a | b |\n|---|---|\n| 1 | 2 |")

    assert html.startswith('<div class="table" tabindex="0">\n<table>')
    assert html.rstrip().endswith("</table>\n</div>")
