"""What a newsroom sees of its work on a clip: with whom it is, who approved it, what is noted, since when it waits."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from articles.wording import content_hash, hashes_of
from curation.desk import approving, linking, second_pair
from curation.desk.delays import DELAY
from curation.desk.people import curators
from curation.models import Approval, Note

STEPS = ["submit", "return to draft", "schedule", "hold", DELAY]


@dataclass
class State:
    """Of one clip. `since` is the audit entry that brought it into review or keeps it scheduled after its moment."""

    notes: int = 0
    approved_by: list[str] = field(default_factory=list)
    since: AuditEntry | None = None

    @property
    def held_from(self):
        """The moment that it was promised for, when the schedule held it."""
        return self._promised("hold")

    @property
    def late_since(self):
        """The moment that it was promised for, when it could not be published then and is tried again."""
        return self._promised(DELAY)

    @property
    def because(self):
        return self.since.data.get("because", "") if self.since else ""

    def _promised(self, verb):
        return parse_datetime(self.since.data["at"]) if self.since and self.since.verb == verb else None


@dataclass
class Part:
    """A part of the clip, by its anchor and by its name; `threads` are the notes on it."""

    anchor: str
    name: str
    threads: list[Note] = field(default_factory=list)
    is_gone: bool = False


def states_of(articles) -> dict[int, State]:
    """{pk: state}, in a fixed number of queries."""
    states = {article.pk: State() for article in articles}
    for pk, count in _open_notes(states).items():
        states[pk].notes = count
    for pk, names in _approvals(states).items():
        states[pk].approved_by = names
    waiting = {article.pk: article.status for article in articles if article.status in ("review", "scheduled")}
    for pk, entry in _last_steps(waiting).items():
        if waiting[pk] == "review" or entry.verb == DELAY:
            states[pk].since = entry
    return states


def context(article, user):
    """What the page of one clip shows."""
    words = content_hash(article)
    approvals, hands = approving.approvals_of(article, words), second_pair.Hands(article)
    links = list(article.preview_links.select_related("made_by", "article"))
    return {
        "article": article,
        "words": words,
        "approvals": approvals,
        "own_approval": any(approval.by_id == user.pk for approval in approvals),
        "earlier": _earlier(article, words),
        "pair_asked_for": second_pair.is_asked_for(),
        "pair_is_there": second_pair.is_satisfied(article, approvals, hands),
        "independent": hands.are_off(user.pk),
        "links": [(link, linking.is_usable(link), linking.address_of(link)) for link in links],
        "parts": parts_with_notes(article),
        "state": states_of([article])[article.pk],
        "people": list(curators()),
    }


def parts_with_notes(article, notes=None) -> list[Part]:
    """All parts in the order of the page, then those that are gone but were noted on."""
    parts = {part.anchor: part for part in parts_of(article)}
    for thread in threads_of(article) if notes is None else notes:
        if thread.part not in parts:
            parts[thread.part] = Part(thread.part, _("A part that is gone"), is_gone=True)
        parts[thread.part].threads.append(thread)
    return list(parts.values())


def parts_of(article):
    yield Part("", _("The whole clip"))
    yield Part("title", _("Headline"))
    yield Part("standfirst", _("Standfirst"))
    yield Part("body", _("Text"))
    for n, row in enumerate(article.key_facts.select_related("fact"), 1):
        yield Part(row.anchor, _("Fact %(number)s: %(label)s") % {"number": n, "label": row.label})
    yield Part("background", _("Background"))
    for row in article.answers.all().order_by("-kind", "position", "pk"):
        yield Part(row.anchor, row.question)


def threads_of(article):
    answers = Prefetch("answered_by", Note.objects.select_related("by", "link"))
    return article.notes.threads().select_related("by", "link", "resolved_by").prefetch_related(answers)


def _earlier(article, words):
    """Approvals of words that the clip had once."""
    others = article.approvals.standing().exclude(hash=words).select_related("by", "link")
    return list(others[:10])


def _open_notes(pks):
    return Counter(Note.objects.open().filter(article__in=pks).values_list("article", flat=True))


def _approvals(pks):
    """{pk: names} of those who approved the words that each clip has now."""
    standing = list(Approval.objects.standing().filter(article__in=pks).select_related("by", "link").order_by("pk"))
    present = hashes_of({approval.article_id for approval in standing}) if standing else {}
    names = defaultdict(list)
    for approval in standing:
        if approval.hash == present.get(approval.article_id):
            names[approval.article_id].append(str(approval.by or approval.link.name))
    return names


def _last_steps(pks):
    trail = AuditEntry.objects.filter(subject_type="articles.article", subject_id__in=map(str, pks), verb__in=STEPS)
    return {int(entry.subject_id): entry for entry in trail.select_related("by").order_by("pk")} if pks else {}
