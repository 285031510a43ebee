"""All that readers will see of a clip, as plain data and as one hash: what somebody approves.

It holds words, files and passages, and nothing that an installation counts: the same clip restored into another
database has the same hash. Rows are in the order in which a page shows them; where that order is only the order of
their numbers, they are sorted. Categories, tags and stories go by their address, since their names are the site's and
not the clip's. What is on the page beside the words (times, counts, comments, neighbours) is left out.

`VERSION` is in the hash. Raise it when this form changes: every approval is then asked for anew.
"""

import hashlib
import json
import unicodedata

from django.db.models import Prefetch

from articles.models import Article, Citation

VERSION = 1
WORDS = ["slug", "title", "standfirst", "language", "body", "background"]
PICTURE = ["alt", "decorative", "caption", "credit", "licence", "focus", "focus_x", "focus_y"]
SOURCE = ["canonical_url", "publisher", "title", "byline"]


def content_hash(article) -> str:
    """sha256, in hexadecimal, of the clip as it stands in the database now."""
    return hashes_of([article.pk])[article.pk]


def hashes_of(pks) -> dict[int, str]:
    """{pk: content hash} of many clips, in a fixed number of queries."""
    return {article.pk: hash_of(wording_of(article)) for article in complete().filter(pk__in=pks)}


def hash_of(wording) -> str:
    canonical = json.dumps(plain(wording), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def wording_of(article):
    """Of an article of `complete()`."""
    return {
        "version": VERSION,
        **{name: getattr(article, name) for name in WORDS},
        "category": article.category.slug,
        "story": article.story.slug if article.story else "",
        "picture": _picture(article.hero),
        "pictures": sorted((_picture(row.picture) for row in article.body_pictures.all()), key=lambda p: p["file"]),
        "tags": [tagging.tag.key for tagging in article.taggings.all()],
        "makers": [maker.user.username for maker in article.article_makers.all()],
        "sources": [_source(row) for row in article.article_sources.all()],
        "facts": [_fact(row) for row in article.key_facts.all()],
        "answers": [_answer(row) for row in article.answers.all()],
        "differences": [_difference(row) for row in article.differences.all()],
        "passages": sorted([c.part, *_passage(c)] for c in article.citations.all()),
    }


def complete():
    cited = Citation.objects.select_related("snapshot").defer("snapshot__text")
    return Article.objects.select_related("category", "story", "hero").prefetch_related(
        "body_pictures__picture",
        "taggings__tag",
        "article_makers__user",
        "article_sources__source",
        "key_facts__fact",
        Prefetch("key_facts__fact__citations", cited),
        Prefetch("answers__citations", cited),
        Prefetch("differences__citations", cited),
        Prefetch("citations", cited),
    )


def plain(value):
    """Texts without what no reader can tell apart: the bytes of a line's end, of an accent, blanks around all."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def _picture(picture):
    return picture and {"file": picture.file.name, **{name: getattr(picture, name) for name in PICTURE}}


def _source(row):
    published = row.source.published
    said = {name: getattr(row.source, name) for name in SOURCE}
    return {**said, "says": row.says, "published": published.isoformat() if published else ""}


def _fact(row):
    return {"label": row.label, "text": row.fact.text, "passages": _passages(row.fact)}


def _answer(row):
    return {"kind": row.kind, "question": row.question, "text": row.text, "passages": _passages(row)}


def _difference(row):
    return {"subject": row.subject, "passages": _passages(row)}


def _passages(row):
    return sorted(_passage(citation) for citation in row.citations.all())


def _passage(citation):
    return [citation.snapshot.sha256, citation.start, citation.end]
