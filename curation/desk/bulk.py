"""The same verb for several clips, and how it is taken back."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import audit
from articles import actions as clips
from articles.models import Article, Category
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
    """Move clips to another category, with no new revision: it is no change of their words."""
    before = {str(clip.pk): clip.category_id for clip in articles if clip.category_id != category.pk}
    moved = [clip for clip in articles if str(clip.pk) in before]
    for clip in moved:
        _file(clip, category.pk, by=by)
    recount(categories={category.pk, *before.values()}, tags=[])
    return Outcome(moved, [], {"verb": "file", "categories": before} if before else {})


def _file(clip, category, *, by):
    clip.touch()  # where it stood before
    Article.objects.filter(pk=clip.pk).update(category_id=category)
    audit(clip, "file", by=by, before=clip.category_id, after=category)
    clip.category_id = category
    clip.touch()


@transaction.atomic
def undo(what: dict, *, by) -> int:
    """How many clips are again as they were; one that somebody changed meanwhile is left."""
    if what["verb"] != "file":
        return len(act(what["verb"], Article.objects.filter(pk__in=what["clips"]), by=by).done)
    clips_of = Article.objects.filter(pk__in=what["categories"], trashed_at__isnull=True)
    back = [clip for clip in clips_of if what["categories"][str(clip.pk)] != clip.category_id]
    touched = {clip.category_id for clip in back}
    for clip in back:
        _file(clip, what["categories"][str(clip.pk)], by=by)
    recount(categories={*touched, *what["categories"].values()}, tags=[])
    return len(back)
