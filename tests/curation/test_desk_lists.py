"""Several clips at once, the front page, finding, and who did what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import front
from articles.models import Article, FrontPick
from curation.desk import bulk
from curation.desk.bench import values_of
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


def do(client, verb, *articles, **said):
    return client.post(reverse("desk:bulk"), {"do": verb, "clips": [clip.pk for clip in articles], **said}, follow=True)


def undo(client):
    return client.post(reverse("desk:undo"), follow=True)


def status(*articles):
    return [Article.objects.get(pk=article.pk).status for article in articles]


# Several at once


def test_what_is_done_to_several_clips_can_be_undone(client, ines):
    one, other = make_article(status="draft"), make_article(status="draft")

    do(client, "submit", one, other)
    sent = status(one, other)
    undo(client)

    assert sent == ["review", "review"]
    assert status(one, other) == ["draft", "draft"]


def test_a_clip_that_does_not_fit_is_left_and_named(client, ines):
    one, other = make_article(status="draft"), make_article("Long out", status="published")

    page = do(client, "trash", one, other).content.decode()

    assert "Done for 1 clip." in page
    assert "“Long out”" in page
    assert list(Article.objects.in_the_trash()) == [one]


def test_the_way_back_leaves_what_somebody_went_on_with(client, ines):
    one, other = make_article(status="draft"), make_article(status="draft")
    do(client, "submit", one, other)
    Article.objects.get(pk=one.pk).publish()

    page = undo(client).content.decode()

    assert status(one, other) == ["published", "draft"]
    assert "1 clip is as it was before." in page


def test_undone_once_it_is_not_undone_again(client, ines):
    one = make_article(status="draft")
    do(client, "trash", one)
    undo(client)

    assert "nothing left to undo" in undo(client).content.decode()


def test_clips_are_filed_under_another_category_and_back(client, ines):
    harbour, moor = make_category("Harbour"), make_category("Moor")
    one, other = make_article(category=harbour), make_article(category=moor)

    do(client, "file", one, other, category=moor.pk)
    moor.refresh_from_db()
    there = moor.article_count
    undo(client)

    assert there == 2
    assert Article.objects.get(pk=one.pk).category == harbour
    harbour.refresh_from_db()
    assert harbour.article_count == 1


def test_the_way_back_leaves_what_somebody_scheduled_since(client, ines):
    one, other = make_article(status="draft"), make_article(status="draft")
    do(client, "submit", one, other)
    Article.objects.get(pk=one.pk).schedule(timezone.now() + timedelta(days=1))

    undo(client)

    assert status(one, other) == ["scheduled", "draft"]


def test_the_way_back_leaves_what_somebody_filed_elsewhere_since(client, ines):
    harbour, moor, town = make_category("Harbour"), make_category("Moor"), make_category("Town")
    one, other, third = make_article(category=harbour), make_article(category=harbour), make_article(category=town)
    do(client, "file", one, other, third, category=moor.pk)
    bulk.file_under(town, Article.objects.filter(pk=one.pk), by=None)

    page = undo(client).content.decode()

    assert "2 clips are as they were before." in page
    assert [Article.objects.get(pk=clip.pk).category for clip in (one, other, third)] == [town, harbour, town]


def test_the_way_back_leaves_what_came_from_a_category_that_is_gone(client, ines):
    harbour, moor = make_category("Harbour"), make_category("Moor")
    one = make_article(category=harbour)
    do(client, "file", one, category=moor.pk)
    harbour.delete()

    assert "nothing left to undo" in undo(client).content.decode()


def test_filing_is_not_overwritten_by_who_had_the_clip_open(client, ines):
    harbour, moor = make_category("Harbour"), make_category("Moor")
    one = make_article(category=harbour, status="draft")
    opened = values_of(one)
    bulk.file_under(moor, [one], by=None)

    opened["title"] = "Eels again"
    answer = client.post(reverse("desk:edit", args=[one.pk]), dict(opened.lists()))

    assert answer.status_code == 409
    assert Article.objects.get(pk=one.pk).category == moor


@pytest.mark.parametrize(
    "said", [{}, {"do": "trash"}, {"do": "explode", "clips": ["1"]}, {"clips": ["x", "²", "9" * 40]}]
)
def test_a_press_that_says_nothing_changes_nothing(client, ines, said):
    one = make_article(status="draft")

    client.post(reverse("desk:bulk"), said)

    assert status(one) == ["draft"]


def test_drafts_come_back_from_the_trash(client, ines):
    one = make_article(status="draft")
    one.put_in_trash(ines)

    do(client, "restore", one, back="trash")

    assert not Article.objects.in_the_trash().exists()


def test_every_verb_for_several_has_a_sentence_for_its_way_back():
    assert set(bulk.INVERSE.values()) <= set(bulk.VERBS)


# The front page


def press(client, button, seen=None):
    seen = front.arrangement() if seen is None else seen
    return client.post(reverse("desk:front"), {"do": button, "seen": ",".join(map(str, seen))}, follow=True)


def test_clips_are_pinned_ordered_and_taken_off(client, ines):
    one, two, three = (make_article() for _ in range(3))
    for clip in (one, two, three):
        press(client, f"pin-{clip.pk}")
    pinned = front.arrangement()

    press(client, f"lead-{three.pk}")
    led = front.arrangement()
    press(client, f"down-{three.pk}")
    press(client, f"unpin-{one.pk}")

    assert pinned == [0, one.pk, two.pk, three.pk]
    assert led == [three.pk, one.pk, two.pk]
    assert front.arrangement() == [0, three.pk, two.pk]


def test_the_front_page_shows_the_arrangement(client, ines):
    one, two = make_article("Leads"), make_article("Stands below")

    press(client, f"lead-{one.pk}")
    press(client, f"pin-{two.pk}")

    lead, below = front.picks()
    assert (lead, below) == (one, [two])


def test_of_two_people_who_arrange_at_once_the_second_is_told(client, ines):
    one, two = make_article(), make_article()
    press(client, f"pin-{one.pk}", seen=[])

    page = press(client, f"pin-{two.pk}", seen=[]).content.decode()

    assert "Somebody else arranged the front page meanwhile." in page
    assert front.arrangement() == [0, one.pk]


def test_what_is_not_public_is_not_pinned(client, ines):
    press(client, f"pin-{make_article(status='draft').pk}", seen=[])

    assert not FrontPick.objects.exists()


@pytest.mark.parametrize("button", ["", "pin-", "pin-x", "up-99", "unpin-99", "lead-" + "9" * 30, "down"])
def test_a_button_that_is_none_changes_nothing(client, ines, button):
    one = make_article()
    press(client, f"lead-{one.pk}")

    press(client, button)

    assert front.arrangement() == [one.pk]


# Finding


def test_the_desk_finds_drafts_sources_facts_and_answers(client, ines):
    make_article("Tide heat", status="draft", answers=1)

    for words, part in [
        ("tide heat", "clips"),
        ("900 homes", "facts"),
        ("reached many", "answers"),
        ("courier", "sources"),
    ]:
        found = client.get(reverse("desk:search"), {"q": words}).context[part]
        assert len(found) >= 1, words


def test_what_is_in_the_trash_is_not_found(client, ines):
    make_article("Moor fire", status="draft").put_in_trash(ines)

    response = client.get(reverse("desk:search"), {"q": "moor fire"})

    assert "Nothing found" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_finding_asks_the_same_questions_however_much_is_found(client, ines, django_assert_max_num_queries, count):
    for _ in range(count):
        make_article("Tide heat", answers=1)

    with django_assert_max_num_queries(12):
        client.get(reverse("desk:search"), {"q": "900"})


# Activity


def test_the_desk_says_who_did_what(client, ines):
    one = make_article("Tide heat", status="draft")
    do(client, "trash", one)

    page = client.get(reverse("desk:activity"), {"clip": one.pk}).content.decode()

    assert "put in the trash" in page
    assert "Tide heat" in page


def test_what_moderators_decide_is_not_told_to_editors(client, ines):
    from accounts.models import audit

    audit(make_user("cormac"), "ban", by=ines)

    assert "cormac" not in client.get(reverse("desk:activity")).content.decode().replace('value="cormac"', "")


@pytest.mark.parametrize("count", [1, 3])
def test_activity_asks_the_same_questions_however_much_was_done(client, ines, django_assert_max_num_queries, count):
    for _ in range(count):
        do(client, "trash", make_article(status="draft"))

    with django_assert_max_num_queries(11):
        client.get(reverse("desk:activity"))
