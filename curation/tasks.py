"""What the worker does for the desk."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django_tasks import task

from common.jobs import SOON, Later, tried
from curation.intake import watching
from curation.intake.feeds import polling
from curation.intake.importing import AlreadyImported, ImportFailed, keep, prepare
from curation.models import Feed, Lead, LeadIsSettled

log = logging.getLogger(__name__)
NOBODY = "https://nobody.invalid/"  # no private host is open for what nobody of the desk named


@task(priority=SOON, takes_context=True)
@tried(times=4, first=60)
def work_on_lead(context, pk):
    """Make a draft of a lead. Safe to run again after a crash, and twice at once: one draft comes of it.

    A site that does not answer is asked again three times; the lead has failed meanwhile and says so.
    """
    lead = Lead.objects.select_related("by", "feed__category").filter(pk=pk).first()
    if lead is None:
        return
    try:
        lead.start(again=context.attempt > 1)
        _make_draft(lead, last=context.attempt >= 4)
    except LeadIsSettled:
        log.info("lead %d was settled by somebody else", pk)


def _make_draft(lead, *, last):
    try:
        prepared = prepare(
            url=lead.url,
            html=_page(lead),
            text=lead.text,
            title=lead.title,
            second=lead.second,
            named=_named(lead),
        )
        with transaction.atomic():
            lead.become(keep(prepared, by=lead.by, category=_category(lead)).article)
    except AlreadyImported as known:
        lead.become(known.article, str(known))
    except ImportFailed as failed:
        _fail(lead, failed, last=last)
    except LeadIsSettled:
        raise
    except Exception:
        lead.fail(_("Something here went wrong with this source. It is in the log; what you gave is kept."))
        raise


def _fail(lead, failed, *, last):
    """With a word on whether it is tried again by itself; not when the site asks for more than an hour of quiet."""
    if not failed.again or last or failed.after > 3600:
        lead.fail(str(failed))
        return
    lead.fail(_("%(sentence)s Newsclip tries it again by itself.") % {"sentence": failed})
    raise Later(failed.after)


def _named(lead):
    """The address that somebody of the desk gave: of the lead itself, or of the feed that told it."""
    if lead.origin == Lead.Origin.FEED:
        return lead.feed.url if lead.feed else NOBODY
    return lead.url


def _category(lead):
    return lead.feed.category if lead.feed else None


def _page(lead):
    return bytes(lead.html) if lead.html is not None else None


@task(priority=-10)
def look_at_source(pk, lease):
    """Whether a source still says what is cited of it. After the imports, which somebody waits for."""
    watching.look(pk, lease)


def poll_due_feeds():
    """Give each feed that is due to the worker, once. Safe to run at once in several workers."""
    now = timezone.now()
    return sum(ask_feed(feed, now) for feed in polling.due_feeds(now))


@transaction.atomic
def ask_feed(feed: Feed, now):
    """The lease and the job are made together or not at all; whether we got it."""
    lease = now + polling.IN_QUEUE
    taken = feed.take(now, until=lease)
    if taken:
        poll_feed.enqueue(feed.pk, lease.isoformat())
    return taken


@transaction.atomic
def ask_soon(feed: Feed):
    """Now, as somebody wishes, unless it is being asked already or rests; whether it is."""
    return feed.ask_soon() and ask_feed(feed, timezone.now())


@task(priority=-10)  # people's own jobs go first
def poll_feed(pk, lease):
    polling.poll(pk, parse_datetime(lease))
