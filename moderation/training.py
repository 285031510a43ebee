"""Training the scorer on the site's own decisions, and judging it by those that it has not seen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from accounts.models import audit
from comments import scorer
from comments.models import ScorerWeights
from comments.scoring import FAIR, Weights, likelihood
from comments.scoring.learning import learn
from comments.scoring.measures import Confusion, confusion, roc_auc
from moderation.lessons import Lesson
from moderation.queue import waiting

LEAST_OF_EACH = 20  # removed, and left standing
HELD_OUT = 5  # the newest of so many parts judges what was learned from the others
PRECISION = 0.8  # of those held, the share that must have been removed
TARGETS = (PRECISION, 0.85, 0.9, 0.95)  # tried in turn on the older decisions, until the newest agree
LEAST_HELD = 5  # comments; a precision of fewer says nothing
FOLDS = 4
STRENGTH = 30.0  # more than for the prior: a site has few decisions, and what it says often must soon be heard


class TooFew(Exception):
    """There is not enough to learn from. The text says what there is."""


class NotWorth(Exception):
    """What was learned is not kept. The text says why."""


@dataclass(frozen=True)
class Judged:
    """How weights do on decisions that they have not seen. Without a threshold they only sort."""

    auc: float
    threshold: float | None
    confusion: Confusion | None

    def as_metrics(self) -> dict:
        counts = asdict(self.confusion) if self.confusion else {}
        shares = {"precision": self.confusion.precision, "recall": self.confusion.recall} if self.confusion else {}
        return {"auc": round(self.auc, 4), **counts, **shares}


@dataclass(frozen=True)
class Trial:
    """Weights that were learned from `older` decisions, judged like those in force by the `newer` ones."""

    weights: Weights
    learned: Judged
    before: Judged
    older: int
    newer: int

    @property
    def decisions(self) -> int:
        return self.older + self.newer


def train(lessons: Sequence[Lesson]) -> Trial:
    """Raises TooFew, and CannotLearn without scikit-learn."""
    older, newer = split(lessons)
    row = scorer.in_force()
    before = scorer.weights_of(row)
    prior = scorer.weights_of(None)
    learned = _learn(older, prior)
    threshold = _threshold(older, newer, learned, prior)
    return Trial(
        weights=learned,
        learned=judge(learned, newer, threshold),
        before=judge(before, newer, row.threshold if row else None),
        older=len(older),
        newer=len(newer),
    )


def split(lessons: Sequence[Lesson]) -> tuple[Sequence[Lesson], Sequence[Lesson]]:
    """The older ones, and the newest fifth. Raises TooFew.

    By time: a part drawn at random would hold what the others say, too.
    """
    removed = sum(lesson.amiss for lesson in lessons)
    standing = len(lessons) - removed
    if len(lessons) < scorer.ENOUGH or min(removed, standing) < LEAST_OF_EACH:
        raise TooFew(
            f"{len(lessons)} decided comments ({removed} removed, {standing} left standing); it takes {scorer.ENOUGH}, "
            f"and {LEAST_OF_EACH} of each kind."
        )
    older, newer = lessons[: -(len(lessons) // HELD_OUT)], lessons[-(len(lessons) // HELD_OUT) :]
    for part, name in ((older, "older"), (newer, "newest")):
        if len({lesson.amiss for lesson in part}) < 2:
            raise TooFew(f"The {len(part)} {name} decided comments are all of one kind, and can judge nothing.")
    return older, newer


def judge(weights: Weights, lessons: Sequence[Lesson], threshold: float | None) -> Judged:
    values, amiss = _values(weights, lessons), [lesson.amiss for lesson in lessons]
    auc = roc_auc(values, amiss)
    assert auc is not None  # split made sure
    return Judged(auc, threshold, None if threshold is None else confusion(values, amiss, threshold))


@transaction.atomic
def adopt(trial: Trial, *, by=None, force: bool = False) -> ScorerWeights:
    """Put what was learned in force. Raises NotWorth where it does worse than what is in force, unless `force`."""
    if not force:
        _require_worth(trial)
    ScorerWeights.objects.filter(active=True).update(active=False)
    try:
        with transaction.atomic():
            row = ScorerWeights.objects.create(
                decisions=trial.decisions,
                weights=trial.weights.pack(),
                threshold=trial.learned.threshold,
                metrics={"learned_from": trial.older, "judged_by": trial.newer, **trial.learned.as_metrics()},
                active=True,
            )
    except IntegrityError:
        raise NotWorth("Another training has put its weights in force meanwhile.") from None
    audit(row, "scorer.trained", by=by, **row.metrics)
    return row


def rescore_waiting() -> int:
    """Sort the queue anew; returns how many comments have a score now."""
    count = 0
    for comment in waiting().order_by("pk").iterator(chunk_size=200):
        judged = scorer.judge(comment.body, by=comment.author)
        judged.keep(comment)
        count += judged.value is not None
    return count


def _require_worth(trial):
    row = scorer.in_force()
    if row and bytes(ScorerWeights.objects.get(pk=row.pk).weights) == trial.weights.pack():
        raise NotWorth("The decisions teach what is in force already.")
    if trial.learned.auc < trial.before.auc:
        raise NotWorth(
            f"It tells the newest decisions apart less well (ROC-AUC {trial.learned.auc:.3f}) than what is in force "
            f"({trial.before.auc:.3f})."
        )


def _learn(lessons, prior):
    return learn(
        [lesson.reading for lesson in lessons],
        [lesson.amiss for lesson in lessons],
        strength=STRENGTH,
        prior=prior,
        whose=[lesson.author for lesson in lessons],
    )


def _values(weights, lessons):
    return [likelihood(weights.logit(lesson.reading)) for lesson in lessons]


def _threshold(older, newer, learned, prior):
    """From where to hold: chosen by the older decisions, each judged by weights that have not seen it, and kept only if
    the newest agree. None: nowhere.

    Never below FAIR: moderators decide about few of the comments that are fine, so a precision among those can be had
    by holding nearly everything.
    """
    unseen, amiss = _unseen_values(older, prior)
    values, truth = _values(learned, newer), [lesson.amiss for lesson in newer]
    for target in TARGETS:
        threshold = lowest_with(target, unseen, amiss)
        if threshold is not None and is_precise(confusion(values, truth, max(threshold, FAIR))):
            return max(threshold, FAIR)
    return None


def _unseen_values(lessons, prior):
    values, folds = [0.0] * len(lessons), _folds(lessons)
    for fold in range(FOLDS):
        weights = _learn([lesson for lesson, its in zip(lessons, folds, strict=True) if its != fold], prior)
        for n, lesson in enumerate(lessons):
            if folds[n] == fold:
                (values[n],) = _values(weights, [lesson])
    return values, [lesson.amiss for lesson in lessons]


def _folds(lessons):
    """The number of each one's fold; every fold has its share of both kinds."""
    seen = {True: 0, False: 0}
    folds = []
    for lesson in lessons:
        folds.append(seen[lesson.amiss] % FOLDS)
        seen[lesson.amiss] += 1
    return folds


def lowest_with(precision: float, values: Sequence[float], amiss: Sequence[bool]) -> float | None:
    """The lowest threshold at which enough comments are held with this precision."""
    best, caught = None, 0
    ranked = sorted(zip(values, amiss, strict=True), reverse=True)
    for held, (value, is_amiss) in enumerate(ranked, start=1):
        caught += is_amiss
        is_last_of_equals = held == len(ranked) or ranked[held][0] < value
        if is_last_of_equals and held >= LEAST_HELD and caught / held >= precision:
            best = value
    return best


def is_precise(found: Confusion) -> bool:
    return found.held >= LEAST_HELD and (found.precision or 0) >= PRECISION
