"""What was said about one part of the clip."""

from django.db.models import Q

from comments.models import Comment
from comments.threads.drawing import Thread
from comments.threads.pages import LAST, is_number, rows

ROOTS, MOST = 20, 200  # roots of a page, and comments below them


def thread_about(article, user, part, after=None):
    """The comments about a part with their replies, the oldest first, from the root with the number `after` on."""
    shown = article.comments.shown_to(user)
    roots = shown.filter(parent=None, about_kind=part.kind, about_id=part.id).order_by("pk")
    number = int(after) if is_number(after) else 0
    found = list(roots.filter(pk__gt=number).values_list("pk", "path")[: ROOTS + 1])
    below = Q(pk__in=[])
    for _pk, path in found[:ROOTS]:
        below |= Q(path__gte=path, path__lte=f"{path}{LAST}")
    comments: list[Comment] = list(shown.filter(below).for_thread().in_order()[:MOST])
    return Thread(
        article=article,
        user=user,
        rows=rows(comments, article, user),
        after=str(number) if number else None,
        next_after=str(found[ROOTS - 1][0]) if len(found) > ROOTS else None,
    )
