"""What was wrong in a clip, and how it reads now; and what else was changed since it was published."""

from dataclasses import dataclass
from itertools import count

from django.db.models import Count, Exists, F, OuterRef, Subquery

from articles.models import Article, Revision
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


@dataclass(frozen=True)
class Told:
    """An update or a correction, as readers are told of it."""

    revision: Revision
    correction: Correction | None

    @property
    def anchor(self) -> str:
        return self.correction.anchor if self.correction else f"change-{self.revision.number}"


def told(article) -> list[Told]:
    """The updates and corrections of a clip, newest first; `correction-1` stays the oldest. Two queries, or none."""
    if not article.changed_at:
        return []
    oldest_first = article.revisions.for_readers().select_related("by").with_credits().order_by("number")
    number = count(1)
    return [
        Told(row, compared(row, next(number)) if row.kind == Revision.Kind.CORRECTION else None) for row in oldest_first
    ][::-1]


def of(changes: list[Told]) -> list[Correction]:
    return [change.correction for change in changes if change.correction]


def newest(reader=None):
    """Corrections of all clips that are public and in this reader's lists, newest first.

    `place` is the number of each within its clip; `edited_between` says whether readers saw other words between
    publication and it.
    """
    of_the_clip = Revision.objects.filter(article=OuterRef("article")).order_by()
    until = of_the_clip.filter(kind=Revision.Kind.CORRECTION, number__lte=OuterRef("number"))
    between = of_the_clip.exclude(kind="").filter(number__lt=OuterRef("number"))
    return (
        Revision.objects.corrections()
        .filter(at__gte=F("article__published_at"), article__in=Article.objects.for_reader(reader))
        .annotate(
            place=Subquery(until.values("article").annotate(n=Count("pk")).values("n")),
            edited_between=Exists(between),
        )
        .select_related("article")
        .with_credits()
        .order_by("-at", "-pk")
    )


def latest(since, most=3, reader=None) -> list[Correction]:
    """Corrections of published clips since a moment, newest first, each clip once. Numbers are of no use here."""
    revisions = (
        Revision.objects.corrections()
        .filter(at__gte=since, article__in=Article.objects.for_reader(reader))
        .select_related("article")
        .with_credits()
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
