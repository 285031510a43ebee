"""What a revision brings back beside the words: what its sources report, where they differ, the words of pictures."""

import pytest
from django.urls import reverse

from articles import document
from articles.changes import changes, parts_of
from articles.models import Article, Picture, Revision
from curation.desk import sourcing
from curation.desk.restoring import plan, restore
from curation.desk.second_pair import Hands
from curation.intake.importing import prepare
from curation.intake.several import keep_several
from tests.curation.test_several_sources import COURIER, GAZETTE
from tests.factories import make_article, make_category, make_user
from tests.markup import texts

pytestmark = pytest.mark.django_db
TEXTS = [("Station", COURIER), ("Vote", GAZETTE)]


@pytest.fixture
def ines(client):
    make_category("Harbour")
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def clip(ines):
    """Of two sources that differ."""
    article = keep_several(
        [prepare(text=COURIER, title="Station"), prepare(text=GAZETTE, title="Vote")], by=ines
    ).article
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def quay():
    return Picture.objects.create(file="quay.png", width=1, height=1, alt="The quay", credit="Maud Okafor")


def first(article):
    return article.revisions.last()


def last(article):
    return article.revisions.first()


def at_the_desk(client, article, revision):
    return client.get(reverse("desk:restore", args=[article.pk, revision.number]))


def put_back(article, revision, by):
    return restore(Article.objects.get(pk=article.pk), revision, by=by, version=article.version)


def test_what_the_sources_reported_and_where_they_differed_comes_back(client, clip, ines):
    whole, said = last(clip), clip.article_sources.first()
    sourcing.drop(clip, clip.differences.get().pk, by=ines, version=clip.version)
    clip.refresh_from_db()
    sourcing.reword(clip, by=ines, version=clip.version, says={said.pk: "Other words."}, subjects={})
    clip.refresh_from_db()

    shown = texts(at_the_desk(client, clip, whole), ".change h2")
    put_back(clip, whole, ines)

    assert shown == ["What “Station” reports changed", "Where its sources differ added"]
    article = Article.objects.get(pk=clip.pk)
    assert document.of(article) == whole.document == last(article).document
    assert plan(article, whole).changes == []


def test_what_came_later_between_the_sources_goes_again(clip, ines):
    found = clip.differences.get()
    found.delete()
    clip.record(by=ines)
    without = last(clip)
    sourcing.look_for_differences(clip, by=ines, version=clip.version)
    clip.refresh_from_db()

    put_back(clip, without, ines)

    assert not clip.differences.exists()


def test_a_revision_from_before_these_were_kept_leaves_them(clip, ines):
    old = {name: said for name, said in last(clip).document.items() if name not in BESIDE}
    kept = Revision.objects.create(article=clip, number=900, document={**old, "title": "An older headline"}, by=ines)
    before = document.of(clip)

    found = plan(clip, kept)
    put_back(clip, kept, ines)

    after = document.of(Article.objects.get(pk=clip.pk))
    assert [change.part for change in found.changes] == ["title"]
    assert {name: after[name] for name in BESIDE} == {name: before[name] for name in BESIDE}


BESIDE = ["says", "differences", "pictures", "comments_mode"]


def test_a_source_that_a_kept_difference_cites_stays(clip, ines):
    old = {name: said for name, said in last(clip).document.items() if name not in BESIDE}
    sources = old["sources"]
    kept = Revision.objects.create(article=clip, number=900, document={**old, "sources": sources[:1]}, by=ines)

    found = plan(clip, kept)

    assert found.edit.sources == sources
    assert "A source stays because the clip says where its sources differ." in found.left


def test_a_difference_whose_passage_is_gone_is_said_not_to_come_back(clip, ines):
    kept = last(clip).document
    kept["differences"][0]["citations"][1]["snapshot"] = 0
    broken = Revision.objects.create(article=clip, number=900, document=kept, by=ines)

    found = plan(clip, broken)
    put_back(clip, broken, ines)

    assert "A difference between its sources does not come back because a passage of it is gone." in found.left
    assert not clip.differences.exists()


