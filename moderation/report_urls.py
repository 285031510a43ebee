"""Addresses of moderation that belong to a comment; they have no namespace, so that templates below may name them."""

from django.urls import path

from moderation import views

urlpatterns = [path("comments/<int:pk>/report/", views.report, name="comment-report")]
