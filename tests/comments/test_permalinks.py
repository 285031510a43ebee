"""Whoever may read a comment is led by its permalink to a page on which it stands."""

from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import resolve
from hypothesis import given, settings
from hypothesis import strategies as st

from comments import counts
from comments.models import Comment
from comments.threads import ORDERS, branch_page, place_of, thread_page
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
MODES = ["open", "questions"]
FATES = ["visible", "visible", "visible", "held", "removed", "deleted"]
MOSTLY_GONE = ["removed", "deleted", "deleted", "deleted", "held", "visible"]


@st.composite
def threads(draw):
    """For each comment: which of those before it it answers (or none), whose it is, and what became of it."""
    size = draw(st.integers(1, 30))
    deep = draw(st.booleans())
    fates = draw(st.sampled_from([FATES, MOSTLY_GONE]))
    comments = []
    for n in range(size):
        parent = n - 1 if deep and draw(st.integers(0, 5)) else draw(st.integers(-1, n - 1))
        comments.append((parent, draw(st.integers(0, 1)), draw(st.sampled_from(fates))))
    return comments


def plant(article, people, comments):
    start = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    planted = []
    for n, (parent, author, status) in enumerate(comments):
        comment = Comment(
            pk=start + n, article=article, parent=planted[parent] if parent >= 0 else None, author=people[author],
            status=status, body="x", body_html="<p>x</p>", held_because="pre", removed_for="2",
        )  # fmt: skip
        comment.take_place()
        planted.append(comment)
    for n, comment in enumerate(planted):
        comment.best, comment.answer = n * 5 % 4 / 7, planted[n // 2] if n % 3 == 1 else None
    Comment.objects.bulk_create(planted)
    counts.recount()
    article.refresh_from_db()
    return planted


def drawn_at(address, user):
    """The numbers of what stands on the page at this address."""
    request = RequestFactory().get(address.partition("#")[0])
    match = resolve(request.path)
    if match.url_name == "article":
        from articles.models import Article

        article = Article.objects.get(slug=match.kwargs["slug"])
        return [row.comment.pk for row in thread_page(article, user, request.GET.get("after")).rows]
    top = Comment.objects.select_related("article").get(pk=match.kwargs["pk"])
    page = branch_page(top, user, request.GET.get("after"))
    return [row.comment.pk for row in [*page.above, *page.thread.rows]]


@settings(max_examples=25)
@given(
    comments=threads(),
    page=st.integers(2, 6),
    rows=st.integers(1, 4),
    branch=st.integers(11, 14),
    mode=st.sampled_from(MODES),
)
def test_every_comment_is_found_by_everybody_who_may_read_it(comments, page, rows, branch, mode):
    people = [make_user(), make_user()]
    article = make_article(comments_mode=mode)
    planted = plant(article, people, comments)

    with (
        patch.multiple("comments.threads.pages", PAGE=page, FIRST_ROWS=rows),
        patch("comments.threads.branches.BRANCH_PAGE", branch),
    ):
        for reader in [AnonymousUser(), *people]:
            shown = set(article.comments.shown_to(reader).values_list("pk", flat=True))
            for comment in planted:
                if comment.pk in shown:
                    place = place_of(Comment.objects.select_related("article").get(pk=comment.pk), reader)
                    assert drawn_at(place, reader).count(comment.pk) == 1, place


@settings(max_examples=25)
@given(comments=threads(), page=st.integers(2, 6), rows=st.integers(1, 4), order=st.sampled_from([*ORDERS, "answered"]))
def test_the_pages_of_a_thread_are_short_and_lead_to_every_comment_and_repeat_none(comments, page, rows, order):
    people = [make_user(), make_user()]
    article = make_article(comments_mode="questions")
    plant(article, people, comments)

    with patch.multiple("comments.threads.pages", PAGE=page, FIRST_ROWS=rows):
        for reader in [AnonymousUser(), *people]:
            drawn, reached = walk(article, reader, order, most=page + rows)
            shown = article.comments.visible().values_list("pk", flat=True)
            assert len(drawn) == len(set(drawn))
            assert set(shown) <= set(drawn) | reached


def walk(article, reader, order, most):
    """What the pages draw, at most so many rows each, and what stands in the branches to which they lead."""
    drawn, reached, after = [], set(), None
    while True:
        thread = thread_page(article, reader, after, order)
        assert len(thread.rows) <= most
        for row in thread.rows:
            drawn.append(row.comment.pk)
            for rest in filter(None, [row.deeper, row.rest]):
                assert rest.count >= 0
                reached |= set(drawn_at(rest.address, reader))
        after = thread.next_after
        if after is None:
            return drawn, reached
