import pytest

from curation.evidence.quotations import has_speaker, marked, stands_in, verbatim

SOURCE = (
    "“A person who can see the seconds uses them all,” the clerk, Ms Ada Quenby, had advised. “Let them wonder.” "
    "The gallery – it holds 60 – was empty. Sie sagte: „Wir haben 4.200 Unterschriften gesammelt, und das ist gut.“"
)


@pytest.mark.parametrize(
    "quotation",
    [
        "A person who can see the seconds uses them all",
        "A person who can see the seconds uses them all. Let them wonder.",
        "A person … uses them all",
        "A person who can see [them] uses them all",
        "The gallery - it holds 60 - was empty",
        "the gallery —  it holds 60 — WAS empty",
        "Wir haben 4.200 Unterschriften gesammelt",
    ],
)
def test_marks_dashes_spaces_and_breaks_make_no_difference(quotation):
    assert stands_in(quotation, ["another text", SOURCE])


@pytest.mark.parametrize(
    "quotation",
    [
        "A person who can see the minutes uses them all",
        "Let them wonder. A person who can see the seconds",
        "uses them all, had advised the gallery",
        "Wir haben 4.300 Unterschriften gesammelt",
        "person who can see the second",
    ],
)
def test_other_words_or_another_order_are_not_verbatim(quotation):
    assert not stands_in(quotation, [SOURCE])


@pytest.mark.parametrize(
    "text",
    ["“{}”", "„{}“", "«{}»", "« {} »", "»{}«", '"{}"', "‘{}’", "「{}」"],
)
def test_any_pair_of_marks_is_known(text):
    assert [one.words for one in marked(f"He said: {text.format('we knew it all along')}.")] == ["we knew it all along"]


@pytest.mark.parametrize(
    "text", ["a “so-called reform” of it", "the bakers’ and the smiths’ own guild of old", 'a 5" pipe']
)
def test_short_ones_and_apostrophes_are_no_quotations(text):
    assert marked(text) == []


def test_somebody_must_speak():
    alone, said = "“We knew it all along.”", "“We knew it all along,” said Hale."

    assert not has_speaker(alone, marked(alone))
    assert has_speaker(said, marked(said))


def test_the_words_of_the_source_are_offered_when_they_come_close():
    sentences = ["“Let them wonder.”", "“A person who can see the seconds uses them all,” she advised."]

    assert verbatim("A person who sees the seconds uses them all", sentences).startswith("A person who can see")
    assert verbatim("Nothing of the kind was ever said", sentences) == ""
