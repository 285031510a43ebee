"""Reports and decisions in the administration, to look things up. Decisions are made in the queue."""

from django.contrib import admin

from accounts.admin import ViewOnly
from articles.admin_reach import JudgedWithinReach
from moderation.models import (
    Appeal,
    Claim,
    Decision,
    Outgoing,
    PersonNote,
    QueueAlert,
    ReasonTemplate,
    Report,
    Sanction,
)


@admin.register(Report)
class ReportAdmin(JudgedWithinReach, ViewOnly):
    to_clip = ["comment__article", "article"]
    list_display = ["comment", "article", "rule", "by", "state", "at"]
    list_filter = ["state", "rule", "at"]
    search_fields = ["comment__body", "text", "by__username"]
    list_select_related = ["comment", "article", "by"]


@admin.register(Decision)
class DecisionAdmin(JudgedWithinReach, ViewOnly):
    to_clip = ["comment__article", "article"]
    list_display = ["comment", "person", "outcome", "rule", "by", "at"]
    list_filter = ["outcome", "rule", "at"]
    search_fields = ["comment__body", "words", "by__username"]
    list_select_related = ["comment", "article", "person", "by"]


@admin.register(Appeal)
class AppealAdmin(JudgedWithinReach, ViewOnly):
    to_clip = ["decision__comment__article", "decision__article"]
    list_display = ["decision", "state", "at", "due_at", "decided_by"]
    list_filter = ["state", "at"]
    list_select_related = ["decision__comment", "decision__article", "decision__person", "decided_by"]


@admin.register(Sanction)
class SanctionAdmin(ViewOnly):
    list_display = ["person", "kind", "since", "until", "lifted_at"]
    list_filter = ["kind"]
    list_select_related = ["person"]


@admin.register(PersonNote)
class PersonNoteAdmin(ViewOnly):
    list_display = ["person", "text", "by", "at"]
    list_select_related = ["person", "by"]


@admin.register(ReasonTemplate)
class ReasonTemplateAdmin(ViewOnly):
    list_display = ["title", "rule", "language", "position"]
    list_filter = ["rule", "language"]
    search_fields = ["title", "text"]


@admin.register(Claim)
class ClaimAdmin(JudgedWithinReach, ViewOnly):
    to_clip = ["comment__article"]
    list_display = ["comment", "moderator", "until"]
    list_select_related = ["comment", "moderator"]


@admin.register(QueueAlert)
class QueueAlertAdmin(ViewOnly):
    list_display = ["at", "size", "oldest_at", "ended_at"]


@admin.register(Outgoing)
class OutgoingAdmin(JudgedWithinReach, ViewOnly):
    to_clip = ["decision__comment__article", "decision__article"]
    list_display = ["decision", "report", "due_at"]
    list_select_related = ["decision__comment", "decision__article", "decision__person"]
    list_select_related += ["report__comment", "report__article"]
