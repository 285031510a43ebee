from django.urls import path

from articles import views
from articles.search.views import search

urlpatterns = [
    path("category/<str:slug>/", views.category, name="category"),
    path("tag/<str:slug>/", views.tag, name="tag"),
    path("tags/", views.tags, name="tags"),
    path("archive/", views.archive, name="archive"),
    path("archive/<int:year>/<int:month>/", views.archive_month, name="archive-month"),
    path("search/", search, name="search"),
    # Last of all: it takes any single word.
    path("<str:slug>/", views.page, name="page"),
]
