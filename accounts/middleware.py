"""What a signed-in reader chose: language and time zone. Visitors get the site's."""

import zoneinfo

from django.conf import settings
from django.utils import timezone, translation


class ReaderPreferences:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        language = getattr(user, "language", "") or settings.LANGUAGE_CODE
        with translation.override(language), timezone.override(zone(getattr(user, "time_zone", ""))):
            request.LANGUAGE_CODE = language
            return self.get_response(request)


def zone(name):
    """The named time zone, or None for the site's own."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
