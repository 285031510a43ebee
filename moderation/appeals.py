"""Appeals: one answer of the person concerned, and of each whose report was not followed, settled by somebody else
than all who decided before."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import SiteSettings, User, audit
from articles.models import CategoryRole
from comments.models import AlreadySettled, take_turn
from comments.standing import reckon
from common import stamps
from moderation import actions, clips, complaints, doors, grace, letters, sanctions, taking_back
from moderation.models import Appeal, Decision, Report

State, Outcome = Appeal.State, Decision.Outcome
PUBLISH = "articles.publish_article"  # a clip goes only from the hand of somebody who may


class NotOffered(Exception):
    """Nothing to appeal: not their decision or report, nothing was taken away, or the time is over."""


class AlreadyAppealed(Exception):
    """There is one already. `appeal` says which."""

    def __init__(self, appeal):
        super().__init__(appeal)
        self.appeal = appeal


class NotForYou(Exception):
    """Who decided before, who appeals, and whose words it is about, does not decide on the appeal."""


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
    try:
        return _made(decision, "decision.appealed", by=by, text=text)
    except IntegrityError:
        return _known(text, decision=decision, report=None)


@transaction.atomic
def complain(report, *, text):
    """Whoever made the report asks for another look. Raises NotOffered, and AlreadyAppealed as an appeal does."""
    subject = report.comment or report.article
    take_turn(getattr(subject, "article", subject), report.comment and report.comment.author)
    if Appeal.objects.filter(report=report).exists():
        return _known(text, report=report)
    report.refresh_from_db()
    if not complaints.offered(report):
        raise NotOffered
    try:
        return _made(complaints.against(report), "decision.complained", by=report.by, text=text, report=report)
    except IntegrityError:
        return _known(text, report=report)


def may_decide(appeal, person):
    others = person.may_moderate and person.pk not in _partial(appeal)
    reaches = others and _reaches(doors.categories_of(person), appeal.decision)
    return reaches and (appeal.decision.article is None or person.has_perm(PUBLISH))


def deciders():
    """Who may decide on something, by number, with the categories that are theirs, or None for all; and who may
    publish."""
    able = User.objects.with_perm("moderation.add_decision").filter(is_staff=True)
    found = dict.fromkeys(able.values_list("pk", flat=True))
    scoped = CategoryRole.objects.filter(role="moderator", user__in=able.filter(is_superuser=False))
    for pk, category in scoped.values_list("user", "category"):
        found[pk] = [*(found[pk] or []), category]
    return found, set(User.objects.with_perm(PUBLISH).values_list("pk", flat=True))


def waits_for_second(appeal, able=None):
    """Nobody could decide on it as things are."""
    if not appeal.is_open:
        return False
    reach, publishers = able or deciders()
    others = reach.keys() - _partial(appeal)
    others = others & publishers if appeal.decision.article else others
    return not any(_reaches(reach[pk], appeal.decision) for pk in others)


@transaction.atomic
def decide(appeal, *, by, state, words, rule=""):
    """Confirm the decision or overturn it; `words` go to the author. Raises NotForYou, AlreadyDecided.

    What was taken away comes back as it was: the comment in its place with votes and replies, the person without
    the limit; and reports that the decision had upheld are dismissed after all. What was left standing against a
    report goes, for the rule; the words go to its author too.
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
    audit(decision, f"appeal.{state}", by=by, appeal=appeal.pk)
    if state == State.OVERTURNED and appeal.report:
        _follow(appeal, by=by, words=words, rule=rule or appeal.report.rule)
    elif state == State.OVERTURNED:
        _take_back(decision, by=by, words=words)
    letters.appeal_decided(appeal)
    return appeal


def tell_operator():
    """Periodic: of each appeal that nobody can decide the operator hears once."""
    for waiting in Appeal.objects.for_team().open().filter(operator_told_at__isnull=True):
        with transaction.atomic():
            _tell_operator_if_alone(waiting)


def _made(decision, verb, **said):
    deciders = {"first_decider": decision.by, "earlier_decider": decision.undoes and decision.undoes.by}
    made = Appeal(decision=decision, due_at=_due(), **deciders, **said)
    with transaction.atomic():
        made.save()
    stamps.touch("log")
    audit(decision, verb, by=made.by)
    grace.tell_before_the_answer(made)
    letters.appeal_received(made)
    _tell_operator_if_alone(made)
    return made


def _take_turn(decision):
    take_turn(_clip(decision), decision.person)


def _clip(decision):
    return decision.comment.article if decision.comment else decision.article


def _partial(appeal):
    """Numbers of those who do not judge it: who asks, whose words it is about, and all who decided before."""
    decision = appeal.decision
    before = {one.by_id for one in [decision, *decision.behind]}
    makers = [maker.user_id for maker in decision.article.article_makers.all()] if decision.article else ()
    return {appeal.by_id, decision.person_id, *before, *makers}


def _reaches(categories, decision):
    """What holds for a person everywhere is for those who moderate everywhere."""
    clip = _clip(decision)
    return categories is None or (clip is not None and clip.category_id in categories)


def _due():
    return timezone.now() + timedelta(days=SiteSettings.load().answer_days)


def _known(text, **which):
    known = Appeal.objects.get(**which)
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


def _follow(appeal, *, by, words, rule):
    """They were right after all: what they reported goes, by a decision of its own, with a statement and an appeal.
    Where it has gone before, only that is put right."""
    decision = appeal.decision
    law = appeal.report.law if rule == Report.BY_LAW else ""
    taking_back.uphold_after_all(decision)  # first: the letters of the removal look for them
    try:
        _remove(decision, by=by, rule=rule, words=words, undoes=decision, law=law)
    except actions.AlreadyDecided:
        pass
    taking_back.settle_complaints(Appeal.objects.filter(decision=decision), by=by)


@transaction.atomic
def _remove(decision, **said):
    if decision.comment:
        return actions.remove_after_all(decision.comment, **said)
    return clips.withdraw_after_all(decision.article, **said)


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
