"""Words are found within one thread, as they were written."""

import pytest
from django.urls import reverse

from accounts import between
from comments import searching
from comments.models import Comment, SaidWords
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_comments, make_user

pytestmark = pytest.mark.django_db


def search(client, article, **query):
    return page(client.get(reverse("comment-create", args=[article.slug]), query))


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("ferry", "The ferries and the FERRY.", True),
        ("ferr", "The ferries.", True),
        ("erry", "The ferry.", False),
        ("ferry quay", "From the quay the ferry leaves.", True),
        ("ferry quay", "The ferry leaves.", False),
        ('"the ferry"', "the old ferry", False),
        ('"old ferry"', "the old ferry", True),
        ("ferry -old", "the old ferry", False),
        ("ferry -new", "the old ferry", True),
        ("strasse", "Die STRASSE, die Straße", True),
        ("cafe", "Im Café am Kai", True),
        ("مكتبة", "زرت مكتبة الميناء", True),
        ("東京", "東京都に住む", True),
        ("大阪", "東京都に住む", False),
        ("100%", "all 100 of them", True),
        ("_", "nothing", False),
    ],
)
def test_what_is_found(words, text, found):
    comment = make_comment(body=text)

    assert [hit.comment for hit in searching.search(comment.article, words).hits] == [comment] * found


def test_hits_are_the_newest_first_marked_and_lead_to_their_place(client):
    article = make_article()
    first = make_comment(article, body="The *ferry* was late.")
    make_comment(article, body="So was the tram.")
    last = make_comment(article, body="<b>Ferry</b> & tram were late.")
    make_comment(body="The ferry, below another clip.")

    shown = search(client, article, q="ferry late")

    assert [a.attrs["href"] for a in shown.query(".found .when")] == [f"/comments/{c.pk}/" for c in (last, first)]
    assert [mark.to_text() for mark in shown.query(".found mark")] == ["Ferry", "late", "ferry", "late"]
    assert not shown.query(".found b")


def test_nothing_found_says_so_and_helps(client):
    comment = make_comment()

    assert "No comment with “zeppelin”" in search(client, comment.article, q="zeppelin").query_one(".speak").to_text()
    assert not search(client, comment.article).query(".speak")


@pytest.mark.parametrize("verb", ["hold", "remove"])
def test_what_is_not_visible_is_not_found(client, verb):
    comment = make_comment(body="The ferry was late.")
    getattr(comment, verb)("2")
    client.force_login(comment.author)

    assert not search(client, comment.article, q="ferry").query(".found")


def test_many_hits_go_on_and_none_is_shown_twice(client):
    article = make_article()
    comments = make_comments(25, article=article)

    first = search(client, article, q="comment")
    second = page(client.get(first.query_one("a[rel=next]").attrs["href"]))

    shown = [a.attrs["href"] for found in (first, second) for a in found.query(".found .when")]
    assert shown == [f"/comments/{comment.pk}/" for comment in reversed(comments)]
    assert not second.query("a[rel=next]")


@pytest.mark.parametrize("query", [{"q": "x" * 5000}, {"q": "\0"}, {"q": "comment", "before": "x"}, {"q": "%_'\""}])
def test_odd_questions_are_answered(client, query):
    comment = make_comment(body="A comment")

    assert search(client, comment.article, **query).query_one("h1")


@pytest.mark.parametrize("comments", [1, 3])
def test_the_same_questions_however_many_are_found(client, comments, django_assert_max_num_queries):
    article = make_article()
    for n in range(comments):
        make_comment(article, body=f"ferry {n}")

    with django_assert_max_num_queries(6):
        shown = search(client, article, q="ferry")

    assert len(shown.query(".found .comment")) == comments


def test_below_a_withdrawn_clip_nothing_is_found(client):
    comment = make_comment(body="The ferry was late.")
    comment.article.withdraw("A copy.")

    assert client.get(reverse("comment-create", args=[comment.article.slug]), {"q": "ferry"}).status_code == 404


def found_in(client, article, words="ferry"):
    return [a.attrs["href"] for a in search(client, article, q=words).query(".found .when")]


VERBS = {
    "edit": lambda comment: comment.edit("So was the tram."),
    "delete_by_author": Comment.delete_by_author,
    "hold": lambda comment: comment.hold("pre"),
    "remove": lambda comment: comment.remove("2"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_words_that_are_gone_are_kept_nowhere(client, verb):
    comment = make_comment(body="The ferry was late.")

    VERBS[verb](comment)

    assert not SaidWords.objects.filter(words__contains="ferry")
    assert found_in(client, comment.article) == []


def test_what_comes_back_is_found_again(client):
    comment = make_comment(body="The ferry was late.", held_because="pre")
    comment.approve()
    comment.remove("2")
    comment.restore()

    assert found_in(client, comment.article) == [f"/comments/{comment.pk}/"]


def test_who_is_not_read_is_not_found(client):
    reader, comment = make_user(), make_comment(body="The ferry was late.")
    client.force_login(reader)
    before = found_in(client, comment.article)

    between.mute(comment.author, by=reader)

    assert len(before) == 1
    assert found_in(client, comment.article) == []


def test_a_search_that_ends_early_says_so_and_goes_on_from_there(client, monkeypatch):
    monkeypatch.setattr(searching, "MOST_READ", 5)
    article = make_article()
    old = make_comment(article, body="The ferry was late.")
    make_comments(5, article=article)

    first = search(client, article, q="ferry")
    second = page(client.get(first.query_one("a[rel=next]").attrs["href"]))
    nothing = search(client, article, q="zeppelin", before=old.pk + 1)

    assert "Nothing yet with “ferry”" in first.query_one(".speak").to_text()
    assert first.query_one("a[rel=next]").to_text() == "Search older ones"
    assert [a.attrs["href"] for a in second.query(".found .when")] == [f"/comments/{old.pk}/"]
    assert not second.query("a[rel=next]")
    assert "No older comment" in nothing.query_one(".speak").to_text()
