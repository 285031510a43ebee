from django.urls import path

from moderation import clip_views, views

app_name = "moderation"
urlpatterns = [
    path("", views.index, name="queue"),
    path("clips/", clip_views.index, name="clips"),
    path("clips/<int:pk>/decide/", clip_views.decide, name="clip-decide"),
    path("clips/<int:pk>/lock/", clip_views.lock, name="lock"),
    path("bulk/", views.index, name="bulk"),
    path("reasons/", views.index, name="reasons"),
    path("next/", views.next_card, name="next"),
    path("decisions/<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/claim/", views.claim, name="claim"),
    path("<int:pk>/decide/", views.decide, name="decide"),
]
