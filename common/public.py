"""Public pages: the same bytes for every visitor, so the page store may keep them.

    @public_page(query=["page"])
    def category(request, slug):
        category = get_object_or_404(Category, slug=slug)
        shows(request, f"category:{category.pk}")
        return render(request, "articles/category.html", {"category": category})

A visitor is whoever comes without a session. Before the view runs, the visitor's request is blinded: no cookies,
no headers but the host, nothing in the session. So no page can depend on them, and none can give them away.
A session says that somebody is signed in or on the way to it: their page is theirs alone.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, overload

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

STORABLE = {200, 301, 410}
LONGEST_VALUE = 64  # characters of a parameter; what is longer is not ours
IN_ENVIRON = "newsclip.shown"
COUNT_HEADER = "X-Count-Article"  # between the views and the store; it never leaves the house

View = Callable[..., HttpResponse]


@dataclass
class Shown:
    """What a response shows. The view collects it; the store reads it from the WSGI environment."""

    keys: set[str] = field(default_factory=set)
    until: datetime | None = None
    article: int | None = None
    public_status: int | None = None  # set once a visitor's page is complete
    known_query: bool = True


@overload
def public_page(view: View) -> View: ...
@overload
def public_page(*, query: Collection[str]) -> Callable[[View], View]: ...
def public_page(view: View | None = None, *, query: Collection[str] = ("page",)) -> Any:
    """A view whose page visitors share. `query` names the parameters that it reads: a request with others is
    answered, but not stored, or the store could be filled from outside."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            visitor = is_visitor(request)
            if visitor:
                blind(request)
                shown_by(request).known_query = _is_known(request, query)
            response = view(request, *args, **kwargs)
            return _when_rendered(response, lambda response: _finish(request, response, visitor))

        return answer

    return decorate(view) if view else decorate


def shows(request: HttpRequest, *keys: str) -> None:
    """The page shows these: when one of them is touched it is rendered anew. See `common.stamps`."""
    shown_by(request).keys.update(keys)


def valid_until(request: HttpRequest, moment: datetime | None) -> None:
    """The page would look different from this moment on (aware); the earliest one counts, None is none."""
    shown = shown_by(request)
    if moment and (shown.until is None or moment < shown.until):
        shown.until = moment


def counts_reading(request: HttpRequest, article: int) -> None:
    """Opening this page is a reading of the article, unless the team opens it."""
    if is_visitor(request) or not _is_team(request.user):
        shown_by(request).article = article


def is_visitor(request: HttpRequest) -> bool:
    """A cookie of ours whose session has ended is not a visitor's: the answer has to take it away."""
    session = getattr(request, "session", None)
    if session is None:
        user = getattr(request, "user", None)
        return user is None or not user.is_authenticated
    cookie = type(session)(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    return cookie.session_key is None and session.session_key is None and not session.modified


def blind(request: HttpRequest) -> None:
    """Take away what differs from one visitor to the next; the host, and whether it is https, are in the key."""
    left = {"HTTP_HOST", *(settings.SECURE_PROXY_SSL_HEADER or ())}
    for name in [name for name in request.META if name.startswith("HTTP_") and name not in left]:
        del request.META[name]
    for name in ("CSRF_COOKIE", "CSRF_COOKIE_NEEDS_UPDATE"):
        request.META.pop(name, None)
    request.COOKIES.clear()
    request.__dict__.pop("headers", None)


def shown_by(request: HttpRequest) -> Shown:
    return request.META.setdefault(IN_ENVIRON, Shown())


def _finish(request: HttpRequest, response: HttpResponse, visitor: bool) -> None:
    shown = shown_by(request)
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    if shown.article:
        response[COUNT_HEADER] = str(shown.article)
    if visitor and response.status_code in STORABLE and not response.streaming:
        response["Cache-Control"] = _for_visitors()
        shown.public_status = response.status_code
    else:
        response.headers.setdefault("Cache-Control", "private, no-cache")


def _for_visitors() -> str:
    """In front of us a proxy may keep the page but has to ask, unless the operator gives up exactness."""
    seconds = getattr(settings, "CDN_SECONDS", 0)
    return f"public, max-age=0, s-maxage={seconds}" if seconds else "public, no-cache"


def _is_known(request: HttpRequest, query: Collection[str]) -> bool:
    return all(
        name in query and len(values) == 1 and len(values[0]) <= LONGEST_VALUE for name, values in request.GET.lists()
    )


def _is_team(user: Any) -> bool:
    """Their visits are work."""
    return getattr(user, "is_team", getattr(user, "is_staff", False))


def _when_rendered(response: HttpResponse, finish: Callable[[HttpResponse], None]) -> HttpResponse:
    if getattr(response, "is_rendered", True):
        finish(response)
    else:
        response.add_post_render_callback(finish)  # type: ignore[attr-defined]
    return response
