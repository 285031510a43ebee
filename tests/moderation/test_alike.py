"""Near-identical comments are those whose fingerprints are near, not only those that are equal."""

import pytest

from comments.fingerprints import fingerprint
from comments.models import Comment
from moderation import alike, queue
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
SAID = (
    "The harbour heat network will never reach the old town, and everybody at the council has known that since the "
    "first phase was drawn; buy your stoves from the Lindqvist yard while they last, number {n}, and call before noon."
)


def waiting(*bodies):
    article, author = make_article(), make_user()
    return [
        make_comment(article, author=author, body=body, fingerprint=fingerprint(body), held_because="pre")
        for body in bodies
    ]


def test_comments_that_differ_in_a_word_are_one_cluster():
    made = waiting(SAID.format(n=1), SAID.format(n=27), "Nine days is not a frost, and nobody said that it was one.")

    assert len({one.fingerprint for one in made[:2]}) == 2
    assert alike.clusters(queue.waiting()) == [[made[0].pk, made[1].pk]]
    assert set(alike.like(made[1], queue.waiting())) == set(made[:2])


def test_a_card_counts_those_that_are_nearly_the_same():
    made = waiting(SAID.format(n=1), SAID.format(n=27), SAID.format(n=3))
    made[2].remove("4")

    cards = queue.cards(Comment.objects.order_by("pk"), make_user(role="moderator"))

    assert [card.twins for card in cards] == [1, 1, 2]
