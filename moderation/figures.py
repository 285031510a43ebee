"""Figures about the team's own work: do moderators agree, are reports right, how long does it take. A year back."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from moderation import log
from moderation.models import Appeal, Decision

BACK = timedelta(days=365)
FEW = 20  # below that a percentage would say more than there is
REPORTERS = 50


@dataclass(frozen=True)
class Share:
    part: int
    whole: int

    @property
    def percent(self):
        """None for few: then the counts speak."""
        return round(100 * self.part / self.whole) if self.whole >= FEW else None


@dataclass
class Work:
    """What one moderator decided, and what became of it before others."""

    person: User
    decisions: int
    confirmed: int = 0
    overturned: int = 0
    agreed: Counter = field(default_factory=Counter)

    @property
    def appealed(self):
        return Share(self.confirmed, self.confirmed + self.overturned)

    @property
    def agreement(self):
        return Share(self.agreed[True], self.agreed.total())


def of_moderators():
    """Each who decided within the year, most decisions first."""
    since = timezone.now() - BACK
    made = Decision.objects.filter(at__gte=since, by__isnull=False)
    counts = dict(made.order_by().values_list("by").annotate(Count("pk")))
    people = User.objects.in_bulk(counts)
    works = {pk: Work(people[pk], count) for pk, count in counts.items()}
    for first, state, n in _appeals(since):
        setattr(works[first], state, n) if first in works else None
    for pair, agree in [*judged_twice(since), *confirmed(since)]:
        for one in pair:
            if one in works:
                works[one].agreed[agree] += 1
    return sorted(works.values(), key=lambda work: (-work.decisions, work.person.username))


def judged_twice(since):
    """Pairs of moderators who decided about the same comment, one after the other, and whether they agreed: both
    took it away, or both let it stand."""
    rows = Decision.objects.filter(at__gte=since, comment__isnull=False, by__isnull=False).order_by("comment", "pk")
    last = None
    for comment, by, outcome in rows.values_list("comment", "by", "outcome"):
        if last and last[0] == comment and last[1] != by:
            yield (last[1], by), (outcome in Decision.RESTRICTING) == (last[2] in Decision.RESTRICTING)
        last = (comment, by, outcome)


def confirmed(since):
    """Pairs who agreed without a second decision: an appeal, or a reporter's complaint, did not change the first."""
    rows = Appeal.objects.filter(at__gte=since, state="confirmed", first_decider__isnull=False).order_by()
    return ((pair, True) for pair in rows.values_list("first_decider", "decided_by"))


def of_reporters():
    """How often each reporter was right, those with most settled reports first."""
    settled = Q(reports_made__state__in=["upheld", "dismissed"])
    people = User.objects.annotate(
        settled=Count("reports_made", filter=settled),
        right=Count("reports_made", filter=Q(reports_made__state="upheld")),
    )
    found = people.filter(settled__gt=0).order_by("-settled", "username")[:REPORTERS]
    return [(person, Share(person.right, person.settled)) for person in found]


def times():
    """For each way to find something: how many decisions, and the median time to them."""
    spans = defaultdict(list)
    for decision in log.measured(log.decisions().filter(at__gte=timezone.now() - BACK)):
        if decision.took is not None:
            spans[decision.found_by].append(decision.took.total_seconds())
    return [
        (choice.label, len(spans[choice.value]), timedelta(seconds=median(spans[choice.value])))
        for choice in Decision.FoundBy
        if spans[choice.value]
    ]


def _appeals(since):
    rows = Appeal.objects.filter(at__gte=since, state__in=["confirmed", "overturned"]).order_by()
    return rows.values_list("first_decider", "state").annotate(n=Count("pk"))
