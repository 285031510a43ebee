import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Notice, SiteSettings, User
from accounts.wording import sentence_of
from articles.models import CategoryRole
from comments.models import Vote
from comments.standing import reckon
from moderation import actions, appeals, sanctions, undoing
from moderation.models import Appeal, Decision, Report
from tests.factories import make_article, make_category, make_comment, make_decision, make_user

pytestmark = pytest.mark.django_db
OVERTURNED, CONFIRMED = Appeal.State.OVERTURNED, Appeal.State.CONFIRMED


@pytest.fixture(autouse=True)
def delivered_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def first():
    return make_user(username="ines", role="moderator", display_name="Ines Tarrow")


@pytest.fixture
def second():
    return make_user(username="petra", role="moderator", display_name="Petra Ashlock")


def removed(by, comment=None):
    return actions.remove_comment(comment or make_comment(), by=by, rule="2", words="No attacks, please.")


def appealed(decision, text="It was a quotation."):
    return appeals.appeal(decision, by=decision.person, text=text)


def test_a_decision_that_takes_something_away_says_until_when_one_may_appeal(first):
    decision = removed(first)

    assert decision.appeal_until == decision.at + timedelta(days=180)
    assert actions.restore_comment(decision.comment, by=first).appeal_until is None


def test_a_site_that_offers_no_appeal_says_so(first):
    SiteSettings.objects.create(pk=1, appeal_days=0)
    decision = removed(first)

    with pytest.raises(appeals.NotOffered):
        appealed(decision)

    assert "offers no appeal" in mail.outbox[0].body


def test_an_appeal_is_answered_within_the_promised_days(first, second):
    made = appealed(removed(first))

    assert timedelta(days=6) < made.due_at - timezone.now() < timedelta(days=8)
    assert [letter.subject for letter in mail.outbox] == ["Your comment was removed", "Your appeal has come"]


def test_the_same_appeal_sent_twice_is_one(first, second):
    decision = removed(first)

    assert appealed(decision) == appealed(decision)
    with pytest.raises(appeals.AlreadyAppealed):
        appealed(decision, "And another thing.")
    assert Appeal.objects.count() == 1


def test_nobody_else_appeals_and_nobody_appeals_too_late(first, second):
    decision = removed(first)

    with pytest.raises(appeals.NotOffered):
        appeals.appeal(decision, by=make_user(), text="I think so too.")
    with time_machine.travel(decision.appeal_until + timedelta(seconds=1)), pytest.raises(appeals.NotOffered):
        appealed(decision)


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_whoever_decided_first_does_not_decide_again(role, second):
    decider = make_user(role=role)
    made = appealed(removed(decider))

    with pytest.raises(appeals.NotForYou):
        appeals.decide(made, by=decider, state=CONFIRMED, words="I was right.")

    assert Appeal.objects.get().is_open


def test_nobody_decides_on_their_own_appeal(first, second):
    made = appealed(removed(first, make_comment(author=second)))

    with pytest.raises(appeals.NotForYou):
        appeals.decide(made, by=second, state=OVERTURNED, words="I was right.")


def test_the_database_refuses_a_judge_in_their_own_cause(first, second):
    made = appealed(removed(first))
    settled = {"state": "confirmed", "decided_at": timezone.now(), "words": "Yes."}

    for judge in (first, made.by):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=made.pk).update(decided_by=judge, **settled)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=made.pk).update(first_decider=second)


def test_an_overturned_removal_leaves_everything_as_it_was(first, second):
    comment = make_comment()
    reply = make_comment(parent=comment)
    Vote.objects.create(comment=comment, by=make_user(), value=1)
    type(comment).objects.filter(pk=comment.pk).update(ups=1, best=0.2)
    before = standing(comment)
    decision = removed(first, comment)

    appeals.decide(appealed(decision), by=second, state=OVERTURNED, words="It was a quotation indeed.")

    assert standing(comment) == before
    assert list(comment.replies.all()) == [reply]
    back = Decision.objects.first()
    assert (back.outcome, back.found_by, back.undoes, back.by) == ("restored", "appeal", decision, second)


