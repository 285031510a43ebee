"""On what a decision rests: how it was found, and by which rule or law."""

from comments.rules import Rule
from comments.screening import HELD_BY_REPORTS, found_by_itself, is_read_before, keys_of
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
    return found_in(comment.held_because if comment.status == "held" else "")


def found_in(held_because):
    """How that came up which was held for these reasons."""
    if found_by_itself(held_because):
        return FoundBy.SCREEN
    if HELD_BY_REPORTS in keys_of(held_because):
        return FoundBy.REPORT
    return FoundBy.BEFORE if is_read_before(held_because) else FoundBy.OWN
