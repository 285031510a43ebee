"""Comments that say nearly the same: by the fingerprint that the screen stored, else by their letters alone."""

from collections import defaultdict

from comments.models import Comment

MOST = 5000  # waiting comments that are compared


def key_of(fingerprint, body):
    """What near-identical comments have in common."""
    return fingerprint if fingerprint is not None else letters_of(body)


def letters_of(body):
    return "".join(char for char in body.casefold() if char.isalnum())


def clusters(comments):
    """Numbers of comments, by what they have in common; the largest first, and none of a single one."""
    found = defaultdict(list)
    for pk, fingerprint, body in comments.order_by("pk").values_list("pk", "fingerprint", "body")[:MOST]:
        found[key_of(fingerprint, body)].append(pk)
    return sorted((pks for pks in found.values() if len(pks) > 1), key=len, reverse=True)


def like(comment, among):
    """Those among these that are nearly the same as this one, itself included."""
    if comment.fingerprint is not None:
        return among.filter(fingerprint=comment.fingerprint)
    wanted = letters_of(comment.body)
    rows = among.order_by("pk").values_list("pk", "body")[:MOST]
    return Comment.objects.filter(pk__in=[pk for pk, body in rows if letters_of(body) == wanted])
