"""Comments that say nearly the same: by the fingerprint that the screen stored, else by their letters alone."""

from collections import defaultdict

from comments import fingerprints
from comments.models import Comment

MOST = 2000  # waiting comments that are compared with one another


def near(one, other):
    """Whether two keys belong together. The one place that settles it."""
    if isinstance(one, int) and isinstance(other, int):
        return fingerprints.near(one, other)
    return one == other


def key_of(fingerprint, body):
    """What near-identical comments have in common."""
    return fingerprint if fingerprint is not None else letters_of(body)


def letters_of(body):
    return "".join(char for char in body.casefold() if char.isalnum())


def clusters(comments):
    """Numbers of comments that belong together; the largest first, and none of a single one."""
    groups = []
    for key, pks in _by_key(comments).items():
        home = next((group for head, group in groups if near(head, key)), None)
        if home is None:
            groups.append((key, list(pks)))
        else:
            home.extend(pks)
    return sorted((pks for _, pks in groups if len(pks) > 1), key=len, reverse=True)


def like(comment, among):
    """Those among these that are nearly the same as this one, itself included."""
    wanted = key_of(comment.fingerprint, comment.body)
    same = [pks for key, pks in _by_key(among).items() if near(wanted, key)]
    return Comment.objects.filter(pk__in=[pk for pks in same for pk in pks])


def twins(comments, among):
    """How many others among these are nearly the same, by the number of the comment."""
    asked = [one for one in comments if one.fingerprint is not None]
    marks = among.exclude(fingerprint=None).order_by("pk").values_list("pk", "fingerprint")[:MOST] if asked else ()
    marks = list(marks)
    return {one.pk: sum(pk != one.pk and near(one.fingerprint, mark) for pk, mark in marks) for one in asked}


def _by_key(comments):
    found = defaultdict(list)
    for pk, fingerprint, body in comments.order_by("pk").values_list("pk", "fingerprint", "body")[:MOST]:
        found[key_of(fingerprint, body)].append(pk)
    return found
