"""The second factor: who has one, who must have one, and where it can be had.

An app that shows codes or a passkey counts; recovery codes are for the day on which both are lost.
"""

from ipaddress import ip_address

from django.conf import settings

KINDS = ("totp", "webauthn")


def held_by(user):
    """All that opens the account besides the password, recovery codes too."""
    return user.authenticator_set.all()


def has_one(user) -> bool:
    return held_by(user).filter(type__in=KINDS).exists()


def is_required() -> bool:
    """Of the team: DESIGN calls it STAFF_MFA=required, and the https profile starts so."""
    return settings.STAFF_MFA == "required"


def passkeys_work() -> bool:
    """A passkey belongs to a name. Browsers make none for the number of a machine, such as 127.0.0.1."""
    try:
        ip_address((settings.SITE_HOST or "").strip("[]"))
    except ValueError:
        return True
    return False
