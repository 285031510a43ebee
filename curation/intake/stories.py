"""Leads that tell the same story, joined in groups: by themselves as they come, and by editors, whose word holds.

What is joined or taken apart by hand is kept in `Lead.group_reason`: {kind, shared, share, apart: [numbers of leads]}.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from accounts.models import audit
from articles.models import Article, Snapshot, SourceAddress
from curation.intake.likeness import Likeness, Reason, bands, likeness, marks, same_story
from curation.models import Lead, LeadGroup, LeadShingle

log = logging.getLogger(__name__)

WINDOW = timedelta(days=5)
MOST_CANDIDATES = 16  # compared with one lead, those with most in common
MOST_ROWS = 1500  # looked at to find them
COMMON = 0.05  # of the leads of the window: what more of them tell is no sign
FEWEST_COMMON = 12
LONGEST_TEXT = 6000  # characters


class Apart(Exception):
    """An editor took these leads apart."""


class Moved(Exception):
    """Another worker joined or took apart one of the groups meanwhile; look again."""


def find_groups(numbers: Iterable[int]) -> int:
    """Look for the stories of these leads; how many found one. Safe to run again, and in two workers at once."""
    return sum(_find_group(lead) for lead in _readable().filter(pk__in=list(numbers)).order_by("pk"))


def forget_old_shingles() -> None:
    """Leads that came before the window are not compared any more."""
    LeadShingle.objects.filter(lead__at__lt=timezone.now() - WINDOW).delete()


def join_by_hand(lead: Lead, other: Lead, *, by) -> LeadGroup:
    """An editor says that these two tell one story."""
    group = _join(lead.pk, other.pk, {"kind": "hand", "shared": [str(by)], "share": 0}, by_hand=True)
    audit(lead, "join", by=by, other=other.pk)
    return group


@transaction.atomic
def take_apart(lead: Lead, *, by) -> None:
    """An editor says that this lead tells another story: it never comes back to those by itself."""
    group = _locked(lead.group_id)
    rest = [pk for pk in _numbers_in([group]) if pk != lead.pk]
    lead = Lead.objects.select_for_update().get(pk=lead.pk)
    if group is None or lead.group_id != group.pk:
        return
    kept = sorted({*lead.group_reason.get("apart", []), *rest})
    Lead.objects.filter(pk=lead.pk).update(group=None, group_reason={"apart": kept})
    _dissolve_if_alone(group)
    audit(lead, "take apart", by=by, others=rest)


# Finding


def _find_group(lead):
    seen = _seen(lead)
    LeadShingle.objects.bulk_create(
        [LeadShingle(lead=lead, band=band) for band in {*bands(seen), *marks(seen)}], ignore_conflicts=True
    )
    found, common = _candidates(lead, seen)
    for other in found:
        reason = same_story(seen, _seen(other), common=common, one_publisher=_one_publisher(lead, other))
        if reason and _try_to_join(lead, other, reason):
            return True
    return False


def _try_to_join(lead, other, reason: Reason):
    try:
        told = {"kind": reason.kind, "shared": list(reason.shared), "share": reason.share}
        _join(lead.pk, other.pk, told)
    except Apart:
        return False
    log.info("leads %d and %d tell one story: %s", lead.pk, other.pk, reason)
    return True


def _candidates(lead, seen) -> tuple[list[Lead], set[str]]:
    """The leads of the window that share a band, or two names or numbers; and the names that too many tell."""
    counts = _counts([*bands(seen), *marks(seen)])
    most = max(FEWEST_COMMON, COMMON * _in_window())
    rare = [band for band, count in counts.items() if count <= most]
    rows = LeadShingle.objects.filter(band__in=rare).exclude(lead=lead.pk).order_by("-lead_id")
    near = set(bands(seen))
    weights: Counter[int] = Counter()
    for pk, band in rows.values_list("lead_id", "band")[:MOST_ROWS]:
        weights[pk] += 2 if band in near else 1
    likely = [pk for pk, weight in weights.most_common(MOST_CANDIDATES) if weight > 1]
    leads = {row.pk: row for row in _readable().filter(pk__in=likely, at__gte=timezone.now() - WINDOW)}
    return [leads[pk] for pk in likely if pk in leads], _common(seen, set(counts) - set(rare))


def _counts(wanted):
    rows = LeadShingle.objects.filter(band__in=wanted).values("band").annotate(n=Count("pk"))
    return dict(rows.values_list("band", "n"))


def _in_window():
    """How many leads there are to compare with, roughly: the youngest number less the oldest one."""
    ends = LeadShingle.objects.order_by("pk").values_list("lead_id", flat=True)
    first, last = ends.first(), ends.last()
    return last - first + 1 if first and last else 0


def _common(seen, bands_of_many):
    """`same_story` wants the words, the database has the numbers."""
    names = {run[-1] for run in seen.names}
    return {name for name in names if set(marks(_only(name))) & bands_of_many}


def _only(name):
    return Likeness("", frozenset(), frozenset(range(99)), frozenset(), {(name,): name}, {})


def _readable():
    return Lead.objects.select_related("feed", "article").defer("html")


def _seen(lead) -> Likeness:
    text = lead.text or lead.summary
    if lead.article_id and len(text) < 400:
        text = _text_of_clip(lead) or text
    title = lead.title or (lead.article.title if lead.article else "")
    return likeness(title, text[:LONGEST_TEXT])


def _text_of_clip(lead):
    """Of the lead's own page, where the clip has several sources; else of the first."""
    snapshots = Snapshot.objects.filter(source__article_sources__article=lead.article_id)
    own = Exists(SourceAddress.objects.filter(source=OuterRef("source"), url=lead.canonical_url))
    found = snapshots.annotate(own=own).order_by("-own", "source__article_sources__position", "-pk")
    return found.values_list("text", flat=True).first()


