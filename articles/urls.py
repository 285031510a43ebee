from django.urls import path

from articles import views

urlpatterns = [
    path("category/<str:slug>/", views.category, name="category"),
    path("tag/<str:slug>/", views.tag, name="tag"),
    path("tags/", views.tags, name="tags"),
    path("archive/", views.archive, name="archive"),
    path("archive/<int:year>/<int:month>/", views.archive_month, name="archive-month"),
    # Last of all: it takes any single word.
    path("<str:slug>/", views.page, name="page"),
]
