import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import AuditEntry
from articles.models import Article
from curation.desk.bench import values_of
from curation.intake.importing import import_source
from tests.curation.sources import page
from tests.factories import PASSAGE, add_answer, add_fact, make_article, make_category, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


def typed(article, **changes):
    """The form of a clip as it stands, with other values in some fields."""
    values = values_of(Article.objects.get(pk=article.pk))
    for name, value in changes.items():
        values.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return dict(values.lists())


def send(client, article, *, do="save", **changes):
    return client.post(reverse("desk:edit", args=[article.pk]), {**typed(article, **changes), "do": do})


def rows_of(response, prefix):
    return [
        {name: form[name].value() for name in ("id", "label", "text", "quotes") if name in form.fields}
        for form in response.context["bench"].rows[prefix]
    ]


@pytest.mark.parametrize("status", ["draft", "review", "scheduled", "published", "withdrawn"])
def test_the_edit_page_shows_the_source_beside_the_draft(client, ines, status):
    article = make_article(status=status, by=ines)

    page = client.get(reverse("desk:edit", args=[article.pk])).content.decode()

    assert f">{PASSAGE}</mark>" in page
    assert "The first phase connects 900 homes." in page


def test_saving_what_was_loaded_changes_nothing(client, ines):
    article = make_article(status="draft", by=ines, facts=2, answers=2, tags=["Heat", "Tide"])
    before = values_of(article)

    response = send(client, article)

    assert response.status_code == 302
    after = values_of(Article.objects.get(pk=article.pk))
    assert {**after, "version": 0} == {**before, "version": 0}
    assert article.revisions.count() == 2


def test_every_word_and_part_can_be_changed_in_one_save(client, ines):
    article = make_article(status="draft", by=ines, facts=1, answers=1)
    other, edda = make_category("Harbour"), make_user("edda", role="editor")

    send(
        client,
        article,
        title="Heat",
        standfirst="From the tide.",
        slug="Tide heat",
        category=other.pk,
        language="de",
        tags="#TideHeat, Harbour",
        makers="edda, ines",
        body="New text.",
        background="Old gas.",
        comments_mode="closed",
        facts__0__label="Reach",
        facts__0__text="It reaches 900 homes.",
        quick__0__question="How many?",
        quick__0__text="900.",
    )

    article = Article.objects.get(pk=article.pk)
    assert (article.title, article.slug, article.category, article.language) == ("Heat", "tide-heat", other, "de")
    assert (article.body_html, article.comments_mode) == ("<p>New text.</p>\n", "closed")
    assert [row.tag.name for row in article.taggings.all()] == ["TideHeat", "Harbour"]
    assert [row.user for row in article.article_makers.all()] == [edda, ines]
    assert str(article.key_facts.get()) == "Reach: It reaches 900 homes."
    assert [answer.text for answer in article.answers.quick()] == ["900."]


def test_a_part_keeps_its_public_id_through_edits_and_moves(client, ines):
    article = make_article(status="draft", by=ines, facts=2)
    first, second = article.key_facts.all()
    moved = send(client, article, do="facts-1-up").context["bench"].values

    client.post(reverse("desk:edit", args=[article.pk]), {**dict(moved.lists()), "do": "save"})

    rows = Article.objects.get(pk=article.pk).key_facts.all()
    assert [row.fact.public_id for row in rows] == [second.fact.public_id, first.fact.public_id]


def test_a_part_of_another_clip_cannot_be_taken(client, ines):
    article, other = make_article(status="draft", by=ines), make_article(by=ines)
    stolen = other.key_facts.get().fact

    send(client, article, facts__0__id=stolen.public_id, facts__0__text="Ours.", facts__0__label="Ours")

    stolen.refresh_from_db()
    assert stolen.text == "The first phase connects 900 homes."
    assert article.key_facts.get().fact != stolen


@pytest.mark.parametrize(
    ("button", "texts"),
    [
        ("facts-add", ["one", "two", "three", ""]),
        ("facts-0-down", ["two", "one", "three"]),
        ("facts-2-up", ["one", "three", "two"]),
        ("facts-0-up", ["one", "two", "three"]),
        ("facts-1-remove", ["one", "three"]),
        ("facts-9-remove", ["one", "two", "three"]),
        ("nonsense", ["one", "two", "three"]),
    ],
)
def test_buttons_arrange_the_rows_without_a_script_and_without_a_save(client, ines, button, texts):
    article = make_article(status="draft", by=ines, facts=0)
    for n, text in enumerate(["one", "two", "three"]):
        add_fact(article, text, position=n)

    response = send(client, article, do=button, title="Typed meanwhile")

    assert [row["text"] for row in rows_of(response, "facts")] == texts
    assert response.context["words"]["title"].value() == "Typed meanwhile"
    assert [row.fact.text for row in article.key_facts.all()] == ["one", "two", "three"]


