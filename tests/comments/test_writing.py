"""What helps somebody who writes: previews, quotations, drafts, and versions that can be read later."""

from datetime import timedelta
from importlib import import_module
from itertools import pairwise

import pytest
from django.apps import apps
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import DELETED, INSERTED
from comments import drafts
from comments.models import FREE_EDIT, Comment, Draft
from comments.quoting import LONGEST, quoted, with_quotation
from comments.versions import Version, answered_version, versions_of
from tests.comments.reading import fields, page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(client):
    reader = make_user(username="maud")
    client.force_login(reader)
    return reader


@pytest.fixture
def article():
    return make_article()


def aged(comment, by=FREE_EDIT):
    comment.created_at -= by
    Comment.objects.filter(pk=comment.pk).update(created_at=comment.created_at)
    return comment


def send(client, article, headers=None, **sent):
    return client.post(f"{article.get_absolute_url()}comments/", {"body": "Nine *days*.", **sent}, headers=headers)


def keep(client, article, body="Half a thou", **sent):
    return client.post(f"{article.get_absolute_url()}comments/draft/", {"body": body, **sent}, headers=HTMX)


# Versions


def test_within_a_quarter_of_an_hour_an_edit_is_as_if_it_had_been_written_so(reader):
    comment = make_comment(author=reader, body="Nine days.")

    comment.edit("Ten days.")

    assert comment.edited_at is None
    assert [version.body for version in versions_of(comment)] == ["Ten days."]
    assert comment.revisions.get().body == "Nine days."  # for moderators


def test_a_later_edit_shows_what_it_changed(client, reader):
    comment = aged(make_comment(author=reader, body="Nine days is long."))
    comment.edit("Ten days is long.")
    client.logout()

    shown = page(client.get(f"/comments/{comment.pk}/versions/"))

    assert [e.to_text() for e in shown.query(".compared del")] == ["Nine"]
    assert [e.to_text() for e in shown.query(".compared ins")] == ["Ten"]
    assert page(client.get(comment.article.get_absolute_url())).query_one(f'[href="/comments/{comment.pk}/versions/"]')


def test_what_somebody_answered_is_not_rewritten_in_silence(reader):
    comment = make_comment(author=reader, body="Nine days.")
    reply = make_comment(parent=comment)

    comment.edit("Ten days.")

    assert comment.edited_at
    assert answered_version(Comment.objects.get(pk=reply.pk)).body == "Nine days."


def test_a_reply_remembers_which_version_it_answers():
    comment = aged(make_comment(body="One."))
    comment.edit("Two.")
    reply = make_comment(parent=comment)
    before = answered_version(reply)
    comment.edit("Three.")
    comment.edit("Four.")

    after = answered_version(Comment.objects.get(pk=reply.pk))

    assert before is None
    assert (after.number, after.body) == (2, "Two.")
    assert [version.body for version in versions_of(comment)] == ["Four.", "Three.", "Two.", "One."]


def test_words_that_waited_for_a_moderator_are_no_version(client):
    comment = aged(make_comment(body="Held words.", held_because="first"))
    comment.edit("Better words.")
    comment.approve()

    shown = client.get(f"/comments/{comment.pk}/versions/").content.decode()

    assert "Held words." not in shown
    assert [version.body for version in versions_of(comment)] == ["Better words."]
    assert Comment.objects.get(pk=comment.pk).edited_at is None


def test_of_words_that_were_held_after_an_edit_only_what_stood_before_is_a_version():
    comment = aged(make_comment(body="One."))
    comment.edit("Held words.")
    comment.hold("links")
    comment = Comment.objects.get(pk=comment.pk)
    comment.edit("Three.")
    comment.approve()

    assert [version.body for version in versions_of(comment)] == ["Three.", "One."]


def test_versions_of_before_are_shown_only_where_nothing_ever_waited():
    held, never = (aged(make_comment(body="One.")) for _ in range(2))
    held.edit("Two."), never.edit("Two.")
    held.hold("first"), held.approve()

    hidden = import_module("comments.migrations.0006_held_words_are_no_version")
    hidden.hide(apps, None)

    assert [len(versions_of(comment)) for comment in (held, never)] == [1, 2]


def test_a_reply_to_what_was_edited_since_says_so(client):
    comment = aged(make_comment(body="One."))
    reply = make_comment(parent=comment)
    comment.edit("Two.")

    shown = page(client.get(comment.article.get_absolute_url()))

    link = shown.query_one(f"#comment-{reply.pk} a.about").attrs["href"]
    marked = page(client.get(link)).query_one("[aria-current='true'] h2")
    assert "Version 1" in marked.to_text()


@pytest.mark.parametrize("status", ["held", "removed", "deleted"])
def test_versions_of_what_is_not_shown_are_not_shown(client, status):
    comment = aged(make_comment())
    comment.edit("Two.")
    {"held": lambda: comment.hold("pre"), "removed": lambda: comment.remove("2")}.get(
        status, comment.delete_by_author
    )()

    assert client.get(f"/comments/{comment.pk}/versions/").status_code == 404


@given(bodies=st.lists(st.text("ab \n", min_size=1, max_size=20), min_size=2, max_size=5))
def test_the_pieces_of_a_version_are_the_words_of_both(bodies):
    for before, after in pairwise(bodies):
        pieces = Version(1, 0, after, timezone.now(), before).pieces
        assert "".join(p.text for p in pieces if p.kind != INSERTED) == before
        assert "".join(p.text for p in pieces if p.kind != DELETED) == after


