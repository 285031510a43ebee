from django.urls import path

from comments import reading, views

urlpatterns = [
    path("articles/<str:slug>/comments/", reading.comments_of, name="comment-create"),
    path("articles/<str:slug>/comments/newest/", reading.newest, name="comments-newest"),
    path("comments/<int:pk>/", views.permalink, name="comment"),
    path("comments/<int:pk>/thread/", reading.branch, name="comment-thread"),
    path("comments/<int:pk>/reply/", views.reply, name="comment-reply"),
    path("comments/<int:pk>/edit/", views.edit, name="comment-edit"),
    path("comments/<int:pk>/delete/", views.delete, name="comment-delete"),
]
