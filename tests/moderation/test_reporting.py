import pytest
from django.core import mail

import articles.actions
from articles.models import Article
from comments import leaving
from comments.models import AlreadySettled
from moderation import clips, reporting
from moderation.models import Report
from tests.comments.reading import fields, page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    reader = make_user(username="edda")
    client.force_login(reader)
    return reader


def report(client, comment, **sent):
    return client.post(f"/comments/{comment.pk}/report/", {"rule": "4", "text": "An advertisement", **sent})


def test_a_report_names_a_rule_and_leads_back_to_the_comment(client, reader):
    comment = make_comment()

    response = report(client, comment)

    made = Report.objects.get()
    assert (made.comment, made.by, made.state) == (comment, reader, "open")
    assert (made.rule, made.text) == ("4", "An advertisement")
    assert response.url == f"{comment.article.get_absolute_url()}#comment-{comment.pk}"


@pytest.mark.parametrize("sent", [{"rule": ""}, {"rule": "9"}, {"text": "x" * 1001}, {"text": "a\0b"}])
def test_a_report_that_cannot_be_taken_comes_back_with_its_text(client, reader, sent):
    response = report(client, make_comment(), **sent)

    text = fields(page(response).query_one("main form"))["text"].strip()
    assert response.status_code == 422
    assert text.replace("\ufffd", "\0") == sent.get("text", "An advertisement")
    assert not Report.objects.exists()


def test_a_second_report_is_answered_kindly(client, reader):
    comment = make_comment()
    report(client, comment)

    response = report(client, comment)

    assert "You have reported this comment already" in response.content.decode()
    assert Report.objects.count() == 1


def test_a_report_of_ones_own_comment_leads_to_edit_and_delete(client, reader):
    comment = make_comment(author=reader)

    response = client.get(f"/comments/{comment.pk}/report/")

    assert "You can edit or delete it" in response.content.decode()
    assert report(client, comment).status_code == 422


def test_a_comment_removed_meanwhile_needs_no_report(client, reader):
    comment = make_comment()
    comment.remove("4")

    response = report(client, comment)

    assert "gone meanwhile" in response.content.decode()
    assert "An advertisement" in response.content.decode()


def test_fields_that_nobody_asked_for_change_nothing(client, reader):
    report(client, make_comment(), state="upheld", by=make_user().pk)

    made = Report.objects.get()
    assert (made.state, made.by) == ("open", reader)


@pytest.mark.parametrize("erased", [False, True])
def test_whoever_reported_hears_that_the_author_took_it_away_and_it_counts_neither_way(reader, settings, erased):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    comment = make_comment()
    reporting.report(comment, by=reader, rule="2")
    reporting.report(comment, rule="3", unlawful=True, good_faith=True, text="Why.", email="edda@elsewhere.example")

    leaving.erase_some(comment.author) if erased else comment.delete_by_author()

    assert set(Report.objects.values_list("state", flat=True)) == {"gone"}
    assert {letter.to[0] for letter in mail.outbox} == {reader.email, "edda@elsewhere.example"}
    assert all("its author has deleted it" in " ".join(letter.body.split()) for letter in mail.outbox)
    assert not any("A person decided" in letter.body for letter in mail.outbox)
    assert reader.notices.filter(kind="report").count() == 1
    assert reporting.weight_of(reader) == 1.0


def test_whoever_reported_a_clip_hears_that_the_desk_has_withdrawn_it(reader, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    clip = make_article()
    reporting.report(clip, by=reader, rule="2")
    reporting.report(clip, rule="3", unlawful=True, good_faith=True, text="Why.", email="edda@elsewhere.example")

    articles.actions.withdraw(clip, by=make_user(role="editor"), because="The deed was a copy.")

    assert {(made.state, bool(made.settled_at)) for made in Report.objects.all()} == {("gone", True)}
    assert {letter.to[0] for letter in mail.outbox} == {reader.email, "edda@elsewhere.example"}
    assert all("the team has withdrawn it" in " ".join(letter.body.split()) for letter in mail.outbox)
    assert reader.notices.filter(kind="report").count() == 1
    assert reporting.weight_of(reader) == 1.0


def test_a_clip_that_was_withdrawn_for_its_reports_is_told_as_decided_alone(reader, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    clip = make_article()
    reporting.report(clip, by=reader, rule="2")

    clips.withdraw(clip, by=make_user(role="editor"), rule="2")

    assert Report.objects.get().state == "upheld"
    assert reader.notices.filter(kind="report").count() == len(mail.outbox) == 1


def test_a_clip_withdrawn_between_the_page_and_the_report_needs_none(reader):
    clip = make_article()
    articles.actions.withdraw(Article.objects.get(pk=clip.pk), by=None, because="The deed was a copy.")

    with pytest.raises(AlreadySettled):
        reporting.report(clip, by=reader, rule="2")
    assert not Report.objects.exists()


def test_a_visitor_is_led_to_sign_in_or_to_the_notice(client):
    comment = make_comment()

    found = page(client.get(f"/comments/{comment.pk}/report/")).query("main a")

    assert {link.attrs["href"].partition("?")[0] for link in found} >= {"/accounts/login/", "/report/"}
    assert client.get(f"/comments/{comment.pk + 1}/report/").status_code == 404


@pytest.mark.parametrize("held_because", ["links", "pre"])
def test_a_visitor_finds_no_comment_that_waits(client, held_because):
    comment = make_comment(held_because=held_because)

    assert client.get(f"/comments/{comment.pk}/report/").status_code == 404


def test_a_visitor_sends_nothing(client):
    comment = make_comment()

    response = report(client, comment)

    assert response.url == f"/accounts/login/?next=/comments/{comment.pk}/report/"
    assert not Report.objects.exists()
