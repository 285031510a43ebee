"""Mistakes that an operator can make, told by `manage.py check`: about mail, and about who gets in."""

from email.utils import parseaddr
from ipaddress import ip_address

from django.conf import settings
from django.core.checks import Error, Warning, register

from accounts import second_factor


@register()
def mail_is_set_up(app_configs, **kwargs):
    return [*_sender(), *_way_out()]


@register()
def the_team_is_guarded(app_configs, **kwargs):
    if settings.HTTPS and not second_factor.is_required():
        return [
            Warning(
                "STAFF_MFA=offered: whoever learns the password of an administrator is one.",
                hint="Leave STAFF_MFA out, and the team sets up a second factor.",
                id="accounts.W003",
            )
        ]
    return []


def _sender():
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if "@" not in address.strip("@") or any(mark in settings.DEFAULT_FROM_EMAIL for mark in "\r\n"):
        yield Error(
            f"DEFAULT_FROM_EMAIL={settings.DEFAULT_FROM_EMAIL!r} is not an address.",
            hint="Write it like: Newsclip <post@news.example>",
            id="accounts.E001",
        )
    elif settings.EMAIL_URL and _is_local(address.rpartition("@")[2]):
        yield Warning(
            f"Letters come from {address}, which nobody can answer and most mail servers refuse.",
            hint="Set DEFAULT_FROM_EMAIL to an address of your domain.",
            id="accounts.W002",
        )


def _way_out():
    if settings.HTTPS and not settings.EMAIL_URL:
        yield Warning(
            "EMAIL_URL is not set: letters become files in var/mail, and nobody can confirm an address.",
            hint="Name your mail server, for example EMAIL_URL=smtp+tls://user:password@mail.news.example:587",
            id="accounts.W001",
        )


def _is_local(host):
    try:
        return bool(ip_address(host.strip("[]")))
    except ValueError:
        return host == "localhost"
