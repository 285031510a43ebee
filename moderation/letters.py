"""Letters about decisions: the author gets the reasons, the reporter the outcome.

They are queued in the transaction of the decision, so nobody hears of what was rolled back.
"""

from accounts import mail
from comments.rules import name_of

TOLD = {"removed", "restored", "approved"}


def statement(decision):
    """To the author: what was decided, by which rule, in which words."""
    if decision.comment and decision.outcome in TOLD:
        mail.send(decision.comment.author, "comment_statement", _context(decision))


def outcome(report, decision):
    """To the reporter, with or without an account: what became of the report."""
    to = report.by or report.email
    if to:
        mail.send(to, "report_outcome", {**_context(decision), "unlawful": report.unlawful})


def _context(decision):
    comment, article = decision.comment, decision.article
    if comment is None:
        said = {"outcome": decision.outcome, "rule": name_of(decision.rule), "said": decision.words, "is_clip": True}
        return {**said, "title": article.title, "body": "", "link": article.get_absolute_url()}
    return {
        "is_clip": False,
        "outcome": decision.outcome,
        "rule": name_of(decision.rule),
        "said": decision.words,
        "title": comment.article.title,
        "body": comment.body,
        "link": comment.get_absolute_url(),
    }
