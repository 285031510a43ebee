"""Addresses of moderation that belong to a comment or a clip; they have no namespace, so that templates below may
name them."""

from django.urls import path

from moderation import report_views

urlpatterns = [
    path("comments/<int:pk>/report/", report_views.comment, name="comment-report"),
]
