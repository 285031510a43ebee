import re
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from comments import counts
from comments.models import Comment
from comments.threads import FIRST_ROWS, ORDERS, PAGE, branch_page, place_of, thread_page
from comments.threads.orders import ANSWERED
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_comments, make_user

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](&#106;avascript:alert(1))",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    '[x](https://a.example "onmouseover=alert(1) x=")',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<a href='https://a.example' onclick='alert(1)'>x</a>",
    "</textarea><script>alert(1)</script>",
    "</article></section><h1>Taken over</h1>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "`</code><script>alert(1)</script>`",
    '[x](https://a.example/"><script>alert(1)</script>)',
    "{{ settings.SECRET_KEY }}{% load x %}",
]


def make_chain(length, article):
    """Each comment answers the one before: written straight into the table, as a restore would."""
    author = make_user()
    comment = make_comment(article, author=author)
    for _ in range(length - 1):
        comment = make_comment(parent=comment, author=author)
    return comment


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_that_a_comment_says_becomes_part_of_the_page(client, body):
    comment = make_comment(body=body)

    shown = page(client.get(comment.article.get_absolute_url()))

    said = shown.query_one(f"#comment-{comment.pk} .comment-body")
    for element in said.query("*"):
        assert element.name in {"p", "em", "strong", "code", "pre", "blockquote", "a", "ul", "ol", "li", "br"}
        assert set(element.attrs) <= {"href", "rel", "title"}
        assert element.attrs.get("href", "https:").split(":")[0] in {"http", "https", "mailto"}
    assert shown.query_one("h1").to_text() != "Taken over"


@pytest.mark.parametrize("body", HOSTILE)
def test_an_edit_goes_through_the_same_sieve(client, body):
    comment = make_comment()

    comment.edit(body)

    assert "<script" not in comment.body_html
    assert "<img" not in comment.body_html
    assert 'href="javascript' not in comment.body_html.lower()


def test_a_hostile_body_stays_in_its_text_area(client):
    comment = make_comment(body="</textarea><script>alert(1)</script>")
    client.force_login(comment.author)

    shown = page(client.get(f"/comments/{comment.pk}/edit/"))

    assert "alert" not in "".join(script.to_text() for script in shown.query("script"))


@pytest.mark.parametrize("comments", [1, 3, 60])
def test_the_page_asks_the_same_questions_however_long_the_thread(client, comments, django_assert_num_queries):
    article = make_article()
    make_comments(comments, article=article)

    with django_assert_num_queries(3):
        thread = thread_page(article, VISITOR)
        assert [row.answers for row in thread.rows] == [None] * min(comments, PAGE)
        assert {row.comment.author.username for row in thread.rows}


def test_replies_stand_in_the_order_of_the_conversation():
    article = make_article()
    first, second = make_comment(article), make_comment(article)
    answer = make_comment(parent=first)
    to_answer = make_comment(parent=answer)
    late = make_comment(parent=first)

    thread = thread_page(article, VISITOR)

    assert [row.comment for row in thread.rows] == [first, answer, to_answer, late, second]
    assert [row.replies for row in thread.rows] == [2, 1, 0, 0, 0]


def test_the_list_is_nested_as_the_conversation_is(client):
    article = make_article()
    first = make_comment(article)
    answer = make_comment(parent=first)
    make_comment(parent=answer)
    make_comment(parent=first)
    last = make_comment(article)

    shown = page(client.get(article.get_absolute_url()))

    top = [li.attrs["id"] for li in shown.query("#thread > li")]
    below = [li.attrs["id"] for li in shown.query(f"#branch-{first.pk} > details > ol > li")]
    assert top == [f"branch-{first.pk}", f"branch-{last.pk}"]
    assert below == [f"branch-{pk}" for pk in article.comments.filter(parent=first).values_list("pk", flat=True)[::-1]]


def test_a_very_deep_conversation_goes_on_on_a_page_of_its_own(client):
    article = make_article()
    last = make_chain(40, article)

    shown = page(client.get(article.get_absolute_url()))
    onward = shown.query_one(".onwards a")
    deeper = page(client.get(onward.attrs["href"]))

    assert len(shown.query(".comment")) == 8
    assert "Continue this thread 32 replies" in " ".join(onward.to_text().split())
    assert len(deeper.query("#branch .comment")) == 33
    assert len(deeper.query(".above .comment")) == 7
    assert "In reply to" in deeper.query_one(f"#comment-{last.pk}").to_text()


