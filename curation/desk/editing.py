"""The verb behind every save of the desk: the words and all structured parts of a clip, at once."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction

from accounts.models import audit
from articles import actions as clips
from articles import pictures
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
    Snapshot,
)
from articles.tagging import recount, tag_article
from curation.evidence import gate


class EditedMeanwhile(Exception):
    """Somebody else saved the clip after this form was loaded; `article` is as they left it."""

    def __init__(self, article):
        self.article = article
        super().__init__(str(article))


class Passage(NamedTuple):
    """A quotation whose place is known: of this snapshot (its number), from this code point on."""

    snapshot: int
    start: int
    quote: str


@dataclass(frozen=True)
class Row:
    """A fact (label, text) or an answer (question, text). `id` is its public id, empty for a new one.

    A row that was removed may come back under the id that it had: `keeps_id`, which the caller has made sure is free.
    """

    text: str
    id: str = ""
    label: str = ""
    question: str = ""
    quotes: tuple[str | Passage, ...] = ()
    keeps_id: bool = False


@dataclass(frozen=True)
class Edit:
    """All that a person may say about a clip at once. `words` are fields of Article; what is None is left as it is.

    `says` are {pk of a source: what it reports}; `differences` have a subject as their text and their passages.
    """

    words: dict[str, Any]
    slug: str
    tags: list[str]
    makers: list[Any]
    facts: list[Row]
    quick: list[Row]
    faq: list[Row]
    background_quotes: list[Any] = field(default_factory=list)
    body_quotes: list[Any] = field(default_factory=list)
    sources: list[int] | None = None
    says: dict[int, str] | None = None
    differences: list[Row] | None = None
    picture: dict[str, Any] = field(default_factory=dict)  # the words of words["hero"]
    pictures: dict[int, dict[str, Any]] = field(default_factory=dict)  # {pk: the words of this picture}


@transaction.atomic
def save(article, edit, *, by, version, kind="", note="", **told):
    """Save an edit of the clip as it was at `version`. Raises EditedMeanwhile when it has gone on since,
    or was published since, so that nobody has said what kind of change this is; and gate.Stopped when readers would
    get to see at once what the checks stop, and nobody has let it pass.

    `kind` is one of Revision.Kind; `told` are what a correction tells: subject, before, after, noticed_by.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.version != version or (article.published_at and not kind):
        raise EditedMeanwhile(article)
    filed_under = article.category_id
    article.touch()
    with gate.kept_open(article):
        write(article, edit)
    clips.move_to(article, edit.slug, by=by)
    revision = article.record(by=by, kind=kind, note=note, **told)
    if filed_under != article.category_id:
        recount(categories=[filed_under, article.category_id], tags=[])
    audit(article, "edit", by=by, version=revision.number, kind=kind)
    return article


def write(article, edit):
    """Put the edit into the database without settling it; the caller records it, or rolls it back."""
    for name, value in edit.words.items():
        setattr(article, name, value)
    article.save()
    if article.hero and edit.picture:
        pictures.describe(article.hero, **edit.picture)
    _write_pictures(article, edit.pictures)
    tag_article(article, edit.tags)
    _write_makers(article, edit.makers)
    _write_sources(article, edit.sources)
    _write_says(article, edit.says)
    _write_differences(article, edit.differences)
    snapshots = snapshots_of(article)
    _write_facts(article, edit.facts, snapshots)
    for kind, rows in [("quick", edit.quick), ("faq", edit.faq)]:
        _write_answers(article, kind, rows, snapshots)
    for part, quotes in [("background", edit.background_quotes), ("body", edit.body_quotes)]:
        cite(quotes, snapshots, article=article, part=part)


def snapshots_of(article):
    """Where a passage may be looked for: of each source the texts that the clip cites, then what it says by now."""
    texts = Snapshot.read_by(article)
    order = article.article_sources.order_by("position", "pk").values_list("source", flat=True)
    return [row for source in order for row in texts.get(source, ())]


def place_of(quote, snapshots):
    """The first snapshot in which a quotation stands word for word, or None."""
    return next((snapshot for snapshot in snapshots if quote in snapshot.text), None)


