"""`/healthz`: a short `ok` that needs nothing, and `/healthz?full` for those who watch the site."""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsclip import jobs
from newsclip.models import WorkerHeartbeat
from newsclip.store import figures


class Away(Exception):
    """A part of the site does not answer as it should."""


@require_safe
@never_cache
def healthz(request):
    if "full" not in request.GET:
        return HttpResponse("ok", content_type="text/plain")
    parts = {name: examine(look) for name, look in LOOKS.items()}
    well = all(part["ok"] for part in parts.values())
    return JsonResponse({"ok": well, **parts}, status=200 if well else 503)


def examine(look: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """`ok`, `ms`, and what the look found; of an error only its class, since anyone may read this."""
    started = time.monotonic()
    try:
        found = {"ok": True, **look()}
    except Exception as error:
        found = {"ok": False, "error": type(error).__name__}
    return {**found, "ms": round((time.monotonic() - started) * 1000, 1)}


def look_at_database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"kind": connection.vendor}


def look_at_cache() -> dict[str, Any]:
    now = str(time.time_ns())
    cache.set("healthz", now, 60)
    if cache.get("healthz") is None:  # another look may have written since
        raise Away
    return {}


def look_at_worker() -> dict[str, Any]:
    latest = WorkerHeartbeat.objects.alive().order_by("-seen_at").first()
    if latest is None:
        raise Away
    return {
        "workers": WorkerHeartbeat.objects.alive().count(),
        "seen_seconds_ago": round((timezone.now() - latest.seen_at).total_seconds(), 1),
    }


def look_at_queue() -> dict[str, Any]:
    return jobs.figures()


def look_at_pages() -> dict[str, Any]:
    """What the page store of this process has answered since it started."""
    return dict(figures)


LOOKS = {
    "database": look_at_database,
    "cache": look_at_cache,
    "worker": look_at_worker,
    "queue": look_at_queue,
    "pages": look_at_pages,
}
