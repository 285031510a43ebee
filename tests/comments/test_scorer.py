import gzip
import logging

import pytest

from comments import posting, scorer
from comments.models import Comment, ScorerWeights
from comments.outside import Opinion
from comments.scoring import Weights
from comments.screening import explain
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
AWFUL, FAIR = "You are a stupid idiot.", "The table on page four says so."


def in_force(*, decisions=200, threshold=0.5, weights=None):
    learned = Weights({"=insult": 4.0}, bias=-2.0).pack() if weights is None else weights
    return ScorerWeights.objects.create(decisions=decisions, threshold=threshold, weights=learned, active=True)


def post(body, by=None, **fields):
    return posting.post(article=make_article(), by=by or make_user(), body=body, **fields)


def test_what_comes_with_the_site_scores_and_never_holds():
    comment = post(AWFUL)

    comment.refresh_from_db()
    assert comment.is_visible
    assert comment.score > 0.9
    assert any(reason.startswith("insult") for reason in comment.score_reasons)


def test_the_sites_own_weights_hold_above_their_threshold():
    in_force()

    held, fine = post(AWFUL), post(FAIR)

    assert (held.status, held.held_because) == ("held", "score")
    assert explain(held.held_because) == ["it reads like comments that were removed here"]
    assert fine.is_visible
    assert Comment.objects.get(pk=fine.pk).score < 0.5


@pytest.mark.parametrize("weak", [{"decisions": 199}, {"threshold": None}, {"threshold": 0.999}])
def test_weights_of_few_decisions_or_without_a_threshold_only_sort(weak):
    in_force(**weak)

    comment = post(AWFUL)

    assert comment.is_visible
    assert comment.score > 0.8


def test_an_edit_is_scored_and_may_be_held():
    in_force()
    comment = make_comment(body=FAIR)

    posting.edit(comment, by=comment.author, body=AWFUL)

    comment.refresh_from_db()
    assert (comment.status, comment.held_because) == ("held", "score")
    assert comment.score > 0.8


def test_the_team_is_scored_but_not_held():
    in_force()

    assert post(AWFUL, by=make_user(role="moderator")).is_visible


@pytest.mark.parametrize(
    "broken",
    [b"", b"no weights", gzip.compress(b'{"format":1,"bias":"x","weights":[]}', mtime=0)],
    ids=["empty", "no archive", "no numbers"],
)
def test_broken_weights_lose_no_comment(broken, caplog):
    row = in_force(weights=broken)

    with caplog.at_level(logging.ERROR):
        comment = post(AWFUL)

    comment.refresh_from_db()
    assert (comment.status, comment.score, comment.score_reasons) == ("visible", None, [])
    assert f"weights: {row.pk}" in caplog.text


def test_new_weights_are_in_force_with_the_next_comment():
    in_force(threshold=0.999)
    post(AWFUL)

    ScorerWeights.objects.update(active=False)
    in_force()

    assert post(AWFUL).status == "held"


def test_deleting_a_comment_takes_its_words_out_of_the_reasons():
    comment = post(AWFUL)

    comment.delete_by_author()

    comment.refresh_from_db()
    assert comment.score_reasons == []


def test_an_outside_opinion_joins_the_others():
    in_force()
    opinion = Opinion(hold=True, value=0.4, reasons=("outside:rude",))

    judged = scorer.judge(AWFUL, by=make_user(), opinion=opinion)

    assert judged.holds == ("score", "outside")
    assert judged.value > 0.8
    assert judged.reasons[-1] == "outside:rude"


def test_scoring_asks_the_database_once_more_than_before(django_assert_num_queries):
    in_force()
    author = make_user()
    scorer.judge(FAIR, by=author)

    with django_assert_num_queries(1):
        scorer.judge(FAIR, by=author)