def test_restoring_twice_keeps_the_rows_that_say_the_same(clip, ines):
    before = clip.differences.get().pk
    clip.title = "Another headline"
    clip.record(by=ines)

    put_back(clip, clip.revisions.get(number=clip.version - 1), ines)

    assert clip.differences.get().pk == before


# Pictures and comments


def test_the_words_of_its_pictures_come_back(client, ines, quay):
    article = make_article(status="draft", by=ines, hero=quay, body=f"Words.\n\n{quay.markdown}")
    Picture.objects.update(alt="A boat", credit="Nobody", focus_x=20)
    article = Article.objects.get(pk=article.pk)
    article.record(by=ines)

    page = at_the_desk(client, article, first(article))
    put_back(article, first(article), ines)

    assert texts(page, ".change h2") == ["Words of the picture “The quay” changed"]
    assert "Credit: Nobody Maud Okafor" in texts(page, ".change p")
    described = Picture.objects.get()
    assert (described.alt, described.credit, described.focus_x) == ("The quay", "Maud Okafor", 50)


def test_the_words_of_a_picture_that_another_clip_shows_are_left(ines, quay):
    article, _other = (make_article(status="draft", by=ines, hero=quay) for _ in range(2))
    Picture.objects.update(alt="A boat")

    found = plan(Article.objects.get(pk=article.pk), first(article))

    assert found.left == ["The words of a picture stay as they are now, because another clip shows it too."]
    assert (found.edit.pictures, found.changes) == ({}, [])


def test_comments_that_were_closed_since_stay_closed(client, ines):
    article = make_article(status="draft", by=ines)
    article.comments_mode, article.title = "closed", "Other"
    article.record(by=ines)

    compared = client.get(reverse("desk:compare", args=[article.pk]))
    left = texts(at_the_desk(client, article, first(article)), "[data-grade=note] li")
    put_back(article, first(article), ines)

    assert "Comments changed" in texts(compared, ".change h2")
    assert left == ["Comments stay as they are now: closed. Change that on the edit page."]
    assert Article.objects.get(pk=article.pk).comments_mode == "closed"


def test_who_closes_comments_has_not_written_the_words(ines):
    article, maud = make_article(status="draft", by=ines), make_user("maud", role="editor")
    article.comments_mode = "closed"
    article.record(by=maud)

    assert Hands(article).are_off(maud.pk)


# Two documents


def says(**said):
    return {"says": said, "differences": [], "pictures": []}


def difference(subject, *quotes):
    return {"subject": subject, "citations": [{"snapshot": n, "start": 0, "quote": q} for n, q in enumerate(quotes)]}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (says(**{"7": "46 million."}), says(**{"7": "52 million."}), [("What “Courier” reports", ["edited"])]),
        (says(**{"7": "46 million."}), says(), [("What “Courier” reports", ["removed"])]),
        ({"differences": [difference("cost", "4")]}, {"differences": []}, [("Where its sources differ", ["removed"])]),
        (
            {"differences": [difference("cost", "46", "52"), difference("length", "1", "2")]},
            {"differences": [difference("length", "1", "2"), difference("the cost", "46", "52")]},
            [("Where its sources differ", ["edited"])],
        ),
        ({"comments_mode": "open"}, {"comments_mode": "closed"}, [("Comments", ["edited"])]),
        ({"title": "Heat"}, {"title": "Heat", **says(**{"7": "x"}), "comments_mode": "open"}, []),
    ],
)  # fmt: skip
def test_what_stands_beside_the_words_is_compared(before, after, told):
    found = changes(before, after, {("sources", 7): "Courier"})

    assert [(change.name, change.how) for change in found] == told
    assert bool(parts_of(before, after)[0]) == bool(told)


def test_a_document_with_parts_that_nobody_knows_is_compared_all_the_same():
    assert [change.part for change in changes({"mood": "calm"}, {"mood": "loud"})] == ["mood"]
