import pytest

from newsclip.leaving.ties import TIES
from newsclip.leaving.walk import rows, tied_models, unknown
from tests.newsclip.leaving.everything import Everything

pytestmark = pytest.mark.django_db


def test_the_table_knows_every_model_and_every_relation_to_a_person():
    assert list(unknown()) == []


def test_a_relation_that_the_table_forgets_is_told(monkeypatch):
    monkeypatch.setitem(TIES, "comments.Vote", ())
    monkeypatch.delitem(TIES, "comments.Draft")

    assert list(unknown()) == ["comments.Draft", "comments.Draft.by", "comments.Vote", "comments.Vote.by"]


def test_our_example_of_a_person_has_a_row_behind_every_tie():
    ada = Everything().ada

    assert [
        f"{model._meta.label}.{tie.path}"
        for model, ties in tied_models()
        for tie in ties
        if not rows(model, tie, ada).exists()
    ] == []


def test_the_hidden_and_scrubbed_columns_exist():
    for model, ties in tied_models():
        for tie in ties:
            for name in (*tie.hide, *tie.scrub):
                model._meta.get_field(name)
