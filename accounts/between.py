"""Not reading somebody, and keeping somebody away. Nobody but the person who chose it is told, or can look it up.

Muted: their words are hidden from one reader. Blocked: that, both ways, and neither answers, mentions or votes on the
other. The team reads and answers everybody all the same, as moderating needs it.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Notice, PersonBlock, PersonMute

IN_AN_HOUR = 60


class NotPossible(Exception):
    """The text is the sentence for whoever tried."""


def mute(person, *, by):
    _put(PersonMute, person, by)


def unmute(person, *, by):
    PersonMute.objects.filter(person=person, by=by).delete()


def block(person, *, by):
    _put(PersonBlock, person, by)


def unblock(person, *, by):
    PersonBlock.objects.filter(person=person, by=by).delete()


@transaction.atomic
def _put(model, person, by):
    if person.pk == by.pk:
        raise NotPossible(_("This is you."))
    if model.objects.filter(by=by, at__gt=timezone.now() - timedelta(hours=1)).count() >= IN_AN_HOUR:
        raise NotPossible(_("That was a lot in a short time. Nothing was changed. Please try again in an hour."))
    model.objects.get_or_create(person=person, by=by)
    # What came from them is not told any more; several at once stay, for they are of others too.
    theirs = Notice.objects.unread().filter(to=by, by=person, count=1)
    theirs.exclude(kind__in=["decision", "appeal", "report"]).delete()


def hidden_from(reader, author="author"):
    """For a filter: by somebody whom this reader does not read. Part of the query itself, so it costs none.

    `author`: the path to the person in the model that is asked.
    """
    if not getattr(reader, "pk", None):
        return Q(pk__in=[])
    hidden = Q(**{f"{author}__in": PersonMute.objects.filter(by=reader).values("person")})
    hidden |= Q(**{f"{author}__in": PersonBlock.objects.filter(by=reader).values("person")})
    if not reader.is_staff:
        hidden |= Q(**{f"{author}__in": PersonBlock.objects.filter(person=reader).values("by")})
    return hidden


def hides_anybody(reader):
    """For an annotation: is there somebody whom this reader does not read?"""
    blocks = PersonBlock.objects.filter(Q(by=reader) | Q(person=reader))
    return Exists(PersonMute.objects.filter(by=reader)) | Exists(blocks)


def apart_from(person, others):
    """Numbers of those of the others between whom and this person somebody has blocked."""
    both = Q(by=person, person__in=others) | Q(person=person, by__in=others)
    pairs = PersonBlock.objects.filter(both).values_list("by", "person")
    return {one if one != person.pk else other for one, other in pairs}


def not_reading(author, people):
    """Numbers of those of the people who do not read this author."""
    mutes = PersonMute.objects.filter(by__in=people, person=author).values_list("by", flat=True)
    return set(mutes) | apart_from(author, people)


def blocked_between(person, others):
    """(those who blocked the person, those whom the person blocked), by number. The team is kept from nobody."""
    if person.is_staff:
        return set(), set()
    theirs = PersonBlock.objects.filter(person=person, by__in=others).values_list("by", flat=True)
    own = PersonBlock.objects.filter(by=person, person__in=others, person__is_staff=False)
    return set(theirs), set(own.values_list("person", flat=True))
