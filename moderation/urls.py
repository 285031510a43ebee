from django.urls import path

from moderation import list_views, reading_first, views

app_name = "moderation"
urlpatterns = [
    path("", views.index, name="queue"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("lists/try/", list_views.trying, name="try"),
    path("lists/<str:kind>/", list_views.index, name="list"),
    path("lists/<str:kind>/lines/", list_views.lines, name="list-lines"),
    path("lists/<str:kind>/<int:pk>/delete/", list_views.unlist, name="unlist"),
    path("people/<str:username>/read-first/", reading_first.person, name="read-first"),
    path("threads/<int:pk>/slow/", reading_first.thread, name="slow"),
]
