"""Reports: how much one weighs, and what becomes of a comment that many report.

A report never removes anything: at a weight the comment is held, its author is told, and a moderator decides.
"""

from collections import Counter

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.models import SiteSettings, audit
from articles.models import Article
from comments import haste
from comments.models import AlreadySettled, take_turn
from comments.screening import HELD_BY_REPORTS
from comments.standing import standing_for
from common import stamps
from common.waiting import seconds_until
from moderation import machine
from moderation.models import Report

LEAST, MOST = 0.25, 2.0
OUTSIDER = 0.5  # somebody without an account, of whom nothing is known
OUTSIDERS = 1.0  # all of them together, since one person may have any number of addresses


class NotYours(Exception):
    """Nobody judges, or reports, their own comment."""


class AlreadyReported(Exception):
    """This person's report of this comment is still open."""


class TooMany(Exception):
    """Enough reports for a day; the text is a sentence for the person, who waits so many `seconds`."""

    def __init__(self, sentence, seconds):
        super().__init__(sentence)
        self.seconds = seconds


def weight(right: int, settled: int) -> float:
    """What one report counts: twice the share of right ones among somebody's settled reports, with one right and one
    wrong report added (P.-S. Laplace's rule of succession), from 0.25 to 2. Somebody new counts 1."""
    return min(MOST, max(LEAST, 2 * (right + 1) / (settled + 2)))


def weight_of(person) -> float:
    """The weight of a report which this person makes now; None is somebody without an account."""
    if person is None:
        return OUTSIDER
    settled = Report.objects.judged().filter(by=person)
    return weight(**settled.aggregate(right=Count("pk", filter=Q(state="upheld")), settled=Count("pk")))


def in_words(site) -> list[str]:
    """What reports do here, for the house rules."""
    if not site.report_threshold:
        return []
    numbers = {"n": site.report_threshold, "least": LEAST, "most": MOST, "outsider": OUTSIDER, "outsiders": OUTSIDERS}
    return [
        _(
            "A comment that is reported with a weight of %(n)s together waits for a moderator. A report weighs twice "
            "the share of that person’s reports that were right, with one right and one wrong added: so 1 at first, "
            "never less than %(least)s nor more than %(most)s. Without an account it weighs %(outsider)s, and all of "
            "these together %(outsiders)s at most."
        )
        % {name: number_format(number) for name, number in numbers.items()}
    ]


@transaction.atomic
def report(subject, *, by=None, rule, text="", **notice):
    """Bring a visible comment, or a published clip, before a moderator; at a weight a comment is held at once.

    `notice`: what somebody without an account, or a notice of unlawful content, says besides; see Report. Where the
    same person's report is open, a notice takes its place.
    Raises NotYours, AlreadyReported, AlreadySettled; TooMany, but never for what may be unlawful.
    """
    if by and not notice.get("unlawful"):
        _demand_patience(by)
    is_comment = hasattr(subject, "body_html") and hasattr(subject, "parent_id")
    _demand_open(subject, by) if is_comment else _demand_public(subject)
    where = {"comment": subject} if is_comment else {"article": subject}
    made = _made(where, by=by, rule=rule, text=text, weight=weight_of(by), **notice)
    stamps.touch("log")  # the transparency report counts it
    audit(subject, "comment.reported" if is_comment else "clip.reported", by=by, rule=rule, unlawful=made.unlawful)
    if is_comment:
        _hold_at_the_threshold(subject)
    return made


def _made(where, **said):
    try:
        with transaction.atomic():
            return Report.objects.create(**where, **said)
    except IntegrityError:
        pass
    if said.get("unlawful") and (made := _as_notice(where, **said)):
        return made
    raise AlreadyReported


def _as_notice(where, *, by, text, weight, **notice):
    """The open report of the same person, which says from now on what the notice says; None if it is one already.

    What they had written stays below it, and the report weighs what it weighed.
    """
    who = {"by": by} if by else {"by": None, "email": notice["email"]}
    report = Report.objects.open().select_for_update().filter(**where, **who, unlawful=False).first()
    if report is None:
        return None
    for name, value in {**notice, "text": "\n\n".join(filter(None, [text, report.text]))}.items():
        setattr(report, name, value)
    report.save()
    return report


def open_weight(comment) -> float:
    """What the open reports of a comment weigh. Who was found wrong about it once does not count again."""
    found_wrong = comment.reports.filter(state=Report.State.DISMISSED)
    people = set(found_wrong.exclude(by=None).values_list("by", flat=True))
    addresses = set(found_wrong.filter(by=None).values_list("email", flat=True)) - {""}
    reports = comment.reports.open().order_by().values_list("by", "email", "weight")
    outside = sum(weight for by, email, weight in reports if by is None and email not in addresses)
    return min(outside, OUTSIDERS) + sum(weight for by, _, weight in reports if by is not None and by not in people)


def _demand_open(comment, by):
    take_turn(comment.article)
    comment.refresh_from_db(fields=["status"])
    if by is not None and comment.author_id == by.pk:
        raise NotYours
    if not comment.is_visible:
        raise AlreadySettled(comment)


def _demand_public(article):
    take_turn(article)
    if not Article.objects.published().filter(pk=article.pk).exists():
        raise AlreadySettled(article)


def _hold_at_the_threshold(comment):
    threshold = SiteSettings.load().report_threshold
    if not threshold or comment.author.is_team or (reached := open_weight(comment)) < threshold:
        return
    machine.hold(comment, HELD_BY_REPORTS, rule=_most_named(comment), weight=round(reached, 2))


def _most_named(comment):
    """The rule that most open reports name; of several, the one that was named first."""
    named = comment.reports.open().order_by("pk").values_list("rule", flat=True)
    return Counter(named).most_common(1)[0][0]


def _demand_patience(by):
    if wait := haste.on_reporting(Report.objects.filter(by=by), standing_for(by)):
        raise TooMany(wait.sentence, seconds_until(wait.until))
