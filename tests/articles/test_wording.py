"""The hash of what readers see: the law that approvals rest on."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import (
    Answer,
    Article,
    ArticleMaker,
    ArticleSource,
    Citation,
    Difference,
    Fact,
    KeyFact,
    Picture,
    Source,
    Story,
    TaggedArticle,
)
from articles.tagging import tag_article
from articles.wording import complete, content_hash, hash_of, hashes_of, wording_of
from tests.factories import PASSAGE, add_fact, make_article, make_category, make_source, make_user

pytestmark = pytest.mark.django_db
VOTE = "Seventeen were in favour and six against."


@pytest.fixture
def clip():
    """A clip with something in each of its parts."""
    picture = Picture.objects.create(
        file="pictures/quay.webp", width=9, height=6, alt="The quay", caption="At six", credit="M. Hale"
    )
    oven = Picture.objects.create(file="pictures/oven.webp", width=9, height=6, alt="An oven")
    words = {"background": "Since 1931.", "standfirst": "Slowly.", "body": f"It warms. It cools.\n\n{oven.markdown}"}
    clip = make_article(status="draft", facts=2, answers=1, tags=["Heat", "Tide"], **words)
    Article.objects.filter(pk=clip.pk).update(hero=picture)
    Citation.of(clip.sources.first().latest, PASSAGE, article=clip, part="body").save()
    difference = Difference.objects.create(article=clip, subject="how many homes")
    Citation.of(clip.sources.first().latest, PASSAGE, difference=difference).save()
    return Article.objects.get(pk=clip.pk)


CHANGES = {
    "headline": lambda clip: Article.objects.filter(pk=clip.pk).update(title="Heat!"),
    "address": lambda clip: Article.objects.filter(pk=clip.pk).update(slug="heat"),
    "standfirst": lambda clip: Article.objects.filter(pk=clip.pk).update(standfirst="Quickly."),
    "language": lambda clip: Article.objects.filter(pk=clip.pk).update(language="de"),
    "text": lambda clip: Article.objects.filter(pk=clip.pk).update(body=f"{clip.body} Now."),
    "break in the text": lambda clip: Article.objects.filter(pk=clip.pk).update(body=clip.body.replace(". ", ".\n\n")),
    "background": lambda clip: Article.objects.filter(pk=clip.pk).update(background="Since 1932."),
    "category": lambda clip: Article.objects.filter(pk=clip.pk).update(category=make_category()),
    "story": lambda clip: Article.objects.filter(pk=clip.pk).update(story=Story.objects.create(slug="s", title="S")),
    "no picture": lambda clip: Article.objects.filter(pk=clip.pk).update(hero=None),
    "file": lambda clip: Picture.objects.filter(pk=clip.hero_id).update(file="pictures/other.webp"),
    "alt": lambda clip: Picture.objects.filter(pk=clip.hero_id).update(alt="A quay"),
    "caption": lambda clip: Picture.objects.filter(pk=clip.hero_id).update(caption="At seven"),
    "credit": lambda clip: Picture.objects.filter(pk=clip.hero_id).update(credit="L. Farr"),
    "licence": lambda clip: Picture.objects.filter(pk=clip.hero_id).update(licence="CC BY"),
    "focus": lambda clip: Picture.objects.filter(pk=clip.hero_id).update(focus_x=10),
    "picture in the text": lambda clip: Picture.objects.filter(in_bodies__article=clip).update(alt="Two ovens"),
    "one tag less": lambda clip: tag_article(clip, ["Heat"]),
    "order of tags": lambda clip: tag_article(clip, ["Tide", "Heat"]),
    "makers": lambda clip: ArticleMaker.objects.create(article=clip, user=make_user("maud"), position=1),
    "another source": lambda clip: ArticleSource.objects.create(article=clip, source=make_source(), position=1),
    "publisher": lambda clip: Source.objects.filter(articles=clip).update(publisher="The Gazette"),
    "what a source says": lambda clip: clip.article_sources.update(says="900 homes"),
    "label": lambda clip: clip.key_facts.filter(position=0).update(label="Houses"),
    "fact": lambda clip: Fact.objects.filter(pk=clip.key_facts.first().fact_id).update(text="It connects 901 homes."),
    "order of facts": lambda clip: clip.key_facts.filter(position=0).update(position=7),
    "one fact more": lambda clip: add_fact(clip, "A third.", position=2),
    "one fact less": lambda clip: clip.key_facts.first().delete(),
    "passage": lambda clip: Citation.of(clip.sources.first().latest, VOTE, fact=clip.key_facts.first().fact).save(),
    "question": lambda clip: clip.answers.quick().update(question="How many?"),
    "answer": lambda clip: clip.answers.faq().update(text="Some 901."),
    "kind of answer": lambda clip: clip.answers.faq().update(kind="quick"),
    "passage of the text": lambda clip: clip.citations.all().delete(),
    "difference": lambda clip: clip.differences.update(subject="how many houses"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_readers_would_see_changed_changes_the_hash(clip, change):
    before = content_hash(clip)

    change(clip)

    assert content_hash(clip) != before


KEPT = {
    "saved again": lambda clip: clip.record(by=clip.created_by),
    "its status": lambda clip: clip.schedule(clip.created_at),
    "whom it is with": lambda clip: Article.objects.filter(pk=clip.pk).update(assigned_to=clip.created_by),
    "its counts": lambda clip: Article.objects.filter(pk=clip.pk).update(view_count=900, comment_count=9, version=40),
    "ends of lines": lambda clip: Article.objects.filter(pk=clip.pk).update(body=f"{clip.body}\r\n"),
    "places with gaps": lambda clip: clip.key_facts.filter(position=1).update(position=9),
    "places of tags": lambda clip: clip.taggings.filter(position=1).update(position=9),
    "who proposed it": lambda clip: Answer.objects.filter(article=clip).update(proposed=True),
    "the name of its category": lambda clip: type(clip.category).objects.update(name="Town"),
}


@pytest.mark.parametrize("change", KEPT.values(), ids=KEPT)
def test_what_no_reader_sees_leaves_the_hash(clip, change):
    before = content_hash(clip)

    change(clip)

    assert content_hash(clip) == before


def test_the_same_clip_in_another_database_has_the_same_hash(clip):
    """Every row anew, with other numbers and other public ids, its passages in another order."""
    before = content_hash(clip)
    Citation.of(clip.sources.first().latest, VOTE, fact=clip.key_facts.first().fact).save()
    with_two = content_hash(clip)

    fact = clip.key_facts.first()
    label, text = fact.label, fact.fact.text
    fact.delete()
    anew = KeyFact.objects.create(article=clip, fact=Fact.objects.create(text=text), label=label, position=0)
    for quote in (VOTE, PASSAGE):
        Citation.of(clip.sources.first().latest, quote, fact=anew.fact).save()
    tags = [row.tag for row in clip.taggings.all()]
    TaggedArticle.objects.filter(content_object=clip).delete()
    for position, tag in enumerate(tags):
        TaggedArticle.objects.create(content_object=clip, tag=tag, position=position)

    assert content_hash(clip) == with_two != before


@given(title=st.text(min_size=1, max_size=40), other=st.text(min_size=1, max_size=40))
def test_two_headlines_have_one_hash_only_if_nobody_can_tell_them_apart(title, other):
    def same(text):
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()

    surrogates = any("\ud800" <= letter <= "\udfff" for letter in title + other)
    if not surrogates:
        assert (hash_of({"title": title}) == hash_of({"title": other})) == (same(title) == same(other))


@given(pieces=st.lists(st.text('ab",:[]{}', max_size=4), min_size=1, max_size=4), cut=st.integers(0, 3))
def test_words_never_move_from_one_part_into_the_next_unseen(pieces, cut):
    moved = [*pieces[:cut], "".join(pieces[cut : cut + 2]), *pieces[cut + 2 :]]

    assert (hash_of({"facts": pieces}) == hash_of({"facts": moved})) == (
        [p.strip() for p in pieces] == [p.strip() for p in moved]
    )


@pytest.mark.parametrize("clips", [1, 3])
def test_hashes_of_many_clips_take_the_same_questions(clips, django_assert_num_queries):
    pks = [make_article(facts=2, answers=1, tags=["Heat"]).pk for _ in range(clips)]

    with django_assert_num_queries(15):
        found = hashes_of(pks)

    assert len(set(found.values())) == clips


def test_every_field_that_a_page_shows_is_in_it(clip):
    """A new field of the clip is either words that are approved, or named here as none."""
    wording = set(wording_of(complete().get(pk=clip.pk)))
    renamed = {"hero": "picture", "body_html": "body", "background_html": "background"}
    beside = {"id", "status", "comments_mode", "created_at", "created_by", "saved_at", "scheduled_for", "published_at"}
    beside |= {"changed_at", "withdrawn_at", "withdrawn_because", "embargo_until", "withdraw_at", "assigned_to"}
    beside |= {"moderation", "comments_close_at", "comments_locked_at", "comments_locked_because", "slow_until"}
    beside |= {"trashed_at", "trashed_by", "version", "minutes", "comment_count", "view_count"}

    fields = {field.name for field in Article._meta.concrete_fields} - beside

    assert {renamed.get(name, name) for name in fields} <= wording
