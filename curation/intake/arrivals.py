"""What happens to leads that have just come, once they are kept."""

import logging

from curation.models import Lead

log = logging.getLogger(__name__)
AT_ONCE = 50


def arrived(leads: list[Lead]) -> None:
    """Called after the commit, once for all that came together. The worker looks for others that tell the same."""
    from curation.tasks import look_for_same_stories

    log.info("%d new leads", len(leads))
    numbers = [lead.pk for lead in leads]
    for n in range(0, len(numbers), AT_ONCE):
        look_for_same_stories.enqueue(numbers[n : n + AT_ONCE])
