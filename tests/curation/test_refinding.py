import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import normalise
from curation.evidence.refinding import NewerText, resemblance
from curation.evidence.word_diff import numbers_differ, word_diff
from tests.curation.sources import PLUNGE

OLD = normalise(PLUNGE)
NINE = "Nobody abstained, which the gallery took for a record."
TARIFF = "the tariff is fixed for five years"
PHASE = "Phase one reaches some 900 dwellings in the streets between Tollen Quay and Chandler Street."


def look(quote, newer, *, older=OLD, language="en"):
    text = normalise(newer)
    found = NewerText(text, language).find(quote, older.index(quote), older)
    return found.kind, "" if found.start is None else text[found.start : found.end]


def test_a_passage_at_its_place_is_the_same():
    assert look(PHASE, OLD) == ("same", PHASE)
    assert look(PHASE, OLD + "\n\nA new end.") == ("same", PHASE)


def test_a_passage_behind_a_new_paragraph_has_moved():
    assert look(PHASE, f"Corrected on Tuesday.\n\n{OLD}") == ("moved", PHASE)


def test_of_several_places_it_is_the_nearest():
    older = f"Eels. {'Filler words here. ' * 40}Eels are back. {'More words there. ' * 40}"
    newer = f"New: Eels are back. {'Filler words here. ' * 40}Now: Eels are back. {'More words there. ' * 40}"

    found = NewerText(newer, "en").find("Eels are back.", older.index("Eels are back."), older)

    assert (found.kind, found.start) == ("moved", newer.rindex("Eels are back."))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ('He said "nine days" - no more.', "He said “nine days” – no more."),
        ("The board's engineer spoke.", "The board’s engineer spoke."),
        ("Das ist „neu“ hier.", "Das ist »neu« hier."),
    ],
)
def test_other_quotation_marks_and_dashes_are_the_same_words(older, newer):
    whole = f"A first sentence stands here. {newer} And a last one."

    assert look(older, whole, older=f"A first one. {older}") == ("moved", newer)


@pytest.mark.parametrize(
    ("now", "kind"),
    [("costs 1.200 crowns", "changed"), ("costs 12,00 crowns", "changed"), ("costs 1,200 Crowns", "moved")],
)
def test_a_number_with_other_marks_has_changed(now, kind):
    older = "Joining the network costs 1,200 crowns, once."

    assert look(older, f"Now. Joining the network {now}, once.", older=older)[0] == kind


@pytest.mark.parametrize(
    ("quote", "now"),
    [
        (PHASE, "Phase one reaches some 1,200 dwellings in the streets between Tollen Quay and Chandler Street."),
        (PHASE, "Phase one will reach some 900 homes in the streets between Tollen Quay and Chandler Street."),
        ("Seventeen were in favour and six against.", "Sixteen were in favour and seven against."),
    ],
)
def test_a_sentence_in_other_words_has_changed_and_is_shown_whole(quote, now):
    assert look(quote, f"New.\n\n{OLD.replace(quote, now)}") == ("changed", now)


def test_of_a_passage_within_a_sentence_only_its_words_are_shown():
    assert look(TARIFF, OLD.replace("five years", "three years")) == ("changed", "the tariff is fixed for three years")


def test_words_at_the_ends_of_a_passage_that_were_replaced_are_shown():
    quote = "against which the Region has granted 11 million"

    newer = OLD.replace(
        "against which the Region has granted 11 million", "for which the Region has granted 14 million"
    )

    assert look(quote, newer) == ("changed", "for which the Region has granted 14 million")


def test_a_sentence_that_was_taken_out_has_vanished():
    assert look(NINE, OLD.replace(NINE, "")) == ("vanished", "")


def test_common_words_alone_are_no_trace_of_a_sentence():
    assert look(
        "It is to be in the town.",
        "They went to the sea in a boat, and it was all of it grey.",
        older="It is to be in the town.",
    ) == ("vanished", "")


