from django.urls import path

from moderation import bulk_views, clip_views, list_views, reading_first, reason_views, views

app_name = "moderation"
urlpatterns = [
    path("", views.index, name="queue"),
    path("next/", views.next_card, name="next"),
    path("bulk/", bulk_views.preview, name="bulk"),
    path("bulk/<uuid:batch>/", bulk_views.done, name="bulk-done"),
    path("bulk/<uuid:batch>/undo/", bulk_views.undo, name="bulk-undo"),
    path("clips/", clip_views.index, name="clips"),
    path("clips/<int:pk>/decide/", clip_views.decide, name="clip-decide"),
    path("clips/<int:pk>/lock/", clip_views.lock, name="lock"),
    path("reasons/", reason_views.index, name="reasons"),
    path("reasons/new/", reason_views.edit, name="reason-new"),
    path("reasons/<int:pk>/", reason_views.edit, name="reason"),
    path("reasons/<int:pk>/delete/", reason_views.delete, name="reason-delete"),
    path("decisions/<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/claim/", views.claim, name="claim"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("lists/try/", list_views.trying, name="try"),
    path("lists/<str:kind>/", list_views.index, name="list"),
    path("lists/<str:kind>/lines/", list_views.lines, name="list-lines"),
    path("lists/<str:kind>/<int:pk>/delete/", list_views.unlist, name="unlist"),
    path("people/<str:username>/read-first/", reading_first.person, name="read-first"),
    path("threads/<int:pk>/slow/", reading_first.thread, name="slow"),
]