def test_the_standing_that_a_removal_took_comes_back(first, second):
    author = make_user()
    article = make_article()
    for n in range(12):
        make_comment(article, author=author, body=f"Comment {n}.")
    type(author).objects.filter(pk=author.pk).update(date_joined=timezone.now() - timedelta(days=400))
    author.refresh_from_db()
    before = reckon(author)
    decisions = [removed(first, comment) for comment in article.comments.all()]
    author.refresh_from_db()
    fallen = author.standing

    for decision in decisions:
        appeals.decide(appealed(decision), by=second, state=OVERTURNED, words="A quotation.")

    author.refresh_from_db()
    assert fallen == "new" != before
    assert author.standing == before


def standing(comment):
    """All that a reader notices of a comment, and of its author."""
    comment = type(comment).objects.select_related("article", "author").get(pk=comment.pk)
    shown = (
        "status",
        "path",
        "depth",
        "body_html",
        "ups",
        "downs",
        "best",
        "replies_below",
        "removed_for",
        "settled_at",
    )
    of_others = (comment.votes.count(), comment.article.comment_count, comment.author.standing)
    return [getattr(comment, name) for name in shown], of_others


def test_reports_that_the_decision_upheld_were_wrong_after_all(first, second):
    comment, reporter = make_comment(), make_user(username="edda")
    actions.report(comment, by=reporter, rule="2")
    decision = removed(first, comment)
    mail.outbox.clear()

    appeals.decide(appealed(decision), by=second, state=OVERTURNED, words="A quotation.")

    assert Report.objects.get().state == "dismissed"
    assert any("it is back" in letter.body for letter in mail.outbox if letter.to == [reporter.email])


def test_a_confirmed_decision_stands_and_says_why(first, second):
    decision = removed(first)

    appeals.decide(appealed(decision), by=second, state=CONFIRMED, words="It is an attack.")

    assert decision.comment.decisions.count() == 1
    assert mail.outbox[-1].subject == "Your appeal: the decision stands"
    assert "It is an attack." in mail.outbox[-1].body
    assert "court" in mail.outbox[-1].body
    assert AuditEntry.objects.filter(verb="appeal.confirmed", by=second).exists()


def test_the_words_of_an_answer_are_required(first, second):
    made = appealed(removed(first))

    with pytest.raises(IntegrityError), transaction.atomic():
        appeals.decide(made, by=second, state=CONFIRMED, words="")


def test_who_answers_second_is_told_who_was_first(first, second):
    made = appealed(removed(first))
    appeals.decide(Appeal.objects.get(), by=second, state=OVERTURNED, words="A quotation.")

    with pytest.raises(appeals.AlreadyDecided) as late:
        appeals.decide(made, by=make_user(role="moderator"), state=CONFIRMED, words="An attack.")

    assert late.value.appeal.decided_by == second


def test_a_hold_by_a_moderator_can_be_appealed(first, second):
    comment = make_comment()
    comment.hold("a moderator looks at it")
    decision = make_decision(comment, by=first, outcome="held", rule="")

    appeals.decide(appealed(decision), by=second, state=OVERTURNED, words="Nothing wrong with it.")

    comment.refresh_from_db()
    assert comment.is_visible


def test_putting_back_settles_what_hung_on_the_removal(first):
    comment, reporter = make_comment(), make_user()
    actions.report(comment, by=reporter, rule="2")
    removal = removed(first, comment)
    made = appealed(removal)
    mail.outbox.clear()

    back = actions.restore_comment(comment, by=first)

    made.refresh_from_db()
    assert back.undoes == removal
    assert (made.state, made.decided_by) == ("moot", None)
    assert Report.objects.get().state == "dismissed"
    assert any("it is back" in letter.body for letter in mail.outbox if letter.to == [reporter.email])
    assert any("nothing is left to decide" in letter.body for letter in mail.outbox if letter.to == [made.by.email])


def test_undoing_that_upholds_the_reports_again(first):
    comment = make_comment()
    actions.report(comment, by=make_user(), rule="2")
    removed(first, comment)
    back = actions.restore_comment(comment, by=first)

    undoing.undo(back, by=first)

    assert Report.objects.get().state == "upheld"


def test_what_was_taken_back_is_neither_appealed_nor_answered(first, second):
    comment = make_comment()
    removal, other = removed(first, comment), removed(first)
    made = appealed(other)
    undoing.undo(removal, by=first)
    actions.restore_comment(other.comment, by=second)

    with pytest.raises(appeals.NotOffered):
        appealed(removal)
    with pytest.raises(appeals.AlreadyDecided):
        appeals.decide(made, by=second, state=OVERTURNED, words="Right, it is back.")


