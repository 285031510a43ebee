from django.urls import path

from articles import corrections_feed, feeds, muting, sitemaps, views
from articles.outside import FEEDS
from articles.search.views import search

LISTS = {
    "": ("", feeds.site),
    "category-": ("category/<str:slug>/", feeds.category),
    "tag-": ("tag/<str:slug>/", feeds.tag),
    "person-": ("people/<str:username>/", feeds.person),
}

urlpatterns = [
    *(
        path(f"{where}feed.{kind}", view, {"kind": kind}, name=f"{what}feed-{kind}")
        for what, (where, view) in LISTS.items()
        for kind in FEEDS
    ),
    path("corrections/", views.corrections, name="corrections"),
    *(
        path(f"corrections/feed.{kind}", corrections_feed.feed, {"kind": kind}, name=f"corrections-feed-{kind}")
        for kind in FEEDS
    ),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
    path("sitemap-clips-<int:part>.xml", sitemaps.clips, name="sitemap-clips"),
    path("sitemap-<str:name>.xml", sitemaps.section, name="sitemap-section"),
    path("category/<str:slug>/", views.category, name="category"),
    path("tag/<str:slug>/", views.tag, name="tag"),
    path("tag/<str:slug>/mute/", muting.page, name="tag-mute"),
    path("tags/", views.tags, name="tags"),
    path("archive/", views.archive, name="archive"),
    path("archive/<int:year>/<int:month>/", views.archive_month, name="archive-month"),
    path("search/", search, name="search"),
    # Last of all: it takes any single word.
    path("<str:slug>/", views.page, name="page"),
]
