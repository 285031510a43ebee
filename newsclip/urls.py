"""Every address of the site: first the pages that show several rooms, then each room's own."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from newsclip import pages, well_known
from newsclip.admin import sign_in
from newsclip.components import components
from newsclip.health import healthz
from newsclip.media import media
from newsclip.policy import policy

# One door for everybody: with the limits on guessing, which the admin's own has not.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", pages.front, name="front"),
    path("articles/<str:slug>/", pages.article, name="article"),
    path("people/<str:username>/", pages.person, name="person"),
    path("policy/", policy, name="policy"),
    path("desk/components/", components, name="components"),
    path("media/<path:path>", media, name="media"),
    path("robots.txt", well_known.robots, name="robots.txt"),
    path("manifest.webmanifest", well_known.manifest, name="manifest"),
    path("favicon.ico", well_known.icon, {"name": "favicon.ico", "content_type": "image/x-icon"}, name="favicon"),
    path(
        "apple-touch-icon.png",
        well_known.icon,
        {"name": "apple-touch-icon.png", "content_type": "image/png"},
        name="apple-touch-icon",
    ),
    path(".well-known/security.txt", well_known.security, name="security.txt"),
    path(".well-known/change-password", well_known.change_password, name="change-password"),
    path("healthz", healthz, name="healthz"),
    path("", include("newsclip.leaving.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/login/", sign_in),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("desk/", include("curation.urls")),
    path("preview/", include("curation.preview_urls")),
    path("moderation/", include("moderation.urls")),
    path("", include("curation.suggest_urls")),
    path("", include("moderation.report_urls")),
    path("", include("comments.urls")),
    # Last: it ends with the pages an administrator wrote, at /<slug>/.
    path("", include("articles.urls")),
]

handler400 = "newsclip.errors.bad_request"
handler403 = "newsclip.errors.not_allowed"
handler404 = "newsclip.errors.not_found"
handler500 = "newsclip.errors.server_error"
