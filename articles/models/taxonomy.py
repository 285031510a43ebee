"""Categories and tags: what a clip is filed under."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from common.text import slugify_unicode, tag_key


class Hue(models.TextChoices):
    BRICK = "brick", _("brick")
    OCHRE = "ochre", _("ochre")
    MOSS = "moss", _("moss")
    TEAL = "teal", _("teal")
    SEA = "sea", _("sea")
    VIOLET = "violet", _("violet")
    ROSE = "rose", _("rose")
    SLATE = "slate", _("slate")


class Moderation(models.TextChoices):
    SITE = "", _("as the site has it")
    POST = "post", _("comments appear at once")
    PRE = "pre", _("a moderator reads each comment first")


class CategoryQuerySet(models.QuerySet):
    def in_menu(self):
        return self.filter(retired=False).order_by("position", "name")

    def for_editor(self, user):
        """Those in which somebody may make clips, and to which they may move them; None is the site itself."""
        if user is None or user.is_superuser:
            return self
        roles = apps.get_model("articles.CategoryRole").objects.filter(user=user, role="editor")
        return self.filter(Q(pk__in=roles.values("category")) | ~Exists(roles))


class Category(models.Model):
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    line = models.CharField(_("line under the name"), max_length=200, blank=True)
    keywords = models.CharField(_("words that point to it"), max_length=500, blank=True)
    hue = models.CharField(_("ink"), max_length=8, choices=Hue, default=Hue.SLATE)
    position = models.PositiveSmallIntegerField(_("place in the menu"), default=0)
    retired = models.BooleanField(_("retired: no new clips, not in the menu"), default=False)
    moderation = models.CharField(_("moderation"), max_length=4, choices=Moderation, blank=True, default="")
    article_count = models.PositiveIntegerField(_("published clips"), default=0, editable=False)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("category", args=[self.slug])

    def stamps(self):
        return [f"category:{self.pk}"]


class CategoryAlias(models.Model):
    """An address that a category had before a rename or a merge."""

    slug = models.SlugField(_("old address"), max_length=80, unique=True, allow_unicode=True)
    category = models.ForeignKey(Category, models.CASCADE, related_name="aliases", verbose_name=_("category"))

    class Meta:
        verbose_name = _("old address of a category")
        verbose_name_plural = _("old addresses of categories")

    def __str__(self):
        return self.slug


class TagQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired=False, article_count__gt=0)

    def named(self, name):
        """The tag of any spelling, or of an alias; None when there is none."""
        key = tag_key(name)
        return self.filter(Q(key=key) | Q(aliases__key=key)).distinct().first()


class Tag(TagBase):
    """A hashtag. `key` is what makes two spellings one tag; `name` is how it is shown."""

    key = models.CharField(_("key"), max_length=100, unique=True, editable=False)
    about = models.CharField(_("about"), max_length=300, blank=True)
    retired = models.BooleanField(_("retired: not offered, its page is gone"), default=False)
    article_count = models.PositiveIntegerField(_("published clips"), default=0, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [models.CheckConstraint(name="tag_key_is_not_empty", condition=~Q(key=""))]

    def save(self, *args, **kwargs):
        # The key follows from the name alone; no effect outside this row.
        self.name = self.name.strip().lstrip("#")
        self.key = tag_key(self.name)
        self.slug = self.slug or self.free_slug()
        super().save(*args, **kwargs)

    def free_slug(self):
        """An address of its own: C and C++ are two tags, but an address holds letters and digits only."""
        slug = slugify_unicode(self.key, max_length=75, fallback="tag")
        taken = set(Tag.objects.exclude(pk=self.pk).filter(slug__startswith=slug).values_list("slug", flat=True))
        numbered = (f"{slug}-{n}" for n in range(2, len(taken) + 3))
        return slug if slug not in taken else next(slug for slug in numbered if slug not in taken)

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])

    def stamps(self):
        return [f"tag:{self.pk}"]


class TagAlias(models.Model):
    """Another spelling or an old name, which leads to the tag."""

    name = models.CharField(_("other name"), max_length=100)
    key = models.CharField(_("key"), max_length=100, unique=True, editable=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name=_("tag"))

    class Meta:
        verbose_name = _("other name of a tag")
        verbose_name_plural = _("other names of tags")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = tag_key(self.name)
        super().save(*args, **kwargs)


class TaggedArticle(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", verbose_name=_("tag"))
    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="taggings", verbose_name=_("clip")
    )
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("tag of a clip")
        verbose_name_plural = _("tags of clips")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_stands_once_on_a_clip")]

    def __str__(self):
        return str(self.tag)
