"""What holds on every page for somebody who is signed in."""

import zoneinfo

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation


class ReaderPreferences:
    """Language and time zone that a signed-in reader chose. Visitors get the site's."""

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


class SecondFactorFirst:
    """The door to every page of the team: who lacks the second factor that this site asks for is led to set one up.

    It stands before the views, so an address that is none answers the same, and nothing of a page is made.
    """

    STAFF = ("/desk/", "/moderation/", "/admin/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(self.STAFF) and getattr(request.user, "lacks_second_factor", False):
            return _to_set_up(request)
        return self.get_response(request)


def _to_set_up(request):
    address = reverse("mfa_index")
    if request.headers.get("HX-Request"):  # a redirect would end up inside the page
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


class LastSeen:
    """Notes in a session of somebody who is signed in that they are here: once an hour."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            request.session.see()
        return self.get_response(request)