@pytest.mark.parametrize(
    ("language", "older", "was", "now"),
    [
        ("de", "Der Rat beschloss am Dienstag den Bau für 38,6 Millionen Kronen.", "38,6", "41"),
        ("fr", "Le conseil a voté la construction pour 38 millions de couronnes.", "38", "41"),
        ("zh", "委员会周二决定为整个城市建设新的供热网络。", "周二", "周三"),
        ("ar", "قرر المجلس يوم الثلاثاء بناء شبكة تدفئة جديدة للمدينة.", "الثلاثاء", "الأربعاء"),
    ],
)
def test_other_languages_are_found_again_too(language, older, was, now):
    newer = older.replace(was, now)
    whole = f"{newer}\n\n{newer[:6]}" if language == "zh" else f"{newer} {newer[:20]}."

    assert look(older, whole, older=older, language=language) == ("changed", newer)


@pytest.mark.parametrize(
    "page",
    [
        "a " * 150_000,
        "the same words again " * 15_000,
        "x" * 300_000,
        "\n\n".join(["Short. And so on."] * 15_000),
        "“" * 300_000,
    ],
    ids=["one word", "one phrase", "one long word", "many paragraphs", "no words"],
)
def test_a_hostile_page_takes_bounded_work(page):
    newer, quotes = NewerText(page, "en"), [OLD[n : n + 200] for n in range(0, 1400, 200)]
    began = time.process_time()

    for quote in [*quotes, "a b " * 500, "the same words again " * 60 + "x"]:
        newer.find(quote, 0, quote)

    assert time.process_time() - began < 20  # three on a quiet machine


@given(st.text(alphabet="ab .,1\n“”é你", max_size=80), st.text(alphabet="ab .,1\n“”é你", max_size=80), st.data())
def test_what_is_found_stands_there(older, newer, data):
    older, newer = normalise(older), normalise(newer)
    start = data.draw(st.integers(0, max(0, len(older) - 1)))
    quote = older[start : data.draw(st.integers(start, len(older)))]
    if not quote:
        return

    found = NewerText(newer).find(quote, start, older)

    assert found.kind in {"same", "moved", "changed", "vanished"}
    assert (found.start is None) == (found.kind == "vanished")
    if found.start is not None:
        assert 0 <= found.start < found.end <= len(newer)
    if found.kind == "same" or quote in newer:
        assert newer[found.start : found.end] == quote


def test_a_wall_in_place_of_the_article_hardly_resembles_it():
    wall = "We and our 812 partners store and access personal data on your device. " * 30

    assert resemblance(OLD, wall) < 0.05
    assert resemblance(OLD, OLD.replace("Tuesday", "Wednesday")) > 0.8


# Word by word


def shown(pieces, kind):
    return "".join(piece.text for piece in pieces if piece.kind in ("kept", kind)).strip()


def test_numbers_that_differ_are_marked():
    pieces = word_diff("Some 900 dwellings in two years.", "Some 1,200 homes in two years.", "en")

    assert [(piece.kind, piece.text.strip()) for piece in pieces if piece.number] == [("gone", "900"), ("new", "1,200")]


@pytest.mark.parametrize(
    ("before", "after", "language", "differ"),
    [
        ("900 homes", "900 dwellings", "en", False),
        ("twelve homes", "12 homes", "en", False),
        ("1.200 Kronen", "1,200 Kronen", "de", True),
        ("six against", "seven against", "en", True),
    ],
)
def test_numbers_are_told_apart_by_value(before, after, language, differ):
    assert numbers_differ(before, after, language) is differ


@given(
    st.lists(st.sampled_from("a b c 1 2".split()), max_size=12),
    st.lists(st.sampled_from("a b c 1 2".split()), max_size=12),
)
def test_both_wordings_can_be_read_in_the_difference(before, after):
    one, other = " ".join(before), " ".join(after)

    pieces = word_diff(one, other)

    assert shown(pieces, "gone").split() == before
    assert shown(pieces, "new").split() == after


def test_long_passages_are_shown_whole():
    assert [piece.kind for piece in word_diff("a " * 400, "b " * 400)][:2] == ["gone", "new"]