def test_ten_thousand_answers_deep_is_a_page_like_any_other(client, django_assert_num_queries):
    article = make_article()
    last = make_chain(12, article)
    flat = last.path[:-10]
    Comment.objects.bulk_create(
        Comment(
            pk=last.pk + n, article=article, parent_id=last.pk + n - 1, author=last.author,
            path=f"{flat}{last.pk + n:010d}", depth=8, body="x", body_html="<p>x</p>",
        )
        for n in range(1, 10_001)
    )  # fmt: skip
    counts.recount()
    article.refresh_from_db()

    with django_assert_num_queries(3):
        thread = thread_page(article, VISITOR)

    assert len(thread.rows) == 8
    assert thread.rows[-1].deeper.count == 10_004
    assert_leads_to(client, last.pk + 10_000)


def assert_leads_to(client, pk):
    place = client.get(f"/comments/{pk}/").url
    assert place.endswith(f"#comment-{pk}")
    assert page(client.get(place)).query(f"#comment-{pk}"), place


def test_a_long_thread_goes_on_on_the_next_page(client):
    article = make_article()
    comments = make_comments(51, article=article)

    first = page(client.get(article.get_absolute_url()))
    onward = first.query_one("a[rel=next]").attrs["href"]
    second = page(client.get(onward))

    assert onward == f"{article.get_absolute_url()}?after={comments[49].pk}#comments"
    assert [c.attrs["id"] for c in second.query(".comment")] == [f"comment-{comments[50].pk}"]


def test_a_thread_that_fits_on_a_page_is_whole():
    root = make_comment()
    for _ in range(30):
        make_comment(parent=root, author=root.author)

    thread = thread_page(root.article, VISITOR)

    assert len(thread.rows) == 31
    assert thread.is_one_page
    assert not any(row.rest for row in thread.rows)


@pytest.mark.parametrize("status", ["visible", "removed", "deleted", "held"])
def test_a_page_is_short_whatever_became_of_the_comments(status, django_assert_num_queries):
    article, author = make_article(), make_user()
    roots = make_comments(12, article=article)
    for root in roots:
        plant_below(root, 60, author=author, status=status)
    counts.recount()
    article.refresh_from_db()

    for reader in (VISITOR, author):
        with django_assert_num_queries(3):
            thread = thread_page(article, reader)
        assert 12 <= len(thread.rows) <= PAGE + FIRST_ROWS
        assert thread.next_after or (reader == VISITOR and status == "held")


def test_answers_below_what_a_moderator_holds_are_found_where_nesting_ends(client):
    last = make_chain(9, make_article())
    last.parent.hold("pre")

    shown = page(client.get(last.article.get_absolute_url()))

    onward = shown.query_one(".onwards a")
    assert onward.to_text().strip() == "Continue this thread"
    assert page(client.get(onward.attrs["href"])).query(f"#branch #comment-{last.pk}")


def test_answers_to_several_held_comments_are_found_where_nesting_ends(client):
    article = make_article()
    above = make_chain(7, article)
    held = [make_comment(article, parent=above) for _ in range(3)]
    answers = [make_comment(article, parent=comment) for comment in held]
    Comment.objects.filter(pk__in=[comment.pk for comment in held]).update(status="held", held_because="?")
    counts.recount()

    (row,) = [row for row in thread_page(article, VISITOR).rows if row.comment == above]

    found = client.get(row.deeper.address).content.decode()
    assert all(f'id="comment-{answer.pk}"' in found for answer in answers)


def test_an_answer_below_held_ones_alone_is_found_where_nesting_ends():
    article = make_article()
    last = make_chain(9, article)
    Comment.objects.filter(pk__in=last.ancestors()).update(status="held", held_because="?")
    counts.recount()

    assert [row.comment for row in thread_page(article, VISITOR).rows] == [last]


