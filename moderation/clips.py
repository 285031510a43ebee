"""Reports of clips. A clip goes only by the verb that withdraws it, from the hand of somebody who may publish."""

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Value, When
from django.utils import timezone

from accounts.models import audit
from articles.models import Article, ArticleMaker
from articles.models.article import AlreadySettled
from comments.models import take_turn
from comments.rules import name_of
from moderation import grace, taking_back
from moderation.actions import AlreadyDecided, NotYours
from moderation.doors import clips_within_reach
from moderation.models import Appeal, Decision, Report


def waiting_for(moderator):
    """Clips with an open report that stand, the oldest report first."""
    return clips_within_reach(reported(), moderator)


def reported():
    reports = Report.objects.open().exclude(article=None).order_by().values("article")
    return Article.objects.published().filter(pk__in=reports)


def locked(moderator):
    """Clips whose thread is locked, the latest first."""
    found = Article.objects.public().filter(comments_locked_at__isnull=False)
    return clips_within_reach(found, moderator).order_by("-comments_locked_at")[:50]


def for_cards(clips, moderator):
    """`own`: others decide whether the reports of it were right."""
    reports = Report.objects.open().select_related("by").order_by("-unlawful", "pk")
    made = ArticleMaker.objects.filter(article=OuterRef("pk"), user=moderator)
    own = Case(When(Q(created_by=moderator) | Exists(made), then=Value(True)), default=Value(False))
    return (
        clips.annotate(own=own)
        .order_by("pk")
        .prefetch_related(
            Prefetch("reports", reports, to_attr="open_reports"),
            Prefetch("decisions", Decision.objects.select_related("by"), to_attr="history"),
        )
    )


@transaction.atomic
def dismiss(article, *, by, seen=None):
    """The clip stays; its open reports were not right. Raises NotYours for who made it."""
    if article.created_by_id == by.pk or article.article_makers.filter(user=by).exists():
        raise NotYours
    return _decide(article, Decision.Outcome.KEPT, by=by, seen=seen)


@transaction.atomic
def withdraw(article, *, by, rule, words="", seen=None):
    """Take the clip away for a rule, in these words; its reports were right."""
    return _decide(article, Decision.Outcome.REMOVED, by=by, rule=rule, words=words, seen=seen)


def withdraw_after_all(article, *, by, rule, words, undoes, law):
    """What somebody who had reported it asked for with a second look."""
    found = {"found_by": Decision.FoundBy.AGAIN, "law": law, "undoes": undoes}
    return _decide(article, Decision.Outcome.REMOVED, by=by, rule=rule, words=words, found=found)


def _decide(article, outcome, *, by, rule="", words="", seen=None, found=None):
    take_turn(article)
    last = article.decisions.select_related("by").first()
    if seen is not None and seen != (last.pk if last else 0):
        raise AlreadyDecided(article, last)
    reports = article.reports.open()
    notice = reports.filter(unlawful=True).order_by("pk").first()
    if outcome == Decision.Outcome.REMOVED:
        _withdraw(article, words or name_of(rule), last)
    elif not reports.exists():
        raise AlreadyDecided(article, last)
    told = {"rule": rule, "words": words, **_grounds(notice, rule), **(found or {})}
    decision = Decision.objects.record(article=article, by=by, outcome=outcome, **told)
    audit(article, f"clip.{outcome}", by=by, rule=rule, decision=decision.pk)
    settled = {"settled_at": timezone.now(), "decision": decision}
    reports.uphold(**settled) if outcome == Decision.Outcome.REMOVED else reports.dismiss(**settled)
    grace.tell(decision)
    if outcome == Decision.Outcome.REMOVED:
        _answer_who_asked(article, decision, by)
    return decision


def _answer_who_asked(article, decision, by):
    """Whoever waits for another look has what they asked for: their reports were right, and nobody has to answer."""
    asked = Appeal.objects.open().filter(report__article=article).exclude(decision=decision.undoes)
    reports = Report.objects.filter(pk__in=list(asked.values_list("report", flat=True)))
    reports.uphold(settled_at=timezone.now(), decision=decision)
    taking_back.settle_complaints(asked, by=by)


def _grounds(notice, rule):
    by_law = rule == Report.BY_LAW
    return {
        "found_by": Decision.FoundBy.NOTICE if notice else Decision.FoundBy.REPORT,
        "ground": Decision.Ground.LAW if by_law else Decision.Ground.RULES,
        "law": notice.law if notice and by_law else "",
    }


def _withdraw(article, words, last):
    try:
        article.withdraw(words[:400])
    except AlreadySettled:
        raise AlreadyDecided(article, last) from None
