import threading
import uuid

import pytest
from django.db import connections

from accounts.models import SiteSettings
from comments import drafts, lists, posting
from comments.models import Comment
from tests.comments.reading import fields, page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
KEY = str(uuid.UUID(int=7))


@pytest.fixture
def reader(client):
    reader = make_user(username="maud")
    client.force_login(reader)
    return reader


def post(client, article, **sent):
    return client.post(f"/articles/{article.slug}/comments/", {"body": "Nine days.", "key": KEY, **sent})


def kept(response):
    """The text in the form that came back."""
    return fields(page(response).query_one("main form"))["body"].strip()


def test_every_form_has_a_body_and_says_what_it_answers(client, reader):
    comment = make_comment()
    own = fields(page(client.get(comment.article.get_absolute_url())).query_one("form#say"))
    reply = fields(page(client.get(f"/comments/{comment.pk}/reply/")).query_one(f"#reply-form-{comment.pk}"))

    assert {"body", "parent"} <= own.keys()
    assert own["parent"] == ""
    assert reply["parent"] == str(comment.pk)


def test_a_posted_comment_stands_on_the_page_and_counts(client, reader):
    article = make_article()

    response = post(client, article, body="*Nine* days.")

    comment = Comment.objects.get()
    assert response.url == f"{article.get_absolute_url()}#comment-{comment.pk}"
    shown = page(client.get(article.get_absolute_url()))
    assert shown.query_one(f"#comment-{comment.pk} .comment-body em").to_text() == "Nine"
    assert shown.query_one("#h-comments").to_text().strip() == "1 comment"


def test_a_reply_stands_below_what_it_answers(client, reader):
    parent = make_comment()

    post(client, parent.article, parent=parent.pk)

    shown = page(client.get(parent.article.get_absolute_url()))
    assert len(shown.query(f"#branch-{parent.pk} .replies .comment")) == 1
    assert shown.query_one(".replies > summary").to_text() == "1 reply"


def test_sending_it_twice_posts_it_once(client, reader):
    article = make_article()

    first, second = post(client, article), post(client, article)

    assert first.url == second.url
    assert Comment.objects.get().body == "Nine days."


def test_who_goes_back_and_writes_something_else_posts_both(client, reader):
    article, parent = make_article(), make_comment()

    first = post(client, article)
    other, elsewhere = post(client, article, body="Ten, I mean."), post(client, parent.article, parent=parent.pk)
    retried = post(client, article, body="Ten, I mean.")

    assert len({first.url, other.url, elsewhere.url}) == 3
    assert retried.url == other.url
    assert [c.body for c in Comment.objects.filter(author=reader).order_by("pk")] == [
        "Nine days.",
        "Ten, I mean.",
        "Nine days.",
    ]


@pytest.mark.parametrize("status", ["held", "removed"])
def test_answering_what_is_not_shown_does_not_tell_who_wrote_it(client, reader, status):
    hidden = make_comment(author=make_user("olga", display_name="Olga Renn"), held_because="pre")
    if status == "removed":
        hidden.remove("2")

    for body in ("", "Nine days."):
        answer = post(client, hidden.article, parent=hidden.pk, body=body)
        assert answer.status_code == 422
        assert "Olga Renn" not in answer.content.decode()


def test_the_same_words_within_ten_seconds_are_the_same_comment(client, reader, time_machine):
    article = make_article()
    time_machine.move_to("2026-05-13T20:00:00Z", tick=False)
    post(client, article, key="")

    time_machine.shift(9)
    post(client, article, key="")

    assert Comment.objects.count() == 1


def test_the_same_words_later_are_another_comment(client, reader, time_machine):
    article = make_article()
    time_machine.move_to("2026-05-13T20:00:00Z", tick=False)
    post(client, article, key="")

    time_machine.shift(11)
    post(client, article, key="")

    assert Comment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", ["key", "words"])
def test_two_clicks_at_the_same_moment_post_one_comment(same):
    article, author = make_article(), make_user()
    keys = [uuid.UUID(int=7)] * 2 if same == "key" else [None, None]
    start, answers = threading.Barrier(2), []

    def click(key):
        try:
            start.wait()
            answers.append(posting.post(article=article, by=author, body="Nine days.", key=key))
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click, args=[key]) for key in keys]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()

    assert answers[0] == answers[1] == Comment.objects.get()
    article.refresh_from_db()
    assert article.comment_count == 1


@pytest.mark.parametrize(
    ("body", "sentence"), [(" \u200b ", "nothing in it yet"), ("a\0b", "Null"), ("x" * 4001, "longer")]
)
def test_what_cannot_be_posted_comes_back_with_a_sentence(client, reader, body, sentence):
    response = post(client, make_article(), body=body)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Comment.objects.exists()


def test_a_text_that_is_too_long_comes_back_whole(client, reader):
    text = "x" * 4001

    response = post(client, make_article(), body=text)

    assert kept(response) == text


def test_fields_that_nobody_asked_for_change_nothing(client, reader):
    other = make_user()

    post(client, make_article(), author=other.pk, status="removed", created_at="2001-01-01", depth=5, pk=99, score=7)

    comment = Comment.objects.get()
    assert (comment.author, comment.status, comment.depth) == (reader, "visible", 0)
    assert comment.created_at.year > 2001
    assert comment.pk != 99


@pytest.mark.parametrize("parent", ["999999", "x", "-1", "1" * 5000, "٣"])
def test_a_parent_that_does_not_exist_is_not_found(client, reader, parent):
    assert post(client, make_article(), parent=parent).status_code == 404


def test_a_parent_below_another_clip_is_not_found(client, reader):
    elsewhere = make_comment()

    assert post(client, make_article(), parent=elsewhere.pk).status_code == 404


