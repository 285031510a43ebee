"""Telling programs from people by time: a form that says, signed, when it was opened.

It needs no cookie and asks nothing of a person. A form sent quicker than anybody types, one that lay open for more
than a day, and one whose time was not written by this site are asked again; none is dropped.
"""

import time
from enum import Enum

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

LONGEST = 24 * 3600  # seconds


class Found(Enum):
    QUICK = "quick"
    OLD = "old"
    NONE = "none"

    @property
    def words(self):
        return WORDS[self]


WORDS = {
    Found.QUICK: _("That was very quick, as programs are. Nothing is lost: please send it once more."),
    Found.OLD: _("This form lay open for more than a day. Nothing is lost: please send it once more."),
    Found.NONE: _("The form did not say when it was opened. Nothing is lost: please send it once more."),
}


def opened_now() -> str:
    return _signer().sign_object(time.time())


def judge(opened: str, *, quickest: float, now: float | None = None) -> Found | None:
    """What is odd about a form that says it was opened then; None if nothing is. Seconds."""
    try:
        age = (now or time.time()) - _signer().unsign_object(opened)
    except (BadSignature, ValueError):
        return Found.NONE
    if age > LONGEST:
        return Found.OLD
    return Found.QUICK if age < quickest else None


def _signer():
    return Signer(salt="newsclip.opened")
