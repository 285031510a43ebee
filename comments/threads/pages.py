"""A page of the thread: roots in one order, each with the first rows of its branch.

Three queries, whatever the thread's length: the roots of the page, the rows, the clip's makers. How many roots fit is
known from the number of rows that each would draw, whatever became of them, so a page draws about as many in a long
thread as in a short one.
"""

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse

from comments.models import MAX_DEPTH, SEGMENT, Comment
from comments.threads.drawing import Rest, Row, Thread, is_stray, list_of
from comments.threads.orders import DEFAULT, order_of

PAGE = 50  # comments: a thread with no more is one page, and whole
FIRST_ROWS = 20  # of a branch, on the page of a longer thread
LAST = "9" * SEGMENT  # no path goes on after it: digits sort alike in every collation


def thread_page(article, user, after=None, order=None, new_since=None):
    """The roots that follow the place `after` (a cursor) in this order (its key), as this reader sees them."""
    order = order_of(article, order)
    return _page(article, user, order, after, article.comments.roots_for(user), new_since)


def thread_about(article, user, part, after=None):
    """The comments about a part of the clip, each with its branch, the oldest first."""
    roots = article.comments.roots_for(user).filter(about_kind=part.kind, about_id=part.id)
    return _page(article, user, DEFAULT, after, roots)


def _page(article, user, order, after, roots, new_since=None):
    cursor = order.read(after)
    found = roots_of_page(article, user, order, roots, cursor)
    if cursor and not found:  # nothing stands there: a made-up place, or what stood there is gone
        cursor, found = None, roots_of_page(article, user, order, roots)
    taken = those_that_fit(found)
    return Thread(
        article=article,
        user=user,
        rows=_rows_of(taken, article, user, new_since),
        order=order,
        after=after if cursor else None,
        next_after=order.cursor_of(taken[-1]) if len(taken) < len(found) else None,
        new_since=new_since,
    )


def branch(comment, user):
    """One root with the first rows of its branch, as the page shows it: the piece that an htmx answer puts in place."""
    article = comment.article
    roots = article.comments.roots_for(user).filter(pk=root_of(comment))
    return Thread(article=article, user=user, rows=_rows_of(with_rest(roots, article, user), article, user))


def row_of(comment, user):
    """The comment alone, as it stands in the thread."""
    fresh = Comment.objects.for_thread().with_parents().get(pk=comment.pk)
    row = rows([fresh], comment.article, user)[0]
    row.stray = is_stray(fresh)
    return row


def root_of(comment):
    """The number of the comment that began the branch."""
    return int(comment.path[:SEGMENT])


def roots_of_page(article, user, order, roots, cursor=None):
    """One more than can be on the page, each as `with_rest` says."""
    roots = order.of(roots)
    if cursor:
        roots = order.after(roots, cursor)
    return list(with_rest(roots, article, user)[: PAGE + 1])


def with_rest(roots, article, user):
    """Each with `rest_from`, the path at which the rest of its branch begins, and `size`, the rows that stand before
    it: what is gone has a row, too."""
    end = Concat(OuterRef("path"), Value(LAST))
    shown = Comment.objects.shown_to(user).filter(article=OuterRef("article"))
    below = shown.filter(path__gt=OuterRef("path"), path__lte=end)
    first = rows_of_each(article)
    rest = below.in_order().values("path")[first : first + 1]
    here = shown.filter(path__gte=OuterRef("path"), path__lt=Coalesce(OuterRef("rest_from"), end))
    size = here.order_by().values("article").annotate(rows=Count("pk")).values("rows")
    found = roots.annotate(rest_from=Subquery(rest)).annotate(size=Subquery(size))
    return found.only("path", "best", "replies_below", "article_id")


def rows_of_each(article):
    """How many rows of a branch a page shows."""
    return PAGE if article.comment_count <= PAGE else FIRST_ROWS


def those_that_fit(roots):
    """As many roots as fill a page with their first rows; one always fits."""
    taken, room = [], PAGE
    for root in roots:
        room -= root.size or 0
        if taken and room < 0:
            break
        taken.append(root)
    return taken[:PAGE]


def _rows_of(roots, article, user, new_since=None):
    roots = list(roots)
    spans = Q(pk__in=[])
    for root in roots:
        until = Q(path__lt=root.rest_from) if root.rest_from else Q(path__lte=root.path + LAST)
        spans |= Q(article=article, path__gte=root.path) & until
    # Not of the clip's comments: the clip alone would lead SQLite through the whole thread.
    found = Comment.objects.shown_to(user).filter(spans).for_thread().in_order()
    branches = {root.path: [] for root in roots}
    for row in rows(found, article, user, new_since):
        _stand(row, branches[row.comment.path[:SEGMENT]])
    for root in roots:
        _lead_on(root, branches[root.path])
    return [row for root in roots for row in branches[root.path]]


def _stand(row, drawn):
    """Where nesting ends on a page of the thread, answers stand on a page of their own; if nothing of their branch is
    shown that could lead there, the first stands here."""
    if row.comment.depth < MAX_DEPTH or not drawn:
        drawn.append(row)
    else:
        drawn[-1].continue_deeper(list_of(row.comment))


def _lead_on(root, drawn):
    """What of the branch is not on this page has an address there."""
    if root.rest_from and drawn:
        last = drawn[-1]
        if last.comment.depth == MAX_DEPTH - 1 and root.rest_from.startswith(last.comment.path):
            last.continue_deeper(last.comment.pk)
        seen = sum(row.comment.is_visible + (row.deeper.count if row.deeper else 0) for row in drawn)
        seen -= drawn[0].comment.is_visible and drawn[0].comment.pk == root.pk
        last.rest = _rest(root, seen, last)


def _rest(root, seen, last):
    count = max(root.replies_below - seen, 0)
    if last.deeper and not count:
        return None
    number = int(root.rest_from[-SEGMENT:])
    return Rest(f"{reverse('comment-thread', args=[root.pk])}#comment-{number}", count)


def rows(comments, article, user, new_since=None):
    """Rows for the drawing, with what each answers where that is among them or was asked for."""
    comments = list(comments)
    makers = {maker.user_id for maker in article.article_makers.all()} if comments else set()
    known = {comment.pk: comment for comment in comments}
    return [_row(comment, article, known, makers, user, new_since) for comment in comments]


def _row(comment, article, known, makers, user, new_since):
    comment.article = article
    own = comment.author_id == user.pk
    parent = known.get(comment.parent_id)
    if parent is None and Comment.parent.is_cached(comment):
        parent = comment.parent
    is_new = new_since is not None and (comment.appeared or 0) > new_since and not own and comment.is_visible
    return Row(comment, own=own, maker=comment.author_id in makers, is_new=is_new, parent=parent)


def is_number(text):
    return str(text or "").isascii() and str(text or "").isdigit() and len(str(text)) < 19
