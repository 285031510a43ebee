import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from comments import scorer
from comments.models import Comment, CommentRevision, ScorerWeights
from comments.scoring import FAIR, shipped
from comments.scoring.measures import Confusion
from moderation import actions, appeals, training, undoing
from moderation.lessons import Lesson, lessons
from moderation.models import Decision
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
NOUNS = "harbour bridge tram school council ferry museum market bakery library choir pump mill pier lamp clock".split()


@pytest.fixture
def moderator():
    return make_user(role="moderator")


def decided(moderator, *, removed=60, standing=180, phrase="pelican"):
    """A site where whatever speaks of pelicans is removed, which no prior could know."""
    article, authors = make_article(), [make_user() for _ in range(5)]
    count = removed + standing
    amiss = {round(n * count / removed) for n in range(removed)}
    comments = Comment.objects.bulk_create(
        Comment(
            article=article, author=authors[n % 5], body=_sentence(n, phrase if n in amiss else "heron"), path=f"p{n}"
        )
        for n in range(count)
    )
    Decision.objects.bulk_create(
        Decision(comment=comment, person=comment.author, by=moderator, outcome="removed", rule="4")
        if n in amiss
        else Decision(comment=comment, person=comment.author, by=moderator, outcome="approved")
        for n, comment in enumerate(comments)
    )
    return comments


def _sentence(n, word):
    return f"The {NOUNS[n % 16]} near the {NOUNS[(n * 7 + n // 16) % 16]} had a {word} on it at {n} past."


def run(command, **options):
    out = io.StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def learner():
    pytest.importorskip("sklearn", reason="scikit-learn is in the extras dev and train")


def test_it_learns_what_this_site_removes_and_holds_it(learner, moderator):
    decided(moderator)
    waiting = make_comment(body="There is a pelican on the roof again.", held_because="pre")

    said = run("moderation_train")

    row = ScorerWeights.objects.get(active=True)
    assert "Learned from 192 decided comments, judged by the newest 48" in said
    assert row.decisions == 240
    assert row.metrics["auc"] > 0.95
    assert row.metrics["precision"] >= training.PRECISION
    assert AuditEntry.objects.filter(verb="scorer.trained", subject_id=str(row.pk)).exists()
    assert scorer.judge("Another pelican by the pier.", by=make_user()).holds == ("score",)
    assert scorer.judge("Another heron by the pier.", by=make_user()).holds == ()
    waiting.refresh_from_db()
    assert waiting.score > row.threshold


def test_a_dry_run_keeps_nothing_and_a_second_run_changes_nothing(learner, moderator):
    decided(moderator)

    tried = run("moderation_train", dry_run=True)
    assert "precision" in tried
    assert not ScorerWeights.objects.exists()

    run("moderation_train")
    again = run("moderation_train")
    assert "teach what is in force already. Nothing was changed." in again
    assert ScorerWeights.objects.count() == 1


def test_what_does_worse_is_not_put_in_force_unless_forced(learner, moderator):
    decided(moderator)
    trial = training.train(lessons())
    worse = training.Trial(
        trial.weights, training.Judged(0.6, None, None), training.Judged(0.9, None, None), trial.older, trial.newer
    )

    with pytest.raises(training.NotWorth, match="less well"):
        training.adopt(worse)
    assert not ScorerWeights.objects.exists()
    assert training.adopt(worse, force=True).active


def test_noise_sorts_and_holds_nothing(learner, moderator):
    decided(moderator, phrase="heron")

    trial = training.train(lessons())

    assert trial.learned.threshold is None


def test_below_200_decisions_nothing_is_learned(moderator):
    decided(moderator, removed=60, standing=139)

    said = run("moderation_train")

    assert "199 decided comments (60 removed, 139 left standing); it takes 200" in said
    assert "Nothing was changed" in said
    assert not ScorerWeights.objects.exists()


def test_200_decisions_of_one_kind_teach_nothing(moderator):
    decided(moderator, removed=5, standing=230)

    assert "20 of each kind" in run("moderation_train")


def test_without_the_library_it_says_what_to_install(moderator, monkeypatch):
    decided(moderator)
    monkeypatch.setattr("comments.scoring.learning.find_spec", lambda name: None)

    with pytest.raises(CommandError, match=r"requirements/train\.txt"):
        run("moderation_train")


