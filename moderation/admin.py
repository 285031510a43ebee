"""Reports and decisions in the administration, to look things up. Decisions are made in the queue."""

from django.contrib import admin

from accounts.admin import ViewOnly
from moderation.models import Decision, Report


@admin.register(Report)
class ReportAdmin(ViewOnly):
    list_display = ["comment", "rule", "by", "state", "at"]
    list_filter = ["state", "rule", "at"]
    search_fields = ["comment__body", "text", "by__username"]
    list_select_related = ["comment", "by"]


@admin.register(Decision)
class DecisionAdmin(ViewOnly):
    list_display = ["comment", "outcome", "rule", "by", "at"]
    list_filter = ["outcome", "rule", "at"]
    search_fields = ["comment__body", "words", "by__username"]
    list_select_related = ["comment", "by"]