# Preview and quotation


def test_a_preview_shows_how_it_will_read_and_posts_nothing(client, reader, article):
    shown = page(send(client, article, do="preview", key="k"))

    assert shown.query_one(".preview em").to_text() == "days"
    assert fields(shown.query_one("main form"))["body"].strip() == "Nine *days*."
    assert fields(shown.query_one("main form"))["key"] == "k"
    assert not Comment.objects.exists()


def test_the_preview_reads_like_the_comment(client, reader, article):
    body = "> said\n\n**Nine** [days](https://tide.example) <b>x</b> `code`\n\n1. one"
    shown = page(send(client, article, HTMX, body=body, do="preview")).query_one(".preview .comment-body")

    send(client, article, body=body)

    assert shown.to_html().replace('<div class="comment-body" dir="auto">', "").replace("</div>", "").strip() == (
        page(client.get(article.get_absolute_url()))
        .query_one(f"#comment-{Comment.objects.get().pk} .comment-body")
        .to_html()
        .replace('<div class="comment-body" dir="auto">', "")
        .replace("</div>", "")
        .strip()
    )


def test_a_preview_of_nothing_says_so(client, reader, article):
    response = send(client, article, body=" ", do="preview")

    assert response.status_code == 422
    assert "There is nothing in it yet" in response.content.decode()


def test_an_edit_can_be_previewed(client, reader):
    comment = make_comment(author=reader, body="Nine.")

    shown = page(client.post(f"/comments/{comment.pk}/edit/", {"body": "*Ten*", "do": "preview"}))

    assert shown.query_one(".preview em").to_text() == "Ten"
    assert Comment.objects.get().body == "Nine."


@pytest.mark.parametrize("headers", [None, HTMX])
def test_a_quotation_stands_above_what_was_typed(client, reader, article, headers):
    parent = make_comment(article, body="Nine days.\nNot ten.")

    shown = page(send(client, article, headers, body="I think so.", parent=parent.pk, do="quote"))

    assert fields(shown.query_one("form[id^=reply-form]"))["body"].strip() == "> Nine days.\n> Not ten.\n\nI think so."
    assert Comment.objects.count() == 1


@given(st.text(max_size=2000))
def test_a_quotation_is_made_of_marked_lines_and_keeps_the_words(body):
    lines = quoted(body).splitlines()

    assert all(line.startswith(">") for line in lines)
    assert len(quoted(body)) <= LONGEST + 3 * (1 + len(lines))
    assert with_quotation(with_quotation("x", body), body) == with_quotation("x", body)


# Drafts


def test_what_is_typed_is_offered_on_the_next_visit_also_on_another_device(client, reader, article):
    answer = keep(client, article)

    shown = page(client.get(article.get_absolute_url()))

    assert "Kept as a draft at" in answer.content.decode()
    assert fields(shown.query_one("#say"))["body"].strip() == "Half a thou"


def test_a_posted_comment_leaves_no_draft(client, reader, article):
    keep(client, article, "Nine *days*.")

    send(client, article)
    late = keep(client, article, "Nine *days*.")

    assert late.content == b""
    assert not Draft.objects.exists()


def test_an_emptied_form_leaves_no_draft(client, reader, article):
    keep(client, article)

    keep(client, article, " ")

    assert not Draft.objects.exists()


def test_each_form_has_its_own_draft(client, reader, article):
    parent = make_comment(article)
    own = make_comment(article, author=reader)

    for sent in ({}, {"parent": parent.pk}, {"edits": own.pk}):
        keep(client, article, f"For {sent}", **sent)

    assert Draft.objects.count() == 3
    assert "For " in fields(page(client.get(f"/comments/{own.pk}/edit/")).query_one("main form"))["body"]
    assert "parent" in fields(page(client.get(f"/comments/{parent.pk}/reply/")).query_one("main form"))["body"]


def test_nobody_keeps_drafts_for_what_is_not_theirs(client, reader, article):
    other = make_comment(article)
    held = make_comment(article, held_because="pre")

    for sent in ({"edits": other.pk}, {"parent": held.pk}, {"parent": 10**17}):
        assert keep(client, article, **sent).status_code == 204

    assert not Draft.objects.exists()


def test_drafts_are_nobody_elses(client, reader, article):
    keep(client, article, "Private")
    client.force_login(make_user())

    assert "Private" not in client.get(article.get_absolute_url()).content.decode()


def test_somebody_signed_out_gets_no_error_for_a_draft(client, article):
    assert keep(client, article).status_code == 204


def test_a_draft_longer_than_a_comment_may_be_is_kept(client, reader, article):
    keep(client, article, "x" * 9000)

    assert len(Draft.objects.get().body) == 9000


def test_old_drafts_are_forgotten(reader, article):
    drafts.save(by=reader, article=article, place="say:1", body="Old")
    Draft.objects.update(saved_at=timezone.now() - drafts.KEPT_FOR - timedelta(minutes=1))
    drafts.save(by=reader, article=article, place="say:2", body="New")

    drafts.forget_old()

    assert Draft.objects.get().body == "New"
