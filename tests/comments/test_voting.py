"""One vote a person, counted as the rows say."""

import threading

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts import between
from comments import voting
from comments.beside import marks_of
from comments.models import Comment, Vote
from comments.parts import parts_of
from tests.comments.reading import page, shape, swap
from tests.factories import make_article, make_comment, make_user
from tests.markup import select

pytestmark = pytest.mark.django_db
votes = st.integers(0, 10_000)


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


def counts(comment):
    return Comment.objects.values_list("ups", "downs").get(pk=comment.pk)


@given(ups=votes, downs=votes)
def test_the_lower_bound_is_a_share_below_the_plain_share(ups, downs):
    best = voting.best_of(ups, downs)

    assert 0 <= best <= 1
    assert best == 0 or best < ups / (ups + downs)


@given(n=st.integers(1, 5_000), data=st.data())
def test_more_votes_for_it_of_as_many_make_it_better(n, data):
    ups = data.draw(st.integers(0, n - 1))

    assert voting.best_of(ups + 1, n - ups - 1) > voting.best_of(ups, n - ups)


@given(ups=st.integers(1, 1_000), downs=st.integers(0, 1_000), times=st.integers(2, 20))
def test_more_votes_with_the_same_share_make_it_better(ups, downs, times):
    assert voting.best_of(ups * times, downs * times) > voting.best_of(ups, downs)


@pytest.mark.parametrize(
    ("ups", "downs", "best"), [(0, 0, 0), (0, 9, 0), (1, 0, 0.2065), (10, 0, 0.7225), (80, 20, 0.7112)]
)
def test_the_lower_bound_is_that_of_the_tables(ups, downs, best):
    assert voting.best_of(ups, downs) == pytest.approx(best, abs=5e-4)


def test_a_vote_is_counted_once_changed_and_taken_back():
    comment, reader = make_comment(), make_user()

    seen = []
    for value in (1, 1, -1, 0, 0):
        voting.vote(comment, by=reader, value=value) if value else voting.undo(comment, by=reader)
        seen.append((*counts(comment), Vote.objects.count()))

    assert seen == [(1, 0, 1), (1, 0, 1), (0, 1, 1), (0, 0, 0), (0, 0, 0)]


def test_the_counts_are_what_the_rows_say_whatever_stood_there():
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(ups=40, downs=2)

    voting.vote(comment, by=make_user(), value=1)

    assert counts(comment) == (1, 0)
    comment.refresh_from_db()
    assert comment.best == voting.best_of(1, 0)


def create(own, other):
    Vote.objects.create(**own)


def create_many(own, other):
    Vote.objects.bulk_create([Vote(**own)], ignore_conflicts=True)


def move(own, other):
    Vote.objects.filter(pk=other.pk).update(comment=own["comment"])


@pytest.mark.parametrize("way", [create, create_many, move])
def test_the_database_refuses_a_vote_on_ones_own_comment(way):
    comment = make_comment()
    other = Vote.objects.create(comment=make_comment(), by=comment.author, value=1)

    with pytest.raises(IntegrityError, match="own comment"), transaction.atomic():
        way({"comment": comment, "by": comment.author, "value": 1}, other)

    assert Vote.objects.filter(comment=comment).count() == 0


def refuse_own(comment, reader):
    Comment.objects.filter(pk=comment.pk).update(author=reader)


def refuse_gone(comment, reader):
    Comment.objects.get(pk=comment.pk).remove("2")


def refuse_held(comment, reader):
    Comment.objects.get(pk=comment.pk).hold("pre")


def refuse_closed(comment, reader):
    type(comment.article).objects.filter(pk=comment.article_id).update(comments_mode="closed")


def refuse_blocked(comment, reader):
    between.block(reader, by=comment.author)


def refuse_blocking(comment, reader):
    between.block(comment.author, by=reader)


@pytest.mark.parametrize("case", [refuse_own, refuse_gone, refuse_held, refuse_closed, refuse_blocked, refuse_blocking])
def test_a_vote_that_may_not_be_is_not_counted_and_says_why(case):
    comment, reader = make_comment(), make_user()
    case(comment, reader)

    with pytest.raises(voting.NotCounted, match=r"own|not counted"):
        voting.vote(comment, by=reader, value=1)

    assert Vote.objects.count() == 0


def test_many_votes_in_a_minute_are_too_many_even_if_they_are_taken_back(monkeypatch):
    monkeypatch.setattr(voting, "IN_A_MINUTE", 4)
    comment, reader = make_comment(), make_user()

    for value in (1, 0, 1, 0):
        voting._change(comment, reader, value)

    with pytest.raises(voting.NotCounted, match="a little later"):
        voting.vote(comment, by=reader, value=1)


