"""What holds on every page for somebody who is signed in."""

import zoneinfo

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import suspended


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


class GoneMeanwhile:
    """A form that was under way while its sender's account was erased: the database refuses it, and rightly so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, DatabaseError) or not _has_left(request):
            return None
        request.session.flush()
        request.user = AnonymousUser()
        said = _("Your account was deleted in this moment, as you had asked. Nothing of what you sent was kept.")
        return render(request, "errors/403.html", {"why": said}, status=403)


def _has_left(request):
    number = getattr(getattr(request, "user", None), "pk", None)
    return number is not None and get_user_model().objects.filter(pk=number, erased_at__isnull=False).exists()


class SuspendsForms:
    """Whoever is asked once more for what shows who they are: what they sent waits, without a trace of where from."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ReauthenticationRequired):
            return None
        return suspended.suspend(request, suspended.way_of(request.user), keep=True)


class LastSeen:
    """Notes in a session of somebody who is signed in that they are here: once an hour."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            request.session.see()
        return self.get_response(request)