def _one_publisher(lead, other):
    return lead.feed_id is not None and lead.feed_id == other.feed_id


# Joining


def _join(one, other, reason, *, by_hand=False) -> LeadGroup:
    for _attempt in range(5):
        try:
            return _join_once(one, other, reason, by_hand)
        except Moved:
            continue
    raise Moved(one, other)


@transaction.atomic
def _join_once(one, other, reason, by_hand):
    """Groups are locked before their leads, both in the order of their numbers; then nothing moves under our hands."""
    before = dict(Lead.objects.filter(pk__in=[one, other]).values_list("pk", "group"))
    groups = [_locked(pk) for pk in sorted({pk for pk in before.values() if pk})]
    members = {*_numbers_in(groups), one, other}
    leads = {lead.pk: lead for lead in Lead.objects.select_for_update().filter(pk__in=members).order_by("pk")}
    if None in groups or any(leads[pk].group_id != before[pk] for pk in (one, other)):
        raise Moved(one, other)
    if len(groups) == 1 and before[one] == before[other]:
        return groups[0]
    _hold_to_editors(leads, before, one, other, by_hand)
    into = groups[0] if groups else LeadGroup.objects.create(title=str(leads[min(one, other)])[:400])
    for pk in (one, other):
        if before[pk] is None:
            kept = {"apart": leads[pk].group_reason.get("apart", [])}
            Lead.objects.filter(pk=pk).update(group=into, group_reason={**kept, **reason})
    for gone in groups[1:]:
        gone.leads.update(group=into)
        gone.delete()
    return into


def _hold_to_editors(leads, before, one, other, by_hand):
    """Two that an editor took apart do not come together again by way of a third."""
    sides = [[pk for pk, lead in leads.items() if pk == end or _in(lead, before[end])] for end in (one, other)]
    apart = {(pk, far) for pk, lead in leads.items() for far in lead.group_reason.get("apart", [])}
    torn = [(a, b) for a in sides[0] for b in sides[1] if (a, b) in apart or (b, a) in apart]
    if torn and not by_hand:
        raise Apart(torn)
    for pk in {pk for pair in torn for pk in pair}:
        told = leads[pk].group_reason
        told["apart"] = [far for far in told.get("apart", []) if (pk, far) not in torn and (far, pk) not in torn]
        Lead.objects.filter(pk=pk).update(group_reason=told)


def _in(lead, group):
    return group is not None and lead.group_id == group


def _locked(pk):
    return LeadGroup.objects.select_for_update().filter(pk=pk).first() if pk else None


def _numbers_in(groups):
    return Lead.objects.filter(group__in=[group.pk for group in groups if group]).values_list("pk", flat=True)


def _dissolve_if_alone(group):
    if group.leads.count() < 2:
        group.leads.update(group=None)
        group.delete()


# Showing


def clips_of_its_story(lead: Lead):
    """What has become of the leads that tell the same."""
    if not lead.group_id:
        return Article.objects.none()
    return Article.objects.filter(leads__group=lead.group_id, trashed_at=None).distinct().order_by("-pk")


def other_clips_of_the_story(article: Article):
    """Clips of other sources that tell what this one tells."""
    others = Article.objects.filter(leads__group__leads__article=article, trashed_at=None).exclude(pk=article.pk)
    return others.distinct().order_by("-pk")


def others_of(leads: Iterable[Lead]) -> dict[int, list[Lead]]:
    """For each of these leads, all that tell its story, itself too, as a row of the inbox shows them. One query."""
    groups = {lead.group_id for lead in leads if lead.group_id}
    found: dict[int, list[Lead]] = defaultdict(list)
    if groups:
        rows = Lead.objects.filter(group__in=groups).select_related("feed", "article", "by").defer("text", "html")
        for row in rows.order_by("pk"):
            if row.group_id:
                found[row.group_id].append(row)
    return found
