from django.urls import path

from comments import about, views, writing

urlpatterns = [
    path("articles/<str:slug>/comments/", views.create, name="comment-create"),
    path("articles/<str:slug>/comments/about/", about.parts, name="comments-parts"),
    path("articles/<str:slug>/comments/about/<str:anchor>/", about.about, name="comments-about"),
    path("articles/<str:slug>/comments/draft/", writing.draft, name="comment-draft"),
    path("comments/<int:pk>/versions/", writing.versions, name="comment-versions"),
    path("comments/<int:pk>/", views.permalink, name="comment"),
    path("comments/<int:pk>/reply/", views.reply, name="comment-reply"),
    path("comments/<int:pk>/edit/", views.edit, name="comment-edit"),
    path("comments/<int:pk>/delete/", views.delete, name="comment-delete"),
]
