"""The addresses that programs ask for by heart: robots.txt, icons, the manifest, /.well-known/."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from accounts.models import SiteSettings
from articles.outside import absolute
from common.public import public_page, shows, valid_until

OPEN = ["/moderation/log/"]  # the public log, within what is private
PRIVATE = ["/desk/", "/moderation/", "/admin/", "/accounts/", "/search/", "/suggest/"]
ICON_SECONDS = 24 * 3600
INK, PAPER = "#14171f", "#f4f6f7"


@public_page(query=[])
def robots(request):
    shows(request, "site")
    lines = ["User-agent: *"]
    if settings.STAGING:
        lines += ["Disallow: /"]
    else:
        lines += [f"Allow: {path}" for path in OPEN]
        lines += [f"Disallow: {path}" for path in PRIVATE]
        lines += ["", *(f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "sitemap-news"))]
    return _text("\n".join([*lines, ""]))


@public_page(query=[])
def security(request):
    """RFC 9116. Whoever finds a hole can tell somebody; without a contact address there is no such page."""
    shows(request, "site")
    contact = SiteSettings.load().contact_email
    if not contact:
        raise Http404
    this_month = timezone.now().astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    valid_until(request, _next_month(this_month))
    expires = this_month.replace(year=this_month.year + 1)
    return _text(
        f"Contact: mailto:{contact}\n"
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}\n"
        f"Preferred-Languages: {settings.LANGUAGE_CODE}\n"
        f"Canonical: {absolute(reverse('security.txt'))}\n"
    )


def _next_month(month: datetime) -> datetime:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def change_password(request):
    """https://w3c.github.io/webappsec-change-password-url/"""
    return redirect("account_change_password")


@public_page(query=[])
def manifest(request):
    shows(request, "site")
    icons = [("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable")]
    document = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "lang": settings.LANGUAGE_CODE,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": INK,
        "background_color": PAPER,
        "icons": [
            {"src": static(f"icons/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in icons
        ],
    }
    return HttpResponse(json.dumps(document, ensure_ascii=False), content_type="application/manifest+json")


def icon(request, name, content_type):
    """Where browsers look when a page does not say."""
    return HttpResponse(
        _bytes_of(name), content_type=content_type, headers={"Cache-Control": f"public, max-age={ICON_SECONDS}"}
    )


@cache
def _bytes_of(name):
    found = finders.find(f"icons/{name}")
    if not found:
        raise Http404
    return Path(found).read_bytes()


def _text(text):
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
