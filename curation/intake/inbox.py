"""What editors do to leads in the inbox, and how they look through it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User, audit, audit_each
from curation.models import Feed, Lead

PER_PAGE = 50
MOST_WORDS = 6


def is_number(text: str) -> bool:
    """Of a row, as every database can be asked for it."""
    return text.isascii() and text.isdecimal() and len(text) < 15


@dataclass(frozen=True)
class Filters:
    """What the address of the inbox asks for; nonsense asks for nothing."""

    state: str = "new"  # or "dismissed"
    feed: str = ""
    folder: str = ""
    unread: bool = False
    starred: bool = False
    mine: bool = False
    q: str = ""

    @classmethod
    def read(cls, asked) -> "Filters":
        feed = asked.get("feed", "")
        return cls(
            state="dismissed" if asked.get("state") == "dismissed" else "new",
            feed=feed if is_number(feed) else "",
            folder=asked.get("folder", "")[:100],
            unread=asked.get("unread") == "1",
            starred=asked.get("starred") == "1",
            mine=asked.get("mine") == "1",
            q=asked.get("q", "").strip()[:100],
        )

    @property
    def are_set(self) -> bool:
        return self != Filters(state=self.state)

    def leads(self, user):
        """Of those that tell the same story, the first one stands for all."""
        found = Lead.objects.visible_to(user)
        found = found.dismissed() if self.state == "dismissed" else found.inbox()
        found = found.filter(self.condition(user))
        before = found.filter(group=OuterRef("group"), pk__lt=OuterRef("pk"))
        # Asked only of those in a group: PostgreSQL would compare every lead with every other.
        return found.exclude(Q(group__isnull=False) & Exists(before)).for_inbox()

    def condition(self, user) -> Q:
        asked = Q()
        if self.feed:
            asked &= Q(feed=int(self.feed))
        if self.folder:
            asked &= Q(feed__folder=self.folder)
        if self.unread:
            asked &= Q(read_at=None)
        if self.starred:
            asked &= Q(starred=True)
        if self.mine:
            asked &= Q(assigned_to=user)
        for word in self.q.split()[:MOST_WORDS]:
            asked &= Q(title__icontains=word) | Q(summary__icontains=word)
        return asked


def editors():
    """Those to whom a lead can be assigned."""
    return User.objects.active().filter(groups__name__in=["editor", "administrator"]).distinct().order_by("username")


def folders():
    return Feed.objects.exclude(folder="").order_by("folder").values_list("folder", flat=True).distinct()


@transaction.atomic
def claim(lead: Lead, *, by) -> None:
    """Of two editors one gets it; the other is told who, by LeadIsTaken. Claiming one's own again changes nothing."""
    if lead.assigned_to_id == by.pk:
        return
    lead.hand_to(by)
    audit(lead, "claim", by=by)


@transaction.atomic
def give_back(lead: Lead, *, by) -> None:
    if lead.assigned_to_id:
        lead.hand_to(None, instead_of=by)
        audit(lead, "give back", by=by)


@transaction.atomic
def assign(lead: Lead, *, by, to, instead_of) -> None:
    """`instead_of` is with whom the page showed it."""
    lead.hand_to(to, instead_of=instead_of)
    audit(lead, "assign", by=by, people=[to] if to else [])


@transaction.atomic
def dismiss(lead: Lead, *, by) -> None:
    lead.require_free_for(by)
    lead.dismiss()
    audit(lead, "dismiss", by=by)


@transaction.atomic
def restore(lead: Lead, *, by) -> None:
    lead.restore()
    audit(lead, "restore", by=by)


@transaction.atomic
def make_draft(lead: Lead, *, by) -> None:
    """Give it to the worker. Whoever asked is written down: they are the reader for whom its page is fetched."""
    lead.require_free_for(by)
    Lead.objects.filter(pk=lead.pk, by=None).update(by=by)
    lead.mark_read()
    lead.enqueue()
    audit(lead, "make draft", by=by, url=lead.url)


@transaction.atomic
def make_one_draft(leads: list[Lead], *, by) -> None:
    """Give several to the worker, to become one clip; the first of them is its first source."""
    for lead in leads:
        lead.require_free_for(by)
        Lead.objects.filter(pk=lead.pk, by=None).update(by=by)
        lead.mark_read()
        lead.wait()
    from curation.tasks import work_on_leads

    work_on_leads.enqueue([lead.pk for lead in leads])
    audit_each(leads, "make one draft", by=by, together=len(leads))


@transaction.atomic
def dismiss_all(numbers, *, by) -> int:
    """Those of them that are in the inbox and not with somebody else."""
    free = Q(assigned_to=None) | Q(assigned_to=by)
    leads = list(Lead.objects.inbox().filter(free, pk__in=numbers).select_for_update().only("pk", "title", "url"))
    Lead.objects.filter(pk__in=[lead.pk for lead in leads]).update(
        state=Lead.State.DISMISSED, changed_at=timezone.now()
    )
    audit_each(leads, "dismiss", by=by, together=len(leads))
    return len(leads)


@transaction.atomic
def restore_all(numbers, *, by) -> int:
    leads = list(Lead.objects.dismissed().filter(pk__in=numbers).select_for_update().only("pk", "title", "url"))
    Lead.objects.filter(pk__in=[lead.pk for lead in leads]).update(state=Lead.State.NEW, changed_at=timezone.now())
    audit_each(leads, "restore", by=by, together=len(leads))
    return len(leads)


def read_all(numbers) -> int:
    return Lead.objects.inbox().unread().filter(pk__in=numbers).update(read_at=timezone.now())
