"""What is said can be subscribed to: below a clip, in one branch, by one person."""

import pytest

from articles.actions import move_to
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    root = make_comment(make_article(title="The ferry"), body="Nine days & no *frost*.")
    make_comment(root.article, body="Something else")
    return make_comment(parent=root, author=make_user("maud", email="maud@secret.example"), body="[x](/tags/)")


def addresses(comment):
    article = comment.article.get_absolute_url()
    return [f"{article}comments/", f"/comments/{comment.ancestors()[0]}/thread/", f"/people/{comment.author}/comments/"]


def titles(client, address):
    return [item["content_text"] for item in client.get(f"{address}feed.json").json()["items"]]


def test_each_holds_what_belongs_to_it_the_newest_first(client, answer):
    article, branch, person = addresses(answer)

    assert titles(client, article) == ["x", "Something else", "Nine days & no frost."]
    assert titles(client, branch) == ["x", "Nine days & no frost."]
    assert titles(client, person) == ["x"]


def test_pages_announce_their_feeds(client, answer):
    for address, feed in zip(
        [answer.article.get_absolute_url(), *addresses(answer)[1:]], addresses(answer), strict=True
    ):
        announced = page(client.get(address.removesuffix("comments/"))).query("link[rel=alternate]")
        assert f"http://127.0.0.1:8000{feed}feed.atom" in [link.attrs["href"] for link in announced]


def test_an_item_says_who_where_and_when(client, answer):
    (item, *_) = client.get(f"{addresses(answer)[0]}feed.json").json()["items"]

    assert item["title"] == "maud on The ferry"
    assert item["url"].endswith(f"/comments/{answer.pk}/")
    assert item["id"].endswith(f":comment-{answer.pk}")
    assert item["content_html"].count("http://127.0.0.1:8000/tags/") == 1
    assert item["authors"] == [{"name": "maud", "url": "http://127.0.0.1:8000/people/maud/"}]


def test_atom_says_the_same_and_nothing_private(client, answer):
    for address in addresses(answer):
        response = client.get(f"{address}feed.atom")
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert f"/comments/{answer.pk}/" in response.text
        assert "secret" not in response.text
        assert response.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("verb", ["remove", "hold"])
def test_what_is_gone_or_held_vanishes(client, answer, verb):
    getattr(answer, verb)("2")

    assert [titles(client, address).count("x") for address in addresses(answer)] == [0, 0, 0]


def test_a_withdrawn_clip_has_no_feed_and_its_comments_leave_their_authors(client, answer):
    answer.article.withdraw("A copy.")

    article, branch, person = addresses(answer)
    assert client.get(f"{article}feed.atom").status_code == 404
    assert client.get(f"{branch}feed.atom").status_code == 404
    assert titles(client, person) == []


def test_a_feed_moves_with_its_clip(client, answer):
    old = addresses(answer)[0]
    move_to(answer.article, "ferries", by=answer.article.created_by)

    response = client.get(f"{old}feed.json")

    assert (response.status_code, response.url) == (301, "/articles/ferries/comments/feed.json")


def test_an_empty_thread_has_an_empty_feed(client):
    article = make_article()

    assert client.get(f"{article.get_absolute_url()}comments/feed.atom").status_code == 200
    assert titles(client, f"{article.get_absolute_url()}comments/") == []


@pytest.mark.parametrize("comments", [1, 3])
def test_the_same_questions_however_many_items(client, comments, django_assert_max_num_queries):
    article = make_article()
    for _ in range(comments):
        make_comment(article)

    with django_assert_max_num_queries(3):
        assert len(titles(client, f"{article.get_absolute_url()}comments/")) == comments


def test_what_was_let_through_last_is_the_newest(client):
    article = make_article()
    held = make_comment(article, held_because="pre")
    first = make_comment(article)

    held.approve()
    later = make_comment(article)

    newest = client.get(f"{article.get_absolute_url()}comments/newest/").json()["newest"]
    assert [pk for pk, _ in newest] == [later.pk, held.pk, first.pk]
    assert len({when for _, when in newest}) == 3


def test_the_newest_are_one_small_answer_for_everybody(client):
    article = make_article()
    comments = [make_comment(article) for _ in range(3)]
    comments[1].hold("pre")

    response = client.get(f"{article.get_absolute_url()}comments/newest/")

    assert response.json() == {"count": 2, "newest": [[comments[2].pk] * 2, [comments[0].pk] * 2]}
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert len(response.content) < 300
