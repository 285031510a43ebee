"""Appeals: one answer of the person concerned, settled by somebody else than the first decider."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import SiteSettings, User, audit
from articles.models import CategoryRole
from comments.models import AlreadySettled, take_turn
from comments.standing import reckon
from common import stamps
from moderation import doors, letters, sanctions, taking_back
from moderation.models import Appeal, Decision

State, Outcome = Appeal.State, Decision.Outcome


class NotOffered(Exception):
    """Nothing to appeal: not their decision, nothing was taken away, or the time is over."""


class AlreadyAppealed(Exception):
    """There is one already. `appeal` says which."""

    def __init__(self, appeal):
        super().__init__(appeal)
        self.appeal = appeal


class NotForYou(Exception):
    """Who decided first, and who appeals, does not decide on the appeal."""


class AlreadyDecided(Exception):
    """Somebody else was first. `appeal` says who and what."""

    def __init__(self, appeal):
        super().__init__(appeal)
        self.appeal = appeal


def may_appeal(decision, person):
    """Is an appeal of this person to be taken now? (Whether there is one already is another question.)"""
    own = decision.restricts and decision.person_id == person.pk
    in_time = decision.appeal_until is not None and timezone.now() <= decision.appeal_until
    return own and in_time and not decision.undone_by.exists()


@transaction.atomic
def appeal(decision, *, by, text):
    """Raises NotOffered, and AlreadyAppealed unless the same words come again: then it answers with the first."""
    _take_turn(decision)  # nobody takes it back meanwhile
    if not may_appeal(decision, by):
        raise NotOffered
    made = Appeal(decision=decision, first_decider_id=decision.by_id, by=by, text=text, due_at=_due())
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return _known(decision, text)
    stamps.touch("log")
    audit(decision, "decision.appealed", by=by)
    letters.appeal_received(made)
    _tell_operator_if_alone(made)
    return made


def may_decide(appeal, person):
    others = person.pk not in (appeal.first_decider_id, appeal.by_id)
    return person.may_moderate and others and _reaches(doors.categories_of(person), appeal.decision)


def deciders():
    """Who may decide on something, by number: the categories that are theirs, or None for all."""
    able = User.objects.with_perm("moderation.add_decision").filter(is_staff=True)
    found = dict.fromkeys(able.values_list("pk", flat=True))
    scoped = CategoryRole.objects.filter(role="moderator", user__in=able.filter(is_superuser=False))
    for pk, category in scoped.values_list("user", "category"):
        found[pk] = [*(found[pk] or []), category]
    return found


def waits_for_second(appeal, able=None):
    """Nobody could decide on it as things are."""
    able = deciders() if able is None else able
    others = {pk: reach for pk, reach in able.items() if pk not in (appeal.first_decider_id, appeal.by_id)}
    return appeal.is_open and not any(_reaches(reach, appeal.decision) for reach in others.values())


@transaction.atomic
def decide(appeal, *, by, state, words):
    """Confirm the decision or overturn it; `words` go to the author. Raises NotForYou, AlreadyDecided.

    What was taken away comes back as it was: the comment in its place with votes and replies, the person without
    the limit; and reports that the decision had upheld are dismissed after all.
    """
    if not may_decide(appeal, by):
        raise NotForYou
    decision = appeal.decision
    _take_turn(decision)
    settled = {"state": state, "decided_by": by, "decided_at": timezone.now(), "words": words}
    if not Appeal.objects.open().filter(pk=appeal.pk).update(**settled):
        raise AlreadyDecided(Appeal.objects.select_related("decided_by").get(pk=appeal.pk))
    for name, value in settled.items():
        setattr(appeal, name, value)
    stamps.touch("log")
    audit(decision, f"appeal.{state}", by=by, words=words)
    if state == State.OVERTURNED:
        _take_back(decision, by=by, words=words)
    letters.appeal_decided(appeal)
    return appeal


def tell_operator():
    """Periodic: of each appeal that nobody can decide the operator hears once."""
    for waiting in (
        Appeal.objects.open().filter(operator_told_at__isnull=True).select_related("decision__comment__article")
    ):
        with transaction.atomic():
            _tell_operator_if_alone(waiting)


def _take_turn(decision):
    take_turn(decision.comment.article if decision.comment else None, decision.person)


def _reaches(categories, decision):
    """What holds for a person everywhere is for those who moderate everywhere."""
    comment = decision.comment
    return categories is None or (comment is not None and comment.article.category_id in categories)


def _due():
    return timezone.now() + timedelta(days=SiteSettings.load().answer_days)


def _known(decision, text):
    known = Appeal.objects.get(decision=decision)
    if known.text != text:
        raise AlreadyAppealed(known)
    return known


def _tell_operator_if_alone(appeal):
    if not waits_for_second(appeal):
        return
    now = timezone.now()
    if Appeal.objects.filter(pk=appeal.pk, operator_told_at__isnull=True).update(operator_told_at=now):
        appeal.operator_told_at = now
        letters.appeal_waits(appeal)


def _take_back(decision, *, by, words):
    """What is recorded says what happened: where a later decision or the author came first, nothing is put back."""
    done = _put_back(decision) if decision.comment else sanctions.take_back(decision, by=by)
    outcome = (Outcome.RESTORED if decision.comment else Outcome.LIFTED) if done else Outcome.ANNULLED
    back = Decision.objects.record(
        comment=decision.comment,
        person=decision.person,
        by=by,
        outcome=outcome,
        rule=decision.rule,
        words=words,
        found_by=Decision.FoundBy.APPEAL,
        undoes=decision,
    )
    reckon(decision.person)  # the standing that they had comes back with what stands again
    audit(decision.comment or decision.person, f"{_room(decision)}.{outcome}", by=by, appeal=True)
    for report in taking_back.dismiss_after_all(decision):
        letters.outcome(report, back)
    return back


def _room(decision):
    return "comment" if decision.comment else "person"


def _put_back(decision):
    """Whether it came back: only if it stands as this decision left it. A later one may have replaced it, its author
    deleted the words, or somebody put it back before."""
    comment = decision.comment
    comment.refresh_from_db(fields=["status"])
    if comment.decisions.restricting().first() != decision:
        return False
    try:
        comment.approve() if decision.outcome == Outcome.HELD else comment.restore()
    except AlreadySettled:
        return False
    return True
