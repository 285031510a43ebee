"""The checks of one clip as it stands in the database."""

from articles import document
from articles.models import Snapshot
from curation.desk import second_pair
from curation.desk.second_pair import SECOND_PAIR
from curation.evidence.checks import Finding, Passages, check

__all__ = ["SECOND_PAIR", "findings"]


def findings(article, *, by=None, clip=None) -> list[Finding]:
    """What the gate finds. With `by`, also whether this person may be the one who publishes it.

    `clip` is a document to judge in place of the saved one: what is being typed.
    """
    clip = clip or document.of(article)
    found = check(clip, snapshots=_snapshots(clip), hero=clip["hero"] if "hero" in clip else _hero(article))
    return second_pair.findings(article, by=by) + found


def _snapshots(clip):
    cited = {citation["snapshot"] for citation in _citations(clip)}
    rows = Snapshot.objects.filter(pk__in=cited).select_related("source")
    return {row.pk: Passages(row.text, row.source.language) for row in rows}


def _citations(clip):
    yield from clip["citations"]
    for part in (*clip["key_facts"], *clip["answers"]):
        yield from part["citations"]


def _hero(article):
    picture = article.hero
    return picture and {"alt": picture.alt, "decorative": picture.decorative, "credit": picture.credit}
