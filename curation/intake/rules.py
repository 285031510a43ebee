"""What is done by itself with a new lead. Matching is pure; its time is bounded by the pattern times the text."""

from django.db.models import F
from django.utils import timezone

from common.text import fold, words
from common.wildcards import Wildcards
from curation.models import Lead, LeadRule

MOST_TEXT = 3000  # characters of title and summary that are looked at


class Matcher:
    """One rule, ready to be asked about many leads."""

    def __init__(self, rule: LeadRule):
        self.rule = rule
        self.phrases = [spaced(phrase) for phrase in phrases_of(rule.pattern)]
        self.wildcards = Wildcards(fold_pattern(rule.pattern))

    def takes(self, lead: Lead) -> bool:
        if self.rule.feed_id not in (None, lead.feed_id):
            return False
        if self.rule.kind == LeadRule.Kind.ALWAYS:
            return True
        text = fold(f"{lead.title} {lead.summary}"[:MOST_TEXT])
        if self.rule.kind == LeadRule.Kind.PATTERN:
            return self.wildcards.found_in(text)
        text = spaced(text)
        return any(phrase in text for phrase in self.phrases)


def phrases_of(pattern: str) -> list[str]:
    """Words or phrases, with commas between them."""
    return [phrase for part in pattern.replace("\n", ",").split(",") if (phrase := " ".join(words(fold(part))))]


def spaced(text: str) -> str:
    """Its words with one space around each, so that a phrase is found at the borders of words only."""
    return f" {' '.join(words(text))} "


def fold_pattern(pattern: str) -> str:
    """As the text is folded; the three signs stay what they are (NFKC leaves them)."""
    return "|".join(fold(choice) for choice in pattern.split("|"))


def apply_rules(leads: list[Lead], rules: list[LeadRule]) -> dict[int, int]:
    """Change leads that are not kept yet. Returns how many each rule took, by its number."""
    matchers, hits = [Matcher(rule) for rule in rules], dict.fromkeys((rule.pk for rule in rules), 0)
    now = timezone.now()
    for lead in leads:
        for matcher in matchers:
            if matcher.takes(lead):
                hits[matcher.rule.pk] += 1
                apply(matcher.rule, lead, now)
            if lead.state == Lead.State.DISMISSED:
                break
    return {number: count for number, count in hits.items() if count}


def apply(rule: LeadRule, lead: Lead, now) -> None:
    if rule.action == LeadRule.Action.DISMISS:
        lead.state = Lead.State.DISMISSED
    elif rule.action == LeadRule.Action.READ:
        lead.read_at = lead.read_at or now
    elif rule.action == LeadRule.Action.STAR:
        lead.starred = True
    elif lead.assigned_to_id is None:
        lead.assigned_to, lead.assigned_at = rule.assign_to, now


def count_hits(hits: dict[int, int]) -> None:
    for number, count in hits.items():
        LeadRule.objects.filter(pk=number).update(hits=F("hits") + count)
