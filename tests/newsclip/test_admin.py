"""The administration: every model has its page, and each page goes through the verbs of the site."""

import io

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from zeal import zeal_ignore

from accounts.models import AuditEntry, SiteSettings, User, audit
from articles.models import Article, Fact, FrontPick, Page, Picture, Story, Tag
from common import stamps
from curation.models import Lead
from moderation.models import Report
from tests.factories import PASSAGE, make_article, make_category, make_comment, make_source, make_user
from tests.newsclip.admin_forms import add, change, form_of

pytestmark = pytest.mark.django_db
OURS = ["accounts", "articles", "comments", "moderation", "curation"]
# Written on the page of the clip, the tag or the category, as rows of it.
WITHIN = {"SearchEntry", "KeyFact", "ArticleSource", "ArticleMaker", "TaggedArticle", "TagAlias", "CategoryAlias"}
WITHIN |= {"Session"}  # its key would open an account; the owner sees it in their settings
WITHIN |= {"Credit", "ArticlePicture", "SourceAddress", "Difference", "LastRead", "LeadShingle"}
# What a person decided or wrote for themselves is nobody else's to look at.
WITHIN |= {
    "Draft",
    "Vote",
    "ThreadFollow",
    "PersonMute",
    "PersonBlock",
    "TagMute",
    "Notice",
    "SaidWords",
    "Telling",
    "MachineTrace",
    "TraceKey",
}


@pytest.fixture(autouse=True)
def habits_of_the_library():
    """Its formsets and deletion pages ask for one row at a time; a page has few."""
    with zeal_ignore():
        yield


@pytest.fixture
def ada(client):
    ada = make_user("ada", role="administrator")
    client.force_login(ada)
    return ada


@pytest.fixture
def moved(monkeypatch):
    """The keys of all pages that were made old."""
    keys = []
    monkeypatch.setattr(stamps, "touch", lambda *given, **more: keys.extend(given))
    return keys


def act(client, action, *articles, **said):
    said |= {"action": action, ACTION_CHECKBOX_NAME: [article.pk for article in articles]}
    return client.post(reverse("admin:articles_article_changelist"), said, follow=True)


def test_every_model_has_a_page_or_stands_on_one():
    missing = [
        model.__name__
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        if not admin.site.is_registered(model) and model.__name__ not in WITHIN
    ]

    assert missing == []


def test_every_page_of_the_administration_opens(client, ada):
    comment = make_comment()
    make_article(status="draft", tags=["Heat"], answers=1)
    Lead.objects.create(text="Something.")
    Report.objects.create(comment=comment, by=ada, rule=Report._meta.get_field("rule").choices[0][0])
    audit(comment.article, "look", by=ada)
    for model in (m for m in admin.site._registry if m._meta.app_label in OURS):
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"

        answers = [client.get(reverse(f"{base}_changelist"), {"q": "heat"}, follow=True)]
        if row := model._default_manager.first():
            answers.append(client.get(reverse(f"{base}_change", args=[row.pk])))
        if admin.site._registry[model].has_add_permission(answers[0].wsgi_request):
            answers.append(client.get(reverse(f"{base}_add")))

        assert [answer.status_code for answer in answers] == [200] * len(answers), model


@pytest.mark.parametrize("role", ["reader"])
def test_a_reader_does_not_learn_of_it(client, role):
    client.force_login(make_user(role=role))

    assert client.get("/admin/", follow=True).status_code == 404


def test_people_sign_in_where_everybody_does(client):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"


def test_a_save_of_a_clip_is_a_revision_in_the_audit_trail(client, ada):
    article = make_article(status="draft")

    change(client, article, title="Heat", body="It *begins*.")

    article.refresh_from_db()
    assert (article.title, article.body_html) == ("Heat", "<p>It <em>begins</em>.</p>\n")
    assert article.revisions.first().by == ada
    assert AuditEntry.objects.filter(verb="edit", by=ada).exists()


def test_parts_and_their_passages_are_edited_on_the_clip(client, ada):
    article = make_article(status="draft", answers=1)
    quote = "Seventeen were in favour"

    change(
        client,
        article,
        **{
            "key_facts-0-text": "Seventeen agreed.",
            "key_facts-0-label": "Vote",
            "key_facts-0-passages": f"{PASSAGE}\n{quote}",
            "answers-0-text": "Some 900 homes.",
        },
    )

    fact = article.key_facts.get()
    assert (fact.label, fact.fact.text) == ("Vote", "Seventeen agreed.")
    assert [c.quote for c in fact.fact.citations.all()] == [PASSAGE, quote]
    assert (
        article.answers.quick().get().text == "Some 900 homes." or article.answers.faq().get().text == "Some 900 homes."
    )