def test_scoring_loads_no_library_for_training():
    import subprocess

    code = (
        "import sys; from django.conf import settings; settings.configure(USE_I18N=False);"
        "from comments.scoring import score, shipped; score('You idiot', shipped());"
        "print(sorted({'numpy', 'scipy', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_last_decision_about_a_comment_counts(moderator):
    removed, restored, approved = (make_comment(body=f"Comment {n}") for n in range(3))
    actions.remove_comment(removed, by=moderator, rule="2")
    actions.remove_comment(restored, by=moderator, rule="2")
    actions.restore_comment(restored, by=moderator)
    approved.hold("pre")
    actions.approve(approved, by=moderator)

    assert [(lesson.text, lesson.amiss) for lesson in lessons()] == [
        ("Comment 0", True),
        ("Comment 1", False),
        ("Comment 2", False),
    ]


def test_what_an_appeal_took_back_counts_as_fine(moderator):
    comment = make_comment()
    decision = actions.remove_comment(comment, by=moderator, rule="2")
    made = appeals.appeal(decision, by=comment.author, text="It is a quotation.")
    appeals.decide(made, by=make_user(role="moderator"), state="overturned", words="So it is.")

    assert [lesson.amiss for lesson in lessons()] == [False]


def test_a_removal_that_was_taken_back_teaches_nothing(moderator):
    held = make_comment(held_because="pre")
    undoing.undo(actions.remove_comment(held, by=moderator, rule="2"), by=moderator)

    assert lessons() == []


def test_the_words_that_were_decided_about_count_not_later_ones(moderator):
    comment = make_comment(body="You idiot.", held_because="pre")
    actions.approve(comment, by=moderator)
    Comment.objects.get(pk=comment.pk).edit("I was wrong, sorry.")
    deleted = make_comment(body="Gone.", held_because="pre")
    actions.approve(deleted, by=moderator)
    Comment.objects.get(pk=deleted.pk).delete_by_author()

    assert [lesson.text for lesson in lessons()] == ["You idiot."]


def test_the_same_words_are_one_lesson_and_the_last_word_on_them_counts(moderator):
    for body in ("Buy now!", "BUY NOW!", "Buy  nоw!"):
        comment = make_comment(body=body)
        actions.remove_comment(comment, by=moderator, rule="4")

    assert len(lessons()) == 1


def test_a_word_of_one_person_is_not_kept_in_weights(learner, moderator):
    def many(author):
        return [
            Lesson(f"{_sentence(n, 'heron')} {'Quibblewick' if n % 3 == 0 else ''}", n % 2 == 0, author(n))
            for n in range(240)
        ]

    alone = training.train(many(lambda n: 7)).weights
    several = training.train(many(lambda n: n % 5)).weights

    assert "quibblewick" not in alone.by_feature
    assert "quibblewick" in several.by_feature


def test_the_threshold_is_the_lowest_that_is_precise():
    values = [0.9, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
    amiss = [True, True, True, True, True, False, True, False, False, False]

    assert training.lowest_with(0.8, values, amiss) == 0.4
    assert training.lowest_with(0.9, values, amiss) == 0.6
    assert training.lowest_with(0.8, values[:4], amiss[:4]) is None  # too few to say
    assert not training.is_precise(Confusion(caught=4, wronged=0, missed=0, spared=9))
    assert training.is_precise(Confusion(caught=4, wronged=1, missed=0, spared=9))


def test_what_is_more_likely_fine_than_not_is_never_held(learner, moderator):
    """Every second decided comment was removed, and words tell them apart: the rest could be held at no cost."""
    decided(moderator, removed=110, standing=130)

    trial = training.train(lessons())

    assert trial.learned.threshold >= FAIR
    assert trial.learned.confusion.wronged == 0


def test_one_scorer_is_in_force():
    ScorerWeights.objects.create(decisions=200, weights=b"", active=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        ScorerWeights.objects.create(decisions=300, weights=b"", active=True)


def test_eval_prints_precision_and_recall_of_both(moderator):
    decided(moderator)
    ScorerWeights.objects.create(decisions=240, weights=shipped().pack(), threshold=0.6, active=True)

    said = run("moderation_eval")
    found = json.loads(run("moderation_eval", json=True))

    assert "317 comments, ROC-AUC 0.8" in said
    assert "from 0.60 on: precision" in said
    assert found["site"]["comments"] == 48
    assert found["site"]["caught"] + found["site"]["missed"] == 12
    assert found["prior"]["auc"] >= 0.8


def test_eval_says_what_is_missing():
    found = json.loads(run("moderation_eval", json=True))

    assert found["site"]["because"].startswith("Too few decisions")


def test_history_of_revisions_is_asked_for_in_two_questions(moderator, django_assert_num_queries):
    for n in range(3):
        comment = make_comment(body=f"Comment {n}", held_because="pre")
        actions.approve(comment, by=moderator)
    CommentRevision.objects.create(comment=comment, body="Before.")

    with django_assert_num_queries(2):
        assert len(lessons()) == 3
