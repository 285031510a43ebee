"""The same story told by several sources: what is found, and what is told apart."""

import time
import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.intake.likeness import bands, likeness, marks, same_story

GROUPS = tomllib.loads((Path(__file__).parent / "same_stories.toml").read_text())["group"]
LEADS = [
    (group["name"], likeness(lead["title"], lead["text"], lead.get("language", "en")))
    for group in GROUPS
    for lead in group["leads"]
]


def found():
    return [(one, other) for (one, a), (other, b) in combinations(LEADS, 2) if same_story(a, b)]


def test_no_two_stories_are_taken_for_one():
    assert [pair for pair in found() if pair[0] != pair[1]] == []


def test_most_tellings_of_one_story_find_each_other():
    told = [pair for pair in combinations([name for name, _ in LEADS], 2) if pair[0] == pair[1]]

    assert len(found()) / len(told) >= 0.85


def test_what_tells_one_story_is_looked_at_together():
    """Candidates: a band in common, or two names and numbers."""
    missed = [
        one
        for (one, a), (other, b) in combinations(LEADS, 2)
        if one == other and not (set(bands(a)) & set(bands(b)) or len(set(marks(a)) & set(marks(b))) > 1)
    ]

    assert missed == ["title-only"] * missed.count("title-only")


def test_a_headline_alone_says_nothing():
    a, b = likeness("Council votes for the sluice", ""), likeness("Council votes for the sluice", "")

    assert same_story(a, b) is None
    assert bands(a) == marks(a) == []


def test_the_reason_names_what_is_shared():
    a, b = (seen for name, seen in LEADS if name == "ferry" and seen.language == "en")

    reason = same_story(a, b)

    assert reason.kind == "names"
    assert {"Silver Heron", "Tollen Point", "212", "95"} <= set(reason.shared)


def test_copies_are_told_by_their_words():
    a, b = (seen for name, seen in LEADS if name == "wire")

    assert same_story(a, b).kind == "words"


def test_names_that_everybody_tells_do_not_count():
    a, b = (seen for name, seen in LEADS if name == "eels")

    assert same_story(a, b)
    assert same_story(a, b, common={"hathe", "noone", "college", "weir"}) is None


@given(st.text(max_size=400), st.text(max_size=400))
def test_no_text_fails_and_the_order_does_not_matter(one, other):
    a, b = likeness("", one), likeness("", other)

    assert (same_story(a, b) is None) == (same_story(b, a) is None)
    assert bands(a) == bands(likeness("", one))
    assert all(-(2**63) <= band < 2**63 for band in [*bands(a), *marks(a)])


def test_one_lead_is_measured_in_milliseconds():
    text = " ".join(lead["text"] for group in GROUPS for lead in group["leads"])
    fastest = min(_seconds(text, n) for n in range(7))

    assert fastest < 0.05  # 5 ms on a quiet machine


def _seconds(text, n):
    begun = time.process_time()
    seen = likeness("A headline", f"{n} {text}")
    bands(seen), marks(seen)
    return time.process_time() - begun


@pytest.mark.parametrize("group", [g for g in GROUPS if "like" in g], ids=lambda g: g["name"])
def test_near_misses_are_told_apart(group):
    near = {name: seen for name, seen in LEADS if name in (group["name"], group["like"])}

    assert not same_story(near[group["name"]], near[group["like"]])