def test_ones_own_waiting_answer_stands_below_a_held_root():
    root = make_comment()
    mine = make_comment(parent=root)
    Comment.objects.filter(pk__in=[root.pk, mine.pk]).update(status="held", held_because="?")
    counts.recount()

    assert [row.comment.pk for row in thread_page(root.article, mine.author).rows] == [mine.pk]
    assert not thread_page(root.article, make_user()).rows


def plant_below(root, size, **fields):
    """Written straight into the table."""
    first = Comment.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    rows = [Comment(pk=first + n, article=root.article, parent=root, **fields) for n in range(size)]
    for row in rows:
        row.take_place()
        row.held_because, row.removed_for = "pre", "2"
    Comment.objects.bulk_create(rows)


def test_a_long_branch_shows_its_beginning_and_leads_to_the_rest(client):
    article = make_article()
    root = make_comment(article)
    answers = [make_comment(parent=root, author=root.author) for _ in range(60)]
    other = make_comment(article)

    shown = page(client.get(article.get_absolute_url()))
    onward = shown.query_one(".onwards a")

    drawn = [c.attrs["id"] for c in shown.query("#thread .comment")]
    assert drawn == [f"comment-{c.pk}" for c in [root, *answers[:20], other]]
    assert onward.to_text().strip() == "40 more replies in this conversation"
    assert onward.attrs["href"] == f"/comments/{root.pk}/thread/#comment-{answers[20].pk}"
    assert len(page(client.get(onward.attrs["href"])).query("#branch .comment")) == 61


@pytest.mark.parametrize("order", ["oldest", "newest", "best", "discussed"])
def test_each_order_reads_every_root_once_over_all_pages(order):
    article = make_article()
    roots = make_comments(7, article=article)
    for n, root in enumerate(roots):
        Comment.objects.filter(pk=root.pk).update(best=(n * 3 % 4) / 7, replies_below=n * 5 % 3)

    with small_pages(2):
        read = [row.comment.pk for thread in pages_of(article, order) for row in thread.rows]

    column = {"best": "best", "discussed": "replies_below"}.get(order)
    wanted = list(article.comments.order_by(*([f"-{column}"] if column else []), "pk" if order == "oldest" else "-pk"))
    assert read == [root.pk for root in wanted]


def test_questions_stand_answered_ones_first_over_all_pages():
    article = make_article(comments_mode="questions")
    first, second, third = [make_comment(article, kind="question") for _ in range(3)]
    second.answer_with(make_comment(parent=second))

    with small_pages(2):
        read = [row.comment for thread in pages_of(article, None) for row in thread.rows if not row.comment.parent_id]

    assert read == [second, third, first]
    assert place_of(first, VISITOR) == f"{article.get_absolute_url()}#comment-{first.pk}"


def test_votes_while_somebody_reads_on_hide_and_repeat_only_what_moved():
    article = make_article()
    roots = make_comments(6, article=article)
    for n, root in enumerate(roots):
        Comment.objects.filter(pk=root.pk).update(best=n / 10)

    with small_pages(2):
        first = thread_page(article, VISITOR, order="best")
        Comment.objects.filter(pk=first.rows[-1].comment.pk).update(best=0.05)
        rest = [row.comment for page in pages_of(article, "best", first.next_after) for row in page.rows]

    assert set(rest) >= set(roots[:4])
    assert [c for c in rest if c in roots[:4]] == [roots[3], roots[2], roots[1], roots[0]]


def test_the_chosen_order_survives_paging_and_what_is_made_up_is_the_usual_one(client):
    article = make_article()
    make_comments(60, article=article)
    address = article.get_absolute_url()

    newest = page(client.get(f"{address}?sort=newest"))
    second = page(client.get(newest.query_one("a[rel=next]").attrs["href"]))
    made_up = page(client.get(f"{address}?sort=loudest"))

    assert second.query_one(".comments-bar [aria-current]").to_text() == "Newest"
    assert len(second.query("#thread .comment")) == 10
    assert second.query("#comments > p > a.onward")[0].attrs["href"] == f"{address}?sort=newest#comments"
    assert made_up.query_one(".comments-bar [aria-current]").to_text() == "Oldest"


