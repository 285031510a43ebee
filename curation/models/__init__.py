"""How clips come to be, and how a newsroom works on them together. One file per noun; import from here."""

from curation.models.feed import Feed, FeedPoll, LeadRule
from curation.models.lead import (
    LONGEST_WORK,
    Lead,
    LeadGroup,
    LeadIsSettled,
    LeadIsTaken,
    LeadShingle,
    fail_abandoned_leads,
)
from curation.models.proposal import Override, Proposal
from curation.models.review import Approval, Note, PreviewLink
from curation.models.suggestion import Suggestion
from curation.models.watch import ChangeIsSettled, PassageChange, Watch
from curation.models.working import Presence, WorkingCopy

__all__ = [
    "LONGEST_WORK",
    "Approval",
    "ChangeIsSettled",
    "Feed",
    "FeedPoll",
    "Lead",
    "LeadGroup",
    "LeadIsSettled",
    "LeadIsTaken",
    "LeadRule",
    "LeadShingle",
    "Note",
    "Override",
    "PassageChange",
    "Presence",
    "PreviewLink",
    "Proposal",
    "Suggestion",
    "Watch",
    "WorkingCopy",
    "fail_abandoned_leads",
]
