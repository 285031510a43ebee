"""What the shipped weights were learned from, and what they are worth."""

import pytest

from comments.scoring import FAIR, score, shipped
from comments.scoring.labelled import PARTS, TEXTS, comments
from comments.scoring.measures import confusion, roc_auc
from evaluation.comments import twins


@pytest.fixture(scope="module")
def held_out():
    texts = comments("held-out")
    return [(score(each.text, shipped()).value, each) for each in texts]


def test_it_tells_comments_apart_that_it_did_not_learn_from(held_out):
    values, amiss = [value for value, _each in held_out], [each.amiss for _value, each in held_out]

    assert len(held_out) >= 300
    assert roc_auc(values, amiss) >= 0.8
    assert confusion(values, amiss, FAIR).precision >= 0.75


def test_who_somebody_is_stays_below_the_threshold(held_out):
    assert [each.text for value, each in held_out if each.kind == "self" and value >= FAIR] == []


def test_no_comment_stands_on_two_sides():
    for one, other in (PARTS[:2], PARTS[1:], PARTS[::2]):
        assert twins(comments(one), comments(other)) == []


def test_twins_are_found():
    first, second = comments("training")[:2]

    assert twins([first, second], [first]) == [(first.text, first.text)]


def test_all_kinds_and_languages_are_there():
    texts = comments("training")

    assert len(texts) + len(comments("development")) + len(comments("held-out")) >= 1200
    assert {each.language for each in texts} == {"en", "de", "fr", "es", "pt"}
    assert sorted(path.suffix for path in TEXTS.iterdir()) == [".txt"] * 9


@pytest.mark.slow
def test_the_shipped_weights_come_from_these_comments():
    pytest.importorskip("sklearn")
    from comments.scoring.learning import learn
    from comments.scoring.reading import read

    texts = comments("training")

    learned = learn([read(each.text) for each in texts], [each.amiss for each in texts])

    judged = [(score(each.text, learned).value, score(each.text, shipped()).value) for each in comments("development")]
    assert all(mine == pytest.approx(theirs, abs=0.02) for mine, theirs in judged)
