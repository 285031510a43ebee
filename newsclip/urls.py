"""Every address of the site: first the pages that show several rooms, then each room's own."""

from django.contrib import admin
from django.urls import include, path

from newsclip.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("desk/", include("curation.urls")),
    path("moderation/", include("moderation.urls")),
    path("", include("comments.urls")),
    # Last: it ends with the pages an administrator wrote, at /<slug>/.
    path("", include("articles.urls")),
]
