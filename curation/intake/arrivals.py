"""What happens to leads that have just come into the inbox, once they are kept."""

import logging

from curation.models import Lead

log = logging.getLogger(__name__)


def arrived(leads: list[Lead]) -> None:
    """Called after the commit, once for all that came together. Same stories are looked for from here."""
    log.info("%d new leads in the inbox", len(leads))
