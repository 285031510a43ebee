"""What may be done to categories and tags. Old addresses lead somewhere, counts stay right, and it is on record.

Each verb is one transaction, moves the stamps of all that shows the change, and mends the search.
"""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import audit
from articles import search
from articles.models import Article, Category, CategoryAlias, Tag, TagAlias, TaggedArticle
from articles.tagging import recount as recount_filing
from common import stamps
from common.text import tag_key

EVERYWHERE = ["site", "front", "lists"]  # the menu, the strips of the front page, the kickers and tags in lists


class NameTaken(ValueError):
    """Another one has this name or address; `by` is it. Merging may be what is wanted."""

    def __init__(self, by):
        super().__init__(str(by))
        self.by = by


class StillInUse(ValueError):
    """The category has clips, drafts among them; name one that takes them over."""


# Doors: by any address that it has or had


def category_at(slug: str) -> Category:
    """Its slug differs from the one asked for when that was an old one: redirect. Http404 when there is none."""
    alias = CategoryAlias.objects.select_related("category").filter(slug=slug)
    return Category.objects.filter(slug=slug).first() or _or_404(next((a.category for a in alias), None))


def tag_at(slug: str) -> Tag:
    """By address, or by any spelling of its name or of an alias. Http404 when there is none, and while only clips
    have it that were never public: its name may be their news.
    """
    found = Tag.objects.filter(slug=slug).first() or _or_404(tag_key(slug) and Tag.objects.named(slug))
    return _or_404(None if _is_news(found) else found)


def _is_news(tag):
    if tag.article_count or tag.retired:
        return False
    clips = Article.objects.tagged(tag)
    return clips.exists() and not clips.filter(published_at__isnull=False).exists()


@transaction.atomic
def category_for_new_clips(slug: str = "", *, by) -> Category | None:
    """The one suggested, else the first of the menu. A site without any gets its first one, "News"; None where all
    are retired.
    """
    menu = Category.objects.in_menu().for_editor(by)
    found = menu.filter(slug=slug).first() or menu.first()
    return found or (None if Category.objects.exists() else _first_category(by))


def _first_category(by):
    made, is_new = Category.objects.get_or_create(slug="news", defaults={"name": _("News")})
    if is_new:
        stamps.touch(*EVERYWHERE, *made.stamps())
        audit(made, "add", by=by)
    return made


def _or_404(found):
    if not found:
        raise Http404
    return found


# Tags


@transaction.atomic
def merge_tags(source: Tag, into: Tag, *, by) -> Tag:
    """All clips of `source` get `into`; its names and its address lead there from now on."""
    if source.pk == into.pk:
        raise ValueError("A tag cannot be merged into itself.")
    clips = Article.objects.filter(pk__in=source.taggings.values("content_object"))
    moved = _touch_clips(clips, *source.stamps(), *into.stamps())
    source.taggings.filter(content_object__in=into.taggings.values("content_object")).delete()
    source.taggings.update(tag=into)
    _repoint(source, into, besides=[TaggedArticle])
    source.delete()
    _keep_names(into, source.name, source.slug)
    recount_filing(categories=[], tags=[into.pk])
    search.reindex(Article.objects.filter(pk__in=moved))
    audit(into, "tag.merge", by=by, source=source.name, clips=len(moved))
    into.refresh_from_db()
    return into


@transaction.atomic
def rename_tag(tag: Tag, name: str, *, by) -> Tag:
    """Another spelling or another word; the old name and address lead to it. Raises NameTaken, ValueError."""
    old, old_slug, key = tag.name, tag.slug, tag_key(name)
    _check_free(tag, key)
    tag.aliases.filter(key=key).delete()
    if key != tag.key:
        tag.slug = ""  # saving makes a new one
    tag.name = name
    tag.save()
    _keep_names(tag, old, old_slug)
    _settle_tag(tag)
    audit(tag, "tag.rename", by=by, before=old, after=tag.name)
    return tag


@transaction.atomic
def alias_tag(tag: Tag, name: str, *, by) -> TagAlias:
    """Another name that leads to the tag. Raises NameTaken, ValueError."""
    _check_free(tag, tag_key(name))
    if tag_key(name) == tag.key:
        raise NameTaken(tag)
    alias, _ = TagAlias.objects.get_or_create(key=tag_key(name), defaults={"name": name, "tag": tag})
    stamps.touch(*tag.stamps(), "lists")
    audit(tag, "tag.alias", by=by, name=name)
    return alias


@transaction.atomic
def retire_tag(tag: Tag, *, by) -> None:
    """Its page says that it is gone (410) and nobody is offered it; clips that have it keep it."""
    _set_retired(tag, True)
    audit(tag, "tag.retire", by=by)


@transaction.atomic
def restore_tag(tag: Tag, *, by) -> None:
    _set_retired(tag, False)
    audit(tag, "tag.restore", by=by)


def _set_retired(tag, retired):
    tag.retired = retired
    tag.save(update_fields=["retired"])
    _touch_clips(Article.objects.tagged(tag), *tag.stamps())


def _settle_tag(tag):
    clips = Article.objects.filter(pk__in=tag.taggings.values("content_object"))
    _touch_clips(clips, *tag.stamps())
    search.reindex(clips)


