"""What the scorer in force makes of a comment. It fails open: where it cannot judge, the rules alone decide."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps

from comments import outside
from comments.models import Comment, ScorerWeights
from comments.outside import Opinion
from comments.scoring import Score, Weights, score, shipped

log = logging.getLogger(__name__)

ENOUGH = 200  # decisions of the site; with fewer the scorer only sorts the queue


@dataclass(frozen=True)
class Judgement:
    """`value` is None where nobody could judge. `holds`: keys of `screening.REASONS`."""

    value: float | None = None
    reasons: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    def keep(self, comment: Comment) -> None:
        """Store it beside the comment: the queue sorts by it."""
        comment.score, comment.score_reasons = self.value, list(self.reasons)
        Comment.objects.filter(pk=comment.pk).update(score=comment.score, score_reasons=comment.score_reasons)


def judge(text: str, *, by, opinion: Opinion | None = None) -> Judgement:
    """Nobody of the team is held for a score."""
    row = in_force()
    found = _score(text, row)
    holds = []
    if found and held_by_score(found, row):
        holds.append("score")
    if opinion and opinion.hold:
        holds.append("outside")
    values = [each.value for each in (found, opinion) if each and each.value is not None]
    reasons = (*(found.reasons if found else ()), *(opinion.reasons if opinion else ()))
    return Judgement(max(values, default=None), reasons, () if by.is_team else tuple(holds))


def held_by_score(found: Score, row: ScorerWeights | None) -> bool:
    """Only weights that were learned from enough decisions of this site hold, and only above their threshold."""
    return bool(row and row.decisions >= ENOUGH and row.threshold is not None and found.value >= row.threshold)


def in_force() -> ScorerWeights | None:
    """The site's own weights, without the weights themselves; None: those that come with Newsclip."""
    return ScorerWeights.objects.filter(active=True).defer("weights", "metrics").first()


def weights_of(row: ScorerWeights | None) -> Weights:
    """Raises ValueError where the row holds no weights."""
    return _unpacked(row.pk, row.at) if row else shipped()


def hears_outside_first(function: Callable) -> Callable:
    """Ask the outside scorer before the transaction of `function` begins, and hand it the answer as `outside`.

    Asked within, a slow machine elsewhere would keep others waiting for the thread; asked afterwards, everybody could
    read meanwhile what it would have held.
    """

    @wraps(function)
    def heard(comment=None, *, by, body, article=None, **given):
        if comment is None:
            opinion = outside.ask(article, by=by, body=body, key=given.get("key"))
            return function(article=article, by=by, body=body, outside=opinion, **given)
        opinion = outside.ask(comment.article, by=by, body=body, key=comment.key)
        return function(comment, by=by, body=body, outside=opinion, **given)

    return heard


def _score(text, row):
    try:
        return score(text, weights_of(row))
    except Exception:
        log.exception("A comment could not be scored and is judged by the rules alone (weights: %s)", row and row.pk)
        return None


@lru_cache(2)
def _unpacked(pk, _at):
    """Once for each training: after a backup was restored a number can stand for other weights."""
    return Weights.unpack(bytes(ScorerWeights.objects.values_list("weights", flat=True).get(pk=pk)))
