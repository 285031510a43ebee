"""Notices of unlawful content by anybody, and reports of clips."""

import time

import pytest
from django.core import mail, signing
from django.core.cache import cache

from moderation import notices, reporting
from moderation.models import Report
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    cache.clear()


@pytest.fixture
def article():
    return make_article()


def send(client, place, **changed):
    sent = {
        "place": place,
        "law": "Section 12 of the Press Act",
        "text": "It names a child.",
        "name": "Edda Roost",
        "email": "Edda@elsewhere.example",
        "good_faith": "on",
        "shown": signing.dumps(time.time() - 60, salt="notice"),
        **changed,
    }
    return client.post("/report/", {name: value for name, value in sent.items() if value is not None})


def test_anybody_reports_a_comment_as_unlawful_and_gets_a_receipt(client, settings):
    comment = make_comment()
    place = f"{settings.SITE_URL}{comment.article.get_absolute_url()}#comment-{comment.pk}"

    response = send(client, place)

    made = Report.objects.get()
    assert response.url == "/report/sent/"
    assert (made.comment, made.by, made.email, made.unlawful) == (comment, None, "edda@elsewhere.example", True)
    assert (made.place, made.law, made.rule) == (place, "Section 12 of the Press Act", "3")
    assert [letter.to for letter in mail.outbox] == [["edda@elsewhere.example"]]
    assert comment.get_absolute_url() in mail.outbox[0].body
    assert "names a child" not in mail.outbox[0].body


@pytest.mark.parametrize("failure", [ValueError, ConnectionError])
def test_a_notice_is_taken_though_nobody_can_count(client, article, monkeypatch, failure):
    def fail(*args, **kwargs):
        raise failure

    monkeypatch.setattr(notices.cache, "add", lambda *args, **kwargs: False)
    monkeypatch.setattr(notices.cache, "incr", fail)

    assert send(client, article.get_absolute_url()).url == "/report/sent/"


@pytest.mark.parametrize("path", ["/articles/{0}/", "/articles/{0}/?after=3#key-facts"])
def test_a_clip_is_named_by_its_address(client, article, path):
    send(client, path.format(article.slug))

    assert Report.objects.get().article == article


@pytest.mark.parametrize(
    "place",
    [
        "",
        "https://elsewhere.example/articles/x/",
        "/people/ines/",
        "//[",
        "/articles/no-such/",
        "/comments/99999/",
        "\0",
    ],
)
def test_a_place_that_is_nowhere_keeps_what_was_typed(client, place):
    response = send(client, place)

    assert response.status_code == 422
    assert "It names a child." in response.content.decode()
    assert not Report.objects.exists()


def test_a_held_comment_is_nowhere(client):
    comment = make_comment(held_because="pre")

    assert send(client, f"/comments/{comment.pk}/").status_code == 422


def test_a_clip_is_named_in_the_letters_of_its_title(client, settings):
    article = make_article(slug="größe-des-hafens")
    copied = f"{settings.SITE_URL}{article.get_absolute_url()}"

    assert "%C3%B6" in copied
    assert [notices.subject_at(place) for place in (copied, "/articles/größe-des-hafens/")] == [article, article]


@pytest.mark.parametrize("subject", ["comment", "clip"])
def test_a_notice_takes_the_place_of_the_open_report_of_the_same_person(client, article, subject):
    reader = make_user()
    client.force_login(reader)
    found = make_comment(article) if subject == "comment" else article
    before = reporting.report(found, by=reader, rule="4", text="An advertisement.")

    send(client, found.get_absolute_url())

    made = Report.objects.get()
    assert (made.pk, made.unlawful, made.good_faith, made.rule) == (before.pk, True, True, "3")
    assert (made.law, made.place) == ("Section 12 of the Press Act", found.get_absolute_url())
    assert made.text == "It names a child.\n\nAn advertisement."
    assert [letter.to for letter in mail.outbox] == [[reader.email]]


def test_the_same_notice_in_the_same_name_counts_once_and_looks_the_same(client, article):
    first, again = (send(client, article.get_absolute_url()) for _ in range(2))

    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert Report.objects.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("missing", ["name", "email", "text", "good_faith"])
def test_a_notice_says_who_why_and_in_good_faith(client, article, missing):
    response = send(client, article.get_absolute_url(), **{missing: None})

    assert response.status_code == 422
    assert page(response).query(f"[name={missing}][aria-invalid]")


def test_an_offence_against_minors_needs_no_name(client, article):
    send(client, article.get_absolute_url(), name="", email="", minors="on")

    assert Report.objects.get().name == ""
    assert mail.outbox == []


