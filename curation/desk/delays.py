"""What keeps a clip from going out at the moment for which it was promised: the gate, or an error of this site's own.

What the gate stops is in review again, and no longer due. After an error the clip stays scheduled and is tried again,
after pauses that grow from two seconds to five minutes; from the third error on the desk says so, once for each moment.
"""

import logging

from django.core.cache import cache
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import AuditEntry, audit
from articles import actions as clips
from articles.models import Article
from articles.models.article import site_language
from curation.desk import telling

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 2, 300  # seconds between two attempts
QUIET = 2  # errors of which nobody hears: the next attempt comes in seconds
REMEMBERED = 3600  # seconds without an error after which the pauses begin anew
DELAY = "delay"  # in the audit trail


def stop(article, findings):
    """Hold it, and say to those who wait for it what stops it."""
    promised, because = article.scheduled_for, " ".join(finding.message for finding in findings)
    clips.hold(article, because=because)
    telling.stopped(article, promised, because="\n".join(f"- {finding.message}" for finding in findings))


def rests(pk) -> bool:
    """Whether it failed a moment ago and its pause is not over. A cache that does not answer keeps nothing back."""
    try:
        return cache.get(_slot(pk, "rests")) is not None
    except Exception:
        log.exception("the pauses of late clips are unknown; clip %d is tried at once", pk)
        return False


def failed(pk, now):
    """Publishing it raised: try again later, and say so when that does not help. Raises nothing: others are due too."""
    try:
        errors = cache.get(_slot(pk, "errors"), 0) + 1
        cache.set(_slot(pk, "errors"), errors, REMEMBERED)
        cache.set(_slot(pk, "rests"), True, min(SHORTEST**errors, LONGEST))
        if errors > QUIET:
            _say_so_once(pk, now)
    except Exception:
        log.exception("nobody could be told that clip %d is late", pk)


@transaction.atomic
def _say_so_once(pk, now):
    article = Article.objects.select_for_update().due(now).filter(pk=pk).first()
    if article is None or _is_said(article):
        return
    with translation.override(site_language()):
        because = _("Something here went wrong with it. It is in the log, and tried again every five minutes.")
    audit(article, DELAY, by=None, at=article.scheduled_for.isoformat(), because=because)
    telling.delayed(article, article.scheduled_for)


def _is_said(article):
    said = AuditEntry.objects.filter(subject_type="articles.article", subject_id=str(article.pk), verb=DELAY)
    return any(entry.data["at"] == article.scheduled_for.isoformat() for entry in said)


def _slot(pk, what):
    return f"delayed-clip:{pk}:{what}"
