from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from accounts.models import AuditEntry
from articles import taxonomy
from articles.models import Article, Category, CategoryAlias, Tag, TagAlias
from articles.search import finding
from articles.search.query import read
from comments import counts
from common import stamps
from tests.factories import make_article, make_category, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_user("wen", role="administrator")


@pytest.fixture
def moved(settings, tmp_path, django_capture_on_commit_callbacks):
    """Which of these stamps an action moves."""
    settings.STAMPS_PATH = tmp_path / "stamps"

    def of(action, *keys):
        before = {key: dict(stamps.snapshot().of([key])) for key in keys}
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return {key for key in keys if dict(stamps.snapshot().of([key])) != before[key]}

    return of


def tag(name):
    return Tag.objects.named(name)


def tags_of(clip):
    return [tagging.tag.name for tagging in clip.taggings.select_related("tag")]


# Tags


def test_merged_tag_leaves_its_clips_its_names_and_its_address(client, admin):
    one, both, hidden = (
        make_article(tags=["Eel"]),
        make_article(tags=["Eel", "Eels"]),
        make_article(tags=["Eel"], status="draft"),
    )
    TagAlias.objects.create(name="Anguilla", tag=tag("Eel"))

    taxonomy.merge_tags(tag("Eel"), tag("Eels"), by=admin)

    assert tags_of(one) == tags_of(both) == tags_of(hidden) == ["Eels"]
    assert tag("Eels").article_count == 2
    assert tag("eel") == tag("anguilla") == tag("Eels")
    response = client.get("/tag/eel/")
    assert (response.status_code, response["Location"]) == (301, "/tag/eels/")
    assert AuditEntry.objects.get(verb="tag.merge").data == {"source": "Eel", "clips": 3}


def test_tag_is_not_merged_into_itself(admin):
    make_article(tags=["Eel"])

    with pytest.raises(ValueError, match="itself"):
        taxonomy.merge_tags(tag("Eel"), tag("Eel"), by=admin)


def test_search_knows_a_merged_and_a_renamed_tag(admin):
    make_article("Tide", tags=["Eel"])
    make_article("Other", tags=["Lamprey"])

    taxonomy.merge_tags(tag("Eel"), tag("Lamprey"), by=admin)
    taxonomy.rename_tag(tag("Lamprey"), "RiverFish", by=admin)

    assert len(finding.find(read("riverfish"))) == 2
    assert len(finding.find(read("lamprey"))) == 0
    assert len(finding.find(read("tag:eel"))) == 2


def test_renamed_tag_is_found_at_its_old_address(client, admin):
    make_article(tags=["Eel"])

    taxonomy.rename_tag(tag("Eel"), "River fish", by=admin)

    assert client.get("/tag/riverfish/").status_code == 200
    assert client.get("/tag/eel/")["Location"] == "/tag/riverfish/"


def test_other_spelling_of_a_tag_keeps_its_address(client, admin):
    make_article(tags=["sovereignai"])

    renamed = taxonomy.rename_tag(tag("sovereignai"), "#SovereignAI", by=admin)

    assert (renamed.name, renamed.slug) == ("SovereignAI", "sovereignai")
    assert not renamed.aliases.exists()


def test_name_of_another_tag_is_refused_and_named(admin):
    make_article(tags=["Eel", "Lamprey"])

    for verb in (taxonomy.rename_tag, taxonomy.alias_tag):
        with pytest.raises(taxonomy.NameTaken) as refused:
            verb(tag("Eel"), "lam-prey", by=admin)
        assert refused.value.by == tag("Lamprey")
    with pytest.raises(ValueError):
        taxonomy.rename_tag(tag("Eel"), " # ", by=admin)


@pytest.mark.parametrize("spelling", ["SovereignAI", "sovereign-ai", "sovereign ai", "SOVEREIGN_AI", "%23sovereignai"])
def test_every_spelling_leads_to_the_tag(client, spelling):
    make_article(tags=["Sovereign AI"])

    response = client.get(f"/tag/{spelling}/")

    assert (response.status_code, response["Location"]) == (301, "/tag/sovereignai/")


