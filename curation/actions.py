"""What the desk does to clips: the gate, then the verb."""

import logging

from django.db import transaction
from django.utils import timezone

from accounts.models import audit
from articles import actions as clips
from articles.models import Article
from curation.desk import second_pair
from curation.evidence import gate
from curation.models import Override

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The gate has findings that stop publication; `findings` are they."""

    def __init__(self, findings):
        self.findings = findings
        super().__init__(" ".join(finding.message for finding in findings))


class CannotBeOverridden(Exception):
    """Somebody else must publish it, whatever the note says."""


@transaction.atomic
def publish(article, *, by, at=None, words=""):
    """Publish now, or at a later moment. Raises Stopped while a finding stops it that nobody has overridden.

    `words` is the content hash that the person saw; raises WordsChanged when the clip has others by now.
    """
    second_pair.settle(article, by=by, words=words)
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
    """Publish what was promised for a moment that has come. Safe to run at once in several workers."""
    now = now or timezone.now()
    return sum(_publish_due(pk, now) for pk in Article.objects.due(now).values_list("pk", flat=True))


@transaction.atomic
def _publish_due(pk, now):
    article = Article.objects.select_for_update().due(now).filter(pk=pk).first()
    if article is None:  # another worker was first, or an editor took it back
        return 0
    if second_pair.keep_back(article):
        return 0
    clips.publish(article, by=None, at=article.scheduled_for)
    log.info("published clip %d, promised for %s", pk, article.published_at.isoformat())
    return 1
