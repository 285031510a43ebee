"""Feeds that are due, asked one by one: who may ask, what is written down, and when they are asked again."""

import logging
import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from common.fetching import NotOurTurn, host_of, turn_at
from curation.intake.feeds import timing
from curation.intake.feeds.asking import OURS, Answer, ask
from curation.intake.feeds.keeping import Kept, keep_items
from curation.models import Feed, FeedPoll

IN_QUEUE = timedelta(minutes=10)  # a job that waited longer is given up; the feed is due again
AT_WORK = timedelta(minutes=2)  # longer than asking and reading take
MOST_LOOKED_AT = 1000
MOST_AT_ONCE = 50
ANOTHER_TURN = (4, 12)  # seconds until a host is tried again that somebody else is visiting

log = logging.getLogger(__name__)


def due_feeds(now) -> list[Feed]:
    """The longest overdue, one of each host: more would only wait for each other's turn."""
    due = Feed.objects.due(now).order_by("next_poll_at", "pk").only("pk", "url", "lease_until")[:MOST_LOOKED_AT]
    by_host: dict[str, Feed] = {}
    for feed in due:
        by_host.setdefault(host_of(feed.url), feed)
    return list(by_host.values())[:MOST_AT_ONCE]


def poll(pk: int, lease) -> None:
    """Ask the feed, if this lease of it is still the last one."""
    feed = Feed.objects.held(pk, lease).first()
    if feed is None or not feed.prolong(until=timezone.now() + AT_WORK):
        log.info("feed %d is with somebody else", pk)
        return
    try:
        with turn_at(feed.url):
            answer = ask(feed.url, etag=feed.etag, last_modified=feed.last_modified)
    except NotOurTurn:
        feed.put_off(until=timezone.now() + timedelta(seconds=random.uniform(*ANOTHER_TURN)))  # noqa: S311
        return
    settle_or_say_why(feed, answer)


def settle_or_say_why(feed, answer):
    """What we cannot keep by a mistake of ours must not make the feed due again at once."""
    try:
        settle(feed, answer)
    except Exception:
        settle(feed, Answer(answer.status, answer.milliseconds, sentence=gettext(OURS)))
        raise


@transaction.atomic
def settle(feed: Feed, answer: Answer) -> None:
    """Write down what came, all or nothing. A worker whose lease ran out meanwhile writes nothing."""
    held = Feed.objects.held(feed.pk, feed.lease_until).select_for_update().first()
    if held is None:
        log.info("the look at feed %d took too long; somebody else has it", feed.pk)
        return
    kept = take_in(held, answer) if answer.is_ok else note_failure(held, answer)
    held.lease_until = None
    held.save()
    items = len(answer.reading.items) if answer.reading else 0
    FeedPoll.objects.create(
        feed=held,
        status=answer.status,
        items=items,
        new=kept.new,
        milliseconds=answer.milliseconds,
        sentence=answer.sentence,
    )
    forget_old_polls(held)


def take_in(feed: Feed, answer: Answer) -> Kept:
    now, kept = timezone.now(), Kept()
    if answer.reading:
        kept = keep_items(feed, answer.reading.items, first=feed.last_ok_at is None)
        feed.etag, feed.last_modified = answer.etag, answer.last_modified
        introduce(feed, answer.reading)
    if feed.last_ok_at:  # all is new at the first look, which says nothing
        patience = answer.reading.patience if answer.reading else 0
        feed.seconds = timing.adapted(feed.seconds, new=kept.new, patience=patience)
    feed.failures, feed.sentence, feed.last_ok_at = 0, "", now
    feed.next_poll_at = later(now, feed.seconds, least=timing.SOONEST)
    if answer.moved_to:
        move(feed, answer.moved_to)
    return kept


def introduce(feed, reading):
    """What a feed says of itself fills only what nobody has written."""
    feed.title = feed.title or reading.title
    feed.site_url = feed.site_url or reading.site_url
    feed.language = feed.language or reading.language


def move(feed, url):
    """The address moved for good. Where another feed is there already, this one would tell the same again."""
    if len(url) > 2000 or url == feed.url:
        return
    if Feed.objects.filter(url=url).exclude(pk=feed.pk).exists():
        feed.state = Feed.State.PAUSED
        feed.sentence = gettext("It moved to the address of another feed that is here already. Delete one of the two.")
    else:
        feed.url = url


def note_failure(feed, answer) -> Kept:
    feed.failures += 1
    feed.sentence = answer.sentence
    wait = timing.after_failure(feed.seconds, feed.failures, retry_after=answer.retry_after)
    feed.next_poll_at = later(timezone.now(), wait, least=min(answer.retry_after or 0, timing.LATEST))
    if answer.gone:
        feed.state = Feed.State.GONE
    return Kept()


def later(now, seconds, *, least):
    return now + timedelta(seconds=timing.spread(seconds, random.random(), least=least))  # noqa: S311


def forget_old_polls(feed):
    last = FeedPoll.objects.filter(feed=feed).values_list("pk", flat=True)[FeedPoll.MOST_KEPT - 1 :][:1]
    if last:
        FeedPoll.objects.filter(feed=feed, pk__lt=last[0]).delete()
