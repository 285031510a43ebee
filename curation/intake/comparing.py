"""What a newer text of a source means for the passages that are cited from it."""

from collections import Counter, defaultdict

from django.utils import timezone

from accounts.models import audit
from articles.models import Article, Citation, Snapshot
from common.text import normalise
from curation.evidence.refinding import Found, NewerText
from curation.models import PassageChange

Kind = PassageChange.Kind
LEFT_ALONE = {Article.Status.WITHDRAWN}


def compare(source, text) -> dict[int, Found]:
    """What became of each cited passage, by the number of its citation. Writes nothing."""
    newer = NewerText(normalise(text), source.language)
    cited = Citation.objects.filter(snapshot__source=source).select_related("snapshot")
    return {row.pk: newer.find(row.quote, row.start, row.snapshot.text) for row in cited}


def write_down(source, text, found) -> tuple[bool, int]:
    """Whether there is anything new, and how many parts of clips are affected. Within the caller's transaction."""
    known = source.latest
    snapshot = Snapshot.take(source, text)
    affected: dict[Article, Counter] = defaultdict(Counter)
    for citation in _cited(source, found):
        clip = clip_of(citation)
        kind = clip and _note(citation, clip, snapshot, found[citation.pk])
        if kind in (Kind.CHANGED, Kind.VANISHED):
            affected[clip][str(kind)] += 1
    for clip, counts in affected.items():
        audit(clip, "source.changed", by=None, source=source.pk, **counts)
    return bool(affected) or known is None or snapshot.pk > known.pk, sum(
        sum(counts.values()) for counts in affected.values()
    )


def clip_of(citation):
    """The clip that shows it, the published one first; None when no editor needs to hear of it."""
    if citation.fact_id:
        clips = [row.article for row in citation.fact.shown_as.all()]
    else:
        of = citation.answer or citation.difference
        clips = [of.article if of else citation.article]
    clips = [clip for clip in clips if clip.status not in LEFT_ALONE and not clip.trashed_at]
    return min(clips, key=lambda clip: (not clip.is_published, -clip.pk), default=None)


def _cited(source, found):
    rows = Citation.objects.filter(snapshot__source=source, pk__in=found)
    return rows.select_related("article", "answer__article", "difference__article", "fact").prefetch_related(
        "fact__shown_as__article"
    )


def _note(citation, clip, snapshot, found):
    """The kind of change if it is news; "" if not. What older texts said of this passage is settled by this one."""
    earlier = PassageChange.objects.filter(citation=citation)
    earlier.filter(settled_at__isnull=True).exclude(snapshot=snapshot).update(settled_at=timezone.now())
    if found.kind == "same" or citation.snapshot_id == snapshot.pk:
        earlier.filter(settled_at__isnull=True).update(settled_at=timezone.now())
        return ""
    words = {"kind": found.kind, "after": "" if found.start is None else snapshot.text[found.start : found.end]}
    known = found.kind == Kind.MOVED or earlier.filter(settled_by__isnull=False, **words).exists()
    row, made = PassageChange.objects.get_or_create(
        citation=citation,
        snapshot=snapshot,
        defaults={
            "article": clip,
            "before": citation.quote,
            "start": found.start,
            "settled_at": timezone.now() if known else None,
            **words,
        },
    )
    return found.kind if not known and (made or _reopened(row)) else ""


def _reopened(row):
    """The page has gone back to a text that was compared before: what no editor has settled is open again."""
    settled_by_itself = PassageChange.objects.filter(pk=row.pk, settled_at__isnull=False, settled_by=None)
    return settled_by_itself.update(settled_at=None, found_at=timezone.now())