@pytest.mark.django_db(transaction=True)
def test_votes_at_the_same_moment_are_all_counted():
    comment, people = make_comment(), [make_user() for _ in range(4)]
    start, failed = threading.Barrier(8), []

    def act(person, value):
        start.wait()
        try:
            voting.vote(Comment.objects.select_related("article").get(pk=comment.pk), by=person, value=value)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    # Each votes twice at once, as a double click does.
    threads = [threading.Thread(target=act, args=(person, 1)) for person in people for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert failed == []
    assert counts(comment) == (4, 0)
    assert Vote.objects.count() == 4


# On the page


def buttons(response, comment):
    return {b.attrs["id"].partition("-")[0]: b for b in select(response, f"#votes-{comment.pk} button")}


def name_of(response, comment):
    return select(response, f"#up-{comment.pk}")[0].attrs["aria-label"]


def test_the_buttons_say_what_they_count_and_do_and_work_without_script(client):
    comment, reader = make_comment(), make_user()
    voting.vote(comment, by=make_user(), value=1)
    client.force_login(reader)
    before = client.get(comment.article.get_absolute_url())

    answer = client.post(f"/comments/{comment.pk}/vote/", {"value": "1"}, follow=True)

    assert name_of(before, comment) == "Helpful: 1. Vote for this comment"
    assert answer.redirect_chain[-1][0].endswith(f"#comment-{comment.pk}")
    up = buttons(answer, comment)["up"]
    assert (up.attrs["aria-pressed"], up.attrs["value"]) == ("true", "0")
    assert name_of(answer, comment) == "Helpful: 2. Take your vote for this comment back"


def test_a_swapped_vote_reads_as_after_a_reload(client):
    comment = make_comment()
    client.force_login(make_user())
    before = page(client.get(comment.article.get_absolute_url()))

    response = client.post(f"/comments/{comment.pk}/vote/", {"value": "-1"}, headers={"HX-Request": "true"})
    swap(before, response, target=f"#votes-{comment.pk}", style="outerHTML")

    assert shape(before.query_one("#comments")) == shape(
        page(client.get(comment.article.get_absolute_url())).query_one("#comments")
    )


def test_a_refused_vote_says_why_in_its_place(client):
    comment = make_comment()
    reader = make_user()
    between.block(reader, by=comment.author)
    client.force_login(reader)

    response = client.post(f"/comments/{comment.pk}/vote/", {"value": "1"}, headers={"HX-Request": "true"})

    assert "One of you has blocked the other" in response.content.decode()


def test_visitors_see_the_count_and_are_led_to_sign_in_and_back(client):
    comment = make_comment()
    voting.vote(comment, by=make_user(), value=1)

    link = select(client.get(comment.article.get_absolute_url()), f"#comment-{comment.pk} a[href$='/vote/']")[0]

    assert link.to_text().split() == ["Helpful", "1"]
    assert client.get(link.attrs["href"]).url == f"/accounts/login/?next=/comments/{comment.pk}/vote/"


def test_whoever_comes_back_from_signing_in_lands_at_the_comment(client):
    comment = make_comment()
    client.force_login(make_user())

    assert client.get(f"/comments/{comment.pk}/vote/").url.endswith(f"#comment-{comment.pk}")


@pytest.mark.parametrize("case", [refuse_gone, refuse_held])
def test_there_is_no_door_to_vote_on_what_is_not_there(client, case):
    comment, reader = make_comment(), make_user()
    case(comment, reader)
    client.force_login(reader)

    assert client.post(f"/comments/{comment.pk}/vote/", {"value": "1"}).status_code == 404


@pytest.mark.parametrize("value", ["", "2", "-2", "1.5", "up"])
def test_what_is_no_vote_changes_nothing(client, value):
    comment = make_comment()
    client.force_login(make_user())

    assert client.post(f"/comments/{comment.pk}/vote/", {"value": value}).status_code == 302
    assert counts(comment) == (0, 0)


@pytest.mark.parametrize("many", [1, 3])
def test_the_votes_of_a_reader_are_one_query(many, django_assert_num_queries):
    article, reader = make_article(), make_user()
    comments = [make_comment(article) for _ in range(many)]
    for comment in comments:
        voting.vote(comment, by=reader, value=1)

    with django_assert_num_queries(1):
        found = marks_of(reader, [comment.pk for comment in comments])

    assert set(found.values()) == {(1, "")}
    assert len(found) == many


def branch_page(comment):
    return f"/comments/{comment.pk}/thread/"


def page_of_a_part(comment):
    return f"/articles/{comment.article.slug}/comments/about/{comment.about_anchor}/"


@pytest.mark.parametrize("address", [branch_page, page_of_a_part])
def test_readers_vote_and_follow_on_every_page_that_shows_a_comment(client, address):
    article = make_article()
    part = next(iter(parts_of(article).values()))
    comment = make_comment(article, about_kind=part.kind, about_id=part.id, about_words=part.words)
    client.force_login(make_user())

    shown = client.get(address(comment))

    assert len(buttons(shown, comment)) == 2
    assert select(shown, f"form[action='/comments/{comment.pk}/follow/']")
