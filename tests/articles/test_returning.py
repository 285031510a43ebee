"""A signed-in reader who comes back is told what changed since."""

import pytest
from django.db import DatabaseError

from articles.models import Article, LastRead
from tests.factories import add_fact, make_article, make_comments, make_user
from tests.markup import select, texts

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def reader(client):
    reader = make_user("dagny")
    client.force_login(reader)
    return reader


@pytest.fixture
def article(reader):
    return make_article(facts=2, answers=1)


def read(client, article, user_agent=BROWSER, **headers):
    return client.get(article.get_absolute_url(), headers={"user-agent": user_agent, **headers})


def change(article, kind="update", note="The vote is known."):
    Article.objects.get(pk=article.pk).record(by=article.created_by, kind=kind, note=note)


def test_what_changed_is_told_once_and_then_no_more(client, article):
    read(client, article)
    change(article)
    change(article, "correction", "The fee is paid once.")

    (told,) = texts(read(client, article), "#since")

    assert "Since you read this on" in told
    assert "1 correction, 1 update" in told
    assert told.index("The fee is paid once.") < told.index("The vote is known.")
    assert not select(read(client, article), "#since")


def test_the_first_reading_tells_nothing(client, article):
    change(article)

    page = read(client, article)

    assert not select(page, "#since, [data-changed]")
    assert not select(page, "script[src*=returning]")


def test_typos_are_not_told(client, article):
    read(client, article)
    change(article, "typo", "")

    assert not select(read(client, article), "#since, [data-changed]")


def test_facts_and_answers_that_are_new_or_reworded_are_marked(client, article):
    read(client, article)
    first, answer = article.key_facts.first().fact, article.answers.get(kind="faq")
    type(first).objects.filter(pk=first.pk).update(text="It connects 800 homes.")
    type(answer).objects.filter(pk=answer.pk).update(text="Some 800.")
    new = add_fact(article, position=5)
    change(article)

    marked = {element.attrs["id"] for element in select(read(client, article), "[data-changed]")}

    assert marked == {f"fact-{first.public_id}", new.anchor, answer.anchor}


def test_a_reading_is_kept_once_for_each_revision(client, article, django_assert_num_queries):
    read(client, article)
    with django_assert_num_queries(19) as quiet:
        read(client, article)
    assert not [query for query in quiet if query["sql"].startswith(("INSERT", "UPDATE"))]

    change(article, "typo", "")
    read(client, article)

    article.refresh_from_db()
    assert [(row.number, row.article) for row in LastRead.objects.all()] == [(article.version, article)]


@pytest.mark.parametrize(
    "how",
    [{"sec-purpose": "prefetch;prerender"}, {"user_agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
     {"user_agent": ""}],
)  # fmt: skip
def test_who_does_not_read_leaves_no_trace(client, article, how):
    read(client, article, **how)
    client.head(article.get_absolute_url(), headers={"user-agent": BROWSER})

    assert not LastRead.objects.exists()


def test_visitors_leave_no_trace_and_a_withdrawn_clip_takes_none(client, article):
    read(type(client)(), article)
    article.withdraw("A copy.")
    read(client, article)

    assert not LastRead.objects.exists()


def test_a_database_that_takes_no_writes_costs_nobody_the_page(client, article, monkeypatch, caplog):
    def refuse(*args, **more):
        raise DatabaseError("attempt to write a readonly database")

    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_create", refuse)

    page = read(client, article)

    assert page.status_code == 200
    assert "readonly" in caplog.text


@pytest.mark.parametrize("comments", [0, 200])
def test_returning_to_a_changed_clip_costs_one_question_and_keeping_that_one_more(
    client, article, comments, django_assert_max_num_queries
):
    make_comments(comments, article=article)
    read(client, article)
    change(article)

    with django_assert_max_num_queries(28):
        page = read(client, article)
    with django_assert_max_num_queries(27):
        read(client, article)

    assert select(page, "#since")


def test_each_reader_is_told_for_themselves(client, article):
    read(client, article)
    change(article)
    other = type(client)()
    other.force_login(make_user())

    assert not select(read(other, article), "#since")
    assert select(read(client, article), "#since")


def test_every_visitor_gets_the_same_list_hidden(client, article):
    change(article)
    change(article, "correction", "Once.")

    page = read(type(client)(), article)

    (note,) = select(page, "#since[hidden]")
    assert note.attrs["data-article"] == str(article.pk)
    assert [row.attrs["data-number"] for row in select(page, "#since li")] == ["3", "2"]
    assert note.attrs["data-number"] == "3"
    assert select(page, "script[src*=returning][type=module]")
