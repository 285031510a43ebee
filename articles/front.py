"""What the front page leads with, and the newest of each category."""

from django.db import transaction
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from accounts.models import SiteSettings, audit
from articles.models import Article, Category, FrontPick
from common import stamps

SECONDS = 3  # clips beside the lead that an editor picked
STRIP = 3  # clips of each category


class ArrangedMeanwhile(Exception):
    """Somebody else arranged the front page after this person had looked at it."""


def arrangement() -> list[int]:
    """The picked clips in their order, with a 0 before them where the lead is left to the newest clip."""
    rows = list(FrontPick.objects.order_by("position", "-pk").values_list("article_id", "position"))
    return ([0] if rows and rows[0][1] != 0 else []) + [pk for pk, _position in rows]


@transaction.atomic
def arrange(wanted: list[int], *, seen: list[int], by) -> None:
    """Put these clips on the front page in this order; the first leads, unless a 0 stands there.

    `seen` is the arrangement that the person had before them. Raises ArrangedMeanwhile if it is another by now.
    """
    _take_turns()
    if arrangement() != seen:
        raise ArrangedMeanwhile
    stamps.touch("front")
    published = set(Article.objects.published().filter(pk__in=wanted).values_list("pk", flat=True))
    places = {pk: place for place, pk in enumerate(dict.fromkeys(wanted)) if pk in published}
    FrontPick.objects.exclude(article__in=places).delete()
    FrontPick.objects.bulk_create(
        (FrontPick(article_id=pk, position=place) for pk, place in places.items()),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["position"],
    )
    _note(set(places), set(seen) - {0}, by)


def _take_turns():
    """An empty arrangement has no row to lock, so everybody locks the one row of the settings."""
    SiteSettings.objects.get_or_create(pk=1)
    SiteSettings.objects.select_for_update().get(pk=1)


def _note(now, before, by):
    for clip in Article.objects.filter(pk__in=now ^ before).order_by("pk"):
        audit(clip, "pin" if clip.pk in now else "unpin", by=by)
    if now == before and now:
        audit(Article.objects.filter(pk__in=now).latest("pk"), "arrange front page", by=by)


def picks(reader=None):
    """The lead and what stands below it: an editor's choice, else the newest clip with a picture. Lead may be None."""
    picked = list(
        Article.objects.published()
        .for_reader(reader)
        .filter(front_pick__isnull=False)
        .order_by("front_pick__position", "-front_pick__pk")
        .select_related("front_pick", "category", "hero")[: SECONDS + 1]
    )
    if picked and picked[0].front_pick.position == 0:
        return picked[0], picked[1 : SECONDS + 1]
    return _newest_with_picture(reader), picked[:SECONDS]


def _newest_with_picture(reader):
    clips = Article.objects.published().for_reader(reader).filter(front_pick__isnull=True)
    clips = clips.newest_first().select_related("category", "hero")
    return clips.filter(hero__isnull=False).first() or clips.first()


def strips(reader=None, *, without=()) -> list[tuple[Category, list[Article]]]:
    """For each category of the menu its newest clips, but those that the page shows above. Two queries."""
    place = Window(RowNumber(), partition_by=F("category"), order_by=[F("published_at").desc(), F("pk").desc()])
    newest = (
        Article.objects.published()
        .for_reader(reader)
        .filter(~Q(pk__in=without))
        .annotate(place=place)
        .filter(place__lte=STRIP)
        .order_by("place")
        .only("slug", "title", "language", "published_at", "comment_count", "category_id")
    )
    filed = {}
    for clip in newest:
        filed.setdefault(clip.category_id, []).append(clip)
    return [(category, filed[category.pk]) for category in Category.objects.in_menu() if category.pk in filed]
