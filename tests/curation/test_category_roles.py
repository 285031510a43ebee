"""Editors of some categories: what they see and do at the desk, and what is nowhere for them."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from accounts.models import AuditEntry
from articles import category_roles
from articles.models import Article
from articles.taxonomy import category_for_new_clips, merge_categories
from curation.desk import bulk, linking, noting
from curation.desk.forms import WordsForm
from tests.curation.test_desk_doors import OF_A_CLIP
from tests.factories import make_article, make_category, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour():
    return make_category("Harbour")


@pytest.fixture
def sports():
    return make_category("Sports")


@pytest.fixture
def ada(harbour):
    """An editor of the harbour alone."""
    ada = make_user("ada", role="editor")
    category_roles.limit(ada, harbour, "editor", by=make_user(role="administrator"))
    return ada


def of_a_clip(clip):
    note = noting.write(clip, "A note.", by=clip.created_by)
    link = linking.make(clip, "Dr. Hale", by=clip.created_by)
    yield from (reverse(name, args=[clip.pk]) for name in OF_A_CLIP)
    yield from (reverse(f"desk:note-{do}", args=[clip.pk, note.pk]) for do in ("settle", "reopen"))
    yield reverse("desk:link-revoke", args=[clip.pk, link.pk])
    yield reverse("desk:restore", args=[clip.pk, 1])


@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_clip_of_another_category_is_nowhere_at_the_desk(client, ada, sports, status, method):
    addresses = list(of_a_clip(make_article(category=sports, status=status)))
    client.force_login(ada)

    answers = {address: getattr(client, method)(address).status_code for address in addresses}

    assert {address: status for address, status in answers.items() if status not in (404, 405)} == {}


def test_one_of_their_own_category_is_there(client, ada, harbour):
    client.force_login(ada)

    assert client.get(reverse("desk:edit", args=[make_article(category=harbour, status="draft").pk])).status_code == 200


@pytest.mark.parametrize("name", ["index", "search", "calendar", "activity", "trash", "corrections", "watch"])
def test_lists_of_the_desk_show_only_their_own(client, ada, harbour, sports, name):
    for category, title in ((harbour, "Xeel quay"), (sports, "Xeel match")):
        draft = make_article(title, category=category, status="draft")
        make_comment(make_article(f"{title} reported", category=category), kind="correction")
        make_article(f"{title} soon", category=category, status="scheduled")
        draft.put_in_trash(draft.created_by) if name == "trash" else None
    client.force_login(ada)

    page = client.get(reverse(f"desk:{name}"), {"q": "xeel"}).content.decode()

    assert "Xeel match" not in page
    if name not in ("watch", "activity"):
        assert "Xeel quay" in page


def test_the_front_page_is_arranged_by_whoever_has_all_categories(client, ada):
    client.force_login(ada)
    assert client.get(reverse("desk:front")).status_code == 404
    assert reverse("desk:front") not in client.get(reverse("desk:index")).text

    client.force_login(make_user(role="editor"))
    assert client.get(reverse("desk:front")).status_code == 200
    assert reverse("desk:front") in client.get(reverse("desk:index")).text


def test_clips_are_made_in_and_moved_to_their_own_categories_alone(client, ada, harbour, sports):
    clip = make_article(category=harbour, status="draft")
    client.force_login(ada)

    client.post(reverse("desk:bulk"), {"clips": clip.pk, "do": "file", "category": sports.pk})

    clip.refresh_from_db()
    assert clip.category == harbour
    assert list(WordsForm({}, article=clip, by=ada, snapshots=[]).fields["category"].queryset) == [harbour]
    assert category_for_new_clips(sports.slug, by=ada) == harbour
    assert category_for_new_clips(sports.slug, by=None) == sports


def test_what_several_can_be_done_with_leaves_the_others_out(client, ada, sports):
    clip = make_article(category=sports, status="draft")
    client.force_login(ada)

    client.post(reverse("desk:bulk"), {"clips": clip.pk, "do": "trash"})

    assert not Article.objects.in_the_trash().exists()
    clip.put_in_trash(clip.created_by)
    client.post(reverse("desk:bulk"), {"clips": clip.pk, "do": "restore"})
    assert Article.objects.in_the_trash().exists()
    assert bulk.undo({"verb": "restore", "clips": [clip.pk]}, by=ada) == 0


def test_an_administrator_is_limited_by_nothing(ada, harbour, sports):
    make_article(category=sports, status="draft")
    boss = make_user(role="administrator")

    category_roles.limit(boss, harbour, "editor", by=boss)

    assert Article.objects.visible_to(boss).count() == 1
    assert Article.objects.visible_to(ada).count() == 0


def test_a_limit_is_lifted_while_another_stays(ada, harbour, sports):
    boss = make_user(role="administrator")
    category_roles.limit(ada, sports, "editor", by=boss)

    category_roles.lift(ada.category_roles.get(category=harbour), by=boss)

    assert category_roles.categories_of(ada, "editor") == {sports.pk}
    assert _verbs(ada) == ["limit role", "limit role", "lift limit of role"]


def test_the_last_limit_does_not_go_by_the_way(ada, harbour, sports):
    with pytest.raises(category_roles.LastCategory):
        category_roles.lift(ada.category_roles.get(), by=make_user(role="administrator"))
    with pytest.raises(ProtectedError):
        harbour.delete()

    assert category_roles.categories_of(ada, "editor") == {harbour.pk}


def test_a_category_merged_into_another_takes_its_editors_along(ada, harbour, sports):
    merge_categories(harbour, sports, by=make_user(role="administrator"))

    assert category_roles.categories_of(ada, "editor") == {sports.pk}


def test_the_whole_site_is_given_back_by_name(ada, harbour):
    boss = make_user(role="administrator")

    assert category_roles.widen(ada, "editor", by=boss)
    assert not category_roles.widen(ada, "editor", by=boss)

    assert category_roles.categories_of(ada, "editor") is None
    entry = AuditEntry.objects.get(verb="widen role")
    assert (entry.subject_id, entry.by, entry.data) == (str(ada.pk), boss, {"role": "editor", "before": ["Harbour"]})


def test_in_the_administration_the_last_category_stays_and_the_page_says_why(client, ada, harbour):
    client.force_login(make_user(role="administrator"))
    row = ada.category_roles.get()

    page = client.post(reverse("admin:articles_categoryrole_delete", args=[row.pk]), {"post": "yes"}, follow=True)
    kept = client.post(reverse("admin:articles_category_delete", args=[harbour.pk]), {"post": "yes"})

    assert "their last category" in page.text
    assert (kept.status_code, harbour.name in kept.text) == (200, True)
    assert list(ada.category_roles.all()) == [row]

    chosen = {"action": "widen", "_selected_action": row.pk}
    client.post(reverse("admin:articles_categoryrole_changelist"), chosen)
    assert not ada.category_roles.exists()


def _verbs(person):
    return list(AuditEntry.objects.filter(subject_id=person.pk).order_by("pk").values_list("verb", flat=True))
