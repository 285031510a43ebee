"""Two edits of one clip become one: what one side changed is taken, what both changed is asked."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from curation.desk.merging import Sheet, merge
from curation.desk.wording import runs

WORDS = ["title", "body"]
some_words = st.text("abc ", max_size=6)
passages = st.lists(st.sampled_from(["p", "q", "r", "s"]), unique=True, max_size=3)


def row(id="", text="text", label="label", quotes=()):
    return {"id": id, "label": label, "text": text, "quotes": list(quotes)}


def sheet(*rows, **words):
    words = {"title": "Heat", "body": "A text.", **words}
    return Sheet(words=words, lists={"tags": [], "body_quotes": []}, rows={"facts": list(rows)}, picture={})


def said(sheet):
    """All words on a sheet, to look for what was lost."""
    rows = [
        text for rows in sheet.rows.values() for row in rows for text in (row["label"], row["text"], *row["quotes"])
    ]
    return {*sheet.words.values(), *(each for listed in sheet.lists.values() for each in listed), *rows}


def asked(merged):
    """All words that a question shows."""
    found = set()
    for choice in merged.choices:
        for side in (choice.mine, choice.theirs):
            if isinstance(side, str):
                found.add(side)
            elif isinstance(side, dict) and "text" in side:
                found |= {side["label"], side["text"], *side["quotes"]}
    return found


rows = st.builds(row, text=some_words, label=some_words, quotes=passages)


@st.composite
def sheets(draw, ids=("a", "b", "c", "d", "e")):
    listed = draw(st.lists(st.sampled_from(ids), unique=True, max_size=4)) if ids else []
    kept = [{**draw(rows), "id": id} for id in listed]
    return Sheet(
        words={name: draw(some_words) for name in WORDS},
        lists={"tags": draw(passages), "body_quotes": draw(passages)},
        rows={"facts": kept},
        picture={},
    )


@st.composite
def edits(draw, of):
    """The sheet after somebody worked on it: words, rows changed, removed, moved, added."""
    edited = deepcopy(of)
    for name in WORDS:
        if draw(st.booleans()):
            edited.words[name] = draw(some_words)
    for name in edited.lists:
        if draw(st.booleans()):
            edited.lists[name] = draw(passages)
    facts = [{**each, **(draw(rows) | {"id": each["id"]} if draw(st.booleans()) else {})} for each in of.rows["facts"]]
    facts = [each for each in facts if draw(st.integers(0, 3))] + draw(st.lists(rows, max_size=2))
    edited.rows["facts"] = draw(st.permutations(facts))
    return edited


@st.composite
def three(draw):
    base = draw(sheets())
    return base, draw(edits(base)), draw(edits(base))


@given(three())
def test_a_clip_merged_with_itself_is_itself(case):
    base, mine, _theirs = case

    merged = merge(base, mine, deepcopy(mine))

    assert merged.sheet.words == mine.words
    assert merged.sheet.lists == mine.lists
    assert [each["text"] for each in merged.sheet.rows["facts"]] == [each["text"] for each in mine.rows["facts"]]
    assert not merged.choices


@given(three())
def test_what_one_side_alone_did_is_the_outcome(case):
    base, edited, _other = case

    mine = merge(base, edited, deepcopy(base))
    theirs = merge(base, deepcopy(base), edited)

    assert mine.sheet == theirs.sheet == edited
    assert not mine.choices + theirs.choices


@given(three())
def test_nothing_that_either_side_typed_disappears_unasked(case):
    """Only what one side removed and the other left alone may go."""
    base, mine, theirs = case

    merged = merge(base, mine, theirs)

    new = (said(mine) | said(theirs)) - said(base)
    assert new <= said(merged.sheet) | asked(merged)


@given(three())
def test_without_a_common_beginning_nothing_is_dropped(case):
    _base, mine, theirs = case

    merged = merge(None, mine, theirs)

    assert said(mine) | said(theirs) <= said(merged.sheet) | asked(merged)


@given(three())
def test_no_row_appears_twice(case):
    base, mine, theirs = case

    ids = [each["id"] for each in merge(base, mine, theirs).sheet.rows["facts"] if each["id"]]

    assert len(ids) == len(set(ids))


@given(three())
def test_both_sides_are_asked_the_same_questions(case):
    base, mine, theirs = case

    here, there = merge(base, mine, theirs), merge(base, theirs, mine)

    assert len(here.choices) == len(there.choices)


def test_edits_of_different_fields_of_one_row_come_together():
    base = sheet(row("a", "Old text", "Old"))
    mine, theirs = sheet(row("a", "New text", "Old")), sheet(row("a", "Old text", "New", ["p"]))

    merged = merge(base, mine, theirs)

    assert merged.sheet.rows["facts"] == [row("a", "New text", "New", ["p"])]
    assert not merged.choices


def test_two_new_sentences_for_one_fact_are_asked_about():
    base = sheet(row("a", "old"))

    merged = merge(base, sheet(row("a", "mine")), sheet(row("a", "theirs")))

    assert [(choice.place, choice.mine, choice.theirs) for choice in merged.choices] == [
        ("facts-0-text", "mine", "theirs")
    ]


def test_a_fact_that_one_removed_and_the_other_changed_is_asked_about():
    base = sheet(row("a", "one"), row("b", "two"))

    merged = merge(base, sheet(row("a", "one")), sheet(row("a", "one"), row("b", "changed")))

    assert [(choice.kind, choice.place) for choice in merged.choices] == [("removed", "facts-1")]
    assert [each["text"] for each in merged.sheet.rows["facts"]] == ["one", "changed"]


def test_a_fact_that_one_removed_and_the_other_left_alone_is_gone():
    base = sheet(row("a", "one"), row("b", "two"))

    merged = merge(base, sheet(row("a", "one")), sheet(row("a", "changed"), row("b", "two")))

    assert [each["text"] for each in merged.sheet.rows["facts"]] == ["changed"]


def test_new_rows_of_both_stand_behind_the_rows_that_they_were_put_behind():
    base = sheet(row("a", "one"), row("b", "two"))
    mine = sheet(row("a", "one"), row(text="mine"), row("b", "two"))
    theirs = sheet(row("a", "one"), row("b", "two"), row("c", "theirs"))

    merged = merge(base, mine, theirs)

    assert [each["text"] for each in merged.sheet.rows["facts"]] == ["one", "mine", "two", "theirs"]


def test_one_moves_and_the_other_edits():
    base = sheet(row("a", "one"), row("b", "two"))

    merged = merge(base, sheet(row("b", "two"), row("a", "one")), sheet(row("a", "one"), row("b", "changed")))

    assert [each["text"] for each in merged.sheet.rows["facts"]] == ["changed", "one"]
    assert not merged.choices


def test_both_moved_rows_and_the_order_is_asked_about():
    a, b, c = row("a", "one"), row("b", "two"), row("c", "three")

    merged = merge(sheet(a, b, c), sheet(b, a, c), sheet(a, c, b))

    (choice,) = merged.choices
    assert (choice.kind, choice.place) == ("order", "facts")
    assert [merged.sheet.rows["facts"][n]["id"] for n in choice.theirs] == ["a", "c", "b"]


def test_the_same_row_added_by_both_is_one():
    merged = merge(sheet(), sheet(row(text="the same")), sheet(row("x", "the same")))

    assert merged.sheet.rows["facts"] == [row("x", "the same")]


def test_tags_that_both_added_are_all_there():
    base, mine, theirs = sheet(), sheet(), sheet()
    base.lists["tags"], mine.lists["tags"], theirs.lists["tags"] = ["a", "b"], ["a", "c"], ["a", "b", "d"]

    assert merge(base, mine, theirs).sheet.lists["tags"] == ["a", "d", "c"]


def test_a_picture_that_one_side_exchanged_is_taken_with_its_words():
    base, mine, theirs = sheet(), sheet(), sheet()
    base.picture, mine.picture = {"hero": "1"}, {"hero": "1", "hero_alt": "Quay"}
    theirs.picture = {"hero": "2", "hero_alt": "Harbour"}

    merged = merge(base, mine, theirs)

    assert merged.sheet.picture == theirs.picture
    assert not merged.choices


@given(st.text("ab \n.", max_size=30), st.text("ab \n.", max_size=30))
def test_the_runs_of_a_difference_are_both_texts(before, after):
    found = runs(before, after)

    assert "".join(run.text for run in found if run.kind != "ins") == before
    assert "".join(run.text for run in found if run.kind != "del") == after


def test_a_difference_shows_whole_phrases():
    assert [tuple(run) for run in runs("the old ice house", "the new heat house")] == [
        ("same", "the "),
        ("del", "old ice"),
        ("ins", "new heat"),
        ("same", " house"),
    ]


def test_long_texts_are_compared_word_by_word_too():
    before = "\n".join(f"A line of words, number {n}." for n in range(1000))

    found = runs(before, before.replace("number 500.", "number five hundred."))

    assert [run.text for run in found if run.kind == "ins"] == ["five hundred"]
