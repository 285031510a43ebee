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
        "footer_pages": SimpleLazyObject(lambda: list(Page.objects.filter(in_footer=True).only("slug", "title"))),
    }
