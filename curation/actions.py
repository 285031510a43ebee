"""What the desk does to clips: the gate, then the verb."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import audit
from articles import actions as clips
from articles.models import Article, Citation, Revision
from curation.evidence import gate

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The gate has findings that stop publication; `findings` are they."""

    def __init__(self, findings):
        self.findings = findings
        super().__init__(" ".join(finding.message for finding in findings))


@transaction.atomic
def publish(article, *, by, at=None, override_note=""):
    """Publish now, or at a later moment. Raises Stopped if something stops it and no note says why not."""
    stops = [finding for finding in gate.findings(article, by=by) if finding.stops]
    if stops and (not override_note.strip() or any(finding.kind == gate.SECOND_PAIR for finding in stops)):
        raise Stopped(stops)
    told = {"overrode": [finding.message for finding in stops], "note": override_note.strip()} if stops else {}
    if at and at > timezone.now():
        clips.schedule(article, by=by, at=at, **told)
    else:
        clips.publish(article, by=by, **told)


def publish_due(now=None):
    """Publish what was promised for a moment that has come. Safe to run at once in several workers."""
    now = now or timezone.now()
    return sum(_publish_due(pk, now) for pk in Article.objects.due(now).values_list("pk", flat=True))


@transaction.atomic
def _publish_due(pk, now):
    article = Article.objects.select_for_update().due(now).filter(pk=pk).first()
    if article is None:  # another worker was first, or an editor took it back
        return 0
    clips.publish(article, by=None, at=article.scheduled_for)
    log.info("published clip %d, promised for %s", pk, article.published_at.isoformat())
    return 1


class NothingToCite(Exception):
    """The passage vanished, or is a quotation that the clip's text repeats."""


@transaction.atomic
def cite_new_words(change, *, by):
    """Move the citation to the new words of its source, as they stand there. What the clip says stays as it is."""
    if not change.can_be_cited_anew:
        raise NothingToCite(change)
    change.settle(by=by)
    clips_with_it = _lock_clips(change)
    Citation.objects.filter(pk=change.citation_id).update(
        snapshot=change.snapshot, start=change.start, end=change.start + len(change.after), quote=change.after
    )
    for clip in clips_with_it:
        kind = Revision.Kind.TYPO if clip.published_at else Revision.Kind.DRAFT
        clip.record(by=by, kind=kind, note=_("A passage is cited as its source has it now."))
        audit(clip, "cite.again", by=by, before=change.before, after=change.after)


@transaction.atomic
def keep_old_words(change, *, by):
    """The clip goes on citing what the page said when it was read."""
    change.settle(by=by)
    audit(change.article, "cite.keep", by=by, before=change.before, after=change.after)


def _lock_clips(change):
    """Every clip that shows the citation: a fact may stand on several."""
    cited = change.citation
    shown = {change.article_id}
    if cited.fact_id:
        shown |= set(cited.fact.shown_as.values_list("article_id", flat=True))
    return list(Article.objects.select_for_update().filter(pk__in=shown).order_by("pk"))
