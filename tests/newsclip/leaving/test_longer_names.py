"""Who stays and has a longer name keeps it, also where the one who leaves is taken out of what the team wrote."""

import pytest
from django.db import DatabaseError, transaction

from moderation.models import Decision, PersonNote
from newsclip.leaving.names import Names
from tests.factories import make_comment, make_user
from tests.newsclip.leaving.test_answers import leave
from tests.newsclip.leaving.test_chosen_names import due

pytestmark = pytest.mark.django_db
MING, MOON = "王小明", "王小明月"


def decide(near, words):
    """About somebody else, below a clip where `near` wrote too."""
    comment = make_comment(body="Fine")
    make_comment(comment.article, author=near)
    return Decision.objects.create(comment=comment, by=make_user(role="moderator"), outcome="approved", words=words)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"{MOON}，请冷静。", f"{MOON}，请冷静。"),
        (f"{MING}，请冷静。{MING}！", "…，请冷静。…！"),
        (f"{MING}和{MOON}，请冷静。", ""),
        ("@ming and @mingus", ""),
        ("@Ming and @mingus", "… and @mingus"),
        ("Only @mingus", "Only @mingus"),
        ("@ming.", "…."),
    ],
)
def test_a_decision_keeps_another_s_name_whole_or_no_word_at_all(said, left):
    ming, _, _ = make_user("ming", display_name=MING), make_user("moon", display_name=MOON), make_user("mingus")
    told = decide(ming, said)

    leave(ming)

    told.refresh_from_db()
    assert told.words == left


def test_what_the_team_noted_keeps_another_s_name_whole():
    ming, _ = make_user("ming", display_name=MING), make_user("moon", display_name=MOON)
    note = PersonNote.objects.create(person=make_user(), by=make_user(), text=f"{MOON}的朋友，{MING}的朋友")

    leave(ming)

    note.refresh_from_db()
    assert note.text == f"{MOON}的朋友，…的朋友"


def test_the_database_lets_go_of_words_only_where_a_name_stands_twice():
    ming = make_user("ming", display_name=MING)
    told = decide(ming, f"{MING}, @ming")
    due(ming)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Decision.objects.filter(pk=told.pk).update(words="")


def test_a_full_name_keeps_its_capitals_beside_others():
    anna = Names(frozenset(), "Anna Moor", frozenset(), others=frozenset({"Anna Moor Smith"}))

    assert anna.unwritten("anna moor, Anna Moor, anna moor smith") == "anna moor, …, anna moor smith"
