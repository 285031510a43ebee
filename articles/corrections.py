"""What was wrong in a clip, and how it reads now."""

from dataclasses import dataclass

from articles.models import Revision
from common.text import fold


@dataclass(frozen=True)
class Correction:
    """`kept`, `deleted`, `inserted`, `kept_after` in this order are the corrected sentence."""

    number: int
    revision: Revision
    kept: str
    deleted: str
    inserted: str
    kept_after: str

    @property
    def anchor(self) -> str:
        return f"correction-{self.number}"

    def concerns(self, label: str, text: str) -> bool:
        """Whether it is about this key fact: it names its label, or its new words stand in it."""
        after = fold(self.revision.after)
        named = bool(label) and fold(label) in fold(self.revision.subject)
        return named or (len(after) > 3 and after in fold(text))


def of(article) -> list[Correction]:
    """The corrections of a clip, newest first; `correction-1` stays the oldest. One query, or none."""
    if not article.changed_at:
        return []
    oldest_first = (
        article.revisions.filter(kind=Revision.Kind.CORRECTION)
        .defer("document")
        .select_related("by", "noticed_by")
        .order_by("number")
    )
    return [compared(revision, number) for number, revision in enumerate(oldest_first, 1)][::-1]


def latest(since, most=3) -> list[Correction]:
    """Corrections of published clips since a moment, newest first, each clip once. Numbers are of no use here."""
    revisions = (
        Revision.objects.filter(kind=Revision.Kind.CORRECTION, at__gte=since, article__status="published")
        .defer("document")
        .select_related("article", "noticed_by")
        .order_by("-at")[: most * 3]
    )
    newest = {revision.article_id: revision for revision in reversed(revisions)}
    return [compared(revision, 0) for revision in sorted(newest.values(), key=lambda r: r.at, reverse=True)[:most]]


def compared(revision, number) -> Correction:
    """The old and the new words, with what both have in common outside of the marks."""
    before, after = revision.before.split(), revision.after.split()
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    last_before, last_after = len(before) - end, len(after) - end
    return Correction(
        number=number,
        revision=revision,
        kept=" ".join(before[:start]),
        deleted=" ".join(before[start:last_before]),
        inserted=" ".join(after[start:last_after]),
        kept_after=" ".join(after[last_after:]),
    )


def _common(one, other):
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
