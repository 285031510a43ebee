"""Preview links: made for somebody, opened by whoever has the address, ended by time or by the desk."""

import secrets
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import mail
from accounts.models import audit
from curation.models import PreviewLink

DAYS, MOST_DAYS = 7, 60
_signer = signing.Signer(salt="curation.preview", sep=".")


class LinkEnded(Exception):
    """It was good once. Nothing is said of the clip behind it."""


@transaction.atomic
def make(article, name, *, by, days=DAYS, may_comment=True, may_approve=False, key="") -> PreviewLink:
    """`key` is the form's: sent twice, it makes one link."""
    days = max(1, min(days, MOST_DAYS))
    said = {"name": name, "may_comment": may_comment, "may_approve": may_approve}
    fields = {"article": article, "made_by": by, "expires_at": timezone.now() + timedelta(days=days), **said}
    secret = _secret(key, article.pk, by.pk, days, *said.values())
    link, new = PreviewLink.objects.get_or_create(key=secret, defaults=fields)
    if new:
        audit(article, "make preview link", by=by, link=link.pk, days=days, **said)
    return link


@transaction.atomic
def revoke(link, *, by) -> bool:
    """From now on its address is gone, and what was approved through it counts no more. False: it was gone already."""
    standing = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    revoked = bool(standing.update(revoked_at=timezone.now(), revoked_by=by))
    if revoked:
        audit(link.article, "revoke preview link", by=by, link=link.pk, name=link.name)
    return revoked


def address_of(link):
    return mail.absolute(reverse("preview:read", args=[_signer.sign(link.key)]))


def open_link(signed) -> PreviewLink:
    """The link of an address. Raises PreviewLink.DoesNotExist for what we did not make, and LinkEnded.

    The signature is compared in constant time before the database is asked for anything.
    """
    try:
        key = _signer.unsign(signed)
    except signing.BadSignature:
        raise PreviewLink.DoesNotExist from None
    link = PreviewLink.objects.select_related("article").get(key=key)
    if not is_usable(link):
        raise LinkEnded
    return link


def is_usable(link):
    return link.revoked_at is None and link.expires_at > timezone.now() and not _is_gone(link)


def count_opening(link):
    PreviewLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, opened_at=timezone.now())


def _secret(key, *said):
    """The same for the same form and words; nobody can tell it who does not know the site's own secret."""
    if not key:
        return secrets.token_urlsafe(24)
    return salted_hmac("curation.preview.key", "\0".join(map(str, (key, *said))), algorithm="sha256").hexdigest()[:40]


def _is_gone(link):
    """In the trash; or withdrawn after the link was made: what the public may not read, it may not either."""
    article = link.article
    withdrawn = article.status == "withdrawn" and article.withdrawn_at > link.made_at
    return article.trashed_at is not None or withdrawn
