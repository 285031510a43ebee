"""Sources of published clips are looked at again, politely; what became of the cited passages is written down.

`watch_due` gives out the turns (the schedule calls it), `look` is one turn (a job of the worker). Whoever has the
lease of a watch may ask its site; a turn that ends without the lease changes nothing.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, Max, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Source
from common.fetching import BadAnswer, FetchError, NotOurTurn, fetch, may_fetch, turn_at
from curation.evidence.refinding import resemblance
from curation.intake.addresses import host_of, is_front_page
from curation.intake.comparing import compare, write_down
from curation.intake.extraction import ExtractionError, extract
from curation.models import Watch
from curation.models.watch import WATCHED_FOR

FIRST_LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3))  # after publication
THEN_EVERY = timedelta(days=7)
AFTER_A_CHANGE = timedelta(hours=6)
LONGEST_WAIT = 20.0  # seconds for our turn at a site
LEASE = timedelta(minutes=10)  # longer than a fetch, an extraction and a comparison may take together
TURNS = 20  # given out at once
IN_VIEW = 500
MOST_CHARACTERS = 300_000
SHRUNK_TO = 0.2
HARDLY_ALIKE = 0.05
GONE = (404, 410)
CLOSED = (401, 402, 403, 407, 451)

log = logging.getLogger(__name__)


# Turns


def watch_due(now=None) -> int:
    """Begin watching what is new, and give out the turns that are due. Safe to run at once in several workers."""
    now = now or timezone.now()
    _begin(now)
    return sum(_give(watch, now) for watch in _turns(now))


def look_now(watch, now=None) -> bool:
    """Ahead of its time, because an editor asks. False when its site is being asked already: then it is next."""
    now = now or timezone.now()
    Watch.objects.filter(pk=watch.pk, next_at__gt=now).update(next_at=now)
    return any(_give(turn, now) for turn in _turns(now, asked=watch.pk) if turn.pk == watch.pk)


def _begin(now):
    published = Article.objects.published().filter(published_at__gt=now - WATCHED_FOR)
    sources = Source.objects.filter(article_sources__article__in=published, watch=None).exclude(canonical_url="")
    new = sources.annotate(since=Max("article_sources__article__published_at")).order_by("pk")[:IN_VIEW]
    rows = [Watch(source=source, next_at=next_look(source.since, now)) for source in new]
    Watch.objects.bulk_create(rows, ignore_conflicts=True)


def _turns(now, asked=None):
    """The watches whose turn it is: of each host the one that waits longest, and none while the host is being asked.

    Who is asked and who is due come from one look at the table, so that of two workers none sees half of the other's.
    """
    asked_or_due = Q(pk__in=Watch.objects.due(now).values("pk")) | Q(pk=asked)
    rows = Watch.objects.filter(asked_or_due | Q(lease_until__gt=now)).select_related("source")
    busy_first = Case(When(lease_until__gt=now, then=0), When(pk=asked, then=1), default=2)
    seen, turns = set(), []
    for watch in rows.order_by(busy_first, "next_at", "pk")[:IN_VIEW]:
        host = host_of(watch.source.canonical_url)
        if host not in seen and not (watch.lease_until and watch.lease_until > now):
            turns.append(watch)
        seen.add(host)
    return turns[:TURNS]


@transaction.atomic
def _give(watch, now):
    """Compare and set: also who looked meanwhile has moved `next_at`."""
    from curation.tasks import look_at_source

    lease = now + LEASE
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    if not Watch.objects.filter(free, pk=watch.pk, next_at=watch.next_at).update(lease_until=lease):
        return 0
    look_at_source.enqueue(watch.pk, lease.isoformat())
    return 1


def next_look(since, now, *, changed=False):
    """After the first looks weekly; sooner when passages have just changed, since corrections come in a row."""
    first = next((since + step for step in FIRST_LOOKS if since + step > now), None)
    last = since + FIRST_LOOKS[-1]
    regular = first or last + THEN_EVERY * ((now - last) // THEN_EVERY + 1)
    return min(regular, now + AFTER_A_CHANGE) if changed else regular


def after_failure(failures, now, *, wait=0):
    """An hour, two, four, … at most a week; `wait` are the seconds that the site asks for."""
    pause = min(timedelta(hours=2 ** min(failures - 1, 10)), THEN_EVERY)
    return now + max(pause, timedelta(seconds=wait))


# One turn


@dataclass(frozen=True)
class Seen:
    """What a look brought: a text, or no change (neither text nor trouble), or trouble with its sentence."""

    text: str = ""
    etag: str = ""
    last_modified: str = ""
    trouble: str = ""
    sentence: str = ""
    wait: int = 0


def look(pk, lease):
    """One turn of one watch. Run again after a crash, or twice at once, it asks the site once."""
    watch = _take(pk, datetime.fromisoformat(lease))
    if watch is None:
        return
    try:
        seen = see(watch)
    except Exception:
        _settle_trouble(watch, Seen(trouble=Watch.Trouble.UNREADABLE, sentence=_("Something here went wrong with it.")))
        raise
    if seen.trouble:
        _settle_trouble(watch, seen)
    elif seen.text:
        _settle_text(watch, seen)
    else:
        _settle(watch, etag=seen.etag or watch.etag, last_modified=seen.last_modified or watch.last_modified)


def _take(pk, lease):
    """The watch with a lease of our own; None when the given one is over or somebody has taken this turn."""
    now = timezone.now()
    mine = now + LEASE
    if lease <= now or not Watch.objects.filter(pk=pk, lease_until=lease).update(lease_until=mine):
        log.info("the turn of watch %s was taken or is over", pk)
        return None
    return Watch.objects.select_related("source").get(pk=pk)


def see(watch) -> Seen:
    """Ask the site, and tell what came from what was expected."""
    url = watch.source.canonical_url
    try:
        if not may_fetch(url):
            return Seen(trouble=Watch.Trouble.REFUSED, sentence=_("The site asks robots not to read this page."))
        with turn_at(url, wait=LONGEST_WAIT):
            page = fetch(url, headers=_conditions(watch), wait_elsewhere=LONGEST_WAIT)
        kept = _marks_of(page)
        if page.status == 304:
            return Seen(**kept)
        if is_front_page(page.url) and not is_front_page(url):
            return _unlike(_("Its address leads to the front page of the site now."))
        text = extract(page.body, url=page.url, charset=page.charset).text
    except NotOurTurn:
        busy = _("We were at this site already; it is asked again later.")
        return Seen(trouble=Watch.Trouble.UNREACHABLE, sentence=busy, wait=60)
    except FetchError as error:
        return _failed(error)
    except ExtractionError as error:
        return _unlike(error.sentence)
    return _judged(watch, text) or Seen(text=text, **kept)


def _conditions(watch):
    named = {"If-None-Match": watch.etag, "If-Modified-Since": watch.last_modified}
    return {name: value for name, value in named.items() if value}


def _marks_of(page):
    """What the next request repeats."""
    return {"etag": page.mark("etag", 300), "last_modified": page.mark("last-modified", 100)}


def _failed(error):
    status = getattr(error, "status", 0)
    wait = (getattr(error, "retry_after", 0) or 0) if isinstance(error, BadAnswer) else 0
    if status in GONE:
        return Seen(
            trouble=Watch.Trouble.GONE, sentence=_("The page is gone (status %(status)d).") % {"status": status}
        )
    if status in CLOSED or not error.worth_retrying:
        return _unlike(error.sentence)
    return Seen(trouble=Watch.Trouble.UNREACHABLE, sentence=error.happened, wait=wait)


def _judged(watch, text):
    """A wall for consent or payment in place of the article does not mean that all its sentences were taken back."""
    known = watch.source.latest
    if len(text) > MOST_CHARACTERS:
        return _unlike(_("It is as long as a book now."))
    if known and len(text) < SHRUNK_TO * len(known.text):
        return _unlike(_("Most of its text is missing: it may ask for consent or payment."))
    if known and resemblance(known.text, text) < HARDLY_ALIKE:
        return _unlike(_("It shows something else entirely."))
    return None


def _unlike(why):
    sentence = _("The page could not be read as before. %(why)s") % {"why": why}
    return Seen(trouble=Watch.Trouble.UNREADABLE, sentence=sentence)


# What comes of it


def _settle_text(watch, seen):
    """Compared first, which takes its time; then everything is written at once."""
    found = compare(watch.source, seen.text)
    with transaction.atomic():
        if not _settle(watch, etag=seen.etag, last_modified=seen.last_modified):
            return
        changed, affected = write_down(watch.source, seen.text, found)
        if changed:
            Watch.objects.filter(pk=watch.pk).update(
                changed_at=timezone.now(), next_at=_next(watch, changed=bool(affected))
            )


def _settle(watch, **fields):
    now = timezone.now()
    fields |= {"looked_at": now, "next_at": _next(watch), "failures": 0, "trouble": "", "sentence": ""}
    return _mine(watch).update(lease_until=None, **fields)


def _settle_trouble(watch, seen):
    now, failures = timezone.now(), watch.failures + 1
    _mine(watch).update(
        lease_until=None,
        looked_at=now,
        next_at=max(after_failure(failures, now, wait=seen.wait), min(_next(watch), now + THEN_EVERY)),
        failures=failures,
        trouble=seen.trouble,
        sentence=seen.sentence[:500],
    )


def _mine(watch):
    return Watch.objects.filter(pk=watch.pk, lease_until=watch.lease_until)


def _next(watch, *, changed=False):
    published = Article.objects.published().filter(article_sources__source=watch.source_id)
    since = published.aggregate(since=Max("published_at"))["since"] or timezone.now()
    return next_look(since, timezone.now(), changed=changed)
