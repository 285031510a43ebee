"""The page of a branch: one comment with all that answers it, along the stored path, and above it what it answers."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse

from articles.models import Article
from comments.models import SEGMENT, Comment
from comments.threads.drawing import Row, Thread
from comments.threads.pages import LAST, is_number, rows

BRANCH_PAGE = 100  # comments
NEAR = 10  # of them stand before the one to which a permalink leads


@dataclass
class Branch:
    """`above`: what the first row answers, from the root down. `thread` holds the rows of this page."""

    top: Comment
    user: Any
    thread: Thread
    above: list[Row] = field(default_factory=list)
    after: int | None = None
    next_after: int | None = None

    @property
    def article(self) -> Article:
        return self.top.article

    @property
    def address(self):
        return reverse("comment-thread", args=[self.top.pk])

    @property
    def onward(self):
        return f"{self.address}?after={self.next_after}#branch"

    @property
    def parent(self):
        """The number of the comment whose branch holds this one."""
        numbers = self.top.ancestors()
        return numbers[-1] if numbers else None

    @property
    def is_empty(self):
        return not (self.thread.rows or self.after)


def branch_page(top, user, after=None) -> Branch:
    """The rows that follow the one with the number `after`, as this reader sees them."""
    last = _place_in(top, after)
    start = Q(path__gt=last) if last else Q(path__gte=top.path)
    shown = Comment.objects.filter(article=top.article).shown_to(user).with_parents().in_order()
    above = shown.filter(pk__in=_numbers(last) if last else top.ancestors())
    # Two questions: of one with an "or" SQLite would make a walk through the whole thread.
    here = shown.filter(start, path__lte=top.path + LAST)[: BRANCH_PAGE + 1]
    found = rows([*above, *here], top.article, user)
    above, here = found[: len(above)], found[len(above) :]
    return Branch(
        top=top,
        user=user,
        above=above,
        thread=Thread(article=top.article, user=user, rows=here[:BRANCH_PAGE]),
        after=int(after) if last else None,
        next_after=here[BRANCH_PAGE - 1].comment.pk if len(here) > BRANCH_PAGE else None,
    )


def cursor_before(comment, top, user):
    """Where the page of the branch begins on which this row of it stands, with a few before; None: at the top."""
    shown = top.article.comments.shown_to(user).filter(path__gte=top.path, path__lt=comment.path)
    before = list(shown.order_by("-path").values_list("pk", flat=True)[:BRANCH_PAGE])
    return before[NEAR] if len(before) == BRANCH_PAGE else None


def _place_in(top, after):
    if not is_number(after):
        return None
    inside = Q(article=top.article, path__gte=top.path, path__lte=top.path + LAST)
    return Comment.objects.filter(inside, pk=after).values_list("path", flat=True).first()


def _numbers(path):
    return [int(path[start : start + SEGMENT]) for start in range(0, len(path), SEGMENT)]
