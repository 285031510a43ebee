"""What editors do to feeds and rules."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import audit
from curation.intake.feeds.opml import MOST_FEEDS, Line
from curation.models import Feed, LeadRule

BETWEEN_FIRST_LOOKS = timedelta(seconds=2)  # of a list that is imported


@transaction.atomic
def add_feed(found, *, by) -> tuple[Feed, bool]:
    """The feed at this address, and whether it is new. It is asked at once."""
    reading = found.reading
    fields = {
        "title": found.title[:300] if found.title != found.url else "",
        "site_url": reading.site_url if reading else "",
        "language": reading.language if reading else "",
        "added_by": by,
    }
    feed, made = Feed.objects.get_or_create(url=found.url, defaults=fields)
    if made:
        audit(feed, "add", by=by, url=feed.url)
    return feed, made


@dataclass(frozen=True)
class Report:
    """What became of one line of a list."""

    line: Line
    added: bool
    sentence: str


@transaction.atomic
def import_list(lines: list[Line], *, by) -> list[Report]:
    """Safe to repeat: what is there stays as it is. Nothing is fetched here; the worker asks each feed later."""
    known, now = set(Feed.objects.values_list("url", flat=True)), timezone.now()
    reports, fresh = [], []
    for line in lines:
        sentence = why_not(line, known, len(fresh))
        reports.append(Report(line, not sentence, sentence or _("Added.")))
        if not sentence:
            known.add(line.url)
            first_look = now + len(fresh) * BETWEEN_FIRST_LOOKS
            fresh.append(feed_of(line, by, first_look, now))
    # Of two who import the same list at once, each adds what the other has not.
    Feed.objects.bulk_create(fresh, ignore_conflicts=True)
    for feed in Feed.objects.filter(url__in=[feed.url for feed in fresh], added_at=now):
        audit(feed, "add", by=by, url=feed.url, list=True)
    return reports


def why_not(line, known, added):
    if not line.url:
        return _("Not an address of the web; left out.")
    if line.url in known:
        return _("Here already; left as it is.")
    if added >= MOST_FEEDS:
        return _("Left out: one list may bring 500 feeds. Import it again for the rest.")
    return ""


def feed_of(line, by, first_look, now):
    return Feed(
        url=line.url,
        title=line.title,
        site_url=line.site_url,
        folder=line.folder,
        added_by=by,
        added_at=now,
        next_poll_at=first_look,
    )


@transaction.atomic
def delete_feed(feed: Feed, *, by) -> None:
    """Its leads stay, in the inbox and elsewhere."""
    audit(feed, "delete", by=by, url=feed.url)
    feed.delete()


@transaction.atomic
def pause_feed(feed: Feed, *, by) -> None:
    if feed.pause():
        audit(feed, "pause", by=by)


@transaction.atomic
def resume_feed(feed: Feed, *, by) -> None:
    if feed.resume():
        audit(feed, "resume", by=by)


@transaction.atomic
def add_rule(rule: LeadRule, *, by) -> LeadRule:
    last = LeadRule.objects.order_by("-position").values_list("position", flat=True).first()
    rule.position, rule.made_by = 0 if last is None else last + 1, by
    rule.save()
    audit(rule, "add", by=by)
    return rule


@transaction.atomic
def delete_rule(rule: LeadRule, *, by) -> None:
    audit(rule, "delete", by=by)
    rule.delete()


@transaction.atomic
def move_rule(rule: LeadRule, step: int, *, by) -> None:
    """One place up (-1) or down (1). All places are written anew, so that two who move at once leave no gap."""
    rules = list(LeadRule.objects.select_for_update())
    if rule not in rules:  # somebody deleted it meanwhile
        return
    here = rules.index(rule)
    there = min(len(rules) - 1, max(0, here + step))
    rules.insert(there, rules.pop(here))
    for position, each in enumerate(rules):
        each.position = position
    LeadRule.objects.bulk_update(rules, ["position"])
    audit(rule, "move", by=by, to=there)
