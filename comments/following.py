"""Following a conversation, or not hearing of it: of a whole clip's, or of what is below one comment.

The nearest word counts: whoever follows a clip but muted one branch of it hears nothing of that branch.
"""

from django.db.models import Q

from comments.models import ThreadFollow


def follow(article, *, by, root=None):
    _set(article, by, root, muted=False)


def mute(article, *, by, root=None):
    """Nothing more of it, not even what answers them."""
    _set(article, by, root, muted=True)


def leave(article, *, by, root=None):
    """Neither followed nor muted."""
    ThreadFollow.objects.filter(article=article, by=by, root=root).delete()


def _set(article, by, root, *, muted):
    ThreadFollow.objects.update_or_create(article=article, by=by, root=root, defaults={"muted": muted})


def state_of(article, reader):
    """ "follows", "muted" or "" for the whole conversation."""
    row = ThreadFollow.objects.filter(article=article, by=reader, root=None).first()
    return ("muted" if row.muted else "follows") if row else ""


def words_about(comment, people=None):
    """{person's number: the nearest row} of those who follow or muted where this comment stands."""
    rows = ThreadFollow.objects.filter(Q(root=None) | Q(root__in=comment.ancestors()), article=comment.article_id)
    rows = rows if people is None else rows.filter(by__in=people)
    nearest: dict[int, ThreadFollow] = {}
    for row in rows:
        held = nearest.get(row.by_id)
        if held is None or (row.root_id or 0) > (held.root_id or 0):
            nearest[row.by_id] = row
    return nearest
