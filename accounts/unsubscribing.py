"""The way out of letters, without signing in: a signed link in each, and a header for mail programs (RFC 8058).

The token says only whose letters are meant, and its salt makes it good for nothing else.
"""

from django.core import signing
from django.http import Http404
from django.urls import reverse

from accounts.mail import absolute
from accounts.models import User

SALT = "accounts.unsubscribing"


def path_for(person):
    return reverse("notices-stop", args=[signing.Signer(salt=SALT).sign(person.pk)])


def headers_for(person):
    return {
        "List-Unsubscribe": f"<{absolute(path_for(person))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def person_of(token):
    """404 for what we did not sign, and for people who are gone."""
    try:
        return User.objects.active().get(pk=signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, User.DoesNotExist, ValueError):
        raise Http404 from None


def stop(person):
    """No more letters of news. Decisions are told all the same: they are owed."""
    return User.objects.filter(pk=person.pk).update(mail_notices=User.Cadence.NONE)