def test_the_log_says_restored_only_of_what_came_back(first, second):
    comment = make_comment()
    made = appealed(actions.hold_comment(comment, by=first, words="To be looked at."))
    removed(second, comment)

    appeals.decide(made, by=make_user(role="moderator"), state=OVERTURNED, words="No need to hold it.")

    assert comment.decisions.first().outcome == "annulled"
    comment.refresh_from_db()
    assert comment.status == "removed"


def test_an_overturned_suspension_is_lifted(first, second):
    person = make_user()
    decision = sanctions.suspend(person, by=first, rule="2", words="Thrice.", until=timezone.now() + timedelta(days=9))

    appeals.decide(appealed(decision), by=second, state=OVERTURNED, words="Twice only.")

    assert not person.sanctions.in_force().exists()
    assert Decision.objects.first().outcome == "lifted"


def test_with_no_second_person_the_operator_is_told_once(first):
    SiteSettings.objects.create(pk=1, contact_email="desk@quillmouth.example")
    made = appealed(removed(first))

    appeals.tell_operator()
    appeals.tell_operator()

    told = [letter for letter in mail.outbox if letter.to == ["desk@quillmouth.example"]]
    assert [letter.subject for letter in told] == ["An appeal waits for a second person"]
    assert appeals.waits_for_second(made)


def test_when_the_second_moderator_leaves_the_operator_is_told_by_the_clock(first, second):
    boss = make_user(username="boss", role="administrator")
    made = appealed(removed(boss))
    assert Appeal.objects.get().operator_told_at is None
    User.objects.filter(pk__in=[first.pk, second.pk]).update(is_active=False)

    appeals.tell_operator()

    assert appeals.waits_for_second(made)
    assert mail.outbox[-1].to == [boss.email]


def test_an_administrator_is_second_enough(first):
    make_user(role="administrator")

    assert not appeals.waits_for_second(appealed(removed(first)))


def test_a_moderator_of_other_categories_is_no_second_person(first, second):
    made = appealed(removed(first))
    CategoryRole.objects.create(user=second, category=make_category(), role="moderator")

    with pytest.raises(appeals.NotForYou):
        appeals.decide(made, by=User.objects.get(pk=second.pk), state=CONFIRMED, words="An attack.")
    assert appeals.waits_for_second(made)

    CategoryRole.objects.create(user=second, category=made.decision.comment.article.category, role="moderator")
    assert not appeals.waits_for_second(made)


def test_the_author_finds_the_answer_on_the_site_too(first, second):
    decision = removed(first)

    appeals.decide(appealed(decision), by=second, state=CONFIRMED, words="An attack.")

    told = Notice.objects.filter(to=decision.person).order_by("pk")
    title = decision.comment.article.title
    assert [(one.kind, one.link, sentence_of(one)) for one in told] == [
        ("decision", decision.get_absolute_url(), f"Your comment was removed (“{title}”)."),
        ("appeal", decision.get_absolute_url(), f"Your appeal about “{title}” is decided."),
    ]


def test_a_notice_of_what_concerns_a_whole_person_names_no_clip(first):
    decision = sanctions.warn(make_user(), by=first, rule="2", words="Please stop.")

    assert sentence_of(Notice.objects.get(to=decision.person)) == "You have been warned."


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_the_same_moment_one_decides(first, second):
    made = appealed(removed(first))
    start, won, lost = threading.Barrier(2), [], []

    def answer(by, state):
        start.wait()
        try:
            won.append(appeals.decide(Appeal.objects.get(pk=made.pk), by=by, state=state, words="So."))
        except appeals.AlreadyDecided as late:
            lost.append(late)
        finally:
            connections.close_all()

    judges = [(second, OVERTURNED), (make_user(role="moderator"), CONFIRMED)]
    at_once = [threading.Thread(target=answer, args=judge) for judge in judges]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()

    assert len(won) == len(lost) == 1
    assert Appeal.objects.get().state == won[0].state
    assert AuditEntry.objects.filter(verb__startswith="appeal.").count() == 1