def _check_free(tag, key):
    if not key:
        raise ValueError("A tag needs a letter or a digit.")
    taken = Tag.objects.filter(Q(key=key) | Q(aliases__key=key)).exclude(pk=tag.pk).first()
    if taken:
        raise NameTaken(taken)


def _keep_names(tag, *names):
    """Old names and addresses lead to the tag, unless they are names of another."""
    for name in names:
        if not Tag.objects.named(name):
            TagAlias.objects.create(name=name, tag=tag)


# Categories


@transaction.atomic
def merge_categories(source: Category, into: Category, *, by) -> Category:
    """All clips of `source`, drafts too, move to `into`, and so does its address."""
    if source.pk == into.pk:
        raise ValueError("A category cannot be merged into itself.")
    clips = Article.objects.filter(category=source)
    moved = _touch_clips(clips, *source.stamps(), *into.stamps())
    clips.update(category=into)
    _repoint(source, into, besides=[Article])
    source.delete()
    CategoryAlias.objects.create(slug=source.slug, category=into)
    recount_filing(categories=[into.pk], tags=[])
    audit(into, "category.merge", by=by, source=source.name, clips=len(moved))
    into.refresh_from_db()
    return into


@transaction.atomic
def rename_category(category: Category, name: str, *, slug: str | None = None, by) -> Category:
    """Another name, and another address when `slug` is given: the old one leads to it. Raises NameTaken."""
    before = {"name": category.name, "slug": category.slug}
    others = Category.objects.exclude(pk=category.pk)
    if taken := others.filter(Q(name=name) | Q(slug=slug or category.slug)).first():
        raise NameTaken(taken)
    category.name, category.slug = name, slug or category.slug
    category.save(update_fields=["name", "slug"])
    if before["slug"] != category.slug:
        CategoryAlias.objects.filter(slug=category.slug).delete()
        CategoryAlias.objects.update_or_create(slug=before["slug"], defaults={"category": category})
    _touch_clips(Article.objects.filter(category=category), *category.stamps())
    audit(category, "category.rename", by=by, before=before, after={"name": name, "slug": category.slug})
    return category


@transaction.atomic
def alias_category(category: Category, slug: str, *, by) -> CategoryAlias:
    """Another address that leads to the category. Raises NameTaken."""
    alias = CategoryAlias.objects.filter(slug=slug).exclude(category=category).first()
    if taken := Category.objects.filter(slug=slug).first() or (alias and alias.category):
        raise NameTaken(taken)
    alias, _ = CategoryAlias.objects.get_or_create(slug=slug, category=category)
    stamps.touch(*category.stamps())
    audit(category, "category.alias", by=by, slug=slug)
    return alias


@transaction.atomic
def retire_category(category: Category, *, into: Category | None = None, by) -> None:
    """It leaves the menu and takes no more clips. One that has clips needs another that takes them: a merge."""
    if into is not None:
        merge_categories(category, into, by=by)
        return
    if category.articles.exists():
        raise StillInUse(str(category))
    category.retired = True
    category.save(update_fields=["retired"])
    stamps.touch(*category.stamps(), *EVERYWHERE)
    audit(category, "category.retire", by=by)


@transaction.atomic
def restore_category(category: Category, *, by) -> None:
    category.retired = False
    category.save(update_fields=["retired"])
    stamps.touch(*category.stamps(), *EVERYWHERE)
    audit(category, "category.restore", by=by)


@transaction.atomic
def move_category(category: Category, steps: int, *, by) -> None:
    """Up the menu (−1, …) or down (1, …); beyond an end it stays at that end."""
    menu = list(Category.objects.in_menu())
    here = menu.index(category)
    there = max(0, min(len(menu) - 1, here + steps))
    menu.insert(there, menu.pop(here))
    for position, entry in enumerate(menu):
        entry.position = position
    Category.objects.bulk_update(menu, ["position"])
    category.position = there
    stamps.touch(*EVERYWHERE)
    audit(category, "category.move", by=by, position=there)


# Both


@transaction.atomic
def recount() -> int:
    """Set the counts of categories and tags anew; how many were wrong."""
    before = _counts()
    recount_filing()
    after = _counts()
    changed = [key for key in after if before.get(key) != after[key]]
    if changed:
        stamps.touch(*changed, *EVERYWHERE)
    return len(changed)


def _counts():
    tags, categories = (
        Tag.objects.values_list("pk", "article_count"),
        Category.objects.values_list("pk", "article_count"),
    )
    return {f"tag:{pk}": n for pk, n in tags} | {f"category:{pk}": n for pk, n in categories}


def _touch_clips(clips, *keys) -> list[int]:
    """Their pages and all lists are old; the numbers of the clips."""
    pks = list(clips.order_by().values_list("pk", flat=True))
    stamps.touch(*keys, *EVERYWHERE, *(f"article:{pk}" for pk in pks))
    return pks


def _repoint(source, into, *, besides):
    """What else points to `source` (aliases, what people follow) points to `into`, once."""
    for relation in source._meta.related_objects:
        if relation.related_model in besides or not relation.one_to_many:
            continue
        for row in relation.related_model._base_manager.filter(**{relation.field.name: source}):
            _repoint_row(row, relation.field.name, into)


def _repoint_row(row, name, into):
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{name: into})
    except IntegrityError:  # there is one already
        row.delete()
