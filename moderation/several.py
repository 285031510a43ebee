"""One letter about several decisions that concern the same person, each with its own page; about one, its own."""

from functools import partial

from django.urls import reverse
from django.utils.translation import ngettext

from accounts import letterbox, mail
from accounts.models import Notice
from comments.rules import name_of
from moderation import complaints, letters
from moderation.models import Decision
from moderation.statements import Statement

FIRST_WORDS = 120  # characters of each comment
Outcome = Decision.Outcome


def whole(rows):
    """With all that a letter says of them."""
    about = ("comment__author", "comment__article", "article", "person", "by")
    return rows.select_related("report__by", *(f"decision__{name}" for name in about))


def send(rows):
    """To one person: all rows are like each other. What became of a report otherwise meanwhile is not told here,
    and what went after it had been let stand is a letter of its own."""
    of_reports = [row for row in rows if row.report and _holds(row.report, row.decision)]
    apart = [row for row in of_reports if letters.gone_since(row.decision)]
    of_reports = [row for row in of_reports if row not in apart]
    decisions = [row.decision for row in rows if row.report is None]
    if len(decisions) == 1:
        letters.statement(decisions[0])
    elif decisions:
        _statements(decisions)
    for row in apart:
        letters.outcome(row.report, row.decision)
    if len(of_reports) == 1:
        letters.outcome(of_reports[0].report, of_reports[0].decision)
    elif of_reports:
        _outcomes(of_reports)


def _holds(report, decision):
    """Whether the report is still as this decision left it."""
    settled = report.decision_id in {decision.pk, *(one.pk for one in decision.behind)}
    left = report.State.UPHELD if decision.outcome == Outcome.REMOVED else report.State.DISMISSED
    return settled and report.state == left


def _statements(decisions):
    person, link = decisions[0].person, reverse("moderation:about-you")
    say = partial(headline, decisions[0].outcome, len(decisions))
    mail.send(person, "statements", {**_shared(decisions), "headline": say, "link": link})
    about = letters.in_their_words(person, lambda: f"{say()}.")
    news = {"link": link, "about": about, "subject": decisions[0]}
    letterbox.tell(person, Notice.Kind.DECISION, f"decisions:{decisions[0].pk}", count=len(decisions), **news)


def _outcomes(rows):
    report, decision = rows[0].report, rows[0].decision
    each = [_place(row) for row in rows]
    until = min(filter(None, (letters.asks_until(row.report) for row in rows)), default=None)
    unlawful = any(row.report.unlawful for row in rows)
    said = {
        "outcome": decision.outcome,
        "rule": name_of(decision.rule),
        "each": each,
        "unlawful": unlawful,
        "until": until,
    }
    mail.send(report.by or report.email, "report_outcomes", {**said, "count": len(rows)})
    if report.by:
        key, link = f"reports:{report.pk}:{decision.pk}", each[0]["path"]
        news = {"link": link, "about": each[0]["title"], "subject": decision, "count": len(rows)}
        letterbox.tell(report.by, Notice.Kind.REPORT, key, **news)


def _place(row):
    path = (row.decision.comment or row.decision.article).get_absolute_url()
    again = mail.absolute(complaints.link(row.report)) if letters.asks_until(row.report) else ""
    return {"title": letters.title_of(row.decision), "path": path, "link": mail.absolute(path), "again": again}


def _shared(decisions):
    """What is the same for all stands there once; what is not, with each."""
    return {
        "each": [_each(decision) for decision in decisions],
        "statement": Statement(decisions[0]),
        "said": _same(decision.words for decision in decisions),
        "law": _same((decision.ground, decision.law) for decision in decisions),
        "found": _same(Statement(decision).found for decision in decisions),
    }


def _each(decision):
    link = mail.absolute(decision.get_absolute_url())
    about = {"body": _first_words(decision), "title": letters.title_of(decision)}
    return {"statement": Statement(decision), "link": link, **about}


def _same(values):
    """The one value, or None."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _first_words(decision):
    comment = decision.comment
    words = " ".join(comment.body.split()) if comment and comment.status != "deleted" else ""
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(maxsplit=1)[0]} …"


def headline(outcome, count):
    """In the active language."""
    return _HEADLINES.get(outcome, _decided)(count) % {"n": count}


def _decided(n):
    return ngettext("%(n)d decision about you", "%(n)d decisions about you", n)


_HEADLINES = {
    Outcome.APPROVED: lambda n: ngettext(
        "%(n)d of your comments is visible now", "%(n)d of your comments are visible now", n
    ),
    Outcome.HELD: lambda n: ngettext("%(n)d of your comments is held", "%(n)d of your comments are held", n),
    Outcome.REMOVED: lambda n: ngettext("%(n)d of your comments was removed", "%(n)d of your comments were removed", n),
    Outcome.RESTORED: lambda n: ngettext("%(n)d of your comments is back", "%(n)d of your comments are back", n),
}
