"""A signed-in reader who comes back sees what was said since."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from accounts import between
from articles.models import LastRead
from comments.models import Comment
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_comments, make_user

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def reader(client):
    reader = make_user("dagny")
    client.force_login(reader)
    return reader


def read(client, address):
    return page(client.get(address, headers={"user-agent": BROWSER}))


def new_in(shown):
    return [_of(mark) for mark in shown.query("#thread .mark[data-mark=new]")]


def _of(element):
    while "comment" not in (element.attrs or {}).get("class", "").split():
        element = element.parent
    return element.attrs["id"]


def test_the_first_visit_marks_nothing_and_the_next_what_others_said_since(client, reader):
    article = make_article()
    make_comment(article)
    first = read(client, article.get_absolute_url())
    answers = make_comments(2, article=article)
    make_comment(article, author=reader)

    second = read(client, article.get_absolute_url())

    assert new_in(first) == []
    assert new_in(second) == [f"comment-{comment.pk}" for comment in answers]
    assert second.query_one(".comments-new").to_text().strip() == "2 new comments since your last visit"
    assert new_in(read(client, article.get_absolute_url())) == []


def test_on_the_way_through_the_new_ones_they_stay_marked(client, reader):
    article = make_article()
    make_comment(article)
    read(client, article.get_absolute_url())
    comments = make_comments(60, article=article)

    shown = read(client, article.get_absolute_url())
    second = read(client, shown.query_one("a[rel=next]").attrs["href"])
    place = client.get(shown.query_one(".comments-new a").attrs["href"]).url

    assert len(new_in(shown)) == 49
    assert len(new_in(second)) == 11
    assert place.endswith(f"#comment-{comments[0].pk}")
    assert f"comment-{comments[0].pk}" in new_in(read(client, place))


def test_what_was_let_through_only_now_is_new(client, reader):
    article = make_article()
    held = make_comment(article, held_because="pre")
    make_comment(article)
    read(client, article.get_absolute_url())

    held.approve()
    told = read(client, article.get_absolute_url())
    later = make_comment(article)

    assert told.query_one(".comments-new").to_text().strip() == "1 new comment since your last visit"
    assert new_in(told) == [f"comment-{held.pk}"]
    assert new_in(read(client, article.get_absolute_url())) == [f"comment-{later.pk}"]
    assert new_in(read(client, article.get_absolute_url())) == []


def test_what_a_moderator_put_back_is_new_to_whoever_did_not_find_it(client, reader):
    article = make_article()
    comments = make_comments(2, article=article)
    comments[0].remove("2")
    read(client, article.get_absolute_url())

    comments[0].restore()

    assert new_in(read(client, article.get_absolute_url())) == [f"comment-{comments[0].pk}"]


def test_what_stood_before_these_numbers_were_kept_has_its_own():
    stood, gone, held = make_comment(), make_comment(), make_comment(held_because="pre")
    gone.remove("2")
    Comment.objects.update(appeared=None)

    import_module("comments.migrations.0013_fill_appeared").fill(apps, None)

    appeared = dict(Comment.objects.values_list("pk", "appeared"))
    assert appeared == {stood.pk: stood.pk, gone.pk: gone.pk, held.pk: None}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table of three rows as a whole")
def test_what_is_new_is_read_from_an_index():
    found = make_article().comments.by_appearance()

    for plan in (found[:1].explain(), found.filter(appeared__gt=7).reverse().explain()):
        assert "USING INDEX comment_appeared" in plan
        assert "ORDER BY" not in plan


def test_many_new_ones_are_not_counted_to_the_end(client, reader):
    article = make_article()
    make_comment(article)
    read(client, article.get_absolute_url())
    make_comments(101, article=article)

    told = read(client, article.get_absolute_url()).query_one(".comments-new").to_text()

    assert told.strip() == "More than 99 new comments since your last visit"


@pytest.mark.parametrize("new", ["x", "-1", "9" * 18, "9" * 30, "1 OR 1=1"])
def test_a_made_up_last_visit_hides_nothing(client, reader, new):
    article = make_article()
    make_comment(article)
    read(client, article.get_absolute_url())
    comment = make_comment(article)

    shown = read(client, f"{article.get_absolute_url()}?new={new}")

    assert new_in(shown) == [f"comment-{comment.pk}"]


@pytest.mark.parametrize("new", ["0", "9" * 18])
def test_whoever_never_came_here_had_no_last_visit(client, reader, new):
    article = make_article()
    make_comment(article)

    shown = read(client, f"{article.get_absolute_url()}?new={new}")

    assert new_in(shown) == []


def test_a_removed_comment_is_not_new(client, reader):
    article = make_article()
    make_comment(article)
    read(client, article.get_absolute_url())
    make_comment(article).remove("2")

    shown = read(client, article.get_absolute_url())

    assert not shown.query(".comments-new, .mark[data-mark=new]")


def test_what_one_saw_last_is_kept_once(client, reader):
    article = make_article()
    newest = make_comments(2, article=article)[-1]

    read(client, article.get_absolute_url())

    assert LastRead.objects.get(user=reader, article=article).comment == newest.pk


def test_a_visitors_page_knows_of_no_visit(client):
    article = make_article()
    make_comments(2, article=article)

    shown = read(client, f"{article.get_absolute_url()}?new=1")

    assert not shown.query(".comments-new, .mark[data-mark=new], #live")


def test_what_a_muted_person_says_is_not_counted_as_new(client, reader):
    article = make_article()
    make_comment(article)
    read(client, article.get_absolute_url())
    between.mute(make_comment(article).author, by=reader)

    assert not read(client, article.get_absolute_url()).query(".comments-new")


def test_a_muted_person_is_hidden_above_a_branch(client, reader):
    above = make_comment(body="Loud words.")
    between.mute(above.author, by=reader)

    shown = read(client, f"/comments/{make_comment(parent=above).pk}/thread/")

    assert shown.query(".above details.unread")
