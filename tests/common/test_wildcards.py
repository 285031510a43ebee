"""Patterns that anybody may write: what they find, and that nothing makes them slow."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.wildcards import Wildcards


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("tide", "the tide turns", True),
        ("t?de", "the tide turns", True),
        ("t?de", "the tde turns", False),
        ("harbo*r", "the harbour", True),
        ("harbo*r", "the harb", False),
        ("eel*pass", "an eel in the pass", True),
        ("pass*eel", "an eel in the pass", False),
        ("frost|tide", "the tide", True),
        ("frost | tide", "the tide", True),
        ("a.c", "abc", False),
        ("(a+)+$", "aaaaaaaa", False),
        ("(a+)+$", "x (a+)+$ y", True),
        ("*", "anything", False),
        ("", "anything", False),
        ("|", "anything", False),
        ("?", "", False),
        ("a?c", "a\nc", True),
    ],
)
def test_what_a_pattern_finds(pattern, text, found):
    assert Wildcards(pattern).found_in(text) is found


LETTERS = st.text(alphabet="ab*?|", max_size=12)


@given(LETTERS, st.text(alphabet="ab", max_size=20))
def test_it_finds_what_the_same_pattern_as_an_expression_finds(pattern, text):
    choices = [choice.strip() for choice in pattern.split("|")]
    expressions = [re.escape(c).replace(r"\*", ".*").replace(r"\?", ".") for c in choices if c.strip("*")]

    expected = any(re.search(expression, text, re.DOTALL) for expression in expressions)

    assert Wildcards(pattern).found_in(text) is expected


@pytest.mark.parametrize(
    "pattern",
    ["*a" * 150, "a*" * 150, "?" * 300, "*?" * 150, "|".join("a" * 149), "a" * 299 + "b", "*".join("a" * 149) + "b"],
    ids=lambda pattern: pattern[:6],
)
def test_a_hostile_pattern_takes_no_time(pattern):
    start = time.process_time()

    Wildcards(pattern).found_in("a" * 3000)

    assert time.process_time() - start < 0.2
