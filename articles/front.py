"""What the front page leads with, and the newest of each category."""

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from articles.models import Article, Category

SECONDS = 3  # clips beside the lead that an editor picked
STRIP = 3  # clips of each category


def picks():
    """The lead and what stands below it: an editor's choice, else the newest clip with a picture. Lead may be None."""
    picked = list(
        Article.objects.published()
        .filter(front_pick__isnull=False)
        .order_by("front_pick__position", "-front_pick__pk")
        .select_related("front_pick", "category", "hero")[: SECONDS + 1]
    )
    if picked and picked[0].front_pick.position == 0:
        return picked[0], picked[1 : SECONDS + 1]
    return _newest_with_picture(), picked[:SECONDS]


def _newest_with_picture():
    clips = (
        Article.objects.published().filter(front_pick__isnull=True).newest_first().select_related("category", "hero")
    )
    return clips.filter(hero__isnull=False).first() or clips.first()


def strips(*, without=()) -> list[tuple[Category, list[Article]]]:
    """For each category of the menu its newest clips, but those that the page shows above. Two queries."""
    place = Window(RowNumber(), partition_by=F("category"), order_by=[F("published_at").desc(), F("pk").desc()])
    newest = (
        Article.objects.published()
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
