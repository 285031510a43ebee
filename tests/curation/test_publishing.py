from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, SiteSettings
from articles.models import Article
from curation.actions import Stopped, publish, publish_due
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
SIX = datetime(2026, 5, 13, 18, 0, tzinfo=UTC)


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


def draft(**fields):
    return make_article(status="draft", **fields)


def status(article):
    return Article.objects.get(pk=article.pk).status


def send(client, name, article, **said):
    return client.post(reverse(f"desk:{name}", args=[article.pk]), said)


def test_a_sound_draft_goes_out_at_once(client, ines):
    article = draft()

    response = send(client, "publish", article, when="now")

    assert response["Location"] == article.get_absolute_url()
    assert status(article) == "published"
    assert AuditEntry.objects.get(verb="publish").by == ines


def test_what_stops_is_shown_and_the_draft_stays(client, ines):
    article = draft(body="")

    response = send(client, "publish", article, when="now")

    assert response.status_code == 422
    assert "The clip has no text." in response.content.decode()
    assert status(article) == "draft"


def test_where_two_must_agree_the_maker_does_not_publish(ines):
    SiteSettings.objects.create(pk=1, second_pair_of_eyes=True)
    article = draft(by=ines)

    with pytest.raises(Stopped, match="somebody else must approve it"):
        publish(article, by=ines)
    publish(article, by=make_user(role="editor"))

    assert status(article) == "published"


@time_machine.travel(SIX - timedelta(hours=1), tick=False)
def test_a_moment_is_read_in_the_editors_own_time_zone(client, ines):
    ines.change_profile(time_zone="Europe/Lisbon")  # an hour ahead of UTC in May
    article = draft()

    send(client, "publish", article, when="later", at="2026-05-13T19:00")

    assert Article.objects.get(pk=article.pk).scheduled_for == SIX


@time_machine.travel(SIX, tick=False)
@pytest.mark.parametrize(
    ("at", "sentence"),
    [("", "Say at which moment."), ("2026-05-13T17:59", "This moment has passed."), ("soon", "Write the moment as")],
)
def test_a_moment_that_will_not_do_is_told_in_a_sentence(client, ines, at, sentence):
    article = draft()

    response = send(client, "publish", article, when="later", at=at)

    assert sentence in response.content.decode()
    assert status(article) == "draft"


def test_the_worker_publishes_at_the_promised_moment_and_not_before():
    with time_machine.travel(SIX - timedelta(hours=1), tick=False):
        article = draft()
        publish(article, by=make_user(role="editor"), at=SIX)
    with time_machine.travel(SIX - timedelta(seconds=1), tick=False):
        early = publish_due()
    with time_machine.travel(SIX + timedelta(seconds=3), tick=False):
        in_time, again = publish_due(), publish_due()

    assert (early, in_time, again) == (0, 1, 0)
    assert Article.objects.get(pk=article.pk).published_at == SIX
    assert AuditEntry.objects.filter(verb="publish").count() == 1


def test_what_an_editor_took_back_is_not_published(monkeypatch):
    article = make_article(status="scheduled")
    due = type(Article.objects.all()).due
    later = timezone.now() + timedelta(days=2)

    def taken_back_meanwhile(self, now):
        found = list(due(self, now).values_list("pk", flat=True))
        Article.objects.get(pk=article.pk).return_to_draft()
        monkeypatch.undo()
        return Article.objects.filter(pk__in=found)

    monkeypatch.setattr(type(Article.objects.all()), "due", taken_back_meanwhile)

    assert publish_due(later) == 0
    assert status(article) == "draft"


def test_the_worker_runs_it():
    from newsclip.schedule import PERIODIC

    assert [p.seconds for p in PERIODIC if p.verb == "curation.actions.publish_due"] == [2]


def test_a_withdrawn_clip_says_why_and_can_be_put_back(client, ines):
    article = make_article()

    send(client, "withdraw", article, because="The deed was a copy.")
    gone = client.get(article.get_absolute_url())
    send(client, "publish", article, when="now")

    assert gone.status_code == 410
    assert "The deed was a copy." in gone.content.decode()
    assert status(article) == "published"


def test_withdrawing_without_a_reason_is_refused(client, ines):
    article = make_article()

    response = send(client, "withdraw", article, because=" ")

    assert "Say why." in response.content.decode()
    assert status(article) == "published"


def test_of_two_who_publish_the_second_is_told(client, ines):
    article = make_article()

    response = client.post(reverse("desk:publish", args=[article.pk]), {"when": "now"}, follow=True)

    assert "Somebody else has changed its status already." in response.content.decode()


def test_a_draft_goes_to_review_and_back(client, ines):
    article = draft()

    send(client, "submit", article)
    reviewed = status(article)
    send(client, "return", article, note="The second fact needs its passage.")

    assert (reviewed, status(article)) == ("review", "draft")


def test_the_desk_shows_what_is_open_by_status(client, ines):
    for each in ("draft", "review", "scheduled", "published"):
        make_article(f"A {each} clip", status=each)

    page = client.get(reverse("desk:index")).content.decode()

    assert all(f"A {each} clip" in page for each in ("draft", "review", "scheduled", "published"))


def test_the_desk_is_searched_and_filtered(client, ines):
    draft(title="Eleven eels")
    draft(title="Salt Lane")
    make_article("Eels for ever")

    page = client.get(reverse("desk:index"), {"q": "eels", "status": "draft"}).content.decode()

    assert "Eleven eels" in page
    assert "Salt Lane" not in page
    assert "Eels for ever" not in page


@pytest.mark.parametrize(("query", "words"), [({}, "The desk is clear"), ({"q": "walrus"}, "Nothing here")])
def test_an_empty_desk_says_what_to_do(client, ines, query, words):
    assert words in client.get(reverse("desk:index"), query).content.decode()


@pytest.mark.parametrize("clips", [1, 3])
def test_the_desk_asks_the_same_questions_however_much_is_on_it(client, ines, clips, django_assert_max_num_queries):
    for _ in range(clips):
        draft()

    with django_assert_max_num_queries(20):
        client.get(reverse("desk:index"))
