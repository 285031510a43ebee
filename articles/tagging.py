"""Everything that knows django-taggit, and the counts of what is filed where."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article, Category, Tag, TagAlias, TaggedArticle
from common import stamps
from common.text import tag_key


def tag_article(article, names):
    """Give a clip exactly these tags, in this order; unknown ones are made. Must run in a transaction."""
    wanted = _tags_named(names)
    before = set(article.taggings.values_list("tag_id", flat=True))
    article.taggings.all().delete()
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag=tag, position=n) for n, tag in enumerate(wanted)
    )
    touched = before | {tag.pk for tag in wanted}
    stamps.touch(*(f"tag:{pk}" for pk in touched))
    recount(categories=[], tags=touched)
    return wanted


def _tags_named(names):
    """One tag per key, in order, by name or alias; missing ones are created."""
    by_key = {}
    for name in filter(tag_key, names):
        by_key.setdefault(tag_key(name), name.strip().lstrip("#"))
    known = {tag.key: tag for tag in Tag.objects.filter(key__in=by_key)}
    known |= {a.key: a.tag for a in TagAlias.objects.filter(key__in=by_key).select_related("tag") if a.key not in known}
    found = [known.get(key) or Tag.objects.create(name=name) for key, name in by_key.items()]
    return list(dict.fromkeys(found))


def recount(*, categories=None, tags=None):
    """Set the counts of published clips; None means all."""
    count_of = Count("*")
    published = Article.objects.filter(status="published").order_by()
    in_category = published.filter(category=OuterRef("pk")).values("category").annotate(n=count_of).values("n")
    with_tag = published.filter(taggings__tag=OuterRef("pk")).values("taggings__tag").annotate(n=count_of).values("n")
    Category.objects.filter(_among(categories)).update(article_count=Coalesce(Subquery(in_category), 0))
    Tag.objects.filter(_among(tags)).update(article_count=Coalesce(Subquery(with_tag), 0))


def _among(pks):
    return Q() if pks is None else Q(pk__in=list(pks))
