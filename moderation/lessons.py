"""The site's own decisions as lessons for the scorer: words, and whether they were removed in the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from comments.models import CommentRevision
from comments.scoring.folding import one_look
from comments.scoring.reading import Reading, read
from moderation.models import Decision

MOST = 20_000  # newest decisions that are looked at
STAND = (Decision.Outcome.APPROVED, Decision.Outcome.KEPT, Decision.Outcome.RESTORED)
JUDGED = (*STAND, Decision.Outcome.REMOVED)


@dataclass(frozen=True)
class Lesson:
    """`amiss`: removed, and not restored or taken back. `author` is a number."""

    text: str
    amiss: bool
    author: int

    @cached_property
    def reading(self) -> Reading:
        return read(self.text)


def lessons() -> list[Lesson]:
    """One for each comment that was decided about, in order of the last decision; the same words only once."""
    latest = _latest()
    earlier = _earlier_words(latest)
    found: dict[str, Lesson] = {}
    for decision in latest:
        comment = decision.comment
        assert comment  # as asked for
        text = earlier.get(decision.pk, comment.body)
        if text.strip():  # the author may have deleted it
            words = one_look(text)
            found.pop(words, None)
            found[words] = Lesson(text, decision.outcome == Decision.Outcome.REMOVED, comment.author_id)
    return list(found.values())


def _latest() -> list[Decision]:
    """The last decision about each comment that nobody took back, oldest first."""
    judged = Decision.objects.filter(outcome__in=JUDGED, comment__isnull=False, undone_by=None)
    newest = judged.select_related("comment").order_by("-pk")[:MOST]
    by_comment: dict[int | None, Decision] = {}
    for decision in newest:
        by_comment.setdefault(decision.comment_id, decision)
    return list(reversed(by_comment.values()))


def _earlier_words(decisions: Iterable[Decision]) -> dict[int, str]:
    """By decision: the words that were decided about, where their author has changed them since."""
    when = {decision.comment_id: decision for decision in decisions}
    found: dict[int, str] = {}
    decided = Q(comment__in=Decision.objects.filter(outcome__in=JUDGED).values("comment"))
    for revision in CommentRevision.objects.filter(decided).order_by("pk").iterator(chunk_size=500):
        decision = when.get(revision.comment_id)
        if decision and revision.at > decision.at:
            found.setdefault(decision.pk, revision.body)
    return found
