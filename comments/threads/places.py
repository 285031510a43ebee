"""Where a comment stands: on the page of the thread that begins before its root, or on the page of its branch."""

from django.urls import reverse

from comments.models import MAX_DEPTH, Comment
from comments.threads.branches import cursor_before
from comments.threads.drawing import list_of
from comments.threads.orders import DEFAULT, default_of, order_of
from comments.threads.pages import root_of, roots_of_page, those_that_fit, with_rest


def place_of(comment, user):
    """The address of the page on which this reader finds it, with the anchor."""
    address = _page_of_thread(comment, user) or _page_of_branch(comment, user)
    return f"{address}#comment-{comment.pk}"


def stands_on(asked, comment, user):
    """Would a page of the thread, as the reader asked for it, show this new comment where they wrote it?

    An answer stands with its root, on whatever page that is; a root of one's own at the end of the only page.
    """
    if comment.parent_id:
        root = _root_for(comment, user)
        return bool(root) and _is_shown_below(root, comment)
    article = comment.article
    if asked.get("after") or order_of(article, asked.get("sort")) != DEFAULT:
        return False
    return comment in those_that_fit(roots_of_page(article, user, DEFAULT, article.comments.roots_for(user)))


def branch_of(comment):
    """The comment in whose list of replies this one stands."""
    return comment.article.comments.get(pk=list_of(comment))


def _page_of_thread(comment, user):
    article, root = comment.article, _root_for(comment, user)
    if root is None or not _is_shown_below(root, comment):
        return None
    order = default_of(article)
    first = those_that_fit(roots_of_page(article, user, order, article.comments.roots_for(user)))
    if root in first:
        return article.get_absolute_url()
    place = order.read(order.cursor_of(root))
    before = order.before(order.of(article.comments.roots_for(user)), place).first()
    return article.get_absolute_url() + (f"?after={order.cursor_of(before)}" if before else "")


def _page_of_branch(comment, user):
    """Its own; where nesting ends the branch has none, and it stands in the list of the comment above."""
    if comment.depth < MAX_DEPTH:
        return reverse("comment-thread", args=[comment.pk])
    top = Comment.objects.select_related("article").get(pk=list_of(comment))
    before = cursor_before(comment, top, user)
    return f"{reverse('comment-thread', args=[top.pk])}{f'?after={before}' if before else ''}"


def _root_for(comment, user):
    article = comment.article
    roots = default_of(article).of(article.comments.roots_for(user).filter(pk=root_of(comment)))
    return with_rest(roots, article, user).first()


def _is_shown_below(root, comment):
    return comment.depth < MAX_DEPTH and (root.rest_from is None or comment.path < root.rest_from)
