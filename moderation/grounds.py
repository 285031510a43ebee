"""On what a decision rests: how it was found, and by which rule or law."""

from comments.rules import Rule
from moderation.models import Decision

FoundBy, Ground = Decision.FoundBy, Decision.Ground


def of(comment, rule=""):
    """The fields `found_by`, `ground` and `law` of a decision about this comment that is made now."""
    notice = comment.reports.open().filter(unlawful=True).order_by("pk").first()
    by_law = rule == Rule.UNLAWFUL
    return {
        "found_by": _found_by(comment, notice),
        "ground": Ground.LAW if by_law else Ground.RULES,
        "law": notice.law if notice and by_law else "",
    }


def _found_by(comment, notice):
    if notice:
        return FoundBy.NOTICE
    if comment.reports.open().exists():
        return FoundBy.REPORT
    return FoundBy.SCREEN if comment.status == "held" else FoundBy.OWN
