"""Revisions at the desk: the list, two side by side, and one restored."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from accounts.models import AuditEntry
from articles import document
from articles.models import Answer, Article, Citation, Fact, Picture, Revision, Source
from curation.actions import override
from curation.desk.bench import values_of
from curation.desk.editing import EditedMeanwhile
from curation.desk.restoring import plan, restore
from curation.evidence import gate
from tests.factories import (
    PASSAGE,
    SOURCE_TEXT,
    add_answer,
    add_fact,
    make_article,
    make_category,
    make_source,
    make_user,
)
from tests.markup import parse, select, texts, words

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def draft(ines):
    return make_article("Heat", status="draft", by=ines, facts=2, answers=1, tags=["Heat", "Tide"], background="Gas.")


def send(client, article, **changes):
    values = values_of(Article.objects.get(pk=article.pk))
    for name, value in changes.items():
        values.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return client.post(reverse("desk:edit", args=[article.pk]), {**dict(values.lists()), "do": "save"})


def let_pass(article, *, fact="", **words):
    """What no passage says may stand in a public clip where somebody has said why."""
    clip = {**document.of(article), **words}
    clip["key_facts"] = [{**row, "text": fact or row["text"]} for row in clip["key_facts"]]
    for finding in gate.findings(article, clip=clip):
        if finding.stops:
            override(article, finding, by=article.created_by, note="The clerk told us.")


def compare(client, article, **query):
    return client.get(reverse("desk:compare", args=[article.pk]), query)


def restored(client, article, number, **said):
    version = said.pop("version", Article.objects.get(pk=article.pk).version)
    return client.post(reverse("desk:restore", args=[article.pk, number]), {"version": version, **said})


# The list


def test_the_list_says_who_changed_which_parts_and_how_much(client, draft):
    send(client, draft, title="Heat from the tide", facts__0__text="It connects 800 homes.")

    (newest, first) = texts(client.get(reverse("desk:revisions", args=[draft.pk])), ".revisions tbody tr")

    assert newest.startswith("2 ")
    assert "ines" in newest
    assert "Headline, Key facts, 5 words new, 4 words gone" in newest
    assert "The first words" in first


@pytest.mark.parametrize("revisions", [1, 3])
def test_the_list_asks_the_same_questions_however_many_there_are(client, draft, revisions, django_assert_num_queries):
    for n in range(revisions):
        send(client, draft, title=f"Heat {n}")

    with django_assert_num_queries(16):
        page = client.get(reverse("desk:revisions", args=[draft.pk]))

    assert len(select(page, ".revisions tbody tr")) == revisions + 1


def test_a_thousand_revisions_are_read_a_page_at_a_time(client, draft, django_assert_max_num_queries):
    kept = document.of(draft)
    Revision.objects.bulk_create(
        Revision(article=draft, number=n, document={**kept, "title": f"Heat {n}"}) for n in range(2, 1001)
    )

    with django_assert_max_num_queries(13):
        page = client.get(reverse("desk:revisions", args=[draft.pk]), {"page": "40"})

    assert [words(row)[:2].strip() for row in select(page, ".revisions tbody th")][-1] == "1"
    assert client.get(reverse("desk:revisions", args=[draft.pk]), {"page": "41"}).status_code == 404


# Two side by side


def test_a_comparison_shows_each_part_that_differs_with_its_words(client, draft):
    draft.body = "One stays.\n\nTwo goes on and on.\n\nThree."
    draft.save()
    draft.record(by=draft.created_by)
    send(client, draft, body="One stays.\n\nTwo goes on and off.\n\nThree.", tags="Tide, Frost")

    page = compare(client, draft)

    parts = {part.attrs["data-part"]: part for part in parse(page).query(".change")}
    assert set(parts) == {"body", "tags"}
    assert [words(p) for p in parts["body"].query("p")] == [
        "1 paragraph unchanged", "Two goes on and on off .", "1 paragraph unchanged",
    ]  # fmt: skip
    assert [(e.name, words(e)) for e in parts["body"].query("del, ins")] == [("del", "on"), ("ins", "off")]
    assert {words(e) for e in parts["tags"].query("del")} == {"Heat"}
    assert {words(e) for e in parts["tags"].query("ins")} == {"Frost"}


def test_facts_are_matched_by_what_they_are_not_by_where_they_stand(client, draft):
    values = values_of(draft)
    first, second = values["facts-0-id"], values["facts-1-id"]
    send(
        client, draft, facts__0__id=second, facts__0__text="It is 800 homes.", facts__1__id=first,
        facts__0__label=values["facts-1-label"], facts__1__label=values["facts-0-label"],
    )  # fmt: skip

    changes = {change.id: change.how for change in compare(client, draft).context["pair"].changes}

    assert set(changes) <= {first, second}
    assert changes[second][0] == "edited"
    assert sum("moved" in how for how in changes.values()) == 1


def test_a_passage_that_came_or_went_is_shown(client, draft):
    other = "Seventeen were in favour and six against."
    send(client, draft, facts__0__quotes=[other])

    cited = texts(compare(client, draft), ".cited li")

    assert cited == [f"Passage taken away: {PASSAGE}", f"Passage added: {other}"]


def test_words_of_a_clip_are_never_markup_of_the_page(client, draft):
    send(client, draft, title=HOSTILE, body=f"{HOSTILE}\n\nb", tags="<b>x</b>", facts__0__text=HOSTILE)

    for page in (compare(client, draft), client.get(reverse("desk:restore", args=[draft.pk, 1]))):
        assert "<script>alert" not in page.content.decode()
        assert not select(page, "main img, .change b")
    assert "alert(1)" in texts(compare(client, draft), ".change")[0]


def test_any_two_can_be_compared_and_now(client, draft):
    send(client, draft, title="Two")
    send(client, draft, title="Three")
    draft.category.name = "Harbour"

    assert texts(compare(client, draft, **{"from": "1", "to": "3"}), ".change ins") == ["Three"]
    assert texts(compare(client, draft, **{"from": "3", "to": "1"}), ".change ins") == ["Heat"]
    assert "Nothing differs" in compare(client, draft, **{"from": "3", "to": "now"}).content.decode()
    assert compare(client, draft, to="1").status_code == 200


@pytest.mark.parametrize("number", ["0", "9", "-1", "x", "²", "99999999999999999999", "1 "])
def test_a_revision_that_is_none_is_not_found(client, draft, number):
    assert compare(client, draft, to=number).status_code == 404


def test_what_a_revision_named_and_is_gone_is_said_to_be_gone(client, draft):
    weather = make_category("Weather")
    send(client, draft, category=weather.pk)
    send(client, draft, category=draft.category_id)
    number = weather.pk
    weather.delete()

    assert f"no longer there (number {number})" in texts(compare(client, draft), ".change del")


# Restore


def test_a_restored_revision_is_a_new_one_with_the_same_words_ids_and_passages(client, draft):
    before = document.of(draft)
    send(
        client, draft, title="Other", standfirst="Other.", body="Other.", tags="Frost", facts__TOTAL_FORMS="1",
        facts__0__text="It is 1 home.", facts__0__quotes=[], quick__TOTAL_FORMS="0", background="",
    )  # fmt: skip

    response = restored(client, draft, 1)

    assert response.status_code == 302
    article = Article.objects.get(pk=draft.pk)
    assert document.of(article) == before
    newest = article.revisions.first()
    assert (newest.number, newest.document, newest.note) == (3, before, "Revision 1 restored.")
    assert AuditEntry.objects.filter(verb="restore", data__revision=1).exists()


def test_restoring_twice_changes_nothing_more(client, draft):
    send(client, draft, title="Other", facts__TOTAL_FORMS="1")
    restored(client, draft, 1)

    page = client.get(reverse("desk:restore", args=[draft.pk, 1]))

    assert "The clip says this already" in page.content.decode()
    assert set(Fact.objects.values_list("public_id", flat=True)) == {f["id"] for f in document.of(draft)["key_facts"]}


def test_a_passage_comes_back_to_the_very_place_where_it_stood(ines):
    source = make_source(f"{PASSAGE}, they said. {PASSAGE}, again.")
    article = make_article(status="draft", by=ines, source=source, facts=1)
    fact, text = article.key_facts.get().fact, source.latest.text
    second = text.rindex(PASSAGE)
    fact.citations.all().delete()
    Citation.objects.create(fact=fact, snapshot=source.latest, start=second, end=second + len(PASSAGE), quote=PASSAGE)
    article.record(by=ines)
    fact.citations.all().delete()
    article.record(by=ines)

    restore(article, article.revisions.get(number=2), by=ines, version=article.version)

    assert [c.start for c in Citation.objects.filter(fact=fact)] == [second]


def test_an_answer_that_became_another_kind_comes_back_as_it_was(ines):
    article = make_article(status="draft", by=ines, facts=0)
    add_answer(article, kind="faq")
    article.record(by=ines)
    Answer.objects.update(kind="quick")
    article.record(by=ines)

    restore(article, article.revisions.get(number=2), by=ines, version=article.version)

    assert document.of(article) == article.revisions.get(number=2).document


def test_what_cannot_come_back_is_said_and_left(client, draft):
    picture = Picture.objects.create(file="gone.png", width=1, height=1, decorative=True)
    weather, author = make_category("Weather"), make_user("gone", role="editor")
    send(client, draft, category=weather.pk, makers="gone", slug="old-heat", hero=picture.pk, hero_decorative="on")
    send(client, draft, category=draft.category_id, makers="ines", slug="heat", hero="")
    Article.objects.filter(pk=draft.pk).update(hero=None)
    picture.delete(), weather.delete(), author.delete()

    page = client.get(reverse("desk:restore", args=[draft.pk, 2]))
    left = " ".join(texts(page, "[data-grade=note] li"))

    assert all(word in left for word in ("category", "picture", "account", "address"))
    restored(client, draft, 2)
    article = Article.objects.get(pk=draft.pk)
    assert (article.category_id, article.slug, article.hero) == (draft.category_id, "heat", None)
    assert [maker.username for maker in article.makers.all()] == ["ines"]


def test_sources_come_back_and_those_that_came_later_go(ines):
    article = make_article(status="draft", by=ines)
    first, later = article.sources.get(), make_source()
    article.article_sources.all().delete()
    article.article_sources.create(source=later)
    article.record(by=ines)

    restore(article, article.revisions.get(number=1), by=ines, version=article.version)

    assert list(article.sources.all()) == [first]
    assert Source.objects.filter(pk=later.pk).exists()


def test_a_public_id_that_stands_elsewhere_meanwhile_is_left_there(ines):
    article = make_article(status="draft", by=ines)
    taken = article.key_facts.get().fact.public_id
    article.key_facts.all().delete()
    Fact.objects.all().delete()
    article.record(by=ines)
    other = make_article(by=ines, facts=0)
    Fact.objects.filter(pk=add_fact(other).fact_id).update(public_id=taken)

    found = plan(article, article.revisions.get(number=1))
    restore(article, article.revisions.get(number=1), by=ines, version=article.version)

    assert "new address" in found.left[0]
    assert article.key_facts.get().fact.public_id != taken
    assert other.key_facts.get().fact.public_id == taken


def test_of_two_who_restore_at_once_one_is_told(client, draft):
    send(client, draft, title="Other")
    version = Article.objects.get(pk=draft.pk).version

    first = restored(client, draft, 1, version=version)
    second = restored(client, draft, 2, version=version)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Nothing was restored and nothing overwritten" in second.content.decode()
    assert f'name="version" value="{version + 1}"' in second.content.decode()
    assert Article.objects.get(pk=draft.pk).title == "Heat"


def test_restoring_a_published_clip_asks_what_kind_of_change_it_is(client, ines):
    article = make_article("Heat", by=ines)
    let_pass(article, fact="It connects 800 homes.")
    send(client, article, facts__0__text="It connects 800 homes.", kind="update", note="Fewer homes.")

    refused = restored(client, article, 1)
    doubted = restored(client, article, 1, kind="typo")
    done = restored(client, article, 1, kind="correction", note="It is 900 homes after all.")

    assert (refused.status_code, doubted.status_code, done.status_code) == (422, 422, 302)
    assert "This changes “800” to “900”" in doubted.content.decode()
    newest = article.revisions.first()
    assert (newest.kind, newest.before, newest.after) == (
        "correction", "It connects 800 homes.", "The first phase connects 900 homes.",
    )  # fmt: skip


def test_a_clip_that_was_published_meanwhile_is_not_changed_in_silence(client, draft):
    values = {**dict(values_of(draft).lists()), "title": "Other", "do": "save"}
    draft.publish()

    assert client.post(reverse("desk:edit", args=[draft.pk]), values).status_code == 422
    with pytest.raises(EditedMeanwhile):
        restore(draft, draft.revisions.first(), by=draft.created_by, version=draft.version)


# What the database refuses


@pytest.mark.parametrize("field", [{"document": {}}, {"number": 9}])
def test_what_a_clip_was_cannot_be_changed(draft, field):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Revision.objects.filter(article=draft).update(**field)

    Revision.objects.filter(article=draft).update(note="Said later.")


# Kinds of change


def test_a_typo_that_changes_a_number_is_asked_about_once(client, ines):
    article = make_article(by=ines)
    let_pass(article, fact="The first phase connects 800 homes.")

    asked = send(client, article, facts__0__text="The first phase connects 800 homes.", kind="typo")
    confirmed = send(client, article, facts__0__text="The first phase connects 800 homes.", kind="typo", sure="on")

    assert (asked.status_code, confirmed.status_code) == (422, 302)
    assert "This changes “900” to “800”: is it a correction?" in asked.content.decode()
    assert select(asked, "input[name=sure]")


def test_a_typo_in_other_words_is_saved_without_a_question(client, ines):
    article = make_article(by=ines)

    assert send(client, article, facts__0__text="The first phase reaches 900 homes.", kind="typo").status_code == 302


def test_an_update_says_what_is_new(client, ines):
    article = make_article(by=ines)

    assert send(client, article, title="Heat", kind="update").status_code == 422
    assert send(client, article, title="Heat", kind="update", note="The vote is known.").status_code == 302


def test_a_correction_takes_its_words_from_what_changed(client, ines):
    article = make_article(by=ines, body=f"One stays. It is 24 per cent. {SOURCE_TEXT}")
    body = f"One stays. It is 14 per cent. {SOURCE_TEXT}"
    let_pass(article, body=body)

    send(client, article, kind="correction", note="14, not 24.", body=body)

    newest = article.revisions.first()
    assert (newest.subject, newest.before, newest.after) == ("Text", "It is 24 per cent.", "It is 14 per cent.")
