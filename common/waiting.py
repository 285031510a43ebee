"""Too much in a while: the answer says when to come again, to programs too (`Retry-After`, RFC 6585).

A verb refuses with the seconds to wait in its exception, the view asks `status_of` which status the answer has, and the
middleware writes the header on every 429, also on those of packages.
"""

from datetime import datetime
from math import ceil

from django.utils import timezone

A_MINUTE, AN_HOUR, A_DAY = 60, 3600, 86400  # seconds


def seconds_until(moment: datetime, now: datetime | None = None) -> int:
    """At least one."""
    return max(1, ceil((moment - (now or timezone.now())).total_seconds()))


def status_of(request, refused, otherwise=422):
    """429 where the refusal names seconds to wait."""
    request.seconds_to_wait = getattr(refused, "seconds", 0)
    return 429 if request.seconds_to_wait else otherwise


class SaysWhen:
    """Where nobody knows how long it takes, it is a minute."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 429:
            seconds = getattr(request, "seconds_to_wait", 0) or A_MINUTE
            response.headers.setdefault("Retry-After", str(seconds))
        return response
