"""What the worker does for the desk."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django_tasks import task

from common.jobs import LATER, SOON, Later, tried
from curation.intake import cards, several, stories, watching
from curation.intake.arrivals import arrived
from curation.intake.extraction import WARNINGS
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
    lead = Lead.objects.select_related("by", "feed__category", "article").filter(pk=pk).first()
    if lead is None:
        return
    try:
        lead.start(again=True)  # somebody may run again what was given up
        _make_draft(lead, last=context.attempt >= 4)
    except LeadIsSettled:
        log.info("lead %d was settled by somebody else", pk)


def _make_draft(lead, *, last):
    try:
        if lead.article:  # of which it shall be another source
            _add_to(lead.article, lead)
            arrived([lead])
            return
        prepared = _prepare(lead)
        with transaction.atomic():
            kept = keep(prepared, by=lead.by, category=_category(lead))
            lead.become(kept.article, _with_a_warning(kept.warnings))
        arrived([lead])
    except AlreadyImported as known:
        lead.become(known.article, str(known))
    except ImportFailed as failed:
        _fail(lead, failed, last=last)
    except LeadIsSettled:
        raise
    except Exception:
        lead.fail(_("Something here went wrong with this source. It is in the log; what you gave is kept."))
        raise


def _with_a_warning(warnings):
    """What the editor should know of the page itself; the rest stands beside the draft. "" where all is well."""
    told = [warning["message"] for warning in warnings if warning["kind"] in WARNINGS]
    return " ".join([_("The draft is made."), *told]) if told else ""


def _prepare(lead, *, second=False):
    return prepare(
        url=lead.url,
        html=_page(lead),
        text=lead.text,
        title=lead.title,
        second=lead.second or second,
        named=_named(lead),
    )


def _add_to(article, lead):
    prepared = _prepare(lead, second=True)
    try:
        with transaction.atomic():
            several.add_source(article, prepared, by=lead.by)
            lead.become(article, _("The source is added. See who reports what, and where they differ."))
    except several.HasItAlready:
        lead.become(article, _("The clip has this source already; nothing was changed."))
    except several.TooManySources:
        raise ImportFailed(_("A clip has ten sources at most. Remove one of them first.")) from None


@task(priority=SOON)
def work_on_leads(numbers):
    """Make one draft of several leads. What fails is said of each; the others go on. Safe to run twice at once."""
    read = {lead.pk: (lead, prepared) for lead in _started(numbers) if (prepared := _prepared_or_failed(lead))}
    try:
        _keep_several(numbers, read)
    except ImportFailed as failed:
        for lead, _prepared in read.values():
            lead.fail(str(failed))


@transaction.atomic
def _keep_several(numbers, read):
    """Of those that are still ours: another worker may have been faster, or somebody dismissed one."""
    ours = Lead.objects.select_for_update().filter(pk__in=list(read), state=Lead.State.WORKING).order_by("pk")
    working = {lead.pk for lead in ours.only("pk")}
    kept = [pair for pk, pair in read.items() if pk in working]
    if not kept:
        return
    first = kept[0][0]
    article = several.keep_several([p for _lead, p in kept], by=first.by, category=_category(first)).article
    for lead, _prepared in kept:
        lead.become(article)
    # Trying one of those again adds it to this clip.
    Lead.objects.filter(pk__in=numbers, state=Lead.State.FAILED, article=None).update(article=article)


def _started(numbers):
    leads = {lead.pk: lead for lead in Lead.objects.select_related("by", "feed__category").filter(pk__in=numbers)}
    for pk in numbers:
        try:
            if pk in leads:
                leads[pk].start()
                yield leads[pk]
        except LeadIsSettled:
            log.info("lead %d was settled by somebody else", pk)


def _prepared_or_failed(lead):
    try:
        return _prepare(lead)
    except AlreadyImported as known:
        lead.become(known.article, str(known))
    except ImportFailed as failed:
        lead.fail(str(failed))
    except Exception:
        log.exception("lead %d", lead.pk)
        lead.fail(_("Something here went wrong with this source. It is in the log; what you gave is kept."))
    return None


def _fail(lead, failed, *, last):
    """With a word on whether it is tried again by itself; not when the site asks for more than an hour of quiet."""
    if not failed.again or last or failed.after > 3600:
        lead.fail(str(failed))
        return
    lead.fail(_("%(sentence)s Newsclip tries it again by itself.") % {"sentence": failed.happened})
    raise Later(failed.after)


def _named(lead):
    """The address that somebody of the desk gave: of the lead itself, or of the feed that told it."""
    if lead.origin == Lead.Origin.READER:
        return NOBODY
    if lead.origin == Lead.Origin.FEED:
        return lead.feed.url if lead.feed else NOBODY
    return lead.url


def _category(lead):
    return lead.feed.category if lead.feed else None


def _page(lead):
    return bytes(lead.html) if lead.html is not None else None


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


@task(priority=LATER)
def poll_feed(pk, lease):
    polling.poll(pk, parse_datetime(lease))


def look_at_waiting_cards():
    """Give each card that waits to the worker, once. Safe to run at once in several workers."""
    now = timezone.now()
    return sum(_ask_for(card, now) for card in cards.waiting(now))


@transaction.atomic
def _ask_for(card, now):
    taken = cards.take(card, now)
    if taken:
        look_at_card.enqueue(card.pk, now.isoformat())
    return taken


@task(priority=LATER, takes_context=True)
@tried(times=3, first=60)
def look_at_card(context, pk, lease):
    """What a page says of itself. A site that does not answer is asked twice more."""
    cards.look(pk, parse_datetime(lease), last=context.attempt >= 3)


@task(priority=LATER)
def look_at_source(pk, lease):
    """Whether a source still says what is cited of it. After the imports, which somebody waits for."""
    watching.look(pk, lease)


@task(priority=LATER)
def look_for_same_stories(numbers):
    stories.find_groups(numbers)
