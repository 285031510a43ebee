from django.urls import path

from newsclip.leaving import pages

urlpatterns = [
    path("accounts/export/", pages.export, name="export"),
    path("accounts/export/<int:pk>/", pages.fetch, name="export-fetch"),
    path("accounts/delete/", pages.leave, name="leave"),
    path("accounts/delete/call-off/", pages.stay, name="stay"),
    path("accounts/username/", pages.rename, name="rename"),
    path("accounts/picture/", pages.avatar, name="avatar"),
    path("people/<str:username>/picture/take/", pages.take_avatar, name="avatar-take"),
]
