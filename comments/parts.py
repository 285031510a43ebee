"""The parts of a clip that a comment can be about: key facts, answers and paragraphs, each by its anchor.

Facts and answers have public ids that survive edits. A paragraph is named by its words: whoever changes one leaves
its comments with the words that they were about (`Comment.about_words`), and a new paragraph begins without any.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape

from django.db.models import Count

from comments.models import Comment
from common.text import fold

LONGEST = 300  # characters of a part that its comments keep
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)  # of our own sanitised HTML, where none stands in another
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Part:
    """`anchor` is its name in addresses of comments, `place` the id on the clip's page; "" for what it has no more."""

    kind: str
    id: str
    words: str
    place: str = ""
    question: str = ""

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.id}"


def parts_of(article) -> dict[str, Part]:
    """By anchor, in the order of the page. Four queries at most; none for what was prefetched."""
    rows = [*_paragraphs(article.body_html), *_facts(article), *_answers(article)]
    return {part.anchor: part for part in rows}


def counts_about(article) -> dict[tuple[str, str], int]:
    """How many visible comments there are about each part, by (kind, id)."""
    said = Comment.objects.visible().filter(article=article).exclude(about_kind="").order_by()
    return {(kind, key): n for kind, key, n in said.values_list("about_kind", "about_id").annotate(n=Count("pk"))}


def part_of(article, anchor: str) -> Part | None:
    """The part with this anchor, or as it was when somebody said something about it."""
    found = parts_of(article).get(anchor)
    if found:
        return found
    kind, _dash, key = anchor.partition("-")
    said = Comment.objects.visible().filter(article=article, about_kind=kind, about_id=key).exclude(about_kind="")
    words = said.order_by("pk").values_list("about_words", flat=True).first()
    return Part(kind, key, words) if words else None


def paragraph_id(words: str) -> str:
    return blake2b(fold(words).encode(), digest_size=6).hexdigest()


def _paragraphs(html):
    for found in _PARAGRAPH.finditer(html):
        words = " ".join(unescape(_TAG.sub("", found[1])).split())
        if words:
            key = paragraph_id(words)
            yield Part("paragraph", key, words, "story")


def _facts(article):
    for row in article.key_facts.select_related("fact"):
        yield Part("fact", row.fact.public_id, row.fact.text, row.anchor)


def _answers(article):
    for row in article.answers.all():
        yield Part("answer", row.public_id, row.text, row.anchor, row.question)