def test_a_passage_that_is_not_in_the_source_is_told_in_a_sentence(client, ada):
    response = change(client, make_article(status="draft"), **{"key_facts-0-passages": "Eighteen"})

    assert "does not stand in a source of this clip, word for word" in response.content.decode()


def test_a_removed_fact_leaves_nothing_behind(client, ada):
    article = make_article(status="draft", facts=2)

    change(client, article, **{"key_facts-0-DELETE": "on"})

    assert article.key_facts.count() == Fact.objects.count() == 1


def test_another_address_redirects_from_the_old_one(client, ada):
    article = make_article(slug="heat")

    change(client, article, slug="warmth", kind="update", note="A new address.")

    article.refresh_from_db()
    assert article.slug == "warmth"
    assert article.old_slugs.get().slug == "heat"


def test_another_category_is_counted_anew(client, ada):
    article, harbour = make_article(), make_category("Harbour")

    change(client, article, category=harbour.pk, kind="update", note="Filed anew.")

    harbour.refresh_from_db()
    assert harbour.article_count == 1


def test_a_published_clip_is_not_changed_without_saying_how(client, ada):
    response = change(client, make_article(), title="Heat")

    assert "Say whether this is a typo, an update or a correction." in response.content.decode()


def test_a_typo_that_changes_a_number_or_a_name_is_asked_about_once(client, ada):
    article = make_article(answers=1)
    edit = {"key_facts-0-text": "The first phase connects 800 homes.", "kind": "typo"}

    asked = change(client, article, **edit).content.decode()
    before = Fact.objects.get().text
    confirmed = change(client, article, **edit, sure="on").content.decode()

    assert "This changes “900” to “800”: is it a correction?" in asked
    assert "is it a correction?" not in confirmed
    assert (before, Fact.objects.get().text) == ("The first phase connects 900 homes.", edit["key_facts-0-text"])


@pytest.mark.parametrize("said", [{"kind": "typo"}, {"kind": "correction", "note": "It is 900."}])
def test_a_typo_in_other_words_is_not_asked_about_and_a_correction_never(client, ada, said):
    article = make_article()
    text = "The first phase reaches 900 homes." if said["kind"] == "typo" else "The first phase connects 800 homes."

    change(client, article, **{"key_facts-0-text": text}, **said)

    assert Fact.objects.get().text == text


def test_the_second_of_two_editors_overwrites_nothing(client, ada):
    article = make_article(status="draft")
    address = reverse("admin:articles_article_change", args=[article.pk])
    mine = form_of(client, address)
    change(client, article, title="First")

    response = client.post(address, {**mine, "title": "Second"})

    assert "Somebody saved this clip after you opened it." in response.content.decode()
    assert Article.objects.get().title == "First"


def test_what_the_site_keeps_cannot_be_typed(client, ada):
    article = make_article(status="draft")

    change(client, article, status="published", view_count="99", body_html="<script>")

    article.refresh_from_db()
    assert (article.status, article.view_count) == ("draft", 0)
    assert "<script>" not in article.body_html


def test_publishing_from_the_list_passes_the_gate(client, ada):
    sound, empty = make_article(status="draft"), make_article(status="draft", body="")

    response = act(client, "publish", sound, empty)

    sound.refresh_from_db()
    empty.refresh_from_db()
    assert (sound.status, empty.status) == ("published", "draft")
    assert "The clip has no text." in response.content.decode()


def test_withdrawing_from_the_list_asks_why(client, ada):
    article = make_article()

    asked = act(client, "withdraw", article)
    act(client, "withdraw", article, because="The deed was a copy.")

    assert "Why" in asked.content.decode()
    article.refresh_from_db()
    assert (article.status, article.withdrawn_because) == ("withdrawn", "The deed was a copy.")


def test_what_was_published_cannot_be_deleted(client, ada):
    for status in ("published", "withdrawn"):
        article = make_article(status=status)

        response = client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})

        assert response.status_code == 403
        assert Article.objects.filter(pk=article.pk).exists()


def test_a_draft_can_be_deleted_with_its_facts(client, ada):
    article = make_article(status="draft", facts=2)

    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})

    assert not Article.objects.exists()
    assert not Fact.objects.exists()


def test_an_editor_cannot_reach_people_or_settings(client):
    client.force_login(make_user(role="editor"))

    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 403
    assert client.get(reverse("admin:accounts_sitesettings_change", args=[1])).status_code in (302, 403)


def test_the_last_administrator_stays(client, ada):
    response = change(client, ada, groups=[])

    assert "This is the last administrator." in response.content.decode()
    assert User.objects.get(pk=ada.pk).is_superuser