def _write_makers(article, makers):
    if makers == [row.user for row in article.article_makers.select_related("user")]:
        return
    article.article_makers.all().delete()
    ArticleMaker.objects.bulk_create(
        ArticleMaker(article=article, user=user, position=position) for position, user in enumerate(makers)
    )


def _write_sources(article, sources):
    standing = {row.source_id: row for row in article.article_sources.all()}
    if sources is None or sources == list(standing):
        return
    article.article_sources.exclude(source__in=sources).delete()
    for position, pk in enumerate(sources):
        row = standing.get(pk) or ArticleSource(article=article, source_id=pk)
        row.position = position
        row.save()


def _write_says(article, says):
    for row in article.article_sources.filter(source__in=says or ()):
        row.says = says[row.source_id]
        row.save(update_fields=["says"])


def _write_differences(article, rows):
    standing = article.differences.prefetch_related("citations")
    now = [(row.subject, tuple(map(_passage, row.citations.all()))) for row in standing]
    if rows is None or now == [(row.text, row.quotes) for row in rows]:
        return
    article.differences.all().delete()
    for position, row in enumerate(rows):
        difference = Difference.objects.create(article=article, subject=row.text, position=position)
        cite(row.quotes, [], difference=difference)


def _write_pictures(article, described):
    for picture in Picture.objects.filter(pk__in=described):
        pictures.describe(picture, **described[picture.pk])
        if picture.pk == article.hero_id:
            article.hero = picture


def _write_facts(article, rows, snapshots):
    known = {row.fact.public_id: row for row in article.key_facts.select_related("fact")}
    for position, row in enumerate(rows):
        shown = known.pop(row.id, None) or KeyFact(article=article, fact=_returned(Fact, row))
        fact = shown.fact
        fact.proposed = fact.proposed and fact.text == row.text
        fact.text = row.text
        fact.save()
        shown.fact, shown.label, shown.position = fact, row.label, position  # again: only now has it a number
        shown.save()
        cite(row.quotes, snapshots, fact=fact)
    for gone in known.values():
        gone.delete()
        Fact.objects.filter(pk=gone.fact_id, shown_as=None).delete()


def _write_answers(article, kind, rows, snapshots):
    known = {row.public_id: row for row in article.answers.filter(kind=kind)}
    coming = {row.id for row in rows if row.keeps_id}
    elsewhere = {row.public_id: row for row in article.answers.filter(public_id__in=coming).exclude(kind=kind)}
    for position, row in enumerate(rows):
        answer = known.pop(row.id, None) or elsewhere.get(row.id) or _returned(Answer, row)
        answer.article, answer.kind = article, kind
        answer.proposed = answer.proposed and (answer.question, answer.text) == (row.question, row.text)
        answer.question, answer.text, answer.position = row.question, row.text, position
        answer.save()
        cite(row.quotes, snapshots, answer=answer)
    Answer.objects.filter(pk__in=[answer.pk for answer in known.values()]).delete()


def _returned(model, row):
    """A new row, or one that was removed, under the public id that it had."""
    return model(public_id=row.id) if row.keeps_id else model()


def cite(quotes, snapshots, **target):
    """Keep the citations whose passage is still wanted, where they are; add and remove the others."""
    standing = list(Citation.objects.filter(**target))
    kept = [citation for citation in standing if citation.quote in quotes or _passage(citation) in quotes]
    Citation.objects.filter(pk__in={citation.pk for citation in standing} - {c.pk for c in kept}).delete()
    there = {citation.quote for citation in kept} | {_passage(citation) for citation in kept}
    for quote in dict.fromkeys(quotes):
        if quote not in there:
            _citation(quote, snapshots, target).save()


def _passage(citation):
    return Passage(citation.snapshot_id, citation.start, citation.quote)


def _citation(quote, snapshots, target):
    if isinstance(quote, Passage):
        end = quote.start + len(quote.quote)
        return Citation(snapshot_id=quote.snapshot, start=quote.start, end=end, quote=quote.quote, **target)
    return Citation.of(place_of(quote, snapshots), quote, **target)
