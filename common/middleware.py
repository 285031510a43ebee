"""Headers that every answer carries."""

from django.conf import settings
from django.http import Http404

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}


def policy(**changes):
    """The policy of a page that differs from all others: `policy(frame_src="'self'")`."""
    directives = DIRECTIVES | {name.replace("_", "-"): sources for name, sources in changes.items()}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


CSP = policy()


class ContentSecurityPolicy:
    """Nothing inline and no other host, on every page. A view may set a policy of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CSP)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # A proxy may keep a 404 by itself, and to who is signed in it says their name.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if settings.STAGING:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class NoNulInAddresses:
    """PostgreSQL cannot even be asked about such a text; nothing of ours has it in its name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return self.get_response(request)
