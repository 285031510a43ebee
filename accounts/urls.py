from django.urls import path

from accounts import between_pages, notices, views

urlpatterns = [
    path("settings/", views.change, name="settings"),
    path("notices/", notices.index, name="notices"),
    path("notices/<int:pk>/", notices.follow, name="notice"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/mail/", notices.by_mail, name="notices-by-mail"),
    path("notices/stop/<str:token>/", notices.stop, name="notices-stop"),
    path("hidden/", between_pages.index, name="hidden"),
    path("hidden/<str:username>/", between_pages.person, name="between"),
]
