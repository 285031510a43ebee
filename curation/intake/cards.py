"""What the pages say of themselves to which a clip links by a card. The worker asks them once; readers ask nobody.

The schedule gives out the turns, a job of the worker is one turn: asking takes its time, and nothing that is promised
for a moment may wait for it. Whoever has the lease of a card (the moment in `looked_at`) may ask for it.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from articles.models import Article, LinkCard
from common import stamps
from common.fetching import FetchError, NotOurTurn, fetch, turn_at
from common.jobs import Later
from curation.intake.extraction import ExtractionError, ask_child, one_line

log = logging.getLogger(__name__)

AT_ONCE = 20
LEASE = timedelta(minutes=10)  # a worker that died leaves the card to the next one; longer than all tries take
DEADLINE = 15.0  # seconds
LONGEST_WAIT = 20.0  # seconds for our turn at a site


def waiting(now):
    """The next few that nobody is asking for."""
    free = Q(looked_at__isnull=True) | Q(looked_at__lt=now - LEASE)
    return LinkCard.objects.filter(free, state=LinkCard.State.WAITING).order_by("pk")[:AT_ONCE]


def take(card, now) -> bool:
    """Claim the look at it; of two workers one gets it."""
    free = LinkCard.objects.filter(pk=card.pk, state=LinkCard.State.WAITING, looked_at=card.looked_at)
    return bool(free.update(looked_at=now))


def look(pk, lease, *, last=True) -> None:
    """One turn, if this lease is still the last one. Raises Later where another try may help, unless it is `last`."""
    card = LinkCard.objects.filter(pk=pk, state=LinkCard.State.WAITING, looked_at=lease).first()
    if card is None:
        return
    try:
        with turn_at(card.url, wait=LONGEST_WAIT):
            said = _what_it_says(card.url)
    except (FetchError, ExtractionError, NotOurTurn) as error:
        log.info("no card of %s: %r", card.url, error)
        if getattr(error, "worth_retrying", isinstance(error, NotOurTurn)) and not last:
            raise Later from error
        _settle(card, state=LinkCard.State.FAILED)
    except Exception:  # a mistake of ours, which another look would only repeat
        _settle(card, state=LinkCard.State.FAILED)
        raise
    else:
        _settle(card, state=LinkCard.State.READY, **said)


def _what_it_says(url):
    page = fetch(url, deadline=DEADLINE)
    said = ask_child(page.body, {"url": page.url, "charset": page.charset}, DEADLINE)
    title = one_line(said.get("title", ""), 300)
    if not title:
        raise ExtractionError
    return {
        "title": title,
        "publisher": one_line(said["publisher"], 200),
        "description": one_line(said["excerpt"], 400),
    }


@transaction.atomic
def _settle(card, **fields):
    LinkCard.objects.filter(pk=card.pk).update(**fields)
    shown_in = Article.objects.filter(body_html__contains=f'"card-{card.pk}"').values_list("pk", flat=True)
    stamps.touch(*(f"article:{pk}" for pk in shown_in))
