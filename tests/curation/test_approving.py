"""Approvals bind to words; where a site asks for it, nothing goes out that one person alone has seen."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, SiteSettings
from articles.models import Article, Fact
from articles.wording import content_hash
from curation.actions import Stopped, publish, publish_due
from curation.desk import approving, linking, second_pair
from curation.desk.approving import WordsChanged, approvals_of, approve
from curation.desk.bench import Bench, values_of
from curation.desk.editing import save
from curation.models import Approval
from tests.accounts.letterbox import letters
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def two_must_agree():
    SiteSettings.objects.create(pk=1, second_pair_of_eyes=True)


@pytest.fixture
def maud():
    return make_user("maud", role="editor")


@pytest.fixture
def ines():
    return make_user("ines", role="editor")


def draft(**fields):
    return make_article(status="draft", answers=1, tags=["Heat"], **fields)


def edit(article, by, **changes):
    """Save the desk's form of the clip as it stands, with other values in some fields."""
    article = Article.objects.get(pk=article.pk)
    values = values_of(article)
    for name, value in changes.items():
        values[name.replace("__", "-")] = value
    bench = Bench(article, values)
    assert bench.is_valid()
    return save(article, bench.edit(), by=by, version=article.version)


def approved(article, by, **more):
    return approve(article, content_hash(article), by=by, **more)


def holds(article):
    return [str(a.by or a.link.name) for a in approvals_of(article, content_hash(article))]


def status(article):
    return Article.objects.get(pk=article.pk).status


