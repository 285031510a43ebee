"""Notes on the parts of a clip: written, answered, settled and opened again, by the desk and through preview links."""

import hashlib
import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import audit
from curation.desk import telling
from curation.models import Note, PreviewLink

ANCHOR = re.compile(r"\A(?:|title|standfirst|body|background|(?:fact|answer|faq)-[a-z0-9]{1,12})\Z")
LIMIT_MINUTES, NOTES_IN_TIME, NOTES_OF_A_LINK = 10, 20, 200


class TooManyNotes(Exception):
    """One link has written as much as fits; the words are a sentence."""


@transaction.atomic
def write(article, text, *, part="", by=None, link=None, answers=None, key="", tell=True) -> Note:
    """Write a note about a part, or answer one. The same words from the same form are kept once.

    What is answered is open again. Raises TooManyNotes.
    """
    answers = answers and (answers.answers or answers)
    part = answers.part if answers else part
    once = _once(key, article, part, text, by, link, answers)
    if known := Note.objects.filter(key=once).first():
        return known
    if link:
        _refuse_haste(link)
    note, new = Note.objects.get_or_create(
        key=once, defaults={"article": article, "part": part, "text": text, "by": by, "link": link, "answers": answers}
    )
    if not new:
        return note
    if answers:
        reopen(answers, by=by)
    audit(article, "note", by=by, note=note.pk, part=part, **({"name": link.name} if link else {}))
    if tell:
        telling.note(note)
    return note


def settle(note, *, by) -> bool:
    """False when somebody else was first."""
    return _move(note, "settle note", by=by, open=True, resolved_at=timezone.now(), resolved_by=by)


def reopen(note, *, by) -> bool:
    return _move(note, "open note", by=by, open=False, resolved_at=None, resolved_by=None)


@transaction.atomic
def _move(note, verb, *, by, open, **fields):
    """Of two people acting together, one moves it."""
    rows = Note.objects.filter(pk=note.pk, answers__isnull=True, resolved_at__isnull=open)
    moved = bool(rows.update(**fields))
    if moved:
        audit(note.article, verb, by=by, note=note.pk)
    return moved


def _once(key, article, part, text, by, link, answers):
    """A browser that goes back keeps the form's key: other words, or about another part, are a note of their own."""
    who = [f"person {by.pk}" if by else f"link {link.pk}", str(answers.pk if answers else "")]
    parts = [key or timezone.now().isoformat(), str(article.pk), part, *who, text]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


def _refuse_haste(link):
    """Notes of one link come one after another, so that two requests at once are counted too."""
    list(PreviewLink.objects.select_for_update(no_key=True).filter(pk=link.pk).values_list("pk"))
    since = timezone.now() - timedelta(minutes=LIMIT_MINUTES)
    if link.notes.filter(at__gte=since).count() >= NOTES_IN_TIME:
        raise TooManyNotes(_("That is as many notes as fit into ten minutes. Send this one a little later."))
    if link.notes.count() >= NOTES_OF_A_LINK:
        raise TooManyNotes(_("This link has written as many notes as it may. Ask whoever sent it for a new one."))
