"""Leaving for good: the verb that the worker runs once the day of thinking it over has passed.

Words go in steps of two hundred comments; all else goes in one transaction, at whose end the person is a pseudonym.
Killed in between, it is resumed at its next time. Two workers do no harm: each step may be done twice, and the last
one locks the person. What a request of theirs that was under way still wrote is swept away behind them.
"""

import logging
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts import avatars, mail
from accounts.models import Session, User, audit
from accounts.names import skeleton
from accounts.roles import is_last_administrator, lock_administrators
from comments import leaving, rewording
from common import stamps
from newsclip.leaving import answers, letters, mentions, sessions, texts, trail
from newsclip.leaving.names import Names
from newsclip.leaving.ties import Then
from newsclip.leaving.walk import rows, tied_models
from newsclip.models import Export

logger = logging.getLogger(__name__)

UNDER_WAY = timedelta(hours=1)  # no request takes as long
PSEUDONYM = "gone-"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def erase_due() -> None:
    """Periodic: everybody whose day is over. What fails for one does not hold up the others."""
    for person in User.objects.filter(delete_at__lte=timezone.now(), erased_at__isnull=True):
        _try(erase, person)
    for person in User.objects.filter(erased_at__gt=timezone.now() - UNDER_WAY):
        _try(sweep, person)


def _try(verb, person):
    try:
        verb(person)
    except Exception:
        logger.exception("%s of person %s failed; it is tried again", verb.__name__, person.pk)


def erase(person) -> bool:
    """False where they thought better of it, where they must stay, or where another worker was first."""
    _overwrite_what_is_deleted()
    if not _shut(person):
        return False
    names = Names.of(person)
    telling, words = answers.telling(person, names), person.delete_how == User.Farewell.ERASE
    sessions.take(person, names, telling, words=words)
    if words:
        while leaving.erase_some(person):
            pass
    else:
        rewording.change_all(names.unnamed, names.named, html=names.unnamed_in_html, by=person)
    rewording.change_all(names.unmentioned, names.mentioned)
    answers.take(person, names, telling)
    done = _finish(person, names)
    _empty_the_journal()
    return done


@transaction.atomic
def sweep(person):
    """A request that had begun before knows nothing of it: what it kept for them goes as well."""
    mentions.withdraw_appeals(person)
    mentions.forget_letters_to_editors(person)
    leaving.take_votes(person)
    for model, tie in _ties():
        if "__" not in tie.path:
            _settle(rows(model, tie, person), tie)


@transaction.atomic
def _shut(person):
    """From here on nobody signs in, and it cannot be called off."""
    lock_administrators(person.pk)
    due = User.objects.select_for_update().filter(delete_at__lte=timezone.now(), erased_at__isnull=True)
    held = due.filter(pk=person.pk).first()
    if held is None:
        return False
    if is_last_administrator(held):
        _keep(held)
        return False
    Session.objects.filter(user=held).delete()
    User.objects.filter(pk=held.pk).update(is_active=False)
    return True


def _keep(person):
    """They are told why, by letter: nobody sees a page of the worker."""
    User.objects.filter(pk=person.pk).update(delete_at=None, delete_how="")
    audit(person, "keep the last administrator", by=None)
    mail.send(person, "deletion_refused", {"link": "/accounts/delete/"})


@transaction.atomic
def _finish(person, names):
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        return False
    words = person.delete_how == User.Farewell.ERASE
    mentions.withdraw_appeals(person)
    mentions.withdraw_complaints(names)
    trail.scrub(person, names)  # before the rest: the triggers look for names that go below
    letters.take(person, names, words=words)
    mentions.take(person, names, words=words)
    texts.take(person, names)
    leaving.take_votes(person)
    leaving.forget_reasons(person)
    _files_go(person)
    for model, tie in _ties():
        _settle(rows(model, tie, person), tie)
    _bury(person)
    return True


def _ties():
    return [(model, tie) for model, ties in tied_models() for tie in ties]


def _settle(found, tie):
    if tie.scrub:
        found.update(**tie.scrub)
    if tie.then is Then.DELETE:
        found.delete()
    elif tie.then is Then.UNTIE:
        found.update(**{tie.path: None})


def _files_go(person):
    avatars.forget(person)
    for export in Export.objects.filter(user=person).exclude(file=""):
        transaction.on_commit(lambda file=export.file: file.storage.delete(file.name))


def _bury(person):
    """The row stays for what must go on pointing at it: nobody's, under a name that says nothing of the one before."""
    name = PSEUDONYM + get_random_string(16, LETTERS)
    blank = {field.attname: field.get_default() for field in User._meta.concrete_fields if not field.primary_key}
    now = timezone.now()
    blank |= {"username": name, "username_key": skeleton(name), "password": make_password(None)}
    blank |= {"is_active": False, "date_joined": now, "erased_at": now, "mail_notices": User.Cadence.NONE}
    how = person.delete_how
    User.objects.filter(pk=person.pk).update(
        **{key: "" if value is None and _is_text(key) else value for key, value in blank.items()}
    )
    stamps.touch(*person.stamps(), "site")
    audit(User.objects.get(pk=person.pk), "erase", by=None, comments=how)


def _is_text(name):
    return not User._meta.get_field(name).null


def _overwrite_what_is_deleted():
    """In SQLite's file too, and not only in what can be asked for."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _empty_the_journal():
    """The write-ahead log of SQLite holds pages as they were."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
