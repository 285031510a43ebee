"""Counts are columns, kept by the verbs; counting anew finds nothing to mend."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comments import counts, voting
from comments.models import AlreadySettled, Comment
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
VERBS = {
    "hold": lambda comment: comment.hold("pre"),
    "approve": lambda comment: comment.approve(),
    "remove": lambda comment: comment.remove("2"),
    "restore": lambda comment: comment.restore(),
    "delete": lambda comment: comment.delete_by_author(),
}


@settings(max_examples=20)
@given(
    posts=st.lists(st.tuples(st.integers(-1, 12), st.booleans()), min_size=1, max_size=12),
    moves=st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 11)), max_size=12),
)
def test_whatever_happens_to_a_thread_its_counts_are_right(posts, moves):
    article, author = make_article(), make_user()
    comments = []
    for n, (parent, held) in enumerate(posts):
        above = comments[parent] if 0 <= parent < n else comments[-1] if comments and parent >= n else None
        comments.append(make_comment(article, parent=above, author=author, held_because="pre" if held else ""))

    for verb, place in moves:
        try:
            VERBS[verb](Comment.objects.get(pk=comments[place % len(comments)].pk))
        except AlreadySettled:
            pass

    assert counts.recount() == 0


def test_wrong_counts_are_mended():
    root = make_comment()
    make_comment(parent=make_comment(parent=root))
    Comment.objects.update(replies_below=7)

    mended = counts.recount()

    root.refresh_from_db()
    assert (mended, root.replies_below) == (3, 2)
    assert counts.recount() == 0


def test_a_count_that_is_too_low_stops_no_moderator():
    root = make_comment()
    answer = make_comment(parent=root)
    Comment.objects.update(replies_below=0)
    type(root.article).objects.update(comment_count=0)

    answer.remove("2")

    root.refresh_from_db()
    root.article.refresh_from_db()
    assert (root.replies_below, root.article.comment_count) == (0, 0)


@pytest.mark.parametrize("answers", [1, 6])
def test_counting_costs_the_same_however_long_the_thread(answers, django_assert_max_num_queries):
    parent = make_comment()
    for _ in range(answers):
        parent = make_comment(parent=parent, author=parent.author)

    with django_assert_max_num_queries(15):
        parent.hold("pre")


@pytest.mark.parametrize("wrong", [{"ups": 7, "best": 0.9}, {"ups": 0, "downs": 1}, {"best": 0.9}])
def test_wrong_numbers_of_votes_are_mended(wrong):
    comment = make_comment()
    voting.vote(comment, by=make_user(), value=1)
    Comment.objects.update(**wrong)

    mended = counts.recount()

    comment.refresh_from_db()
    assert (mended, comment.ups, comment.downs) == (1, 1, 0)
    assert comment.best == voting.best_of(1, 0)
    assert counts.recount() == 0


def test_votes_that_nobody_gave_are_taken_off():
    comment = make_comment()
    Comment.objects.update(downs=2, best=0.4)

    assert counts.recount() == 1

    comment.refresh_from_db()
    assert (comment.ups, comment.downs, comment.best) == (0, 0, 0)


def test_a_thread_is_counted_in_its_turn(monkeypatch):
    """What somebody says between the look and the turn is counted."""
    root = make_comment()
    make_comment(parent=root)
    Comment.objects.update(replies_below=7)
    turns = []

    def somebody_was_first(article, person=None):
        turns.append(article)
        make_comment(parent=root)

    monkeypatch.setattr(counts, "take_turn", somebody_was_first)
    counts.recount()

    root.refresh_from_db()
    assert turns == [root.article]
    assert root.replies_below == 2
