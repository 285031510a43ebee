"""What lies in sessions of others, and of visitors whom nobody knows, when somebody leaves.

A session of somebody who had not quite signed in goes; whose it is stands inside. Words that others had not sent yet,
kept while they signed in again, lose what names the person; a report of a comment of theirs goes.
"""

import re
from functools import partial

from accounts.models import Session
from comments import quotations
from comments.kept import SLOT
from comments.models import Comment
from moderation.models import Decision

AT_ONCE = 200
PLACE = re.compile(r"(reply|report|edit):(\d{1,17})")


def take(person, names, telling, *, words):
    """Call it before their words go, and in no transaction: there may be many to open, and nobody waits meanwhile.
    `telling`: the names that mean nobody else where others answer them."""
    change = partial(_changed, person=person, names=names, telling=telling, words=words)
    keys = list(Session.objects.exclude(user=person).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        for session in list(Session.objects.filter(pk__in=keys[start : start + AT_ONCE])):
            _take(session, change)


def _take(session, change):
    """Once more where its owner wrote at the same moment."""
    while session and not _put(session, change(session)):
        session = Session.objects.filter(pk=session.pk).first()


def _put(session, said):
    """`said`: None deletes it. False where it reads otherwise meanwhile."""
    as_read = Session.objects.filter(pk=session.pk, session_data=session.session_data)
    if said is None:
        return bool(as_read.delete()[0])
    return said == session.get_decoded() or bool(as_read.update(session_data=Session.objects.encode(said)))


def _changed(session, *, person, names, telling, words):
    """What is left of it."""
    said, theirs = session.get_decoded(), {address.casefold() for address in names.addresses}
    if session.user_id is None and _is_theirs(said, person, theirs, names):
        return None
    if SLOT not in said:
        return said
    body = _unnamed(said[SLOT], person, names, telling, words)
    others = {key: value for key, value in said.items() if key != SLOT}
    return others | ({SLOT: said[SLOT] | {"body": body}} if body else {})


def _is_theirs(said, person, theirs, names):
    kept = said.get(SLOT) or {}
    others = {key: value for key, value in said.items() if key != SLOT}
    return _belongs(others, person, theirs) or names.mentions(others) or _is_own(kept.get("place", ""), person)


def _is_own(place, person):
    """Only who wrote it edits a comment, and only whom it concerns appeals against a decision."""
    kind, _, key = place.partition(":")
    if kind == "appeal":
        return key in {str(one) for one in Decision.objects.filter(person=person).values_list("public_id", flat=True)}
    return kind == "edit" and key.isdecimal() and Comment.objects.filter(author=person, pk=key).exists()


def _belongs(said, person, addresses):
    """The number of a person, wherever it stands; or as the whole of a value their address."""
    if isinstance(said, dict):
        if str(said.get("user_pk", "")) == str(person.pk):
            return True
        said = list(said.values())
    if isinstance(said, list):
        return any(_belongs(inside, person, addresses) for inside in said)
    return isinstance(said, str) and said.casefold() in addresses


def _unnamed(kept, person, names, telling, words):
    kind, comment = _comment_at(kept["place"])
    body = kept["body"]
    if comment and _is_near(comment, person):
        if kind == "report" and comment.author_id == person.pk:
            return ""
        if words:
            body = quotations.unquoted(body, quotations.lines_before(comment, person))
        body = names.unspoken(telling)(body)
    return names.unmentioned(body)


def _comment_at(place):
    found = PLACE.fullmatch(place)
    return (found[1], Comment.objects.filter(pk=found[2]).first()) if found else ("", None)


def _is_near(comment, person):
    return Comment.objects.filter(pk__in=[comment.pk, *comment.ancestors()], author=person).exists()