@pytest.mark.parametrize("order", [*ORDERS.values(), ANSWERED], ids=lambda order: order.key)
def test_a_page_of_roots_is_read_from_the_index_of_its_order(order):
    roots = order.of(make_article().comments.roots_for(VISITOR))
    if connection.vendor == "postgresql":
        read_from_indexes_alone()

    for plan in (roots.explain(), order.after(roots, (0.5, 7)).explain()):
        assert re.search("using (index )?root_", plan, re.IGNORECASE)
        assert not re.search("order by|sort", plan, re.IGNORECASE)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite walks through them, within the index")
@pytest.mark.parametrize("column", ["best", "replies_below"])
def test_the_index_leads_into_the_middle_of_many_roots_of_one_value(column):
    order = next(order for order in ORDERS.values() if order.column == column)
    roots = order.of(make_article().comments.roots_for(VISITOR))
    read_from_indexes_alone()

    for plan in (order.after(roots, (0, 7)).explain(), order.before(roots, (0, 7)).explain()):
        assert re.search(rf"Index Cond: .*ROW\({column}, id\) [<>]", plan)


def read_from_indexes_alone():
    """Else PostgreSQL reads a table of three rows as a whole."""
    for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
        connection.cursor().execute(f"SET LOCAL enable_{way} = off")


@contextmanager
def small_pages(size):
    with patch("comments.threads.pages.PAGE", size):
        yield


def pages_of(article, order, after=None):
    while True:
        thread = thread_page(article, VISITOR, after, order)
        yield thread
        after = thread.next_after
        if not after:
            return


@pytest.mark.parametrize("order", ["oldest", "best", "discussed", "answered"])
@pytest.mark.parametrize(
    "after",
    [
        "0",
        "9999999999_1",
        "2147483647.5_5",
        "1e300_5",
        "x",
        "-1",
        "9" * 30,
        "99999999",
        "",
        "1 OR 1=1",
        "0.5_",
        "nan_1",
        "inf_5",
        "1e999_5",
        "-0.5_3",
        "٣",
        "0_0",
        "1_2_3",
    ],
)
def test_a_made_up_place_begins_at_the_beginning(after, order):
    comment = make_comment(make_article(comments_mode="questions"))

    assert [row.comment for row in thread_page(comment.article, VISITOR, after, order).rows] == [comment]


@pytest.mark.parametrize("after", ["0", "x", "-1", "9" * 30, "99999999", "", "1_2"])
def test_a_made_up_place_in_a_branch_begins_at_the_beginning(after):
    comment, other = make_comment(), make_comment()

    assert [row.comment for row in branch_page(comment, VISITOR, after).thread.rows] == [comment]
    assert [row.comment for row in branch_page(comment, VISITOR, str(other.pk)).thread.rows] == [comment]


def test_a_branch_goes_on_along_its_path_and_says_what_it_answers(client):
    root = make_comment()
    first = make_comment(parent=root, author=root.author)
    for _ in range(120):
        make_comment(parent=first, author=root.author)

    shown = page(client.get(f"/comments/{root.pk}/thread/"))
    second = page(client.get(shown.query_one("a[rel=next]").attrs["href"]))

    assert len(shown.query("#branch .comment")) == 100
    assert len(second.query("#branch .comment")) == 22
    above = [c.attrs["id"] for c in second.query(".above .comment")]
    assert above[:2] == [f"comment-{root.pk}", f"comment-{first.pk}"]


def test_the_page_of_a_branch_is_asked_for_in_a_fixed_number_of_queries(django_assert_num_queries):
    last = make_chain(12, make_article())
    top = Comment.objects.select_related("article").get(pk=last.ancestors()[3])

    with django_assert_num_queries(3):
        page = branch_page(top, VISITOR)
        assert [row.answers for row in page.thread.rows]

    assert len(page.above) == 3


@pytest.mark.parametrize("path", ["{}", "feed.atom", "feed.json"])
def test_the_page_of_a_branch_below_a_draft_is_nobodys(client, path):
    comment = make_comment()
    comment.article.withdraw("A copy.")

    assert client.get(f"/comments/{comment.pk}/thread/{path.format('')}").status_code == 404