def test_a_role_gives_what_it_gives_everywhere(client, ada):
    ines = make_user("ines")
    editors = make_user(role="editor").groups.get()

    change(client, ines, groups=[editors.pk])

    ines = User.objects.get(pk=ines.pk)
    assert (ines.is_staff, ines.is_superuser, ines.may_curate) == (True, False, True)


def test_the_settings_are_one_row(client, ada, moved):
    response = client.get(reverse("admin:accounts_sitesettings_changelist"))

    change(client, SiteSettings.objects.get(), line="The news of the quay")

    assert response["Location"].endswith("/1/change/")
    assert SiteSettings.objects.get().line == "The news of the quay"
    assert "site" in moved


@pytest.mark.parametrize(
    ("make", "said", "key"),
    [
        (lambda: make_category("Harbour"), {"line": "Boats"}, "category"),
        (lambda: Tag.objects.create(name="Heat"), {"about": "Warmth"}, "tag"),
        (lambda: make_user("maud"), {"display_name": "Maud"}, "person"),
        (lambda: Page.objects.create(slug="about", title="About", body="Us."), {"title": "About us"}, "page"),
        (lambda: make_article().sources.get(), {"publisher": "Ambry Radio"}, "article"),
        (lambda: FrontPick.objects.create(article=make_article()), {"position": "2"}, "front"),
        (lambda: Story.objects.create(slug="heat", title="Heat"), {"title": "Tide heat"}, "lists"),
    ],
    ids=["category", "tag", "person", "page", "source", "pick", "story"],
)
def test_a_save_makes_the_pages_old_that_show_the_row(client, ada, moved, make, said, key):
    row = make()
    moved.clear()

    response = change(client, row, **said)

    assert response.status_code == 302
    assert key in {stamp.partition(":")[0] for stamp in moved}


def test_a_page_is_rendered_when_it_is_saved(client, ada):
    add(client, Page, slug="about", title="About", body="We are *here*. <script>")

    assert Page.objects.get().body_html == "<p>We are <em>here</em>. &lt;script&gt;</p>\n"


def test_a_picture_is_taken_in_as_everywhere(client, ada, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    data = io.BytesIO()
    Image.new("RGB", (900, 600)).save(data, "PNG")

    add(client, Picture, file=SimpleUploadedFile("../evil.png", data.getvalue()), alt="A quay")

    picture = Picture.objects.get()
    assert picture.file.name.endswith(".webp")
    assert set(picture.renditions["webp"]) == {"480", "800"}


def test_a_file_that_is_no_picture_is_refused(client, ada):
    response = add(client, Picture, file=SimpleUploadedFile("x.png", b"<svg/>"), alt="A quay")

    assert response.status_code == 200
    assert not Picture.objects.exists()


def test_a_tag_cannot_take_the_name_of_another(client, ada):
    Tag.objects.create(name="TideHeat")
    tag = Tag.objects.create(name="Warmth")

    response = change(client, tag, name="#tide heat")

    assert "“TideHeat” has this name already." in response.content.decode()


def test_a_source_that_is_cited_is_not_lost(client, ada):
    source = make_source()
    make_article(source=source)

    client.post(reverse("admin:articles_source_delete", args=[source.pk]), {"post": "yes"})

    source.refresh_from_db()


def test_only_who_moderates_reads_held_comments_there(client):
    held = make_comment(held_because="pre")
    addresses = [reverse("admin:comments_comment_changelist"), reverse("admin:comments_comment_change", args=[held.pk])]

    for role, status in [("editor", 403), ("moderator", 200), ("administrator", 200)]:
        client.force_login(make_user(role=role))
        assert {client.get(address).status_code for address in addresses} == {status}


def test_the_unused_tags_of_a_library_have_no_screens(client, ada):
    assert client.get("/admin/taggit/tag/merge-tags/").status_code == 404


def test_the_page_of_a_clip_with_many_rows_asks_no_more_of_the_database(client, ada):
    asked = []
    for rows in (1, 1, 3):  # the first one opens the session
        clip = make_article(tags=[f"Heat {n}" for n in range(rows)], facts=rows, answers=rows)
        for n in range(1, rows):
            clip.article_sources.create(source=make_source(), position=n)
            clip.article_makers.create(user=make_user(), position=n)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:articles_article_change", args=[clip.pk]))
        asked.append(len(queries))

    assert asked[1] == asked[2]


@pytest.mark.parametrize("field", ["story", "hero"])
def test_what_a_clip_belongs_to_is_found_by_typing(client, field):
    Story.objects.create(title="The ice house", slug="the-ice-house")
    client.force_login(make_user(role="administrator"))

    answer = client.get("/admin/autocomplete/", {"app_label": "articles", "model_name": "article", "field_name": field})

    assert answer.status_code == 200
    assert [one["text"] for one in answer.json()["results"]] == (["The ice house"] if field == "story" else [])
