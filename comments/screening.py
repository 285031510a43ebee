"""What happens to a new comment before anybody reads it. Pure: no request, no database, no clock."""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

MEMBER_AFTER = 3  # visible comments
LINK = re.compile(r"https?:|www\.|mailto:|\]\(|<[a-z][a-z0-9+.-]+:", re.IGNORECASE)
REASONS = {
    "pre": _("a moderator reads each comment before it appears"),
    "first-link": _("it is the first with a link by somebody new"),
    "score": _("it reads like comments that were removed here"),
    "outside": _("a program that helps the moderators asked them to read it"),
}


class Standing(StrEnum):
    NEW = "new"
    MEMBER = "member"
    TEAM = "team"


@dataclass(frozen=True)
class Verdict:
    """`reasons` are keys of REASONS, in the order in which they are told."""

    reasons: tuple[str, ...] = ()

    @property
    def hold(self) -> bool:
        return bool(self.reasons)


def screen(body: str, *, author_standing: Standing, links_allowed: bool, premoderated: bool = False) -> Verdict:
    """Whether a moderator reads it first. `links_allowed`: the author has a visible comment with a link."""
    reasons = []
    if premoderated and author_standing != Standing.TEAM:
        reasons.append("pre")
    if author_standing == Standing.NEW and not links_allowed and has_link(body):
        reasons.append("first-link")
    return Verdict(tuple(reasons))


def standing_of(*, visible_comments: int, is_team: bool = False) -> Standing:
    if is_team:
        return Standing.TEAM
    return Standing.MEMBER if visible_comments >= MEMBER_AFTER else Standing.NEW


def posts_allowed(standing: Standing, *, limit: int) -> int | None:
    """Comments in ten minutes; members may write three times as many. None: as many as they like."""
    if standing == Standing.TEAM or not limit:
        return None
    return limit if standing == Standing.NEW else 3 * limit


def has_link(body: str) -> bool:
    return bool(LINK.search(body))


def explain(held_because: str) -> list[str]:
    """Sentences for what is stored in `held_because`: keys of REASONS, joined by commas, or a moderator's words."""
    if held_because in REASONS or ("," in held_because and set(held_because.split(",")) <= REASONS.keys()):
        return [str(REASONS[key]) for key in held_because.split(",")]
    return [held_because] if held_because else []
