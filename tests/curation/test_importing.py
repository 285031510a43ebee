import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from articles.models import Article, Category, Citation, Source
from curation.intake import importing
from curation.intake.importing import AlreadyImported, ImportFailed, import_source
from tests.curation.sources import PLUNGE, page
from tests.factories import make_article, make_category, make_source, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town_hall():
    return make_category("Town Hall", slug="town-hall", keywords="council, vote")


def test_a_text_becomes_a_draft_with_all_its_parts(town_hall):
    ines = make_user(role="editor")

    article = import_source(text=PLUNGE, by=ines).article

    assert (article.status, article.category, article.created_by) == ("draft", town_hall, ines)
    assert article.title
    assert list(article.makers.all()) == [ines]
    assert article.key_facts.count() >= 4
    assert article.answers.quick().exists()
    assert article.taggings.exists()
    assert all(row.fact.proposed for row in article.key_facts.all())
    assert article.revisions.get().by == ines


def test_every_citation_stands_verbatim_in_the_stored_text():
    article = import_source(text=PLUNGE).article

    text = article.sources.get().latest.text
    citations = Citation.objects.all()
    assert len(citations) >= 6
    assert all(text[citation.start : citation.end] == citation.quote for citation in citations)


def test_every_proposed_fact_and_answer_is_cited():
    article = import_source(text=PLUNGE).article

    assert all(row.fact.citations.exists() for row in article.key_facts.all())
    assert all(answer.citations.exists() for answer in article.answers.all())


def test_a_page_brings_what_it_says_of_itself():
    article = import_source(html=page()).article

    source = article.sources.get()
    assert source.canonical_url == "https://courier.example/2026/05/13/tide-heat"
    assert source.byline == "Dorrit Hale"


def test_one_address_never_becomes_two_drafts():
    first = import_source(html=page()).article

    with pytest.raises(AlreadyImported) as told:
        import_source(html=page(text=PLUNGE.replace("September", "October")))

    assert told.value.article == first
    assert Article.objects.count() == 1


def test_two_imports_of_one_address_at_the_same_moment_make_one_draft():
    prepared = importing.prepare(html=page())
    rival = importing.prepare(html=page())  # neither saw the other
    importing.keep(prepared)

    with pytest.raises(AlreadyImported):
        importing.keep(rival)

    assert Article.objects.count() == Source.objects.count() == 1


def test_a_source_whose_draft_was_deleted_can_be_imported_again():
    import_source(html=page()).article.delete()

    assert import_source(html=page()).article.sources.get().snapshots.count() == 1


def test_a_source_that_was_entered_by_hand_and_has_no_clip_is_used():
    known = make_source(canonical_url="https://courier.example/2026/05/13/tide-heat", text="Something older.")

    article = import_source(html=page()).article

    assert article.sources.get() == known


def test_the_given_category_wins():
    harbour = make_category("Harbour")

    assert import_source(text=PLUNGE, category=harbour).article.category == harbour


def test_the_first_clip_of_a_new_site_opens_its_first_category(town_hall):
    town_hall.delete()

    first, second = import_source(text=PLUNGE), import_source(text=f"{PLUNGE}\n\nAnd one sentence more.")

    assert first.article.category == second.article.category == Category.objects.get()
    assert first.article.category.name == "News"


def test_where_all_categories_are_retired_it_says_so(town_hall):
    town_hall.retired = True
    town_hall.save()

    with pytest.raises(ImportFailed, match="retired"):
        import_source(text=PLUNGE)


def test_an_empty_text_is_no_source():
    with pytest.raises(ImportFailed, match="no text"):
        import_source(text=" \n ")


def test_a_text_as_long_as_a_book_is_refused_before_it_is_worked_on(town_hall, monkeypatch):
    monkeypatch.setattr(importing, "draft_clip", None)

    with pytest.raises(ImportFailed, match="as long as a book"):
        import_source(text="Nine days. " * 30_000)


def test_the_address_of_a_draft_is_nobody_elses():
    title = import_source(text=PLUNGE).article

    second = import_source(text=PLUNGE).article

    assert second.title == title.title
    assert second.slug == f"{title.slug}-2"


def test_an_address_that_a_clip_had_before_is_not_given_away():
    old = make_article(slug="heat")
    old.move_to("warmth")

    assert importing.free_slug("Heat") == "heat-2"


def test_an_import_that_fails_leaves_nothing_behind(monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(importing, "tag_article", fail)

    with pytest.raises(IntegrityError), transaction.atomic():
        import_source(text=PLUNGE)

    assert not Article.objects.exists()
    assert not Source.objects.exists()


def test_the_import_is_in_the_audit_trail_with_its_warnings():
    imported = import_source(html=page())

    entry = AuditEntry.objects.get(verb="import")
    assert entry.subject_id == str(imported.article.pk)
    assert entry.data["warnings"] == imported.warnings


def test_a_page_is_fetched_by_the_safe_fetcher():
    with pytest.raises(ImportFailed) as refused:
        import_source(url="http://169.254.169.254/latest/meta-data/")

    assert str(refused.value)
    assert not Article.objects.exists()
