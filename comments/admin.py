"""Comments in the administration, to look things up. They are judged in the moderation queue, where it is on record."""

from django.contrib import admin

from accounts.admin import ViewOnly
from articles.admin_reach import JudgedWithinReach
from comments.models import Comment, CommentRevision, Domain, Phrase, ScorerWeights


@admin.register(Comment)
class CommentAdmin(JudgedWithinReach, ViewOnly):
    list_display = ["body", "author", "article", "status", "created_at"]
    list_filter = ["status", "created_at"]
    search_fields = ["body", "author__username", "article__title"]
    list_select_related = ["author", "article"]


@admin.register(CommentRevision)
class CommentRevisionAdmin(JudgedWithinReach, ViewOnly):
    to_clip = ["comment__article"]
    list_display = ["comment", "body"]
    list_select_related = ["comment"]


@admin.register(Phrase)
class PhraseAdmin(ViewOnly):
    list_display = ["text", "action", "note", "at"]
    list_filter = ["action"]
    search_fields = ["text", "note"]


@admin.register(Domain)
class DomainAdmin(ViewOnly):
    list_display = ["host", "action", "note", "at"]
    list_filter = ["action"]
    search_fields = ["host", "note"]


@admin.register(ScorerWeights)
class ScorerWeightsAdmin(ViewOnly):
    list_display = ["at", "decisions", "threshold", "active"]