def test_a_permalink_leads_to_the_page_where_it_stands(client):
    article = make_article()
    comments = make_comments(102, article=article)

    assert client.get(f"/comments/{comments[0].pk}/").url == f"{article.get_absolute_url()}#comment-{comments[0].pk}"
    assert place_of(comments[101], VISITOR) == (
        f"{article.get_absolute_url()}?after={comments[100].pk}#comment-{comments[101].pk}"
    )
    assert_leads_to(client, comments[77].pk)


def test_answers_to_a_held_comment_stay_where_others_can_read_them():
    first = make_comment()
    answer = make_comment(parent=first)
    first.hold("pre")

    thread = thread_page(first.article, VISITOR)

    assert [row.comment for row in thread.rows] == [answer]
    assert thread.rows[0].answers is None


def test_a_held_comment_is_seen_by_its_author_alone(client):
    comment = make_comment(held_because="pre")

    for_others = page(client.get(comment.article.get_absolute_url()))
    client.force_login(comment.author)
    for_its_author = page(client.get(comment.article.get_absolute_url()))

    assert not for_others.query(".comment")
    assert for_its_author.query_one(f"#comment-{comment.pk}").attrs["data-state"] == "held"


@pytest.mark.parametrize("verb", ["remove", "delete_by_author"])
def test_a_comment_that_is_gone_leaves_its_place_and_its_answers(client, verb):
    comment = make_comment(body="Words that are gone")
    make_comment(parent=comment, body="An answer")
    getattr(comment, verb)(*(["2"] if verb == "remove" else []))

    html = client.get(comment.article.get_absolute_url()).content.decode()

    assert "Words that are gone" not in html
    assert "An answer" in html
    assert f'id="comment-{comment.pk}"' in html
    assert ("Rule 2: no attacks on persons" in html) == (verb == "remove")


def test_a_visitor_may_sign_in_and_come_back_to_the_form(client):
    article = make_article(slug="tide")

    say = page(client.get(article.get_absolute_url())).query_one("#say")

    assert "Sign in to leave a comment" in say.to_text()
    assert say.query_one("a").attrs["href"] == "/accounts/login/?next=/articles/tide/%23say"


@pytest.mark.parametrize(
    ("mode", "words"), [("questions", "Sign in to ask a question"), ("corrections", "Sign in to send a correction")]
)
def test_a_visitor_is_told_what_the_thread_is_for(client, mode, words):
    article = make_article(comments_mode=mode)

    assert words in page(client.get(article.get_absolute_url())).query_one("#say").to_text()


def test_new_comments_are_announced_in_the_direction_of_their_words(client):
    article = make_article(language="ar")
    client.force_login(make_user())

    live = page(client.get(article.get_absolute_url())).query_one("#live")

    assert (live.attrs["lang"], live.attrs["dir"]) == ("en", "ltr")


def test_a_visitors_page_holds_no_token_and_no_script(client):
    comment = make_comment()

    response = client.get(comment.article.get_absolute_url())

    html = response.content.decode()
    assert "csrfmiddlewaretoken" not in html
    assert "hx-" not in html
    assert "htmx" not in html
    assert not response.cookies


def test_closed_comments_say_so(client):
    comment = make_comment()
    comment.article.comments_mode = "closed"
    comment.article.save()
    client.force_login(make_user())

    shown = page(client.get(comment.article.get_absolute_url()))

    assert "Comments on this clip are closed" in shown.query_one("#say").to_text()
    assert "Reply" not in shown.query_one(".comment-tools").to_text()


def test_makers_and_the_team_are_marked(client):
    article = make_article()
    make_comment(article, author=article.created_by)

    marks = page(client.get(article.get_absolute_url())).query(".mark")

    assert [mark.attrs["data-mark"] for mark in marks] == ["maker", "staff"]


def test_who_has_closed_their_account_keeps_their_words_but_has_no_page(client):
    comment = make_comment()
    type(comment.author).objects.filter(pk=comment.author.pk).update(is_active=False)

    head = page(client.get(comment.article.get_absolute_url())).query_one(".comment-head")

    assert comment.author.username in head.to_text()
    assert not head.query("a.author")
