"""Following a conversation, or not hearing of it: of a whole clip's, or of what is below one comment.

The nearest word counts: whoever follows a clip but muted one branch of it hears nothing of that branch.
"""

from django.db.models import Case, CharField, Q, Value, When
from django.urls import reverse

from comments.models import ThreadFollow
from comments.threads import is_number

STATES = {False: "follows", True: "muted"}
STATE = Case(When(muted=True, then=Value(STATES[True])), default=Value(STATES[False]), output_field=CharField())


def follow(article, *, by, root=None):
    _set(article, by, root, muted=False)


def mute(article, *, by, root=None):
    """Nothing more of it, not even what answers them."""
    _set(article, by, root, muted=True)


def leave(article, *, by, root=None):
    """Neither followed nor muted."""
    ThreadFollow.objects.filter(article=article, by=by, root=root).delete()


def leave_row(number, *, by):
    """One of their own, whatever became of where it stands; another's, or none, is left as it is."""
    if is_number(number):
        ThreadFollow.objects.filter(pk=number, by=by).delete()


def _set(article, by, root, *, muted):
    ThreadFollow.objects.update_or_create(article=article, by=by, root=root, defaults={"muted": muted})


def state_of(article, reader, root=None):
    """ "follows", "muted" or "" for the whole conversation, or for what is below one comment."""
    row = ThreadFollow.objects.filter(article=article, by=reader, root=root).first()
    return STATES[row.muted] if row else ""


def button(article, reader, root=None, sentence=""):
    """What templates/comments/_follow.html shows."""
    place = reverse("comment-follow", args=[root.pk]) if root else reverse("thread-follow", args=[article.slug])
    return {"place": place, "following": state_of(article, reader, root), "smooth": True, "sentence": sentence}


def rows_below(numbers, reader):
    """What they follow or muted of what is below these comments."""
    return ThreadFollow.objects.filter(by=reader, root__in=numbers)


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
