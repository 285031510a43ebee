from django.urls import path

from articles.outside import FEEDS
from comments import about, community, feeds, followed, reading, views, writing

LISTS = {
    "thread-feed": ("articles/<str:slug>/comments/", feeds.of_article),
    "branch-feed": ("comments/<int:pk>/thread/", feeds.of_branch),
    "said-feed": ("people/<str:username>/comments/", feeds.of_person),
}

urlpatterns = [
    *(
        path(f"{where}feed.{kind}", view, {"kind": kind}, name=f"{name}-{kind}")
        for name, (where, view) in LISTS.items()
        for kind in FEEDS
    ),
    path("articles/<str:slug>/comments/", reading.comments_of, name="comment-create"),
    path("articles/<str:slug>/comments/newest/", reading.newest, name="comments-newest"),
    path("articles/<str:slug>/comments/newest/mine/", reading.newest_for, name="comments-newest-mine"),
    path("articles/<str:slug>/comments/about/", about.parts, name="comments-parts"),
    path("articles/<str:slug>/comments/about/<str:anchor>/", about.about, name="comments-about"),
    path("articles/<str:slug>/comments/draft/", writing.draft, name="comment-draft"),
    path("comments/<int:pk>/versions/", writing.versions, name="comment-versions"),
    path("comments/<int:pk>/", views.permalink, name="comment"),
    path("comments/<int:pk>/thread/", reading.branch, name="comment-thread"),
    path("comments/<int:pk>/reply/", views.reply, name="comment-reply"),
    path("comments/<int:pk>/edit/", views.edit, name="comment-edit"),
    path("comments/<int:pk>/delete/", views.delete, name="comment-delete"),
    path("comments/<int:pk>/vote/", community.vote, name="comment-vote"),
    path("comments/<int:pk>/feature/", community.feature, name="comment-feature"),
    path("comments/<int:pk>/follow/", community.follow_branch, name="comment-follow"),
    path("accounts/hidden/", followed.index, name="hidden"),
    path("articles/<str:slug>/follow/", community.follow, name="thread-follow"),
]
