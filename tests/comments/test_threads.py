import pytest
from django.contrib.auth.models import AnonymousUser

from comments.models import Comment
from comments.threads import place_of, thread_page
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


@pytest.mark.parametrize("comments", [1, 3, 200])
def test_the_page_asks_the_same_questions_however_long_the_thread(client, comments, django_assert_num_queries):
    article = make_article()
    make_comments(comments, article=article)

    with django_assert_num_queries(2):
        thread = thread_page(article, VISITOR)
        assert [row.answers for row in thread.rows] == [None] * comments
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


def test_a_very_deep_conversation_stands_flat_below_the_eighth_reply(client):
    article = make_article()
    last = make_chain(40, article)

    shown = page(client.get(article.get_absolute_url()))

    assert len(shown.query(".comment")) == 40
    assert len(shown.query("details.replies")) == 8
    assert "In reply to" in shown.query_one(f"#comment-{last.pk}").to_text()


def test_ten_thousand_answers_deep_is_a_page_like_any_other(client, django_assert_max_num_queries):
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

    with django_assert_max_num_queries(4):
        thread = thread_page(article, VISITOR)

    assert len(thread.rows) == 200
    assert client.get(f"/comments/{last.pk + 10_000}/").url.endswith(f"#comment-{last.pk + 10_000}")


def test_a_long_thread_goes_on_after_two_hundred(client):
    article = make_article()
    comments = make_comments(201, article=article)

    first = page(client.get(article.get_absolute_url()))
    onward = first.query_one("a[rel=next]").attrs["href"]
    second = page(client.get(onward))

    assert onward == f"{article.get_absolute_url()}?after={comments[199].pk}#comments"
    assert [c.attrs["id"] for c in second.query(".comment")] == [f"comment-{comments[200].pk}"]


@pytest.mark.parametrize("after", ["0", "x", "-1", "9" * 30, "99999999", "", "1 OR 1=1"])
def test_a_made_up_place_begins_at_the_beginning(after):
    comment = make_comment()

    assert [row.comment for row in thread_page(comment.article, VISITOR, after).rows] == [comment]


def test_a_permalink_leads_to_the_page_where_it_stands(client):
    article = make_article()
    comments = make_comments(202, article=article)

    assert client.get(f"/comments/{comments[0].pk}/").url == f"{article.get_absolute_url()}#comment-{comments[0].pk}"
    assert place_of(comments[201], VISITOR) == (
        f"{article.get_absolute_url()}?after={comments[199].pk}#comment-{comments[201].pk}"
    )


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
