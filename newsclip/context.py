"""What every template may rely on."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from accounts.models import SiteSettings
from articles.models import Category, Page


def site(request):
    """Name and address; menu, footer and the administrator's settings, each asked for once, when a page shows it."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_settings": SimpleLazyObject(SiteSettings.load),
        "menu": SimpleLazyObject(lambda: list(Category.objects.in_menu())),
        "back_here": _way_back(request),
        "footer_pages": SimpleLazyObject(lambda: list(_pages())),
    }


def _pages():
    """The house rules have their place in every footer already."""
    return Page.objects.filter(in_footer=True).exclude(slug="policy").only("slug", "title")


def _way_back(request):
    """Where signing in should lead back to; nowhere from the pages of signing in themselves."""
    found = request.resolver_match and not request.path.startswith("/accounts/")
    return request.path if found else ""
