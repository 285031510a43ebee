"""A clip as the JSON that `manage.py clip --json` promises to outsiders."""

from django.conf import settings
from django.urls import reverse

from articles.models import Snapshot
from curation.models.proposal import titles_of


def portray(article, *, warnings):
    """The whole clip with its source, as plain data. `warnings` are {kind, message, quote}."""
    texts = Snapshot.read_by(article)
    rows = article.article_sources.select_related("source")
    sources = [_source(row.source, texts.get(row.source_id, ())) | {"says": row.says} for row in rows]
    answers = list(article.answers.prefetch_related("citations__snapshot"))
    return {
        "id": article.pk,
        "url": settings.SITE_URL + article.get_absolute_url(),
        "edit_url": edit_url(article),
        "title": article.title,
        "title_candidates": titles_of(article),
        "standfirst": article.standfirst,
        "category": article.category.slug,
        "language": article.language,
        "status": article.status,
        "tags": [tagging.tag.name for tagging in article.taggings.select_related("tag")],
        "key_facts": [
            _fact(row) for row in article.key_facts.select_related("fact").prefetch_related("fact__citations__snapshot")
        ],
        "background": article.background,
        "body": article.body,
        "quick_answers": [_answer(row) for row in answers if row.kind == "quick"],
        "faqs": [_answer(row) for row in answers if row.kind == "faq"],
        "source": _alone(sources[0]) if sources else None,
        "sources": sources,
        "differences": [
            _difference(row) for row in article.differences.prefetch_related("citations__snapshot__source")
        ],
        "warnings": warnings,
    }


def edit_url(article):
    return settings.SITE_URL + reverse("desk:edit", args=[article.pk])


def _fact(row):
    return {"label": row.label, "text": row.fact.text, "citations": _citations(row.fact)}


def _answer(row):
    return {"question": row.question, "answer": row.text, "citations": _citations(row)}


def _citations(part):
    """Each says in which text its offsets count."""
    return [
        {"quote": c.quote, "start": c.start, "end": c.end, "text_sha256": c.snapshot.sha256}
        for c in part.citations.all()
    ]


def _difference(row):
    said = [
        {"url": c.snapshot.source.canonical_url, **cited}
        for c, cited in zip(row.citations.all(), _citations(row), strict=True)
    ]
    return {"subject": row.subject, "citations": said}


def _alone(source):
    return {name: value for name, value in source.items() if name not in ("says", "other_texts")}


def _source(source, snapshots):
    """`text` is the one that is cited most, and not what the page says by now; `other_texts` are cited too."""
    read = [snapshot for snapshot in snapshots if snapshot.times] or snapshots[:1]
    texts = [{"text": snapshot.text, "text_sha256": snapshot.sha256} for snapshot in read]
    first = texts[0] if texts else {"text": "", "text_sha256": ""}
    return {
        "url": source.canonical_url,
        "publisher": source.publisher,
        "title": source.title,
        "byline": source.byline,
        "published": source.published.isoformat() if source.published else None,
        **first,
        "other_texts": texts[1:],
    }
