"""What differs between two texts and two documents. No database."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.changes import changes, corrected, parts_of, reworded
from articles.comparing import DELETED, INSERTED, KEPT, compared, compared_words, counted, likeness, moved

TEXT = st.text(st.sampled_from(list("ab .,\n1é漢")), max_size=60)
LISTS = st.lists(st.integers(0, 6), max_size=40)


@given(TEXT, TEXT)
def test_the_pieces_are_the_old_text_and_the_new_one(before, after):
    pieces = compared_words(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != INSERTED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != DELETED) == after


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text):
    assert [piece.kind for piece in compared_words(text, text)] == ([KEPT] if text else [])


@given(LISTS, LISTS)
def test_what_is_kept_is_the_same_in_both_lists(old, new):
    stretches = compared(old, new)

    assert all(old[s.old] == new[s.new] for s in stretches if s.kept)
    assert [item for s in stretches for item in old[s.old]] == old
    assert [item for s in stretches for item in new[s.new]] == new


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("paid every year.", "paid once.", "paid -every year- +once+."),
        ("38.6 million", "38.7 million", "-38.6- +38.7+ million"),
        ("", "New.", "+New.+"),
        ("Gone.", "", "-Gone.-"),
        ("水泵来自河口", "水泵来自港口", "水泵来自-河- +港+口"),
        ("don’t join", "don’t leave", "don’t -join- +leave+"),
        ("one two three", "one three two", "one +three +two- three-"),
    ],
)
def test_changes_are_told_in_whole_words(before, after, said):
    marks = {KEPT: "", DELETED: "-", INSERTED: "+"}
    told = "".join(f"{marks[kind]}{text}{marks[kind]}" for kind, text in compared_words(before, after))

    assert told.replace("-+", "- +") == said


REPEATS = {
    "one word": ("a " * 50_000, "b " + "a " * 50_000),
    "two words by turns": ("a b " * 25_000, "b b a " * 16_000),
    "no word in common": (" ".join(map(str, range(17_000))), " ".join(f"x{n}" for n in range(17_000))),
    "all in reverse": (" ".join(map(str, range(17_000))), " ".join(map(str, reversed(range(17_000))))),
    "few words at random": (
        "".join("abcdefg "[n * n * 7919 % 8] for n in range(100_000)),
        "".join("abcdefg "[n * n * 104_729 % 7] for n in range(100_000)),
    ),
    "only signs": ("." * 100_000, ".," * 50_000),
}


@pytest.mark.parametrize("name", REPEATS)
def test_a_text_made_to_be_hard_is_compared_in_bounded_time(name):
    before, after = REPEATS[name]

    start = time.process_time()
    pieces = compared_words(before, after)

    assert time.process_time() - start < 3
    assert "".join(piece.text for piece in pieces if piece.kind != INSERTED) == before


def test_a_few_edits_of_a_long_text_are_found_word_by_word():
    words = [f"word{n % 900}" for n in range(15_000)]
    changed = [*words]
    for n in range(0, 15_000, 300):
        changed[n] = "changed"

    pieces = compared_words(" ".join(words), " ".join(changed))

    assert [piece.text for piece in pieces if piece.kind == INSERTED] == ["changed"] * 50


def test_only_what_was_moved_is_said_to_have_moved():
    assert moved("abcde", "bcdea") == {"a"}
    assert moved("abc", "abcd") == set()
    assert moved("", "a") == set()


def test_likeness_and_counts_ignore_order():
    assert likeness("one two", "two one") == 1
    assert likeness("one", "two") == 0
    assert counted("one two", "two three four") == (2, 1)


# Documents

FACT = {
    "id": "f1",
    "label": "Homes",
    "text": "It is 900 homes.",
    "citations": [{"snapshot": 1, "start": 0, "quote": "x"}],
}
OTHER = {"id": "f2", "label": "Cost", "text": "It costs 11 million.", "citations": []}
ANSWER = {"id": "a1", "kind": "faq", "question": "Why?", "text": "Because.", "citations": []}
CLIP = {"title": "Heat", "body": "One.\n\nTwo.", "key_facts": [FACT, OTHER], "answers": [ANSWER], "tags": ["A", "B"]}


def how(before, after):
    return {(change.part, change.id): change.how for change in changes(before, after)}


def test_the_same_document_has_no_changes():
    assert changes(CLIP, CLIP) == []
    assert parts_of(CLIP, CLIP) == ([], 0, 0)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({"title": "Cold"}, {("title", ""): ["edited"]}),
        ({"body": ""}, {("body", ""): ["removed"]}),
        ({"background": "Gas."}, {("background", ""): ["added"]}),
        ({"key_facts": [OTHER, FACT]}, {("facts", "f1"): ["moved"]}),
        ({"key_facts": [OTHER]}, {("facts", "f1"): ["removed"]}),
        ({"key_facts": [{**FACT, "citations": []}, OTHER]}, {("facts", "f1"): ["edited"]}),
        ({"key_facts": [FACT, OTHER, {**FACT, "id": "f3"}]}, {("facts", "f3"): ["added"]}),
        ({"answers": [{**ANSWER, "kind": "quick"}]}, {("quick", "a1"): ["added"], ("faq", "a1"): ["removed"]}),
        ({"tags": ["B"]}, {("tags", ""): ["edited"]}),
        ({"something_new": [1]}, {("something_new", ""): ["edited"]}),
    ],
)
def test_each_part_says_what_became_of_it(after, said):
    found = how(CLIP, {**CLIP, **after})

    assert found in (said, {("facts", "f2"): ["moved"]})


@given(st.permutations([FACT, OTHER, {**FACT, "id": "f3"}]), st.sampled_from([[], [FACT], [OTHER, FACT]]))
def test_a_change_and_its_reverse_concern_the_same_parts(after, before):
    one, other = {**CLIP, "key_facts": list(after)}, {**CLIP, "key_facts": before}

    assert {change.id for change in changes(one, other) if change.how != ["moved"]} == {
        change.id for change in changes(other, one) if change.how != ["moved"]
    }


def test_a_document_with_nothing_in_it_can_be_compared():
    assert {change.part for change in changes({}, CLIP)} == {"title", "body", "facts", "faq", "tags"}


def test_what_is_reworded_is_named_by_its_public_id():
    after = {**CLIP, "key_facts": [OTHER, {**FACT, "text": "It is 800 homes."}, {**FACT, "id": "f9"}]}

    assert reworded(CLIP, after) == {"f1", "f9"}


def test_a_correction_tells_the_sentences_that_differ():
    after = {**CLIP, "key_facts": [{**FACT, "text": "It is 800 homes."}, OTHER]}

    assert corrected(CLIP, after) == {
        "subject": "Key fact “Homes”", "before": "It is 900 homes.", "after": "It is 800 homes.",
    }  # fmt: skip
    assert corrected(CLIP, {**CLIP, "body": "One.\n\nTwo. Three is right."})["after"] == "Three is right."
    assert corrected(CLIP, {**CLIP, "tags": []}) == {}
