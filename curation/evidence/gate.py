"""The checks of one clip as it stands in the database."""

from contextlib import contextmanager
from dataclasses import replace

from django.db.models import Max, Min, Q

from articles import document
from articles.models import Snapshot
from curation.desk import second_pair
from curation.evidence.checks import Finding, Passages, check
from curation.evidence.finding import SECOND_PAIR
from curation.models.proposal import unsupported_of

__all__ = ["SECOND_PAIR", "Finding", "Stopped", "findings"]


class Stopped(Exception):
    """The gate has findings that stop this; `findings` are they."""

    def __init__(self, findings):
        self.findings = findings
        super().__init__(" ".join(finding.message for finding in findings))


def findings(article, *, by=None, clip=None) -> list[Finding]:
    """What the gate finds. With `by`, also whether this person may be the one who publishes it.

    `clip` is a document to judge in place of the saved one: what is being typed. What an editor has overridden does
    not stop and comes last.
    """
    clip = clip or document.of(article)
    clip.setdefault("differences", document.differences_of(article))
    clip.setdefault("says", document.says_of(article))
    found = check(
        clip, snapshots=_snapshots(clip), pictures=_pictures(article, clip), unsupported=unsupported_of(article)
    )
    return second_pair.findings(article, by=by) + _overridden(article, found)


@contextmanager
def kept_open(article):
    """Around a change of a clip: while it is public nothing comes in that would have stopped it.

    What stopped it before does not count. Raises Stopped, and the caller rolls back.
    """
    before = _stops(article) if article.is_published else {}
    yield
    if article.is_published and (new := [f for key, f in _stops(article).items() if key not in before]):
        raise Stopped(new)


def _stops(article):
    return {finding.fingerprint: finding for finding in findings(article) if finding.stops}


def _overridden(article, found):
    """Findings that an override is of; it is known by the words, so with other words it is of nothing any more."""
    passed = {row.fingerprint: row for row in article.overrides.select_related("by")} if article.pk else {}
    if not passed:
        return found
    found = [_passed(finding, passed.get(finding.fingerprint)) for finding in found]
    return sorted(found, key=lambda finding: bool(finding.overridden))


def _passed(finding, override):
    if override is None or not finding.stops:
        return finding
    return replace(finding, stops=False, overridden=override.note, overridden_by=str(override.by))


def _snapshots(clip):
    """What is cited, and what each source says by now. Of a source that is not cited also its first text: nothing
    else tells what was read when the clip was written."""
    cited = {citation["snapshot"] for citation in _citations(clip)}
    of_sources = Snapshot.objects.filter(source__in=clip["sources"])
    latest = of_sources.values("source").annotate(last=Max("pk")).values("last")
    uncited = of_sources.exclude(source__snapshots__in=[pk for pk in cited if pk])
    first = uncited.values("source").annotate(first=Min("pk")).values("first")
    wanted = Q(pk__in=cited) | Q(pk__in=latest) | Q(pk__in=first)
    return {row.pk: _passages(row) for row in Snapshot.objects.filter(wanted).select_related("source").order_by("pk")}


def _passages(snapshot):
    source = snapshot.source
    return Passages(
        snapshot.text,
        source.language,
        around="\n".join(filter(None, (source.title, source.publisher, source.byline))),
        year=source.published.year if source.published else 0,
        source=source.pk,
        free=source.free_to_quote,
    )


def _citations(clip):
    yield from clip["citations"]
    for part in (*clip["key_facts"], *clip["answers"], *clip.get("differences", ())):
        yield from part["citations"]


def _pictures(article, clip):
    """The hero, as typed where it is being typed, and the pictures in the text."""
    hero = clip["hero"] if "hero" in clip else article.hero and _told(article.hero, "hero")
    shown = [_told(row.picture, "body") for row in article.body_pictures.select_related("picture")]
    return [*([hero] if hero else []), *shown]


def _told(picture, where):
    words = {name: getattr(picture, name) for name in ("alt", "decorative", "credit", "licence")}
    return {"where": where, "key": picture.pk, **words}
