"""One clip of several sources: what the second one adds, what both state, who alone reports what, where they differ."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import audit
from articles.models import Article, ArticleSource, Citation, Difference, Fact, KeyFact, Revision, Snapshot
from curation.evidence.differing import Differing, differences
from curation.evidence.sameness import adds_something, bearing_out, only_there, passages
from curation.intake.importing import Imported, Prepared, keep, source_of

MOST_FACTS = 12
MOST_SOURCES = 10


class HasItAlready(Exception):
    """The clip rests on this source already; nothing was changed."""


class TooManySources(Exception):
    """A clip has ten sources at most; nothing was changed."""


@dataclass(frozen=True)
class Text:
    """The text of one source of a clip. `standing` are sentences of it that stand alone, the best first."""

    row: ArticleSource
    snapshot: Snapshot
    standing: tuple[str, ...] = ()

    @property
    def language(self):
        return self.row.source.language


@transaction.atomic
def keep_several(prepared: list[Prepared], *, by=None, category=None) -> Imported:
    """One draft of all of them: the first is the clip, the others add to it. In one transaction."""
    imported = keep(prepared[0], by=by, category=category)
    texts = [_first_text(imported.article, prepared[0])]
    texts += [_add(imported.article, each) for each in prepared[1:]]
    if len(texts) > 1:
        _say_who_reports_what(texts)
        propose_differences(imported.article)
        imported.article.record(by=by)
        urls = [text.row.source.canonical_url for text in texts]
        audit(imported.article, "import several", by=by, urls=urls)
    return imported


@transaction.atomic
def add_source(article: Article, prepared: Prepared, *, by) -> None:
    """One more source of a clip that is there. Facts are added to drafts only: what is public changes by hand."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    article.touch()
    before = _texts(article)
    added = _add(article, prepared, facts=not article.published_at)
    _say_who_reports_what([*before, added])
    propose_differences(article)
    record(article, by=by, note=_("Another source: %(source)s") % {"source": added.row.source})
    audit(article, "add source", by=by, source=str(added.row.source), url=added.row.source.canonical_url)


def record(article, *, by, note):
    """Sources are no words of the clip: a public one gets an update, with a sentence."""
    kind = Revision.Kind.UPDATE if article.published_at else Revision.Kind.DRAFT
    return article.record(by=by, kind=kind, note=note[:300])


def propose_differences(article) -> int:
    """Keep the differences that are found and not told yet; how many are new."""
    texts = _texts(article)
    known = [
        set(d.citations.values_list("quote", flat=True)) for d in article.differences.prefetch_related("citations")
    ]
    place = _next_place(article.differences)
    new = 0
    for found in differences([(text.snapshot.text, text.language) for text in texts]):
        if not any(len(quotes & {said.quote for said in found.said}) > 1 for quotes in known):
            _keep_difference(article, found, texts, place + new)
            new += 1
    return new


def _keep_difference(article, found: Differing, texts, position):
    row = Difference.objects.create(article=article, subject=found.subject, position=position)
    Citation.objects.bulk_create(
        Citation(difference=row, snapshot=texts[said.text].snapshot, start=said.start, end=said.end, quote=said.quote)
        for said in found.said
    )


def _add(article, prepared, *, facts=True) -> Text:
    source = source_of(prepared.found, prepared.draft.language, second=True)
    if article.article_sources.filter(source=source).exists():
        raise HasItAlready(source)
    if article.article_sources.count() >= MOST_SOURCES:
        raise TooManySources(article)
    position = _next_place(article.article_sources)
    row = ArticleSource.objects.create(article=article, source=source, position=position)
    text = Text(row, Snapshot.take(source, prepared.found.text), _standing(prepared))
    if facts:
        _bear_out(article, text)
        _add_facts(article, prepared, text.snapshot)
        for earlier in _texts(article)[:-1]:
            _bear_out(article, earlier)
    return text


def _first_text(article, prepared):
    row = article.article_sources.select_related("source").get()
    return Text(row, Snapshot.take(row.source, prepared.found.text), _standing(prepared))


def _texts(article) -> list[Text]:
    rows = article.article_sources.select_related("source").order_by("position", "pk")
    latest = Snapshot.latest_of(article)
    return [Text(row, latest[row.source_id]) for row in rows if row.source_id in latest]


def _standing(prepared):
    draft = prepared.draft
    return tuple(part.text for part in (*draft.key_facts, *draft.quick_answers, *draft.faqs))


def _next_place(rows):
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _bear_out(article, text):
    """A fact that this source states too is cited from it as well."""
    among = passages(text.snapshot.text, text.language)
    of_it = Citation.objects.filter(fact__shown_as__article=article, snapshot__source=text.row.source_id)
    cited = set(of_it.values_list("fact", flat=True))
    for shown in article.key_facts.select_related("fact"):
        found = None if shown.fact_id in cited else bearing_out(shown.fact.text, among, article.language)
        if found:
            Citation.objects.create(
                fact=shown.fact, snapshot=text.snapshot, start=found.start, end=found.end, quote=found.quote
            )


def _add_facts(article, prepared, snapshot):
    """Only in the clip's own language, and only what none of its facts says, in other words or with another number."""
    if prepared.draft.language.partition("-")[0] != article.language.partition("-")[0]:
        return
    said = list(article.key_facts.values_list("fact__text", flat=True))
    place = _next_place(article.key_facts)
    for fact in prepared.draft.key_facts:
        if len(said) >= MOST_FACTS:
            break
        if adds_something(fact.text, said):
            row = Fact.objects.create(text=fact.text, proposed=True)
            KeyFact.objects.create(article=article, fact=row, position=place + len(said), label=fact.label[:60])
            Citation.objects.bulk_create(
                Citation(fact=row, snapshot=snapshot, start=p.start, end=p.end, quote=p.quote) for p in fact.citations
            )
            said.append(fact.text)


def _say_who_reports_what(texts):
    """Where nobody has said it yet: a sentence of the source that the others do not report."""
    quotes = {text.row.pk: [p.quote for p in passages(text.snapshot.text, text.language)] for text in texts}
    for text in texts:
        if not text.row.says:
            elsewhere = [quote for pk, found in quotes.items() if pk != text.row.pk for quote in found]
            text.row.says = only_there(text.standing or quotes[text.row.pk][:12], elsewhere)
            text.row.save(update_fields=["says"])