def test_a_removed_fact_is_gone_after_the_save(client, ines):
    article = make_article(status="draft", by=ines, facts=2)
    left = send(client, article, do="facts-0-remove").context["bench"].values

    client.post(reverse("desk:edit", args=[article.pk]), {**dict(left.lists()), "do": "save"})

    assert article.key_facts.count() == 1


def test_a_pasted_passage_becomes_a_citation_at_its_place(client, ines):
    article = make_article(status="draft", by=ines)
    quote = "Seventeen were in favour"

    send(client, article, facts__0__quotes=[PASSAGE, f"  {quote}\n"])

    citations = article.key_facts.get().fact.citations.all()
    assert [citation.quote for citation in citations] == [PASSAGE, quote]


def test_a_passage_that_is_not_in_the_source_is_refused_with_everything_kept(client, ines):
    article = make_article(status="draft", by=ines)

    response = send(client, article, facts__0__quotes=["Eighteen were in favour"], title="Typed meanwhile")

    page = response.content.decode()
    assert response.status_code == 422
    assert "“Eighteen were in favour” does not stand in the source, word for word." in page
    assert ">Eighteen were in favour</textarea>" in page
    assert ">Typed meanwhile</textarea>" in page
    assert article.key_facts.get().fact.citations.get().quote == PASSAGE


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Give the clip a headline."),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"slug": ""}, "Give the clip an address."),
        ({"slug": "taken"}, "Another clip has this address."),
        ({"slug": "taken-before"}, "Another clip has this address."),
        ({"language": "english"}, "such as en or pt-BR"),
        ({"tags": "x" * 101}, "is too long for a tag"),
        ({"makers": "nobody"}, "Nobody here is called “nobody”."),
        ({"facts__0__label": ""}, "Give the fact a label"),
        ({"facts__0__text": ""}, "Write the fact as one sentence"),
        ({"quick__0__question": ""}, "Write the question"),
        ({"version": ""}, "Load the page again"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_and_nothing_is_lost(client, ines, changes, sentence):
    other = make_article(slug="taken-before")
    other.move_to("taken")
    article = make_article(status="draft", by=ines, answers=1)

    response = send(client, article, standfirst="Typed meanwhile", **changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page.replace("&#x27;", "'")
    assert ">Typed meanwhile</textarea>" in page
    assert article.revisions.count() == 1


def test_the_second_of_two_editors_sees_both_texts_and_overwrites_nothing(client, ines):
    article = make_article(status="draft", by=ines, title="Heat")
    mine = typed(article, title="Heat from the tide")
    send(client, article, title="Heat from the river")

    response = client.post(reverse("desk:edit", args=[article.pk]), {**mine, "do": "save"})

    page = response.content.decode()
    assert response.status_code == 409
    assert 'name="theirs-title" value="Heat from the river"' in page
    assert 'name="mine-title" value="Heat from the tide"' in page
    assert Article.objects.get(pk=article.pk).title == "Heat from the river"


def test_an_edit_of_a_published_clip_says_what_kind_it_is(client, ines):
    article = make_article(by=ines)

    response = send(client, article, title="Heat")

    assert response.status_code == 422
    assert "Say whether this is a typo, an update or a correction." in response.content.decode()


def test_a_correction_keeps_what_was_wrong_and_who_noticed(client, ines):
    article, maud, bram = make_article(by=ines), make_user("maud"), make_user("bram")

    send(
        client,
        article,
        kind="correction",
        note="The bill is 14 per cent lower.",
        subject="The bill",
        before="24 per cent",
        after="14 per cent",
        noticed_by="@Maud, bram",
    )

    revision = article.revisions.first()
    assert (revision.kind, revision.before, revision.after) == ("correction", "24 per cent", "14 per cent")
    assert (revision.noticed_by, revision.by) == ([maud, bram], ines)
    assert Article.objects.get(pk=article.pk).changed_at


def test_a_correction_without_a_sentence_is_refused(client, ines):
    response = send(client, make_article(by=ines), kind="correction")

    assert "Say in a sentence what was wrong" in response.content.decode()


def test_another_category_is_counted_anew(client, ines):
    harbour = make_category("Harbour")
    article = make_article(by=ines)
    before = article.category

    send(client, article, kind="update", note="Filed anew.", category=harbour.pk)

    before.refresh_from_db()
    harbour.refresh_from_db()
    assert (before.article_count, harbour.article_count) == (0, 1)


def test_the_findings_follow_what_is_typed(client, ines):
    article = make_article(status="draft", by=ines)

    response = send(client, article, do="facts-add", facts__0__text="It reaches 9,000 homes.")

    assert "Fact 1 says 9,000, but no cited passage does." in response.content.decode()


def test_what_no_field_offers_cannot_be_set(client, ines):
    article = make_article(status="draft", by=ines)

    send(client, article, status="published", view_count=99, published_at="2020-01-01", body_html="<script>")

    article.refresh_from_db()
    assert (article.status, article.view_count, article.published_at) == ("draft", 0, None)
    assert "<script>" not in article.body_html


def test_the_save_is_in_the_audit_trail(client, ines):
    article = make_article(status="draft", by=ines)

    send(client, article, title="Heat")

    assert AuditEntry.objects.get(verb="edit").by == ines


def test_the_preview_shows_what_is_typed_and_saves_nothing(client, ines):
    article = make_article(status="draft", by=ines, title="Heat")
    values = typed(article, title="Typed", body="A *new* text.", facts__0__text="A new fact.")

    response = client.post(reverse("desk:preview", args=[article.pk]), values)

    page = response.content.decode()
    assert ">Typed</h1>" in page
    assert "<em>new</em>" in page
    assert "A new fact." in page
    assert values_of(Article.objects.get(pk=article.pk)) == values_of(article)
    assert article.revisions.count() == 1


def test_the_preview_of_a_draft_is_for_the_desk_alone(client, ines):
    article = make_article(status="draft", by=ines)

    response = client.get(reverse("desk:preview", args=[article.pk]))

    assert "noindex" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_preview_of_mistakes_names_them(client, ines):
    article = make_article(status="draft", by=ines)

    response = client.post(reverse("desk:preview", args=[article.pk]), typed(article, title=""))

    assert "Give the clip a headline." in response.content.decode()


@pytest.mark.parametrize("answers", [1, 3])
def test_the_edit_page_asks_few_questions(client, ines, answers, django_assert_max_num_queries):
    article = make_article(status="draft", by=ines, facts=answers, answers=0)
    for n in range(answers):
        add_answer(article, position=n)

    with django_assert_max_num_queries(47):
        client.get(reverse("desk:edit", args=[article.pk]))


@pytest.fixture
def quay(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    data = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(data, "JPEG")
    return SimpleUploadedFile("quay.jpg", data.getvalue())


def test_a_picture_comes_with_its_words(client, ines, quay):
    article = make_article(status="draft", by=ines)

    send(
        client,
        article,
        picture=quay,
        hero_alt="Tollen Quay",
        hero_credit="Ines Tarrow",
        hero_focus_x="20",
        hero_focus_y="50",
    )

    hero = Article.objects.get(pk=article.pk).hero
    assert (hero.alt, hero.credit, hero.focus, hero.decorative) == ("Tollen Quay", "Ines Tarrow", (20, 50), False)


def test_a_picture_without_words_is_kept_and_asked_about(client, ines, quay):
    article = make_article(status="draft", by=ines)

    asked = send(client, article, picture=quay)
    values = {**dict(asked.context["bench"].values.lists()), "hero_alt": "Tollen Quay", "do": "save"}
    client.post(reverse("desk:edit", args=[article.pk]), values)

    assert "Say what the picture shows" in asked.content.decode()
    assert Article.objects.get(pk=article.pk).hero.alt == "Tollen Quay"


def test_a_file_that_is_no_picture_is_refused_with_everything_kept(client, ines):
    article = make_article(status="draft", by=ines)

    response = send(client, article, picture=SimpleUploadedFile("x.jpg", b"<svg/>"), title="Typed meanwhile")

    assert response.status_code == 422
    assert "not a picture that we can read" in response.content.decode()
    assert ">Typed meanwhile</textarea>" in response.content.decode()


def test_what_the_import_noticed_is_said_beside_the_draft(client, ines):
    make_category()
    article = import_source(html=page(url="https://courier.example/heat"), by=ines).article

    shown = client.get(reverse("desk:edit", args=[article.pk])).content.decode()

    assert "The page does not say when it was published." in shown


@pytest.mark.parametrize(
    "sent",
    [{"hero": "abc"}, {"hero": "\0"}, {"facts__TOTAL_FORMS": "9" * 5000}, {"do": f"facts-{'9' * 5000}-up"}],
    ids=["no number", "nul", "too many rows", "a row far away"],
)
def test_a_form_that_no_browser_sends_is_answered_like_any_other(client, ines, sent):
    article = make_article(status="draft", by=ines, facts=1)

    assert send(client, article, **sent).status_code in (200, 422)