def test_tag_has_other_names(client, admin):
    make_article(tags=["Eel"])

    taxonomy.alias_tag(tag("Eel"), "Anguilla", by=admin)

    assert client.get("/tag/anguilla/")["Location"] == "/tag/eel/"
    assert tags_of(make_article(tags=["anguilla"])) == ["Eel"]


def test_names_that_differ_in_signs_alone_have_addresses_of_their_own(client):
    make_article(tags=["C", "C++"])

    assert {client.get(t.get_absolute_url()).status_code for t in Tag.objects.all()} == {200}
    assert len({t.slug for t in Tag.objects.all()}) == 2


def test_retired_tag_is_gone_and_can_come_back(client, admin):
    make_article(tags=["Eel"])

    taxonomy.retire_tag(tag("Eel"), by=admin)
    assert client.get("/tag/eel/").status_code == 410
    assert client.get("/tag/eel/feed.atom").status_code == 410
    assert "Eel" not in client.get("/tags/").text
    assert "/tag/eel/" not in client.get("/sitemap-tags.xml").text

    taxonomy.restore_tag(tag("Eel"), by=admin)
    assert client.get("/tag/eel/").status_code == 200
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == ["tag.retire", "tag.restore"]


# Categories


def test_merged_category_leaves_its_clips_drafts_too_and_its_address(client, admin):
    port, harbour = make_category("Port", slug="port"), make_category("Harbour", slug="harbour")
    CategoryAlias.objects.create(slug="quay", category=port)
    clips = [make_article(category=port), make_article(category=port, status="draft")]

    taxonomy.merge_categories(port, harbour, by=admin)

    assert {Article.objects.get(pk=clip.pk).category for clip in clips} == {harbour}
    assert Category.objects.get(pk=harbour.pk).article_count == 1
    for old in ["port", "quay"]:
        response = client.get(f"/category/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/category/harbour/")


def test_renamed_category_is_found_at_its_old_address_and_may_have_it_back(client, admin):
    port = make_category("Port", slug="port")

    taxonomy.rename_category(port, "Harbour", slug="harbour", by=admin)
    assert client.get("/category/port/")["Location"] == "/category/harbour/"
    assert "Harbour" in client.get("/category/harbour/").text

    taxonomy.rename_category(port, "Port", slug="port", by=admin)
    assert client.get("/category/port/").status_code == 200
    assert client.get("/category/harbour/")["Location"] == "/category/port/"


def test_name_or_address_of_another_category_is_refused(admin):
    port, harbour = make_category("Port", slug="port"), make_category("Harbour", slug="harbour")

    for arguments in [{"name": "Harbour"}, {"name": "Quay", "slug": "harbour"}]:
        with pytest.raises(taxonomy.NameTaken) as refused:
            taxonomy.rename_category(port, **arguments, by=admin)
        assert refused.value.by == harbour
    with pytest.raises(taxonomy.NameTaken):
        taxonomy.alias_category(port, "harbour", by=admin)


def test_category_with_a_draft_is_not_retired_without_a_successor(client, admin):
    port, harbour = make_category("Port", slug="port"), make_category("Harbour")
    draft = make_article(category=port, status="draft")

    with pytest.raises(taxonomy.StillInUse):
        taxonomy.retire_category(port, by=admin)
    taxonomy.retire_category(port, into=harbour, by=admin)

    assert Article.objects.get(pk=draft.pk).category == harbour
    assert "Port" not in client.get("/").text


def test_retired_category_leaves_the_menu(client, admin):
    port = make_category("Port", slug="port")
    assert "Port" in client.get("/").text

    taxonomy.retire_category(port, by=admin)

    assert "Port" not in client.get("/").text


def test_category_moves_in_the_menu_and_stops_at_its_ends(admin):
    one, two, three = (make_category(name, position=7) for name in ["A", "B", "C"])

    taxonomy.move_category(three, -1, by=admin)
    assert list(Category.objects.in_menu()) == [one, three, two]
    taxonomy.move_category(three, -5, by=admin)
    assert list(Category.objects.in_menu()) == [three, one, two]
    taxonomy.move_category(three, 9, by=admin)
    assert list(Category.objects.in_menu()) == [one, two, three]


