"""Pages for when something is in the way. They say what happened, what was kept, and what to do."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from common.paging import NoSuchPage

try:
    from redis.exceptions import RedisError
except ImportError:  # only the grown size has it
    PASSES: tuple[type[Exception], ...] = (OperationalError, InterfaceError)
else:
    PASSES = (OperationalError, InterfaceError, RedisError)

RETRY_AFTER = 5  # seconds
TAKES_TEXT = {"comment-create", "comment-edit"}  # forms that may be shown again with their text and sent as they are


def bad_request(request, exception=None):
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def not_allowed(request, exception=None):
    """A view may say why: `PermissionDenied(_("You made the decision, so somebody else hears the appeal."))`."""
    return render(request, "errors/403.html", {"why": str(exception or "")}, status=403)


def not_found(request, exception=None):
    last = exception.last if isinstance(exception, NoSuchPage) else None
    return render(request, "errors/404.html", {"last": last, "words": _words_of(request.path)}, status=404)


def server_error(request):
    """Something broke; or the database or the cache is away, which passes. Neither page asks them for anything.

    So nobody guesses passwords while the tries cannot be counted.
    """
    if isinstance(sys.exc_info()[1], PASSES):
        return busy(request)
    return HttpResponse(render_to_string("errors/500.html", _kept(request)), status=500)


def busy(request):
    """We cannot take it just now: what was typed stands in a form that sends it again."""
    page = render_to_string("errors/503.html", _kept(request), request=request, using=None)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})


def csrf_failure(request, reason=""):
    """The form's token has expired: show what was typed, so that it can be sent again.

    What came from another site is shown, but not in a form: one press would post words that others wrote.
    """
    again = request.resolver_match.url_name in TAKES_TEXT and _is_from_here(request)
    context = {**_kept(request), "again": again}
    return render(request, "errors/csrf.html", context, status=403)


def _is_from_here(request):
    """Browsers name the origin of every form that crosses from one site to another."""
    origin = request.headers.get("Origin")
    return origin in (None, settings.SITE_URL, f"{request.scheme}://{request.get_host()}")


def _words_of(path):
    """What the address seems to be about, to search for."""
    last = path.rstrip("/").rpartition("/")[2]
    return " ".join(word for word in last.replace("_", "-").split("-") if len(word) > 1)[:100]


def _kept(request):
    """A comment's text and what it belongs to; other forms keep secrets."""
    sent = getattr(request, "POST", {}) if request.method == "POST" else {}
    hidden = {name: sent[name] for name in ("parent", "key", "version") if sent.get(name)}
    return {"kept": sent.get("body", ""), "hidden": hidden, "address": request.path}
