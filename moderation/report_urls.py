"""Addresses of moderation that belong to a comment or a clip, and the one for everybody; they have no namespace, so
that templates below may name them."""

from django.urls import path

from moderation import report_views

urlpatterns = [
    path("comments/<int:pk>/report/", report_views.comment, name="comment-report"),
    path("articles/<str:slug>/report/", report_views.clip, name="clip-report"),
    path("report/", report_views.notice, name="notice"),
    path("report/sent/", report_views.sent, name="notice-sent"),
]