@pytest.mark.parametrize("status", ["draft", "scheduled"])
def test_a_clip_that_is_not_public_takes_no_comments(client, reader, status):
    assert post(client, make_article(status=status)).status_code == 404


def test_comments_closed_meanwhile_keep_the_text(client, reader):
    article = make_article(comments_mode="closed")

    response = post(client, article)

    assert response.status_code == 422
    assert "have been closed meanwhile" in response.content.decode()
    assert kept(response) == "Nine days."


def test_a_clip_withdrawn_meanwhile_keeps_the_text(client, reader):
    article = make_article(status="withdrawn")

    response = post(client, article)

    assert "has been withdrawn meanwhile" in response.content.decode()
    assert kept(response) == "Nine days."


def test_a_parent_removed_meanwhile_keeps_the_text_and_offers_a_place_of_its_own(client, reader):
    parent = make_comment()
    parent.remove("2")

    response = post(client, parent.article, parent=parent.pk)
    again = client.post(f"/articles/{parent.article.slug}/comments/", fields(page(response).query_one("main form")))

    assert "The comment that you answer is gone" in response.content.decode()
    assert again.status_code == 302
    assert Comment.objects.get(author=reader).parent is None


def test_an_own_held_comment_cannot_be_answered_yet(client, reader):
    parent = make_comment(author=reader, held_because="pre")

    response = post(client, parent.article, parent=parent.pk)

    assert "Once it is visible you can reply" in response.content.decode()
    assert kept(response) == "Nine days."


def test_a_clip_that_has_moved_takes_comments_sent_to_its_old_address(client, reader):
    article = make_article(slug="before")
    article.move_to("after")

    response = client.post("/articles/before/comments/", {"body": "Nine days."})

    assert response.url.startswith("/articles/after/#comment-")


def test_a_first_link_by_somebody_new_waits_for_a_moderator(client, reader):
    article = make_article()

    post(client, article, body="See https://rowing.example")

    article.refresh_from_db()
    assert Comment.objects.get().status == "held"
    assert article.comment_count == 0


def test_a_second_link_needs_no_moderator(client, reader):
    make_comment(author=reader, body="[Tables](https://rowing.example)")

    post(client, make_article(), body="See https://rowing.example")

    assert Comment.objects.latest("pk").status == "visible"


@pytest.mark.parametrize("body", ["Well said, @edda.", "See https://quillmouth.example/tides"])
def test_neither_a_mention_nor_a_listed_site_is_a_first_link(client, reader, body):
    make_user(username="edda")
    lists.list_domain("quillmouth.example", by=make_user(role="moderator"), action="allow")
    make_comment(author=reader, body=body)

    post(client, make_article(), body="See https://rowing.example")

    assert Comment.objects.latest("pk").held_because == "first-link"


def test_the_site_may_read_every_comment_first(client, reader):
    SiteSettings(pk=1, moderation="pre").save()

    post(client, make_article())

    assert Comment.objects.get().status == "held"


def test_somebody_in_haste_is_told_kindly_and_keeps_the_text(client, reader, settings):
    settings.COMMENTS_IN_TEN_MINUTES = 2
    article = make_article()
    for n in range(2):
        make_comment(article, author=reader, body=f"Comment {n}")

    response = post(client, article, body="One more")

    assert response.status_code == 429
    assert "a little later" in response.content.decode()
    assert kept(response) == "One more"


def test_a_retry_is_answered_even_when_the_clip_has_closed(client, reader):
    article = make_article()
    first = post(client, article)
    article.comments_mode = "closed"
    article.save()

    assert post(client, article).url == first.url


def test_an_account_closed_meanwhile_posts_nothing():
    article, author = make_article(), make_user()
    type(author).objects.filter(pk=author.pk).update(is_active=False)

    with pytest.raises(posting.Refused, match="closed meanwhile"):
        posting.post(article=article, by=author, body="Nine days.")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_comments_are_only_taken_by_post(client, reader, method):
    assert getattr(client, method)(f"/articles/{make_article().slug}/comments/").status_code == 405


# The same words once more


def test_what_its_author_deleted_can_be_posted_again_and_then_once(client):
    article, by = make_article(), make_user()
    key = uuid.uuid4()
    first = posting.post(article=article, by=by, body="Nine days.", key=key)
    first.delete_by_author()

    second, again = (posting.post(article=article, by=by, body="Nine days.", key=key) for _ in range(2))

    assert second.is_visible
    assert second.pk not in (None, first.pk)
    assert again == second


def test_what_a_moderator_removed_is_not_said_to_wait(client):
    article, by = make_article(), make_user()
    client.force_login(by)
    sent = {"body": "Nine days.", "key": str(uuid.uuid4())}
    client.post(f"/articles/{article.slug}/comments/", sent)
    article.comments.get().remove("2")

    shown = client.post(f"/articles/{article.slug}/comments/", sent, follow=True).content.decode()

    assert "a moderator has removed it" in shown
    assert "waits for a moderator" not in shown


def test_an_address_that_cannot_be_read_costs_nobody_the_answer(client):
    article = make_article()
    client.force_login(make_user())
    headers = {"HX-Request": "true", "HX-Current-URL": "http://["}

    response = client.post(f"/articles/{article.slug}/comments/", {"body": "Nine days."}, headers=headers)

    assert (response.status_code, article.comments.count()) == (200, 1)


def test_a_person_keeps_so_many_drafts_and_no_nul(monkeypatch, client):
    monkeypatch.setattr(drafts, "MOST", 2)
    by = make_user()
    client.force_login(by)
    for article in (make_article(), make_article(), make_article()):
        client.post(f"/articles/{article.slug}/comments/draft/", {"body": "Nine\0 days."})

    assert list(by.drafts.values_list("body", flat=True)) == ["Nine days."] * 2
