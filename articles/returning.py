"""What changed in a clip since a signed-in reader saw it last."""

import logging
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from articles import changes, document
from articles.corrections import Told
from articles.models import LastRead
from articles.reading import ClipPage

log = logging.getLogger(__name__)


@dataclass
class Since:
    """`at` is when they last saw it; the changes are newest first and at least one."""

    at: datetime
    changes: list[Told]

    @property
    def corrections(self) -> int:
        return sum(change.correction is not None for change in self.changes)

    @property
    def updates(self) -> int:
        return len(self.changes) - self.corrections


def since_last_read(clip: ClipPage) -> Since | None:
    """What to tell whoever `clip.article` was asked for with `read_by`; marks the rows that say something else now."""
    article: Any = clip.article
    last = article.last_read
    newer = [change for change in clip.changes if last is not None and change.revision.number > last]
    if not newer:
        return None
    _mark(clip)
    return Since(article.last_read_at, newer)


def note_reading(clip: ClipPage, user, newest_comment: int = 0) -> None:
    """Keep that this person saw the clip and its thread as they are: one statement, and none when nothing is new.

    A database that takes no writes must not cost anybody the page.
    """
    article: Any = clip.article
    if article.last_read == article.version and (article.last_comment or 0) >= newest_comment:
        return
    newest = max(article.last_comment or 0, newest_comment)
    row = LastRead(user=user, article=article, number=article.version, at=timezone.now(), comment=newest)
    try:
        LastRead.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["user", "article"], update_fields=["number", "at", "comment"]
        )
    except DatabaseError as error:
        log.warning("the reading of clip %d is not kept: %s", article.pk, error)


def _mark(clip):
    if clip.article.last_seen is None:
        return
    reworded = changes.reworded(clip.article.last_seen, document.rows_of(clip.article))
    for row in chain(clip.facts, clip.quick_answers, clip.faqs):
        row.is_changed = row.id in reworded
