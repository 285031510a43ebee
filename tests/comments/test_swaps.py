"""Without script the site reloads, with htmx it swaps. Both lead to the same page."""

import pytest

from tests.comments.reading import fields, page, shape, swap
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(client):
    reader = make_user(username="maud")
    client.force_login(reader)
    return reader


def post(client, article, **sent):
    address = f"{article.get_absolute_url()}comments/"
    return client.post(address, {"body": "Nine days, all in one week.", **sent}, headers=HTMX)


def assert_swap_equals_reload(client, article, before, response, *, target, style="outerHTML"):
    swap(before, response, target=target, style=style)
    reloaded = page(client.get(article.get_absolute_url()))
    before.query_one("#comments-said").children.clear()  # an announcement is told once
    assert shape(before.query_one("#comments")) == shape(reloaded.query_one("#comments"))
    assert [shape(e) for e in before.query("[data-count]")] == [shape(e) for e in reloaded.query("[data-count]")]


@pytest.mark.parametrize("comments", [0, 1, 3])
def test_a_posted_comment_appears_where_a_reload_shows_it(client, reader, comments):
    article = make_article()
    for _ in range(comments):
        make_comment(article)
    before = page(client.get(article.get_absolute_url()))

    response = post(client, article, **{**fields(before.query_one("#say")), "body": "Nine days."})

    assert_swap_equals_reload(client, article, before, response, target="#say")


@pytest.mark.parametrize("depth", [0, 1, 3, 6])
@pytest.mark.parametrize("siblings", [0, 2])
def test_a_reply_appears_where_a_reload_shows_it(client, reader, depth, siblings):
    article = make_article()
    parent = make_comment(article)
    for _ in range(depth):
        parent = make_comment(parent=parent)
    for _ in range(siblings):
        make_comment(parent=parent)
    before = page(client.get(article.get_absolute_url()))

    response = post(client, article, parent=parent.pk)

    assert_swap_equals_reload(client, article, before, response, target=f"#reply-form-{parent.pk}")


@pytest.mark.parametrize("depth", [0, 2, 6])
def test_an_edited_comment_reads_as_after_a_reload(client, reader, depth):
    comment = make_comment(make_article())
    for _ in range(depth):
        comment = make_comment(parent=comment)
    comment = make_comment(parent=comment, author=reader)
    before = page(client.get(comment.article.get_absolute_url()))

    response = client.post(f"/comments/{comment.pk}/edit/", {"body": "Ten days."}, headers=HTMX)

    assert_swap_equals_reload(client, comment.article, before, response, target=f"#comment-{comment.pk}")


def test_a_held_comment_appears_to_its_author_with_the_reason(client, reader):
    article = make_article()
    before = page(client.get(article.get_absolute_url()))

    response = post(client, article, body="The tables are at https://rowing.example/gauge")

    assert "waits for a moderator, because it is the first with a link" in response.content.decode()
    assert_swap_equals_reload(client, article, before, response, target="#say")


def test_the_form_that_comes_back_has_a_key_of_its_own(client, reader):
    article = make_article()
    before = fields(page(client.get(article.get_absolute_url())).query_one("#say"))

    after = fields(page(post(client, article, **{**before, "body": "Nine days."})).query_one("#say"))

    assert after["key"] != before["key"]
    assert after["body"].strip() == ""


def test_a_text_that_is_refused_comes_back_in_the_same_place(client, reader, settings):
    settings.COMMENT_MAX_LENGTH = 10
    article = make_article()

    response = post(client, article, body="More than ten characters")

    form = page(response).query_one("form#say")
    assert response.status_code == 422
    assert fields(form)["body"].strip() == "More than ten characters"
    assert form.attrs["hx-target"] == "this"


def test_an_expired_session_leads_the_whole_page_to_the_sign_in(client):
    article = make_article()

    response = post(client, article)

    assert response.headers["HX-Redirect"].startswith("/accounts/login/?next=/articles/")


@pytest.mark.parametrize("depth", [7, 8])
def test_an_answer_too_deep_for_the_page_is_shown_on_the_page_of_its_branch(client, reader, depth):
    parent = make_comment()
    for _ in range(depth):
        parent = make_comment(parent=parent, author=parent.author)

    response = post(client, parent.article, parent=parent.pk)

    answer = parent.article.comments.get(author=reader)
    place = client.get(response.headers["HX-Redirect"]).url
    assert page(client.get(place)).query(f"#comment-{answer.pk}")


def test_an_answer_appears_in_whatever_order_the_page_is(client, reader):
    root = make_comment()
    make_comment(root.article)
    address = f"{root.article.get_absolute_url()}?sort=newest"
    before = page(client.get(address))

    answered = {"body": "Nine days.", "parent": root.pk}
    headers = {**HTMX, "HX-Current-URL": f"http://testserver{address}"}
    response = client.post(f"{root.article.get_absolute_url()}comments/", answered, headers=headers)

    swap(before, response, target=f"#reply-form-{root.pk}", style="outerHTML")
    before.query_one("#comments-said").children.clear()
    assert shape(before.query_one("#comments")) == shape(page(client.get(address)).query_one("#comments"))


@pytest.mark.parametrize("query", ["?sort=newest", "?after=1"])
def test_where_a_new_comment_would_not_stand_last_the_browser_goes_to_it(client, reader, query):
    article = make_article()
    make_comment(article)
    headers = {**HTMX, "HX-Current-URL": f"http://testserver{article.get_absolute_url()}{query}"}

    response = client.post(f"{article.get_absolute_url()}comments/", {"body": "Nine days."}, headers=headers)

    assert response.headers["HX-Redirect"] == article.comments.get(author=reader).get_absolute_url()


def test_on_a_thread_of_several_pages_the_browser_goes_to_the_comment(client, reader, monkeypatch):
    monkeypatch.setattr("comments.threads.pages.PAGE", 2)
    article = make_article()
    make_comment(article)
    make_comment(article)

    response = post(client, article)

    assert response.headers["HX-Redirect"] == article.comments.get(author=reader).get_absolute_url()
