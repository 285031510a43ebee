"""What moderators work with. One file per noun; import from here."""

from moderation.models.decision import Appeal, Decision
from moderation.models.outgoing import Outgoing
from moderation.models.queue import Claim, QueueAlert, ReasonTemplate
from moderation.models.report import Report
from moderation.models.sanction import PersonNote, Sanction

__all__ = [
    "Appeal",
    "Claim",
    "Decision",
    "Outgoing",
    "PersonNote",
    "QueueAlert",
    "ReasonTemplate",
    "Report",
    "Sanction",
]