# In the administration


def act(client, what, action, rows, **fields):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **fields}
    return client.post(f"/admin/articles/{what}/", data, follow=True)


def test_administrator_merges_and_retires_tags_from_the_list(client, admin):
    make_article(tags=["Eel", "Lamprey", "Sprat"])
    client.force_login(admin)

    refused = act(client, "tag", "merge_tags", [tag("Eel")], into="nothing")
    assert "Nothing was merged" in refused.text

    act(client, "tag", "merge_tags", [tag("Eel"), tag("Lamprey")], into="#Sprat")
    assert tag("eel") == tag("lamprey") == tag("Sprat")

    act(client, "tag", "retire_tags", [tag("Sprat")])
    assert tag("Sprat").retired


def test_administrator_merges_moves_and_retires_categories_from_the_list(client, admin):
    one, two, three = (make_category(name, slug=name.lower()) for name in ["Aa", "Bb", "Cc"])
    make_article(category=three)
    client.force_login(admin)

    act(client, "category", "move_up", [three])
    assert list(Category.objects.in_menu()) == [one, three, two]

    assert "Merge it into another" in act(client, "category", "retire_categories", [three]).text
    act(client, "category", "merge_categories", [three], into="aa")
    act(client, "category", "retire_categories", [two])
    assert list(Category.objects.in_menu()) == [one]
    assert Category.objects.get(pk=one.pk).article_count == 1


# What shows it


def test_every_verb_makes_the_pages_old_that_show_it(moved, admin):
    clip = make_article(tags=["Eel", "Eels"])
    category, other = clip.category, make_category()
    eel, eels, page = f"tag:{tag('Eel').pk}", f"tag:{tag('Eels').pk}", f"article:{clip.pk}"
    shelf = f"category:{category.pk}"

    for verb, keys in [
        (lambda: taxonomy.rename_tag(tag("Eel"), "Eeel", by=admin), {eel, page, "lists"}),
        (lambda: taxonomy.alias_tag(tag("Eeel"), "Anguilla", by=admin), {eel}),
        (lambda: taxonomy.retire_tag(tag("Eeel"), by=admin), {eel, page, "lists"}),
        (lambda: taxonomy.merge_tags(tag("Eeel"), tag("Eels"), by=admin), {eel, eels, page, "lists"}),
        (lambda: taxonomy.rename_category(category, "New", by=admin), {shelf, page, "site"}),
        (lambda: taxonomy.alias_category(category, "old", by=admin), {shelf}),
        (lambda: taxonomy.move_category(category, 1, by=admin), {"site"}),
        (lambda: taxonomy.merge_categories(category, other, by=admin), {shelf, page, "site"}),
        (lambda: taxonomy.retire_category(other, into=make_category(), by=admin), {page, "site"}),
    ]:
        assert moved(verb, *keys) == keys


# Counts


def test_recount_mends_what_is_wrong_and_says_how_much(admin):
    clip = make_article(tags=["Eel"])
    make_comment(clip)
    Article.objects.update(comment_count=9)
    Tag.objects.update(article_count=9)
    Category.objects.update(article_count=9)
    out = StringIO()

    call_command("recount", stdout=out)

    assert Article.objects.get().comment_count == 1
    assert tag("Eel").article_count == Category.objects.get().article_count == 1
    assert out.getvalue().startswith("3 counts")
    with transaction.atomic():
        assert (taxonomy.recount(), counts.recount()) == (0, 0)


def test_the_name_of_a_tag_is_no_news_before_its_clip_is(client):
    make_article(status="scheduled", tags=["Merger of the two banks"])
    tag = Tag.objects.get()

    before = [client.get(tag.get_absolute_url()), client.get(reverse("tag-feed-atom", args=[tag.slug]))]
    Article.objects.get().publish()

    assert [response.status_code for response in before] == [404, 404]
    assert client.get(tag.get_absolute_url()).status_code == 200
