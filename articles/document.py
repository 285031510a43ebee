"""A clip as one JSON document: what a revision keeps, and what two revisions are compared by."""

FIELDS = ["slug", "title", "standfirst", "language", "body", "background", "hero_id", "category_id", "story_id"]
FIELDS += ["comments_mode"]
PICTURE = ["alt", "decorative", "caption", "credit", "licence", "focus_x", "focus_y"]


def of(article):
    """The whole clip with its parts, as plain data."""
    return {
        **{field: getattr(article, field) for field in FIELDS},
        "tags": [tagging.tag.name for tagging in article.taggings.select_related("tag")],
        "makers": [maker.user_id for maker in article.article_makers.all()],
        "sources": [row.source_id for row in article.article_sources.all()],
        "says": says_of(article),
        "differences": differences_of(article),
        "pictures": [picture_words(picture) for picture in _pictures(article)],
        "key_facts": [
            _fact(row) for row in article.key_facts.select_related("fact").prefetch_related("fact__citations")
        ],
        "answers": [_answer(row) for row in article.answers.prefetch_related("citations")],
        "citations": [{"part": c.part, **_citation(c)} for c in article.citations.all()],
    }


def rows_of(article):
    """The words of facts and answers alone, from what is loaded already."""
    facts = [{"id": row.fact.public_id, "label": row.label, "text": row.fact.text} for row in article.key_facts.all()]
    answers = [
        {"id": row.public_id, "kind": row.kind, "question": row.question, "text": row.text}
        for row in article.answers.all()
    ]
    return {"key_facts": facts, "answers": answers}


def says_of(article):
    return {str(row.source_id): row.says for row in article.article_sources.all() if row.says}


def differences_of(article):
    rows = article.differences.prefetch_related("citations")
    return [{"subject": row.subject, "citations": [_citation(c) for c in row.citations.all()]} for row in rows]


def picture_words(picture):
    return {"id": picture.pk, **{name: getattr(picture, name) for name in PICTURE}}


def _pictures(article):
    """At the head and in the text, each once."""
    placed = article.body_pictures.select_related("picture").order_by("picture")
    return dict.fromkeys([*filter(None, [article.hero]), *(row.picture for row in placed)])


def _fact(row):
    return {
        "id": row.fact.public_id,
        "label": row.label,
        "text": row.fact.text,
        "citations": [_citation(c) for c in row.fact.citations.all()],
    }


def _answer(row):
    return {
        "id": row.public_id,
        "kind": row.kind,
        "question": row.question,
        "text": row.text,
        "citations": [_citation(c) for c in row.citations.all()],
    }


def _citation(citation):
    return {
        "snapshot": citation.snapshot_id,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }
