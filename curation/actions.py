"""What the desk does to clips: the gate, then the verb."""

import logging

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import audit
from articles import actions as clips
from articles.models import Article, Citation, Revision
from articles.models.article import AlreadySettled, site_language
from curation.desk import delays, second_pair
from curation.evidence import gate
from curation.evidence.gate import Stopped
from curation.models import Override

log = logging.getLogger(__name__)


class CannotBeOverridden(Exception):
    """Somebody else must publish it, whatever the note says."""


@transaction.atomic
def publish(article, *, by, at=None, words="", stands=""):
    """Publish now, or at a later moment. Raises Stopped while a finding stops it that nobody has overridden.

    `words` is the content hash that the person saw; raises WordsChanged when the clip has others by now. `stands` is
    how it stood then; raises AlreadySettled when somebody has published it or given it a moment since.
    """
    second_pair.settle(article, by=by, words=words)
    if stands and stands != article.stands:
        raise AlreadySettled(article)
    found = gate.findings(Article.objects.select_for_update().get(pk=article.pk), by=by)  # as saved, and held
    if stops := [finding for finding in found if finding.stops]:
        raise Stopped(stops)
    passed = {finding.message: finding.overridden for finding in found if finding.overridden}
    told = {"overrode": passed} if passed else {}
    if at and at > timezone.now():
        clips.schedule(article, by=by, at=at, **told)
    else:
        clips.publish(article, by=by, **told)


def override(article, finding, *, by, note):
    """Let one finding pass, and say why. It is known by its words: with other words it stops again, by itself.

    Raises CannotBeOverridden for a second pair of eyes. Of two people at once the first note stands.
    """
    if finding.kind == gate.SECOND_PAIR:
        raise CannotBeOverridden(finding.message)
    _let_pass(article, [(finding, note)], by=by)
    return article.overrides.get(fingerprint=finding.fingerprint)


def override_noted(article, notes, *, by):
    """Let every finding pass for which there is a note: {fingerprint: note}."""
    found = gate.findings(article) if notes else []
    noted = {f.fingerprint: (f, notes[f.fingerprint]) for f in found if f.may_pass and f.fingerprint in notes}
    if noted:
        _let_pass(article, list(noted.values()), by=by)


@transaction.atomic
def _let_pass(article, noted, *, by):
    Article.objects.select_for_update().get(pk=article.pk)  # one after the other
    known = set(article.overrides.values_list("fingerprint", flat=True))
    new = [(finding, note) for finding, note in noted if finding.fingerprint not in known]
    Override.objects.bulk_create(
        Override(
            article=article,
            fingerprint=finding.fingerprint,
            kind=finding.kind,
            message=finding.message[:500],
            note=note.strip()[:400],
            by=by,
        )
        for finding, note in new
    )
    for finding, note in new:
        audit(article, "override", by=by, finding=finding.message, quote=finding.quote[:300], note=note.strip())


@transaction.atomic
def take_back_override(article, fingerprint, *, by):
    """The finding stops again. Nothing happens where somebody else was first."""
    row = article.overrides.select_for_update().filter(fingerprint=fingerprint).first()
    if row is not None:
        row.delete()
        audit(article, "take back override", by=by, finding=row.message, note=row.note)


def publish_due(now=None):
    """Publish what was promised for a moment that has come, if the gate still lets it. One that is stopped or fails
    keeps no other back. Safe to run at once in several workers."""
    now = now or timezone.now()
    promised = Article.objects.due(now).order_by("scheduled_for", "pk").values_list("pk", flat=True)
    return sum(_publish_or_delay(pk, now) for pk in list(promised) if not delays.rests(pk))


def _publish_or_delay(pk, now):
    try:
        with translation.override(site_language()):
            return _publish_due(pk, now)
    except AlreadySettled:  # somebody was first between two of our questions
        return 0
    except Exception:
        log.exception("clip %d could not be published; it is tried again", pk)
        delays.failed(pk, now)
        return 0


@transaction.atomic
def _publish_due(pk, now):
    article = Article.objects.select_for_update().due(now).filter(pk=pk).first()
    if article is None:  # another worker was first, or an editor took it back
        return 0
    if second_pair.keep_back(article):
        return 0
    if stops := [finding for finding in gate.findings(article) if finding.stops]:
        delays.stop(article, stops)
        log.warning("held clip %d, since the gate stops it", pk)
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
