"""What a source is said to report is read like every other sentence that readers see, against that source alone."""

import pytest
from django.urls import reverse

from articles.models import Snapshot
from curation.desk import sourcing
from curation.evidence import gate
from curation.evidence.checks import Passages, check
from tests.curation.test_checks import LONG, SOURCE, document
from tests.factories import add_fact, make_article, make_source, make_user
from tests.markup import texts

GAZETTE = Passages(
    "Residents of Eel Lane go to court over 52 trees. “Nobody has asked any of us,” their lawyer Vera Stroud advised.",
    "en", around="Gazette\nThe Gazette", source=2,
)  # fmt: skip


def judge(says, *, second=GAZETTE, **more):
    changes = {"sources": [1, 2], "says": {"2": says}, **more}
    unsupported = changes.pop("unsupported", ())
    return check(document(**changes), snapshots={1: SOURCE, 2: second}, unsupported=unsupported)


@pytest.mark.parametrize(
    ("says", "kind", "about"),
    [
        ("Residents go to court over 25 trees.", "number", "25"),
        ("Residents go to court over 900 trees.", "number", "900"),  # which the other source says
        ("Residents go to court on 5 May 2024.", "date", "5 May 2024"),
        ("Residents go to court at 14:30.", "time", "14:30"),
        ("Residents go to court, advised Dorrit Hale.", "name", "Dorrit Hale"),
        ("Residents say “nobody has ever asked us for anything” of it.", "quotation", ""),
    ],
)
def test_what_that_source_does_not_say_stops_the_clip(says, kind, about):
    (one,) = judge(says)

    assert (one.kind, one.where, one.stops, one.about) == (kind, "says-2", True, about)
    assert "Gazette" in one.message


@pytest.mark.parametrize("says", ["Eel Lane goes to court over 52 trees, says Vera Stroud.", "", "  "])
def test_what_it_says_in_other_words_is_let_be(says):
    assert judge(says) == []


def test_a_source_without_a_text_is_compared_with_nothing():
    assert check(document(says={"9": "It is 25."}), snapshots={1: SOURCE}) == []


def test_in_another_language_names_do_not_stop():
    german = Passages("Die Anwohner klagen wegen 52 Bäumen.", "de", around="Gazette", source=2)

    named = judge("Die Anwohner klagen wegen 52 Bäumen, sagt Vera Stroud.", second=german)

    assert [(f.kind, f.about, f.stops) for f in named] == [("name", "Vera Stroud", False)]
    assert [f.kind for f in judge("Anwohner klagen wegen 25 Bäumen.", second=german)] == ["number"]


def test_a_sentence_of_a_language_model_is_borne_out_by_that_source_too():
    said = "The council gives the harbour away for nothing at all."

    assert [f.kind for f in judge(said, unsupported=[said])] == ["unsupported"]


def test_more_of_its_own_words_than_a_page_may_show_is_warned_of():
    long = Passages(LONG, "en", around="Gazette", source=2)

    (one,) = judge(LONG[:290], second=long)

    assert (one.kind, one.where, one.stops) == ("share", "says-2", False)
    assert f"takes 289 characters from it; a page may show {len(LONG) * 15 // 100}" in one.message
    assert judge(LONG[:90], second=long) == []


# At the desk


@pytest.mark.django_db
def test_a_reworded_report_is_checked_before_publication_and_shown_with_the_sources(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    article = make_article(status="draft", by=ines)
    row = article.article_sources.get()
    Snapshot.take(row.source, "Seventeen were in favour and six against.")
    sourcing.reword(article, by=ines, version=article.version, says={row.pk: "Eighteen were in favour."}, subjects={})

    (found,) = [finding for finding in gate.findings(article) if finding.where.startswith("says-")]
    page = client.get(reverse("desk:sources", args=[article.pk]))
    links = client.get(reverse("desk:edit", args=[article.pk])).content.decode()

    assert (found.kind, found.stops) == ("number", True)
    assert "is said to report Eighteen, but its text does not." in " ".join(texts(page, "[data-grade=note] li"))
    assert f'href="{reverse("desk:sources", args=[article.pk])}">Go there' in links


@pytest.mark.django_db
def test_readers_see_less_of_the_passages_of_a_source_whose_words_are_repeated(client):
    own = "The ferry crosses at half past nine, by sail, steam and diesel, and takes the milk."
    quote = "Seventeen were in favour and six against."
    text = f"{'word ' * 40}{quote} {'word ' * 40}{own}" + " more" * 100
    article = make_article(source=make_source(text), facts=0)
    add_fact(article, "17 to 6.", quote=quote)

    before = client.get(article.get_absolute_url()).content.decode()
    sourcing.reword(
        article, by=make_user(role="editor"), version=article.version,
        says={article.article_sources.get().pk: own}, subjects={},
    )  # fmt: skip
    after = client.get(article.get_absolute_url()).content.decode()

    assert own in after
    assert quote in before
    assert before.count("word ") > after.count("word ")
