"""Not reading somebody, and keeping somebody away: known to nobody else."""

import pytest

from accounts import between
from accounts.models import PersonBlock, PersonMute
from articles.models import Article
from comments import featuring, posting, threads
from comments.beside import with_reader
from tests.factories import make_article, make_comment, make_user
from tests.markup import select, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def maud():
    return make_user("maud")


@pytest.fixture
def edda():
    return make_user("edda")


def hidden_rows(article, reader):
    return [row.hidden for row in with_reader(threads.thread_page(article, reader).rows, reader)]


@pytest.mark.parametrize("deed", ["mute", "block"])
def test_it_is_done_and_undone_once_however_often_it_is_asked(maud, edda, deed):
    rows = {"mute": PersonMute, "block": PersonBlock}[deed].objects
    for _ in range(2):
        getattr(between, deed)(edda, by=maud)
    done = rows.count()
    for _ in range(2):
        getattr(between, f"un{deed}")(edda, by=maud)

    assert (done, rows.count()) == (1, 0)


@pytest.mark.parametrize("deed", [between.mute, between.block])
def test_nobody_does_it_to_themselves_or_to_a_crowd(maud, monkeypatch, deed):
    monkeypatch.setattr(between, "IN_AN_HOUR", 1)
    with pytest.raises(between.NotPossible, match="This is you"):
        deed(maud, by=maud)
    deed(make_user(), by=maud)

    with pytest.raises(between.NotPossible, match="in an hour"):
        deed(make_user(), by=maud)


def test_a_muted_person_is_hidden_from_the_one_and_from_nobody_else(maud, edda):
    article = make_article()
    make_comment(article, author=edda)

    between.mute(edda, by=maud)

    assert hidden_rows(article, maud) == ["muted"]
    assert hidden_rows(article, edda) == [""]
    assert hidden_rows(article, make_user()) == [""]


def test_a_block_hides_both_from_each_other_but_nobody_from_the_team(maud, edda):
    article = make_article()
    make_comment(article, author=edda)
    make_comment(article, author=maud)

    between.block(edda, by=maud)

    assert hidden_rows(article, maud) == ["blocked", ""]
    assert hidden_rows(article, edda) == ["", "blocked"]
    edda.is_staff = True
    assert hidden_rows(article, edda) == ["", ""]


def test_what_is_hidden_stands_behind_a_line_and_its_answers_stay(client, maud, edda):
    comment = make_comment(author=edda, body="Nine days.")
    make_comment(parent=comment, body="Ten.")
    between.mute(edda, by=maud)
    client.force_login(maud)

    response = client.get(comment.article.get_absolute_url())

    assert texts(response, "details.unread > summary") == ["Hidden: you muted this person. Show"]
    assert texts(response, f"details.unread #comment-{comment.pk} .comment-body") == ["Nine days."]
    assert not select(response, "details.unread details.replies")
    assert "Ten." in texts(response, ".comment-body")


def test_a_featured_comment_of_somebody_muted_is_not_put_first(maud, edda):
    comment = make_comment(author=edda)
    featuring.feature(comment, by=make_user(role="moderator"))
    between.mute(edda, by=maud)
    comment.article.refresh_from_db()

    assert featuring.featured_in(comment.article, maud) == []
    assert featuring.featured_in(comment.article, make_user()) == [comment]


def test_clips_of_somebody_muted_are_in_no_list(maud):
    maker = make_user(role="editor")
    theirs, other = make_article(by=maker), make_article()
    between.mute(maker, by=maud)

    assert list(Article.objects.published().for_reader(maud)) == [other]
    assert set(Article.objects.published().for_reader(None)) == {theirs, other}


@pytest.mark.parametrize("blocker", ["theirs", "own"])
@pytest.mark.parametrize("body", ["Ten.", "Ten, @edda."])
def test_no_answer_and_no_mention_between_the_two_and_the_text_is_kept(client, maud, edda, blocker, body):
    comment = make_comment(author=edda)
    between.block(maud, by=edda) if blocker == "theirs" else between.block(edda, by=maud)
    client.force_login(maud)
    sent = {"body": body} if "@" in body else {"body": body, "parent": comment.pk}

    response = client.post(f"{comment.article.get_absolute_url()}comments/", sent)

    assert response.status_code == 422
    assert "edda" in texts(response, ".problems p")[0]
    assert texts(response, "textarea") == [body]
    assert comment.article.comments.count() == 1


