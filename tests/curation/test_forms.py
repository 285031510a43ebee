"""Numbers, dates and names in other forms: what a passage bears out is let through, what it does not is stopped.

The rows of the two files were written to break the checks, before the checks were mended, a third of them afterwards.
"""

from pathlib import Path

import pytest

from curation.evidence.claims import ground, unborne
from curation.evidence.quotations import marked, stands_in


def rows(name):
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if not line.startswith("#")]


def missing(fact, language, passage, of):
    return [claim.written for claim in unborne(fact, [ground(passage, of)], language=language)]


@pytest.mark.parametrize("row", rows("forms_borne.txt"), ids=" | ".join)
def test_another_form_of_the_same_is_borne_out(row):
    assert missing(*row) == []


@pytest.mark.parametrize("row", rows("forms_not_borne.txt"), ids=" | ".join)
def test_something_else_is_stopped(row):
    assert missing(*row)


@pytest.mark.parametrize(
    "text",
    [
        "'We will close the pier in May', he said.",
        "”We will close the pier in May”, sade han.",
        '„We will close the pier in May", sagte er.',
        "‚We will close the pier in May‘, sagte er.",
        "‹We will close the pier in May›",
        "“We will close the pier in May",
    ],
)
def test_a_quotation_is_seen_in_any_marks_and_without_the_last(text):
    assert [quotation.words for quotation in marked(text)] == ["We will close the pier in May"]


@pytest.mark.parametrize(
    "text",
    [
        "The boys' house is near the girls' house in town.",
        "It's the '90s that we all loved so much, the girls' time.",
        "Das „Haus“ steht am Hafen und am Markt der Stadt.",
    ],
)
def test_apostrophes_and_closing_marks_open_no_quotation(text):
    assert marked(text) == []


def test_what_is_left_out_may_not_be_the_no():
    source = ["The mayor said: “We will not close the pier in May.” She added: “It is safe.”"]

    assert not stands_in("We will … close the pier in May", source)
    assert not stands_in("We will [now] close the pier in May", source)
    assert stands_in("We will not close the pier … It is safe", source)
