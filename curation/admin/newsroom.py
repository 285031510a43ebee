"""What the desk keeps, to look at. It is changed at the desk, through its verbs."""

from django.contrib import admin

from accounts.admin import ViewOnly
from articles.admin_reach import WithinReach
from curation.models import (
    Approval,
    Feed,
    FeedPoll,
    LeadGroup,
    LeadRule,
    Note,
    Override,
    PassageChange,
    Presence,
    PreviewLink,
    Proposal,
    Suggestion,
    Watch,
    WorkingCopy,
)


@admin.register(Feed)
class FeedAdmin(ViewOnly):
    list_display = ["__str__", "state", "last_ok_at", "failures", "next_poll_at"]
    list_filter = ["state"]
    search_fields = ["title", "url"]


@admin.register(FeedPoll)
class FeedPollAdmin(ViewOnly):
    list_display = ["feed", "at", "status", "items", "new", "milliseconds", "sentence"]
    list_select_related = ["feed"]


@admin.register(PreviewLink)
class PreviewLinkAdmin(WithinReach, ViewOnly):
    list_display = ["article", "name", "made_by", "expires_at", "revoked_at", "opened"]
    list_select_related = ["article", "made_by"]
    exclude = ["key"]  # with it anybody could make the address


@admin.register(LeadGroup, LeadRule)
class PlainAdmin(ViewOnly):
    list_display = ["__str__"]


@admin.register(Override)
class OverrideAdmin(WithinReach, ViewOnly):
    list_display = ["article", "message", "note", "by", "at"]
    list_select_related = ["article", "by"]


@admin.register(Watch)
class WatchAdmin(ViewOnly):
    list_display = ["source", "looked_at", "next_at", "failures", "sentence"]
    list_select_related = ["source"]


@admin.register(Suggestion)
class SuggestionAdmin(ViewOnly):
    list_display = ["url", "by", "at", "thanked_at"]
    list_select_related = ["by"]


@admin.register(PassageChange)
class PassageChangeAdmin(WithinReach, ViewOnly):
    list_display = ["article", "kind", "before", "found_at", "settled_at"]
    list_filter = ["kind"]
    list_select_related = ["article"]


@admin.register(Approval, Note, Proposal)
class OfClipAdmin(WithinReach, ViewOnly):
    list_display = ["article", "__str__"]
    list_select_related = ["article"]


@admin.register(Presence, WorkingCopy)
class OfEditorAdmin(WithinReach, ViewOnly):
    list_display = ["article", "user"]
    list_select_related = ["article", "user"]
