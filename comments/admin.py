"""Comments in the administration, to look things up. They are judged in the moderation queue, where it is on record."""

from django.contrib import admin

from accounts.admin import ViewOnly
from comments.models import Comment, CommentRevision


@admin.register(Comment)
class CommentAdmin(ViewOnly):
    list_display = ["body", "author", "article", "status", "created_at"]
    list_filter = ["status", "created_at"]
    search_fields = ["body", "author__username", "article__title"]
    list_select_related = ["author", "article"]


@admin.register(CommentRevision)
class CommentRevisionAdmin(ViewOnly):
    list_display = ["comment", "body"]
    list_select_related = ["comment"]