def test_an_edit_cannot_bring_the_mention_in(maud, edda):
    comment = make_comment(author=maud)
    between.block(maud, by=edda)

    with pytest.raises(posting.Refused, match="does not want"):
        posting.edit(comment, by=maud, body="@edda!")


def test_the_team_answers_everybody(edda):
    comment = make_comment(author=edda)
    moderator = make_user(role="moderator")
    between.block(moderator, by=edda)

    assert posting.post(article=comment.article, by=moderator, body="Please, @edda.", parent=comment).is_visible


def test_the_pages_do_and_undo_it_and_show_nobody_elses(client, maud, edda):
    other = make_user("other")
    between.mute(maud, by=other)
    client.force_login(maud)

    client.post("/accounts/hidden/edda/", {"do": "mute"})
    client.post("/accounts/hidden/edda/", {"do": "block"})
    listed = client.get("/accounts/hidden/")
    client.post("/accounts/hidden/edda/", {"do": "unmute", "next": "/accounts/hidden/"})
    away = client.post("/accounts/hidden/edda/", {"do": "unblock", "next": "https://evil.example/"})

    assert texts(listed, ".undoing bdi") == ["edda", "edda"]
    assert away.url == "/accounts/hidden/edda/"
    assert "other" not in texts(client.get("/accounts/hidden/"), "main")[0]
    assert not PersonMute.objects.filter(by=maud).exists()


@pytest.mark.parametrize("address", ["/accounts/hidden/", "/accounts/hidden/edda/", "/accounts/notices/"])
def test_visitors_are_asked_to_sign_in(client, edda, address):
    assert client.get(address).url.startswith("/accounts/login/")


@pytest.mark.parametrize("many", [1, 3])
def test_what_is_beside_the_comments_is_three_queries_however_many(maud, many, django_assert_num_queries):
    article = make_article()
    for _ in range(many):
        make_comment(article)
    rows = threads.thread_page(article, maud).rows

    with django_assert_num_queries(3):
        with_reader(rows, maud)


@pytest.mark.parametrize("deed", ["mute", "block", "blocked"])
def test_their_page_hides_what_they_write_from_who_is_signed_in(client, maud, edda, deed):
    make_comment(author=edda, body="Nine days.")
    make_article(by=edda, title="The gauge is wrong")
    if deed == "mute":
        between.mute(edda, by=maud)
    else:
        between.block(edda, by=maud) if deed == "block" else between.block(maud, by=edda)
    everybody = client.get(edda.get_absolute_url())
    client.force_login(maud)

    page = client.get(edda.get_absolute_url())

    assert all(words in everybody.text for words in ("Nine days.", "The gauge is wrong"))
    assert not any(words in page.text for words in ("Nine days.", "The gauge is wrong"))
    assert "Hidden from you" in page.text
    client.force_login(make_user(role="moderator"))
    assert "Nine days." in client.get(edda.get_absolute_url()).text


def test_what_they_say_is_not_counted_as_new_nor_announced(client, maud, edda):
    article = make_article()
    first = make_comment(article)
    client.force_login(maud)
    before = client.get(article.get_absolute_url(), headers={"User-Agent": "Mozilla/5.0"})
    between.mute(edda, by=maud)
    make_comment(article, author=edda)
    other = make_comment(article)

    page = client.get(article.get_absolute_url())
    newest = client.get(f"{article.get_absolute_url()}comments/newest/mine/")

    assert "data-mine" not in before.text
    assert texts(page, ".comments-new") == ["1 new comment since your last visit"]
    assert select(page, "#live")[0].attrs["data-mine"].endswith("/comments/newest/mine/")
    assert newest.json() == {"newest": [other.pk, first.pk]}
    assert "no-store" in newest["Cache-Control"]


def test_what_a_reader_reads_is_told_to_nobody_else(client):
    answer = client.get(f"{make_article().get_absolute_url()}comments/newest/mine/")

    assert answer.status_code == 302
