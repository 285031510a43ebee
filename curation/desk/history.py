"""The revisions of a clip as the desk shows them."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from articles import document
from articles.changes import ROWS, Change, changes, parts_of
from articles.changes import rows_of as rows_of_kind
from articles.models import Revision
from curation.desk.restoring import names_of

NOW = "now"


class NoSuchRevision(Exception):
    """The clip has no revision of this number."""


@dataclass
class Row:
    """One line of the list: which parts the save changed, and how many words came and went; the first made them."""

    revision: Revision
    parts: list[str]
    came: int
    went: int
    is_first: bool


@dataclass
class Side:
    """What is compared: a revision, or the clip as it is now (then `revision` is None)."""

    key: str
    document: dict
    revision: Revision | None = None
    at: datetime | None = None


@dataclass
class Pair:
    old: Side
    new: Side
    changes: list[Change]
    older: int | None  # the number of the revision before the old one, to walk back to
    newer: int | None


def rows(page) -> list[Row]:
    """The lines of one page; only its own documents are read, and the one before them."""
    revisions = list(page.object_list)
    if not revisions:
        return []
    documents = _documents(revisions)
    numbers = sorted(documents, reverse=True)
    before = dict(pairwise(numbers))
    return [_row(revision, documents, before.get(revision.number)) for revision in revisions]


def pair(article, old: str, new: str) -> Pair:
    """Raises NoSuchRevision. `old` and `new` are numbers or NOW; an empty one is filled in."""
    newer = _side(article, new or _last(article))
    older = _side(article, old or _before(article, newer.key))
    found = changes(older.document, newer.document, names_of(older.document, newer.document))
    return Pair(older, newer, found, older=_number(_before(article, older.key)), newer=_after(article, newer.key))


def rows_of(of: dict) -> dict[str, str]:
    """The facts and answers of a document, {public id: text}, and what each source reports, {says-number: text}."""
    says = {f"says-{pk}": said for pk, said in of.get("says", {}).items()}
    return says | {row["id"]: row["text"] for part in ROWS for row in rows_of_kind(of, part)}


def _documents(revisions):
    of_the_clip = Revision.objects.filter(article=revisions[0].article_id)
    last, first = revisions[0].number, revisions[-1].number
    before = of_the_clip.filter(number__lt=first).order_by("-number").values_list("number", flat=True)[:1]
    start = next(iter(before), first)
    return dict(of_the_clip.filter(number__gte=start, number__lte=last).values_list("number", "document"))


def _row(revision, documents, before):
    parts, came, went = parts_of(documents.get(before, {}), documents[revision.number])
    return Row(revision, parts if before else [], came, went, is_first=before is None)


def _side(article, key) -> Side:
    if key == NOW:
        return Side(NOW, document.of(article), at=article.saved_at)
    found = article.revisions.select_related("by").filter(number=_number(key)).first() if _number(key) else None
    if found is None:
        if key == "":
            return Side("", {})  # before the first there was nothing
        raise NoSuchRevision(key)
    return Side(str(found.number), found.document, found, found.at)


def _last(article):
    return _text(article.revisions.values_list("number", flat=True).first()) or NOW


def _before(article, key):
    numbers = article.revisions.values_list("number", flat=True)
    return _text(numbers.first() if key == NOW else numbers.filter(number__lt=_number(key) or 0).first())


def _after(article, key):
    numbers: Any = article.revisions.order_by("number").values_list("number", flat=True)
    return None if key in (NOW, "") else numbers.filter(number__gt=_number(key)).first()


def _number(key):
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 9 else None


def _text(number):
    return "" if number is None else str(number)
