"""What the pages say of themselves to which a clip links by a card. The worker asks them once; readers ask nobody."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, LinkCard
from common import stamps
from common.fetching import FetchError, fetch
from curation.intake.extraction import ExtractionError, ask_child, one_line

log = logging.getLogger(__name__)

AT_ONCE = 5
LEASE = timedelta(minutes=2)  # a worker that died leaves the card to the next one
DEADLINE = 15.0  # seconds


def look_at_waiting() -> int:
    """Ask for the next few cards that nobody is asking for. Returns how many there were."""
    now = timezone.now()
    free = Q(looked_at__isnull=True) | Q(looked_at__lt=now - LEASE)
    waiting = LinkCard.objects.filter(free, state=LinkCard.State.WAITING).order_by("pk")[:AT_ONCE]
    return sum(_look_at(card, now) for card in waiting)


def _look_at(card, now) -> bool:
    mine = LinkCard.objects.filter(pk=card.pk, state=LinkCard.State.WAITING, looked_at=card.looked_at)
    if not mine.update(looked_at=now):  # another worker was faster
        return False
    try:
        _settle(card, state=LinkCard.State.READY, **_what_it_says(card.url))
    except (FetchError, ExtractionError) as error:
        log.info("no card of %s: %s", card.url, error)
        _settle(card, state=LinkCard.State.FAILED)
    return True


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
