"""Mistakes about the outside scorer that an operator can make, told by `manage.py check`."""

from django.conf import settings
from django.core.checks import Error, Warning, register

from common.fetching import FetchError, read_address

LONGEST = 10  # seconds that anybody should wait for a comment to be posted


@register()
def outside_scorer_is_set_up(app_configs, **kwargs):
    return [*_address(), *_secret(), *_deadline()] if settings.SCORER_URL else []


def _address():
    try:
        target = read_address(settings.SCORER_URL)
    except FetchError as refused:
        yield Error(f"SCORER_URL={settings.SCORER_URL!r}: {refused}", id="comments.E001")
        return
    if target.scheme == "http" and target.host not in ("localhost", "127.0.0.1", "::1"):
        yield Warning(
            f"Comments are sent to {target.host} without encryption.",
            hint="Give SCORER_URL an address that starts with https://",
            id="comments.W001",
        )


def _secret():
    if len(settings.SCORER_SECRET) < 16:
        yield Error(
            "SCORER_SECRET is missing or shorter than 16 characters, so the outside scorer could not know who asks.",
            hint="Set it to a long random text that the scorer knows too.",
            id="comments.E002",
        )


def _deadline():
    if not 0 < settings.SCORER_TIMEOUT <= LONGEST:
        yield Error(
            f"SCORER_TIMEOUT={settings.SCORER_TIMEOUT:g} is not between 0 and {LONGEST} seconds.",
            hint="Authors wait that long at most; 1 is usual.",
            id="comments.E003",
        )
