"""The demonstration's inbox: leads of two feeds that rest, so that nobody asks a host that does not exist."""

import tomllib

from django.db import transaction
from django.db.models import Q

from accounts.models import AuditEntry
from curation.intake.stories import find_groups
from curation.models import Feed, Lead, LeadGroup
from newsclip.demo.manuscripts import FOLDER, span


def rows() -> list[dict]:
    return tomllib.loads((FOLDER / "inbox.toml").read_text())["feeds"]


@transaction.atomic
def fill(now) -> None:
    """Feeds and leads that are not there yet; what editors did with the others stays."""
    new = []
    for row in rows():
        leads, told = row.pop("leads"), {"state": Feed.State.PAUSED, "last_ok_at": now}
        feed, _ = Feed.objects.get_or_create(url=row["url"], defaults={**row, **told})
        for given in reversed(leads):  # the newest has the highest number
            lead, made = Lead.objects.get_or_create(feed=feed, guid=given["url"], defaults=_fields(given, now))
            new += [lead.pk] if made else []
    find_groups(new)


def _fields(given, now):
    return {
        "origin": Lead.Origin.FEED,
        "state": Lead.State.NEW,
        "url": given["url"],
        "title": given["title"],
        "summary": given["summary"],
        "byline": given.get("byline", ""),
        "published": now - span(given["published"]),
        "starred": given.get("starred", False),
        "read_at": now if given.get("read") else None,
    }


def empty() -> None:
    """Our feeds, and all leads that came of them."""
    feeds = Feed.objects.filter(url__in=[row["url"] for row in rows()])
    urls = [lead["url"] for row in rows() for lead in row["leads"]]
    leads = Lead.objects.filter(Q(origin=Lead.Origin.FEED, url__in=urls) | Q(feed__in=feeds))
    for model, found in (("curation.feed", feeds), ("curation.lead", leads)):
        numbers = [str(number) for number in found.values_list("pk", flat=True)]
        AuditEntry.objects.filter(subject_type=model, subject_id__in=numbers).delete()
    leads.delete()
    feeds.delete()
    LeadGroup.objects.filter(leads=None).delete()