@pytest.mark.parametrize("trap", [{"homepage": "https://spam.example"}, {"shown": ""}, {"shown": "made:up"}])
def test_programs_are_asked_once_more(client, article, trap):
    assert send(client, article.get_absolute_url(), **trap).status_code == 422
    assert send(client, article.get_absolute_url(), shown=notices.stamp()).status_code == 422
    assert not Report.objects.exists()


def test_too_many_from_one_machine_are_kept_for_later(client):
    places = [make_article().get_absolute_url() for _ in range(2)]
    for _ in range(notices.MOST):
        notices.count_against("127.0.0.1", "")

    response = send(client, places[0])

    assert response.status_code == 429
    assert "It names a child." in response.content.decode()


def test_the_page_is_kept_by_nobody_and_may_set_a_cookie(client):
    response = client.get("/report/?place=/articles/x/")

    assert "no-store" in response["Cache-Control"]
    assert page(response).query_one("[name=place]").attrs["value"] == "/articles/x/"


def test_a_reader_reports_a_clip_once(client, article):
    client.force_login(make_user())
    address = f"/articles/{article.slug}/report/"

    first = client.post(address, {"rule": "1", "text": "It is about nothing."})
    again = client.post(address, {"rule": "1"})

    assert first.url == article.get_absolute_url()
    assert "already" in again.content.decode()
    assert Report.objects.get().article == article


def test_a_visitor_is_led_to_sign_in_or_to_the_notice(client, article):
    found = page(client.get(f"/articles/{article.slug}/report/")).query("main a")

    assert {link.attrs["href"].partition("?")[0] for link in found} >= {"/accounts/login/", "/report/"}
    assert client.get("/articles/no-such/report/").status_code == 404


class TestDeciding:
    @pytest.fixture
    def ines(self, client):
        client.force_login(ines := make_user(role="moderator"))
        return ines

    def test_a_reported_clip_stays_and_the_reporter_hears_of_it(self, client, ines, article):
        send(client, article.get_absolute_url(), name="Edda", email="edda@elsewhere.example")
        Report.objects.update(by=None, email="edda@elsewhere.example")
        mail.outbox.clear()

        client.post(f"/moderation/clips/{article.pk}/decide/", {"decision": "dismiss", "seen": 0})

        made = Report.objects.get()
        assert (made.state, made.decision.outcome, made.decision.article) == ("dismissed", "kept", article)
        assert [letter.to for letter in mail.outbox] == [["edda@elsewhere.example"]]
        assert "out of court" in mail.outbox[0].body

    def test_only_who_may_publish_withdraws(self, client, ines, article):
        send(client, article.get_absolute_url())
        sent = {"decision": "withdraw", "rule": "3", "words": "It named a child.", "seen": 0}

        refused = client.post(f"/moderation/clips/{article.pk}/decide/", sent)
        client.force_login(make_user(role="administrator"))
        client.post(f"/moderation/clips/{article.pk}/decide/", sent)

        article.refresh_from_db()
        assert refused.status_code == 422
        assert (article.status, article.withdrawn_because) == ("withdrawn", "It named a child.")
        assert Report.objects.get().state == "upheld"

    @pytest.mark.parametrize("reported", [1, 3])
    def test_the_page_asks_the_same_questions_however_many(self, client, ines, reported, django_assert_num_queries):
        for _ in range(reported):
            send(client, make_article().get_absolute_url())
        client.get("/moderation/clips/")

        with django_assert_num_queries(12):
            client.get("/moderation/clips/")

    def test_what_was_typed_stands_at_its_own_clip(self, client, article):
        other = make_article()
        for one in (article, other):
            send(client, one.get_absolute_url())
        client.force_login(make_user(role="administrator"))
        sent = {"decision": "withdraw", "words": "It named a child.", "seen": 0}

        answer = client.post(f"/moderation/clips/{article.pk}/decide/", sent)

        shown = page(answer)
        assert answer.status_code == 422
        assert "It named a child." in shown.query_one(f"#words-{article.pk}").to_text()
        assert "It named a child." not in shown.query_one(f"#words-{other.pk}").to_text()
        assert len(shown.query("details[open]")) == 1

    def test_a_clip_that_the_desk_withdrew_waits_no_more(self, client, ines, article):
        send(client, article.get_absolute_url())
        article.withdraw("A mistake of ours.")

        assert article.title not in client.get("/moderation/clips/").content.decode()

    def test_who_made_a_clip_does_not_dismiss_its_reports(self, client, ines):
        own = make_article(by=ines)
        send(client, own.get_absolute_url())

        shown = client.get("/moderation/clips/").content.decode()
        client.post(f"/moderation/clips/{own.pk}/decide/", {"decision": "dismiss", "seen": 0})

        assert "This clip is your own" in shown
        assert Report.objects.get().state == "open"
