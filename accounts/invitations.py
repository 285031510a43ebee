"""Coming in by invitation. The code stands in the link alone; the site keeps its hash, as it does with passwords.

Opening the link writes it into the session, so that it is there after an excursion to an account elsewhere too.
Making the account spends it: of two who come with the same one, one gets in.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import mail
from accounts.models import Invitation, SiteSettings, audit

DAYS = 14
REMEMBERED = timedelta(days=30)  # for whom one was that has ended
SESSION_KEY = "invitation"
SignUp = SiteSettings.SignUp


class Spent(Exception):
    """Somebody else has come in with this invitation, or it has ended meanwhile."""


@dataclass(frozen=True)
class Made:
    invitation: Invitation
    link: str  # told now and never again


@transaction.atomic
def invite(*, by, email="", note="", days=DAYS) -> Made:
    """Make an invitation for one person; with an address, the link goes there by letter."""
    code = secrets.token_urlsafe(24)
    ends = timezone.now() + timedelta(days=days)
    invitation = Invitation.objects.create(code_hash=_hash(code), by=by, email=email, note=note, expires_at=ends)
    audit(invitation, "invite", by=by, days=days)
    path = reverse("invitation", args=[code])
    if email:
        mail.send(email, "invitation", {"link": path, "by": str(by), "ends": ends}, people=[by.pk])
    return Made(invitation, mail.absolute(path))


@transaction.atomic
def withdraw(invitation, *, by) -> bool:
    """End one that nobody has used. False if somebody was quicker."""
    ended = _usable().filter(pk=invitation.pk).update(expires_at=timezone.now())
    if ended:
        audit(invitation, "withdraw invitation", by=by)
    return bool(ended)


def forget_ended():
    """Periodic: of one that was used or ended a while ago, nobody needs to know any more for whom it was."""
    ended = Invitation.objects.filter(expires_at__lt=timezone.now() - REMEMBERED).exclude(email="", note="")
    return ended.update(email="", note="")


def found(code) -> Invitation | None:
    return Invitation.objects.filter(code_hash=_hash(code)).first()


def may_sign_up(request) -> bool:
    rule = SiteSettings.load().sign_up
    if rule == SignUp.INVITATION:
        return _usable().filter(code_hash=_hash(request.session.get(SESSION_KEY, ""))).exists()
    return rule == SignUp.OPEN


def remember(request, code):
    request.session[SESSION_KEY] = code


def spend(request, user):
    """In the transaction that makes the account. An open site asks for none, but notes who came with one.

    Raises Spent.
    """
    code = request.session.pop(SESSION_KEY, "")
    used = _usable().filter(code_hash=_hash(code)).update(used_by=user, used_at=timezone.now())
    if not used and SiteSettings.load().sign_up != SignUp.OPEN:
        raise Spent


def _usable():
    return Invitation.objects.filter(used_at=None, expires_at__gt=timezone.now())


def _hash(code):
    return sha256(code.encode()).hexdigest()
