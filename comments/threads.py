"""The thread below a clip: one page of it, in a fixed number of queries, as a flat list that draws a tree.

A sort path holds the number of each ancestor, so the list needs no recursion, neither here nor in a template:
each row says how many levels end before it and whether it begins one.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse

from articles.models import Article
from comments.models import SEGMENT, Comment
from comments.rules import name_of

PAGE = 200
ROOTS = 20  # of what was said about one part
STEPS = 4  # a page steps in no further; from here on each comment says whom it answers


@dataclass
class Row:
    comment: Comment
    own: bool = False
    maker: bool = False
    stray: bool = False  # one does not see by its place what it answers
    opens: bool = False
    closes: range = range(0)
    replies: int = 0  # in the list right below it
    above: "Row | None" = None  # the comment in whose list of replies it stands

    @property
    def answers(self):
        """What it answers, where that does not stand right above it and may be shown."""
        parent = self.comment.parent
        return parent if parent and self.stray and parent.is_visible else None

    @property
    def state(self):
        return self.comment.status if self.comment.status != "visible" else ""

    @property
    def rule(self):
        return name_of(self.comment.removed_for)


@dataclass
class Thread:
    article: Article
    user: Any
    rows: list[Row] = field(default_factory=list)
    after: int | None = None
    next_after: int | None = None

    @cached_property
    def closes(self):
        """Levels that are still open after the last row."""
        return range(len(self._open_levels) - 1)

    @property
    def count(self):
        return self.article.comment_count

    @property
    def is_one_page(self):
        return not self.after and not self.next_after

    def __post_init__(self):
        self._open_levels = _draw(self.rows)


def thread_page(article, user, after=None):
    """The comments from `after` (number of the last comment on the page before) on, as this reader sees them."""
    shown = _shown(article, user)
    last = shown.filter(pk=after).values_list("path", flat=True).first() if is_number(after) else None
    found = list(shown.filter(path__gt=last or "")[: PAGE + 1])
    return Thread(
        article=article,
        user=user,
        rows=_rows(found[:PAGE], article, user),
        after=int(after) if last else None,
        next_after=found[PAGE - 1].pk if len(found) > PAGE else None,
    )


def thread_about(article, user, part, after=None):
    """The comments about a part of the clip with their replies, the oldest first, from the root `after` on."""
    shown = _shown(article, user)
    roots = shown.filter(parent=None, about_kind=part.kind, about_id=part.id).order_by("pk")
    number = int(after) if is_number(after) else 0
    found = list(roots.filter(pk__gt=number).values_list("pk", "path")[: ROOTS + 1])
    below = Q(pk__in=[])
    for _pk, path in found[:ROOTS]:
        below |= Q(path__startswith=path)
    return Thread(
        article=article,
        user=user,
        rows=_rows(list(shown.filter(below)[:PAGE]), article, user),
        after=number or None,
        next_after=found[ROOTS - 1][0] if len(found) > ROOTS else None,
    )


def branch(comment, user):
    """One comment with all that answers it: the piece that an htmx answer puts in place."""
    found = list(_shown(comment.article, user).filter(path__startswith=comment.path)[:PAGE])
    thread = Thread(article=comment.article, user=user, rows=_rows(found, comment.article, user))
    thread.rows[0].stray = _is_stray(comment)
    return thread


def row_of(comment, user):
    """The comment alone, as it stands in the thread."""
    fresh = Comment.objects.for_thread().get(pk=comment.pk)
    row = _rows([fresh], comment.article, user)[0]
    row.stray = _is_stray(fresh)
    return row


def _is_stray(comment):
    return comment.depth > STEPS or (bool(comment.parent_id) and branch_of(comment).pk != comment.parent_id)


def branch_of(comment):
    """The comment in whose list of replies this one stands: its parent, or where nesting ends its eighth ancestor."""
    pk = int(comment.path[-2 * SEGMENT : -SEGMENT] or comment.pk)
    return comment.article.comments.get(pk=pk)


def place_of(comment, user):
    """The address of the page on which this reader finds it, with the anchor."""
    before = _shown(comment.article, user).filter(path__lt=comment.path)
    pages = before.count() // PAGE
    query = f"?after={before[pages * PAGE - 1].pk}" if pages else ""
    return f"{reverse('article', args=[comment.article.slug])}{query}#comment-{comment.pk}"


def is_number(text):
    return str(text or "").isascii() and str(text or "").isdigit() and len(str(text)) < 19


def _shown(article, user):
    return article.comments.shown_to(user).for_thread().in_order()


def _rows(comments, article, user):
    makers = {maker.user_id for maker in article.article_makers.all()} if comments else set()
    return [Row(c, own=c.author_id == user.pk, maker=c.author_id in makers) for c in comments]


def _draw(rows):
    """Settle where levels begin and end; returns the rows that are still open, outermost first."""
    above = []
    for row in rows:
        level = len(above)
        while above and not _is_in(row, above[-1]):
            above.pop()
        _place(row, above, level)
        above.append(row)
    return above


def _is_in(row, other):
    return row.comment.path.startswith(other.comment.path)


def _place(row, above, level):
    row.opens = level > 0 and len(above) == level
    row.closes = range(max(level - len(above) - 1, 0))
    row.above = above[-1] if above else None
    row.stray = row.comment.depth > STEPS or row.comment.parent_id != (above[-1].comment.pk if above else None)
    if above:
        above[-1].replies += 1
