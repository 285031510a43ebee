"""Warnings and limits on people. Each is a decision: the person is told, reads why, and may appeal. None is silent.

They end by time alone; writing asks for those in force (comments/limits.py). Whoever is suspended can still sign in,
read, download their data, appeal and delete their account.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import audit
from comments.models import take_turn
from moderation import doors, letters
from moderation.models import Decision, Sanction

Kind, Outcome = Sanction.Kind, Decision.Outcome
OUTCOMES = {
    Kind.WARN: Outcome.WARNED,
    Kind.LIMIT: Outcome.LIMITED,
    Kind.SUSPEND: Outcome.SUSPENDED,
    Kind.BAN: Outcome.BANNED,
}


class NotAbove(Exception):
    """Nobody limits themselves; moderators are limited by administrators only, and closed accounts by nobody. Who
    moderates certain categories warns, and limits nobody: a limit holds in all of them."""


class DecidedMeanwhile(Exception):
    """Somebody else decided about this person since the form was shown. `decision` says what."""

    def __init__(self, decision):
        super().__init__(decision)
        self.decision = decision


def may_warn(person, by):
    above = by.is_superuser or not person.may_moderate
    return by.may_moderate and above and person.pk != by.pk and person.is_active


def may_limit(person, by):
    return may_warn(person, by) and doors.is_of_whole_site(by)


def may(person, kind, by):
    return may_warn(person, by) if kind == Kind.WARN else may_limit(person, by)


def kinds_for(person, by):
    """What they may do about this person, with its name."""
    return [(kind, label) for kind, label in Kind.choices if may(person, kind, by)]


def warn(person, *, by, rule, words, **said):
    return decide(person, Kind.WARN, by=by, rule=rule, words=words, **said)


def limit(person, *, by, rule, words, until, a_day=3, **said):
    """So many comments a day until then, each read by a moderator first."""
    return decide(person, Kind.LIMIT, by=by, rule=rule, words=words, until=until, a_day=a_day, **said)


def suspend(person, *, by, rule, words, until, **said):
    return decide(person, Kind.SUSPEND, by=by, rule=rule, words=words, until=until, **said)


def ban(person, *, by, rule, words, **said):
    return decide(person, Kind.BAN, by=by, rule=rule, words=words, **said)


def preview(person, kind, *, by, rule, words, until=None, a_day=None, **_more):
    """The letter that the person would get. Nothing is decided."""
    drafted = Decision.objects.drafted(person=person, by=by, outcome=OUTCOMES[kind], rule=rule, words=words)
    Sanction(person=person, kind=kind, decision=drafted, until=until, a_day=a_day)
    return letters.preview(drafted)


@transaction.atomic
def lift(sanction, *, by, words=""):
    """End it now. Returns the decision, or None where it had ended already."""
    person = sanction.person
    if not may_limit(person, by):
        raise NotAbove
    take_turn(person)
    if not end(sanction, by=by):
        return None
    decision = Decision.objects.record(
        person=person, by=by, outcome=Outcome.LIFTED, words=words, undoes=sanction.decision
    )
    audit(person, "person.lifted", by=by, decision=decision.pk)
    letters.statement(decision)
    return decision


@transaction.atomic
def read_first(person, *, by, rule, words):
    """From now on a moderator reads what they post before it appears. The decision; None where it is so already."""
    return _turn(person, True, by=by, outcome=Outcome.READ_FIRST, rule=rule, words=words)


@transaction.atomic
def read_after(person, *, by):
    """What they post appears at once again."""
    began = person.decisions_about.filter(outcome=Outcome.READ_FIRST).first()
    return _turn(person, False, by=by, outcome=Outcome.LIFTED, undoes=began)


def _turn(person, first, *, by, outcome, **said):
    if person.is_team or not may_limit(person, by):
        raise NotAbove
    take_turn(person)
    if not _set_read_first(person, first):
        return None
    decision = Decision.objects.record(person=person, by=by, outcome=outcome, **said)
    audit(person, f"person.{outcome}", by=by, rule=decision.rule, decision=decision.pk)
    letters.statement(decision)
    return decision


def _set_read_first(person, first):
    person.read_first = first
    return bool(type(person).objects.filter(pk=person.pk, read_first=not first).update(read_first=first))


def take_back(decision, *, by):
    """End what this decision about a person began. Whether it was still in force."""
    if decision.outcome == Outcome.READ_FIRST:
        return _set_read_first(decision.person, False)
    return end(decision.sanction, by=by)


def end(sanction, *, by):
    """Whether it was still in force."""
    now = timezone.now()
    ended = Sanction.objects.filter(pk=sanction.pk, lifted_at__isnull=True).update(lifted_at=now, lifted_by=by)
    sanction.refresh_from_db(fields=["lifted_at", "lifted_by"])
    return bool(ended)


def last_about(person):
    """The decision that a form saw last: so that two moderators notice each other."""
    return Decision.objects.filter(person=person, comment__isnull=True).select_related("by").first()


@transaction.atomic
def decide(person, kind, *, by, rule, words, until=None, a_day=None, seen=None, found_by=Decision.FoundBy.OWN):
    """`seen`: the number of the last decision about the person that the moderator knew of (0: none)."""
    if not may(person, kind, by):
        raise NotAbove
    take_turn(person)
    last = last_about(person)
    if seen is not None and seen != (last.pk if last else 0):
        raise DecidedMeanwhile(last)
    outcome = OUTCOMES[kind]
    decision = Decision.objects.record(person=person, by=by, outcome=outcome, rule=rule, words=words, found_by=found_by)
    Sanction.objects.create(person=person, kind=kind, decision=decision, since=decision.at, until=until, a_day=a_day)
    ends = until.isoformat() if until else None
    audit(person, f"person.{outcome}", by=by, rule=rule, decision=decision.pk, until=ends)
    letters.statement(decision)
    return decision
