"""What the desk does to clips: the gate, then the verb."""

import logging

from django.db import transaction
from django.utils import timezone

from articles import actions as clips
from articles.models import Article
from curation.desk import second_pair
from curation.evidence import gate

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The gate has findings that stop publication; `findings` are they."""

    def __init__(self, findings):
        self.findings = findings
        super().__init__(" ".join(finding.message for finding in findings))


@transaction.atomic
def publish(article, *, by, at=None, override_note="", words=""):
    """Publish now, or at a later moment. Raises Stopped if something stops it and no note says why not.

    `words` is the content hash that the person saw; raises WordsChanged when the clip has others by now.
    """
    second_pair.settle(article, by=by, words=words)
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
    if second_pair.keep_back(article):
        return 0
    clips.publish(article, by=None, at=article.scheduled_for)
    log.info("published clip %d, promised for %s", pk, article.published_at.isoformat())
    return 1