def test_saving_without_a_change_keeps_an_approval(maud, ines):
    article = draft(by=maud, body="For a hundred years.\n\nNow it makes heat.")
    approved(article, ines)

    edit(article, maud)
    edit(article, maud, body="For a hundred years.\r\n\r\nNow it makes heat.\r\n")

    assert holds(article) == ["ines"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Heat!"},
        {"body": "For a thousand years."},
        {"facts__0__text": "The first phase connects 901 homes."},
        {"quick__0__question": "How many?"},
        {"tags": "Heat, Tide"},
        {"makers": "ines"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_one_changed_word_has_no_approval_and_the_old_words_have_it_again(maud, ines, change):
    article = draft(by=maud)
    before = values_of(article)
    approved(article, ines)

    edit(article, maud, **change)
    changed = holds(article)
    edit(article, maud, **{name.replace("-", "__"): before[name.replace("__", "-")] for name in change})

    assert (changed, holds(article)) == ([], ["ines"])


def test_what_changed_meanwhile_is_not_approved(maud, ines):
    article = draft(by=maud)
    seen = content_hash(article)
    Fact.objects.update(text="It connects 901 homes.")

    with pytest.raises(WordsChanged):
        approve(article, seen, by=ines)

    assert not Approval.objects.exists()


def test_approving_twice_and_taking_back_twice_is_once(maud, ines):
    article = draft(by=maud)
    words = content_hash(article)

    first, second = approve(article, words, by=ines), approve(article, words, by=ines)
    taken = [approving.take_back(article, words, by=ines) for _ in range(2)]
    anew = approve(article, words, by=ines)

    assert first == second != anew
    assert taken == [True, False]
    verbs = AuditEntry.objects.filter(by=ines).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["approve", "take back approval", "approve"]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_approval():
    article, ines = draft(), make_user("ines", role="editor")
    words, start, found = content_hash(article), threading.Barrier(2), []

    def click():
        try:
            start.wait()
            found.append(approve(article, words, by=ines))
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()

    assert found[0] == found[1] == Approval.objects.get()
    assert AuditEntry.objects.filter(verb="approve").count() == 1


@pytest.mark.parametrize("at", [None, LATER], ids=["now", "later"])
def test_the_maker_publishes_once_somebody_else_has_approved(two_must_agree, maud, ines, at):
    article, at = draft(by=maud), at and timezone.now() + at

    with pytest.raises(Stopped, match="somebody else must approve it"):
        publish(article, by=maud, at=at)
    approved(article, maud)
    with pytest.raises(Stopped, match="somebody else must approve it"):
        publish(article, by=maud, at=at)
    before = status(article)
    approved(article, ines)
    publish(article, by=maud, at=at)

    assert (before, status(article)) == ("draft", "scheduled" if at else "published")


def test_whoever_edited_last_does_not_count_as_somebody_else(two_must_agree, maud, ines):
    article = draft(by=maud)
    edit(article, ines, title="Heat from the tide")
    approved(article, ines)

    with pytest.raises(Stopped, match="made or last edited"):
        publish(article, by=ines)

    assert status(article) == "draft"


def test_saving_again_unchanged_makes_nobody_the_last_editor(two_must_agree, maud, ines):
    article = draft(by=maud)
    edit(article, ines)
    approved(article, ines)
    edit(article, ines)

    publish(Article.objects.get(pk=article.pk), by=maud)

    assert status(article) == "published"


def test_who_edited_stays_known_however_often_it_was_saved_since(two_must_agree, maud, ines):
    article = draft(by=maud)
    edit(article, ines, title="The words of Ines")
    for _ in range(second_pair.SAVES):
        Article.objects.get(pk=article.pk).record(by=maud)
    approved(article, ines)

    with pytest.raises(Stopped):
        publish(Article.objects.get(pk=article.pk), by=maud)


def test_publishing_what_others_made_is_an_approval_and_is_kept(two_must_agree, maud, ines):
    article = draft(by=maud)

    publish(article, by=ines, at=timezone.now() + LATER)

    assert holds(article) == ["ines"]
    assert publish_due(timezone.now() + 2 * LATER) == 1


def test_what_stops_leaves_no_approval_behind(two_must_agree, maud, ines):
    article = draft(by=maud)
    Article.objects.filter(pk=article.pk).update(body="")

    with pytest.raises(Stopped):
        publish(Article.objects.get(pk=article.pk), by=ines)

    assert not Approval.objects.exists()


def test_nobody_approves_their_own_clip_through_a_link_to_themselves(two_must_agree, maud, ines):
    article = draft(by=maud)
    own, of_ines = (linking.make(article, "Dr. Hale", by=by, may_approve=True) for by in (maud, ines))

    approve(article, content_hash(article), link=own)
    with pytest.raises(Stopped):
        publish(article, by=maud)
    approve(article, content_hash(article), link=of_ines)
    publish(article, by=maud)

    assert status(article) == "published"


def test_an_approval_through_a_link_that_is_taken_back_counts_no_more(two_must_agree, maud, ines):
    article = draft(by=maud)
    link = linking.make(article, "Dr. Hale", by=ines, may_approve=True)
    approve(article, content_hash(article), link=link)

    linking.revoke(link, by=ines)

    assert holds(article) == []
    with pytest.raises(Stopped):
        publish(article, by=maud)


def scheduled(maud, ines):
    article = draft(by=maud)
    approved(article, ines)
    publish(article, by=maud, at=timezone.now() + LATER)
    return article


def test_a_scheduled_clip_whose_words_changed_does_not_go_out_by_itself(two_must_agree, maud, ines):
    article = scheduled(maud, ines)
    promised = Article.objects.get(pk=article.pk).scheduled_for
    edit(article, maud, title="Heat, but other words")
    due = timezone.now() + 2 * LATER

    went_out = [publish_due(due), publish_due(due)]

    assert went_out == [0, 0]
    assert status(article) == "review"
    held = AuditEntry.objects.get(verb="hold")
    assert (held.by, held.data["at"]) == (None, promised.isoformat())
    assert [(letter.to, letter.subject) for letter in letters()] == [
        (["maud@quillmouth.example"], "“Heat, but other words” was not published")
    ]


def test_a_held_clip_is_seen_at_the_desk(client, two_must_agree, maud, ines):
    article = scheduled(maud, ines)
    edit(article, maud, title="Heat, but other words")
    publish_due(timezone.now() + 2 * LATER)
    client.force_login(ines)

    pages = [client.get(reverse("desk:index")), client.get(reverse("desk:together", args=[article.pk]))]

    assert all("held, was promised for" in page.content.decode() for page in pages)


def test_a_scheduled_clip_whose_approval_was_taken_back_is_held(two_must_agree, maud, ines):
    article = scheduled(maud, ines)
    approving.take_back(article, content_hash(article), by=ines)

    publish_due(timezone.now() + 2 * LATER)

    assert status(article) == "review"


def test_a_scheduled_clip_that_was_saved_unchanged_goes_out(two_must_agree, maud, ines):
    article = scheduled(maud, ines)
    edit(article, maud)

    assert publish_due(timezone.now() + 2 * LATER) == 1


def test_where_nobody_asks_for_a_second_pair_a_changed_clip_goes_out(maud):
    article = draft(by=maud)
    publish(article, by=maud, at=timezone.now() + LATER)
    edit(article, maud, title="Heat, but other words")

    assert publish_due(timezone.now() + 2 * LATER) == 1


def test_an_approval_from_before_does_not_carry_over_to_what_its_giver_wrote_then(two_must_agree, maud, ines):
    article = draft(by=maud)
    approved(article, ines)
    edit(article, ines, title="The words of Ines")

    with pytest.raises(Stopped):
        publish(Article.objects.get(pk=article.pk), by=maud)


@pytest.mark.parametrize("when", ["now", "later"])
def test_who_publishes_other_words_than_they_saw_is_told(client, maud, when):
    article = draft(by=maud)
    client.force_login(maud)
    words = client.get(reverse("desk:publish", args=[article.pk])).context["words"]
    Fact.objects.update(text="The first phase connects 900 houses.")

    response = client.post(
        reverse("desk:publish", args=[article.pk]),
        {"when": when, "at": f"{timezone.now() + LATER:%Y-%m-%dT%H:%M}", "words": words},
    )

    assert response.status_code == 422
    assert "The clip has changed since you loaded this page." in response.content.decode()
    assert status(article) == "draft"


def test_open_notes_are_shown_before_publishing_and_stop_nothing(client, maud):
    from curation.desk import noting

    article = draft(by=maud)
    noting.write(article, "Is it 900?", by=maud)
    client.force_login(maud)

    page = client.get(reverse("desk:publish", args=[article.pk])).content.decode()
    client.post(reverse("desk:publish", args=[article.pk]), {"when": "now"})

    assert "Open notes: 1." in page
    assert status(article) == "published"
