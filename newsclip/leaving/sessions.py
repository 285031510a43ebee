"""What lies in sessions of others, and of visitors whom nobody knows, when somebody leaves.

A session of somebody who had not quite signed in goes; whose it is stands inside. Words that others had not sent yet,
kept while they signed in again, lose what names the person; a report of a comment of theirs goes.
"""

import re

from accounts.models import Session
from comments.kept import SLOT
from comments.models import Comment
from moderation.models import Decision

AT_ONCE = 200
PLACE = re.compile(r"(reply|report|edit):(\d{1,17})")
QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)


def take(person, names, *, words):
    theirs = {address.casefold() for address in names.addresses}
    for session in Session.objects.exclude(user=person).iterator(AT_ONCE):
        said = session.get_decoded()
        if session.user_id is None and _is_theirs(said, person, theirs, names):
            session.delete()
        elif SLOT in said:
            _unname(session, said, person, names, words)


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


def _unname(session, said, person, names, words):
    kept = dict(said[SLOT])
    kind, comment = _comment_at(kept["place"])
    body = kept["body"]
    if comment and _is_near(comment, person):
        if kind == "report" and comment.author_id == person.pk:
            body = ""
        body = names.unspoken(names.spoken)(QUOTED.sub("> …", body) if words else body)
    body = names.unmentioned(body)
    if body != kept["body"]:
        left = {key: value for key, value in said.items() if key != SLOT} | (
            {SLOT: kept | {"body": body}} if body else {}
        )
        Session.objects.filter(pk=session.pk).update(session_data=Session.objects.encode(left))


def _comment_at(place):
    found = PLACE.fullmatch(place)
    return (found[1], Comment.objects.filter(pk=found[2]).first()) if found else ("", None)


def _is_near(comment, person):
    return Comment.objects.filter(pk__in=[comment.pk, *comment.ancestors()], author=person).exists()
