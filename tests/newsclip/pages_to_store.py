"""Addresses for the tests of the page store: each view is one case."""

from collections import Counter
from datetime import UTC, datetime

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path

from common import stamps
from common.public import counts_reading, public_page, shows, valid_until

LONG = "A clip with its facts, its answers and its sources. " * 40
renders = Counter()
during_rendering = []  # callables that run in the middle of a rendering


@public_page
def article(request, pk):
    renders[request.path] += 1
    shows(request, f"article:{pk}", "front")
    counts_reading(request, pk)
    for happen in during_rendering:
        happen()
    return HttpResponse(f"<p>Article {pk}</p>{LONG}")


@public_page(query=["page", "sort"])
def listing(request):
    shows(request, "lists")
    return HttpResponse(f"<p>{request.GET.urlencode()}</p>{LONG}")


@public_page
def echo(request):
    """All that a visitor could put into a page."""
    shows(request, "echo")
    return HttpResponse(
        f"{sorted(request.headers.items())} {request.COOKIES} {request.user} {request.htmx.target} {LONG}"
    )


@public_page
def until(request):
    shows(request, "front")
    valid_until(request, datetime(2030, 1, 1, 12, tzinfo=UTC))
    valid_until(request, datetime(2031, 1, 1, 12, tzinfo=UTC))
    valid_until(request, None)
    return HttpResponse(LONG)


@public_page
def withdrawn(request):
    shows(request, "front")
    return HttpResponse("Withdrawn", status=410)


@public_page
def moved(request):
    shows(request, "front")
    return HttpResponseRedirect("/articles/1/", status=301)


@public_page
def elsewhere(request):
    shows(request, "front")
    return HttpResponseRedirect("/articles/1/")


@public_page
def missing(request):
    shows(request, "front")
    raise Http404


@public_page
def broken(request):
    shows(request, "front")
    raise RuntimeError("broken")


@public_page
def nameless(request):
    return HttpResponse(LONG)


@public_page
def form(request):
    shows(request, "front")
    return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">')


@public_page
def borrowed_form(request):
    """Somebody pasted a form into a page."""
    shows(request, "front")
    return HttpResponse(f'<input name="csrfmiddlewaretoken" value="of somebody">{LONG}')


@public_page
def about_tokens(request):
    shows(request, "front")
    return HttpResponse(f'<p>&lt;input name="csrfmiddlewaretoken"&gt; is <b>name="csrfmiddlewaretoken"</b>{LONG}')


@public_page
def cookie(request):
    shows(request, "front")
    response = HttpResponse(LONG)
    response.set_cookie("theme", "dark")
    return response


@public_page
def remembering(request):
    shows(request, "front")
    request.session["seen"] = True
    return HttpResponse(LONG)


@public_page
def streaming(request):
    shows(request, "front")
    return FileResponse(iter([LONG.encode()]))


def private(request):
    renders[request.path] += 1
    for happen in during_rendering:
        happen()
    return HttpResponse(LONG)


def post(request):
    stamps.move("article:1")
    return HttpResponse("posted", headers={"X-Count-Article": "1"})


urlpatterns = [
    path("articles/<int:pk>/", article),
    path("list/", listing),
    *[
        path(f"{view.__name__.replace('_', '-')}/", view)
        for view in (echo, until, withdrawn, moved, elsewhere, missing, broken, nameless, form)
        + (borrowed_form, about_tokens, cookie, remembering, streaming, private, post)
    ],
]
