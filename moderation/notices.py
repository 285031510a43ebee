"""Notices of unlawful content by anybody (Digital Services Act, Article 16): what they name, and how they are taken."""

import logging
import time
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac

from accounts import mail
from articles.models import Article
from comments.models import Comment
from comments.rules import Rule
from common.waiting import AN_HOUR
from moderation import reporting

logger = logging.getLogger(__name__)

SECONDS = 3  # nobody fills in the form faster
HOURS = 24  # and nobody leaves it open longer
MOST = 10  # notices in an hour from one machine, and to one address


class TooMany(Exception):
    """So many in an hour from one machine, or in one name."""

    seconds = AN_HOUR


def subject_at(address):
    """The comment or clip that stands at this address of ours, for everybody to see; None for everything else."""
    try:
        parts = urlsplit(address.strip())
        found = resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        return None
    if (parts.scheme or parts.netloc) and f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return None
    anchor = parts.fragment.removeprefix("comment-")
    if found.view_name in {"article", "comment"} and anchor != parts.fragment and _is_number(anchor):
        return _comment(anchor)
    if found.view_name == "comment":
        return _comment(found.kwargs["pk"])
    return _clip(found.kwargs["slug"]) if found.view_name == "article" else None


@transaction.atomic
def receive(subject, *, by, place, name="", email="", law="", text=""):
    """Take it, and confirm that it has arrived. Raises what reporting.report raises."""
    said = {"unlawful": True, "good_faith": True, "law": law, "place": place, "name": name, "email": email.lower()}
    made = reporting.report(subject, by=by, rule=Rule.UNLAWFUL, text=text, **said)
    if to := by or made.email:
        # Nothing that was typed: anybody may have given this address, and letters are not theirs to write.
        mail.send(to, "notice_receipt", {"number": made.pk, "link": subject.get_absolute_url()})
    return made


def count_against(machine, email):
    """One more from this machine and in this name. Raises TooMany. The keys tell nobody who it was."""
    for who in filter(None, [machine, email.lower()]):
        if _counted(f"notices:{salted_hmac('notices', who).hexdigest()[:32]}") > MOST:
            raise TooMany


def stamp():
    """When the form was shown, so that it cannot be made up."""
    return signing.dumps(time.time(), salt="notice")


def is_hasty(stamped):
    """Whether it came back sooner than anybody types, or long after."""
    try:
        age = time.time() - signing.loads(stamped, salt="notice")
    except signing.BadSignature:
        return True
    return not SECONDS <= age <= HOURS * 3600


def _counted(key):
    """How many within the hour. A notice is taken though nobody can count: without a cache, or as the hour ends."""
    try:
        return 1 if cache.add(key, 1, timeout=AN_HOUR) else cache.incr(key)
    except Exception:
        logger.warning("notices are not counted", exc_info=True)
        return 1


def _comment(pk):
    found = Comment.objects.visible().filter(pk=pk, article__in=Article.objects.public())
    return found.select_related("article", "author").first()


def _clip(slug):
    found = Article.objects.published().filter(Q(slug=slug) | Q(old_slugs__slug=slug))
    return found.first()


def _is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 19
