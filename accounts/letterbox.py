"""What people are told: each piece of news once, whoever tells it however often.

    letterbox.tell(author, Notice.Kind.DECISION, f"decision:{decision.pk}", link=comment.get_absolute_url(),
                   about=comment.article.title, by=None, subject=comment)

The key makes it one: told again it is the same row, read or not. `tell_more` is for news of which there may be a flood:
as long as the row is unread it counts up; once it is read, the next one makes it new. Telling is part of the caller's
transaction. Letters follow by accounts/digests.py; decisions, appeals and reports have letters of their own.
"""

import re

from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from accounts import digests
from accounts.models import Notice

HAVE_LETTERS = {Notice.Kind.DECISION, Notice.Kind.APPEAL, Notice.Kind.REPORT}
SHOWN_UP_TO = 99


@transaction.atomic
def tell(to, kind, key, *, link, about="", by=None, subject=None, count=1):
    """Put one piece of news in somebody's letterbox; whether it was not there yet.

    `link`: a path of this site. `about`: a title. `by`: whose deed it was, never the reader's own.
    `subject`: the row that it is about; see `take_back`. `count`: of how many things it tells at once.
    """
    return bool(tell_once([to], kind, key, link=link, about=about, by=by, subject=subject, count=count))


@transaction.atomic
def tell_once(people, kind, key, *, count=1, **news):
    """The same to several. Returns those who did not have it yet."""
    has_it = set(Notice.objects.filter(key=key, to__in=people).values_list("to", flat=True))
    new = [person for person in _others(people, news.get("by")) if person.pk not in has_it]
    _insert(new, kind, key, count=count, **news)
    _mail_soon(new, kind)
    return new


@transaction.atomic
def tell_more(people, kind, key, **news):
    """One more of its kind. The unread row counts it and goes on leading to the first; a read one begins anew."""
    told = _others(people, news.get("by"))
    _insert(told, kind, key, count=0, **news)
    fresh = _row(None, kind, key, **news)
    unread = {"read_at__isnull": True}
    keeps = {name: Case(When(**unread, then=F(name)), default=Value(getattr(fresh, name))) for name in _FIRST}
    Notice.objects.filter(key=key, to__in=told).update(
        count=Case(When(**unread, then=F("count") + 1), default=1),
        mailed_at=fresh.mailed_at,
        **keeps,
        by=fresh.by,
        at=timezone.now(),
        read_at=None,
    )
    _mail_soon(told, kind)
    return told


_FIRST = ("link", "about", "subject_type", "subject_id")


@transaction.atomic
def take_back(key, subject, *, then=None, told=None):
    """It may no longer be shown: whoever has not read of it will not, and where it was one of several, they are one
    less. `then`: (row, link) to lead to instead, where it was the first of them. `told`: numbers of those who heard of
    it, where others have news of the same key. Returns the people concerned.
    """
    unread = Notice.objects.unread().filter(key=key)
    name = _name_of(subject)
    later = unread.annotate(first=Cast("subject_id", BigIntegerField())).filter(first__lt=subject.pk, count__gt=1)
    later = later if told is None else later.filter(to__in=told)
    people = set(unread.filter(**name).values_list("to", flat=True)) | set(later.values_list("to", flat=True))
    later.update(count=F("count") - 1, by=None)
    if then:
        unread.filter(**name, count__gt=1).update(count=F("count") - 1, by=None, link=then[1], **_name_of(then[0]))
    unread.filter(**name).delete()
    return people


def still_unread(keys):
    """Those of these keys of which there is unread news."""
    return set(Notice.objects.unread().filter(key__in=keys).order_by().values_list("key", flat=True).distinct())


def unread_of(person):
    """How many are unread, to 99; 100 is more. One look at an index."""
    return Notice.objects.unread().filter(to=person).order_by()[: SHOWN_UP_TO + 1].count()


def read(notice):
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=timezone.now())


def read_all(person, *, up_to):
    """What had come by the time that the person looked (aware). What came later stays new."""
    return Notice.objects.unread().filter(to=person, at__lte=up_to).update(read_at=timezone.now())


def _others(people, by):
    """Nobody is told of their own deeds."""
    return [person for person in people if person.is_active and person.pk != (by and by.pk)]


def _mail_soon(people, kind):
    if kind not in HAVE_LETTERS:
        digests.mail_soon(people)


def _insert(people, kind, key, *, count, **news):
    rows = [_row(person, kind, key, count=count, **news) for person in people]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def _row(to, kind, key, *, link, about="", by=None, subject=None, count=1):
    assert re.match("/(?!/)", link), "a path of this site"
    sent = timezone.now() if kind in HAVE_LETTERS else None
    named = _name_of(subject) if subject else {}
    return Notice(to=to, kind=kind, key=key, link=link, about=about[:200], by=by, count=count, mailed_at=sent, **named)


def _name_of(subject):
    return {"subject_type": subject._meta.label_lower, "subject_id": str(subject.pk)}
