"""The same verb for several clips, and how it is taken back."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import audit
from articles import actions as clips
from articles import document
from articles.models import Article, Category, Revision
from articles.tagging import recount
from curation.desk.planning import each

VERBS = {
    "submit": clips.submit,
    "return": clips.return_to_draft,
    "trash": clips.put_in_trash,
    "restore": clips.take_from_trash,
}
INVERSE = {"submit": "return", "trash": "restore", "restore": "trash"}


@dataclass(frozen=True)
class Outcome:
    done: list[Article]
    left: list[Article]
    undo: dict  # what `undo` takes to make it as it was; empty where that is not possible


def act(verb: str, articles, *, by) -> Outcome:
    """`verb` is a key of VERBS. Each clip by itself: what somebody else settled first is left and named."""
    done, left = each(articles, lambda article: VERBS[verb](article, by=by))
    back = INVERSE.get(verb)
    return Outcome(done, left, {"verb": back, "clips": [clip.pk for clip in done]} if back and done else {})


@transaction.atomic
def file_under(category: Category, articles, *, by) -> Outcome:
    """Move clips to another category. Whoever has one of them open is shown so when they save."""
    moves = {clip.pk: (clip.category_id, category.pk) for clip in articles if clip.category_id != category.pk}
    moved = _file(moves, by=by)
    back = {str(clip.pk): moves[clip.pk] for clip in moved}
    return Outcome(moved, [], {"verb": "file", "moves": back} if back else {})


def _file(moves: dict[int, tuple[int, int]], *, by) -> list[Article]:
    """{clip: (from, to)}; one that stands elsewhere by now, or whose category is gone, is left."""
    into = Category.objects.in_bulk({after for _before, after in moves.values()})
    held = Article.objects.select_for_update().filter(pk__in=moves, trashed_at__isnull=True).order_by("pk")
    moved = [clip for clip in held if clip.category_id == moves[clip.pk][0] and moves[clip.pk][1] in into]
    last = Revision.objects.filter(article__in=moved, number=F("article__version"))
    documents = dict(last.values_list("article", "document"))
    for clip in moved:
        _move(clip, into[moves[clip.pk][1]], documents.get(clip.pk) or document.of(clip), by=by)
    recount(categories={category for move in moves.values() for category in move}, tags=[])
    return moved


def _move(clip, category, words, *, by):
    """A revision of its own, with the words as they were: nothing has to be rendered or indexed again."""
    clip.touch()  # where it stood before
    audit(clip, "file", by=by, before=clip.category_id, after=category.pk)
    clip.category, clip.version = category, clip.version + 1  # held, so nobody counts beside us
    Article.objects.filter(pk=clip.pk).update(category=category, version=clip.version)
    Revision.objects.create(
        article=clip,
        number=clip.version,
        document={**words, "category_id": category.pk},
        by=by,
        kind=Revision.Kind.TYPO if clip.published_at else Revision.Kind.DRAFT,
        note=_("Filed under %(category)s.") % {"category": category},
    )
    clip.touch()


@transaction.atomic
def undo(what: dict, *, by) -> int:
    """How many clips are again as they were; one that somebody changed meanwhile is left."""
    if what["verb"] == "file":
        return len(_file({int(pk): (after, before) for pk, (before, after) in what["moves"].items()}, by=by))
    found = Article.objects.filed_for(by).filter(pk__in=what["clips"])
    if what["verb"] == "return":  # but not what somebody has promised for a moment since
        found = found.filter(status=Article.Status.REVIEW)
    return len(act(what["verb"], found, by=by).done)
