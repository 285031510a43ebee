"""The clip as a page shows it: its parts in order, their evidence numbered through the page.

    clip = page_of(article)                    # an article of `Article.objects.for_page()`, drafts too
    render(request, "articles/preview.html", {"clip": clip})

`templates/articles/_article.html` takes exactly this object, under the name `clip`.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Any

from django.db.models import Q

from articles import corrections
from articles.corrections import Correction, Told
from articles.excerpts import Excerpt, Passage, excerpts, link_to
from articles.models import Article, Citation, LinkCard, Picture, Source
from articles.neighbours import neighbours_of
from common.counting import shown
from common.markdown import split_at_places
from common.text import fold

_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"<(?:p|div|li|td|h\d)\b[^<>]*>")


@dataclass
class Evidence:
    """A numeral and the passage that it opens."""

    number: int
    excerpt: Excerpt
    source: Source
    link: str


@dataclass
class Row:
    """A key fact (label, text) or an answer (question, text) with its evidence."""

    anchor: str
    text: str
    label: str = ""
    question: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    correction: Correction | None = None
    id: str = ""  # public and stable
    is_changed: bool = False  # since this reader saw it (articles/returning.py)


@dataclass
class Piece:
    """Running text, already safe HTML, and what stands at its end: evidence, a picture, or the card of a link."""

    html: str
    evidence: list[Evidence]
    picture: Picture | None = None
    card: LinkCard | None = None


@dataclass
class SourceRow:
    """`link` leads to the words of `says` on the live page; empty where they do not stand there."""

    source: Source
    passages: int
    says: str = ""
    link: str = ""


@dataclass
class Differing:
    """What the sources differ on, and what each of them says."""

    anchor: str
    subject: str
    evidence: list[Evidence]


@dataclass
class ClipPage:
    article: Article
    is_preview: bool
    tags: list
    makers: list
    body: list[Piece]
    facts: list[Row]
    background: list[Piece]
    quick_answers: list[Row]
    faqs: list[Row]
    corrections: list[Correction]
    changes: list[Told]  # updates and corrections, newest first
    sources: list[SourceRow]
    views: int
    neighbours: list[Article]
    differences: list[Differing] = field(default_factory=list)

    @property
    def category(self):
        return self.article.category

    @property
    def latest_correction(self) -> Correction | None:
        return self.corrections[0] if self.corrections else None

    @property
    def comment_count(self) -> int:
        return self.article.comment_count

    @property
    def has_comments(self) -> bool:
        """Whether the page has a place for comments: open, or closed with something to read."""
        return self.article.takes_comments or self.article.comment_count > 0


def page_of(article: Article, *, preview: bool = False, reader=None) -> ClipPage:
    """All that the article page shows, in a fixed number of queries. Shapes: see the classes above."""
    key_facts, answers = list(article.key_facts.all()), list(article.answers.all())
    cited = _Cited(article)
    changes = corrections.told(article)
    corrected = corrections.of(changes)
    body = cited.pieces(article.body_html, _placed_in(article))
    facts = [_fact(row, cited, corrected) for row in key_facts]
    background = cited.pieces(article.background_html)
    quick = [_answer(row, cited) for row in answers if row.kind == row.Kind.QUICK]
    faqs = [_answer(row, cited) for row in answers if row.kind == row.Kind.FAQ]
    differences = _differences(article, cited)
    cited.fill({row.source_id: row.says for row in article.article_sources.all()})
    return ClipPage(
        article=article,
        is_preview=preview,
        tags=[tagging.tag for tagging in article.taggings.all()],
        makers=[maker.user for maker in article.article_makers.all()],
        body=body,
        facts=facts,
        background=background,
        quick_answers=quick,
        faqs=faqs,
        corrections=corrected,
        changes=changes,
        sources=[_source(row, cited) for row in article.article_sources.all()],
        differences=differences,
        views=shown(article.view_count),
        neighbours=[] if preview else neighbours_of(article, reader),
    )


def _fact(row, cited, corrected):
    return Row(
        id=row.fact.public_id,
        anchor=row.anchor,
        label=row.label,
        text=row.fact.text,
        evidence=cited.by_fact(row.fact),
        correction=next((c for c in corrected if c.concerns(row.label, row.fact.text)), None),
    )


def _answer(row, cited):
    return Row(id=row.public_id, anchor=row.anchor, question=row.question, text=row.text, evidence=cited.by_answer(row))


def _source(row, cited):
    link = link_to(row.source.canonical_url, row.says) if row.says and cited.stands_in(row.source_id, row.says) else ""
    return SourceRow(row.source, cited.passages[row.source_id], row.says, link)


def _differences(article, cited):
    """Of a clip with one source there are none; then nothing is asked."""
    if len(article.article_sources.all()) < 2:
        return []
    rows = [(row, cited.by_difference(row.pk)) for row in article.differences.all()]
    return [
        Differing(f"difference-{n}", row.subject, found) for n, (row, found) in enumerate(rows, 1) if len(found) > 1
    ]


class _Cited:
    """The citations of one clip. Ask in the order of the page: numerals count on; then `fill` cuts the passages."""

    def __init__(self, article):
        citations = list(_citations_of(article))
        self.all = {citation.pk: citation for citation in citations}
        self.facts, self.answers, self.differences = defaultdict(list), defaultdict(list), defaultdict(list)
        for citation in citations:
            self.facts[citation.fact_id].append(citation)
            self.answers[citation.answer_id].append(citation)
            self.differences[citation.difference_id].append(citation)
        self.numbers = count(1)
        self.given: list[tuple[Evidence, Citation, str]] = []
        self.passages: Counter[int] = Counter()

    def by_fact(self, fact):
        return [self._evidence(citation, fact.text) for citation in self.facts[fact.pk]]

    def by_answer(self, answer):
        return [self._evidence(citation, answer.text) for citation in self.answers[answer.pk]]

    def by_difference(self, pk):
        return [self._evidence(citation, citation.quote) for citation in self.differences[pk]]

    def stands_in(self, source, words):
        snapshots = (c.snapshot for c in self.all.values() if c.snapshot.source_id == source)
        return any(words in snapshot.text for snapshot in snapshots)

    def pieces(self, html, placed=None):
        """The running text, split where something stands in it; what is gone meanwhile is left out."""
        return [self._piece(part, kind, key, placed or {}) for part, kind, key in split_at_places(html)]

    def _piece(self, html, kind, key, placed):
        if kind == "passage" and key in self.all:
            return Piece(html, [self._evidence(self.all[key], _proven(html, self.all[key]))])
        found = placed.get((kind, key))
        return Piece(html, [], **{kind: found} if found else {})

    def fill(self, says):
        """Cut all passages of a source together, since they share its limit; `says` are {pk: what it reports}."""
        of_source = defaultdict(list)
        for evidence, citation, proves in self.given:
            of_source[evidence.source.pk].append((evidence, citation, proves))
        for rows in of_source.values():
            passages = [Passage(c.snapshot.text, c.start, c.end, proves) for _, c, proves in rows]
            source = rows[0][0].source
            cut = excerpts(passages, free=source.free_to_quote, says=says.get(source.pk, ""))
            for (evidence, *_), excerpt in zip(rows, cut, strict=True):
                evidence.excerpt = excerpt

    def _evidence(self, citation, proves):
        source = citation.snapshot.source
        evidence = Evidence(
            number=next(self.numbers),
            excerpt=Excerpt("", citation.quote, ""),
            source=source,
            link=link_to(source.canonical_url, citation.quote),
        )
        self.given.append((evidence, citation, proves))
        self.passages[source.pk] += 1
        return evidence


def _placed_in(article) -> dict:
    """{("picture", pk): row, ("card", pk): row} of the body. A query for each kind that it names."""
    wanted = defaultdict(set)
    for _html, kind, key in split_at_places(article.body_html):
        wanted[kind].add(key)
    models: dict[str, Any] = {"picture": Picture, "card": LinkCard}
    return {
        (kind, pk): row
        for kind, model in models.items()
        if wanted[kind]
        for pk, row in model.objects.in_bulk(wanted[kind]).items()
    }


def _proven(html, citation):
    """What running text says at a numeral: the passage itself where it is repeated, else its last paragraph."""
    if fold(citation.quote) in fold(_TAG.sub("", unescape(html))):
        return citation.quote
    return unescape(_TAG.sub("", _BLOCK.split(html)[-1]))


def _citations_of(article):
    return Citation.objects.filter(
        Q(fact__in=article.key_facts.values("fact"))
        | Q(answer__in=article.answers.values("pk"))
        | Q(article=article)
        | Q(difference__article=article)
    ).select_related("snapshot__source")
