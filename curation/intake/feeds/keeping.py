"""Items of a feed as leads: each once, however often and by however many workers the feed is read."""

from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone

from curation.intake.addresses import key_of
from curation.intake.arrivals import arrived
from curation.intake.feeds.reading import Item
from curation.intake.rules import apply_rules, count_hits
from curation.models import Feed, Lead, LeadRule

MOST_AT_FIRST = 30  # that a new feed puts into the inbox as unread


@dataclass(frozen=True)
class Kept:
    new: int = 0
    edited: int = 0


def keep_items(feed: Feed, items: list[Item], *, first: bool) -> Kept:
    """Call it with the feed's row locked. `first`: what is older than the newest few counts as read."""
    if first:
        adopt(feed, items)
    known = {lead.guid: lead for lead in feed.leads.filter(guid__in=[item.guid for item in items]).defer("html")}
    unknown = [item for item in items if item.guid not in known]
    renamed = rename(feed, unknown, told=[item.guid for item in items]) if unknown else set()
    fresh = [new_lead(feed, item) for item in unknown if item.guid not in renamed]
    edited = sum(renew(known[item.guid], item) for item in items if item.guid in known)
    if first:
        for lead in fresh[MOST_AT_FIRST:]:
            lead.read_at = timezone.now()
    if fresh:
        keep_new(feed, fresh)
    return Kept(len(fresh), edited)


def keep_new(feed, fresh):
    rules = LeadRule.objects.for_feed(feed).select_related("assign_to")
    hits = apply_rules(fresh, list(rules))
    Lead.objects.bulk_create(reversed(fresh))  # the newest gets the highest number, and so the top of the inbox
    count_hits(hits)
    transaction.on_commit(partial(arrived, fresh))


def new_lead(feed: Feed, item: Item) -> Lead:
    return Lead(feed=feed, origin=Lead.Origin.FEED, state=Lead.State.NEW, guid=item.guid, **fields_of(item))


def fields_of(item: Item) -> dict:
    return {
        "url": item.url,
        "canonical_url": key_of(item.url) if item.url else "",
        "text": item.text,
        "title": item.title,
        "summary": item.summary,
        "byline": item.byline,
        "published": item.published,
    }


def renew(lead: Lead, item: Item) -> bool:
    """An item that its publisher edited, while nobody has looked at it. What an editor has read stays as it was."""
    if lead.state != Lead.State.NEW or lead.read_at:
        return False
    said = {name: value for name, value in fields_of(item).items() if name != "published"}
    if all(getattr(lead, name) == value for name, value in said.items()):
        return False
    unread = Lead.objects.filter(pk=lead.pk, state=Lead.State.NEW, read_at=None)
    return bool(unread.update(**said, changed_at=timezone.now()))


def rename(feed: Feed, items: list[Item], *, told: list[str]) -> set[str]:
    """Items that came before under another guid: some publishers change all of them when they move house.

    The same page with the same headline and date, and the feed does not tell the old guid any more. A page that says
    something new each day under one headline has another date each day. Returns the guids that are no news.
    """
    by_look = {look_of(new_lead(feed, item)): item.guid for item in items if item.url}
    pages = {page for page, *_rest in by_look}
    before = feed.leads.filter(canonical_url__in=pages).exclude(guid__in=told).defer("html", "text").order_by("pk")
    leads = [lead for lead in before if look_of(lead) in by_look]
    leads = list({look_of(lead): lead for lead in leads}.values())
    for lead in leads:
        lead.guid = by_look[look_of(lead)]
    Lead.objects.bulk_update(leads, ["guid"])
    return {lead.guid for lead in leads}


def look_of(lead: Lead):
    return lead.canonical_url, lead.title, lead.published or lead.summary


def adopt(feed: Feed, items: list[Item]) -> None:
    """Leads of a feed that was deleted and added again are its own once more, instead of coming twice."""
    by_url = {item.url: item for item in items if item.url}
    orphans = Lead.objects.filter(feed=None, origin=Lead.Origin.FEED, url__in=by_url).only("pk", "url")
    for lead in {lead.url: lead for lead in orphans}.values():
        Lead.objects.filter(pk=lead.pk, feed=None).update(feed=feed, guid=by_url[lead.url].guid)
