"""Addresses of moderation that belong to a comment or a clip, and the one for everybody; they have no namespace, so
that templates below may name them."""

from django.urls import path

from moderation import open_books, report_views

urlpatterns = [
    path("comments/<int:pk>/report/", report_views.comment, name="comment-report"),
    path("articles/<str:slug>/report/", report_views.clip, name="clip-report"),
    path("report/", report_views.notice, name="notice"),
    path("report/sent/", report_views.sent, name="notice-sent"),
    path("transparency/", open_books.reports, name="transparency"),
    path("transparency/<int:year>/", open_books.report, name="transparency-year"),
    path("transparency/<int:year>/<int:month>/", open_books.report, name="transparency-month"),
    *(
        path(f"transparency/{address}.{form}", open_books.report, {"form": form}, name=f"transparency-{name}-{form}")
        for form in ("csv", "json")
        for name, address in (("year", "<int:year>"), ("month", "<int:year>/<int:month>"))
    ),
]
