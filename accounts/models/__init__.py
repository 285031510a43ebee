from accounts.models.between import OldUsername, PersonBlock, PersonMute
from accounts.models.joining import Invitation, TermsAcceptance
from accounts.models.letterbox import Notice
from accounts.models.machines import MachineTrace, TraceKey
from accounts.models.person import People, User, UserQuerySet
from accounts.models.session import Session
from accounts.models.site import SiteSettings
from accounts.models.trail import AuditEntry, Unquoted, audit, audit_each

__all__ = [
    "AuditEntry",
    "Invitation",
    "MachineTrace",
    "Notice",
    "OldUsername",
    "People",
    "PersonBlock",
    "PersonMute",
    "Session",
    "SiteSettings",
    "TermsAcceptance",
    "TraceKey",
    "Unquoted",
    "User",
    "UserQuerySet",
    "audit",
    "audit_each",
]
