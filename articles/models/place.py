"""Where a clip stands: who made it, the addresses that it had, its place on the front page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleMaker(models.Model):
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="article_makers", verbose_name=_("clip")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="article_makers", verbose_name=_("person")
    )
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("maker of a clip")
        verbose_name_plural = _("makers of clips")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="maker_stands_once_on_a_clip")]

    def __str__(self):
        return str(self.user)


class SlugRedirect(models.Model):
    """An address that a clip had before."""

    slug = models.SlugField(_("old address"), max_length=80, unique=True, allow_unicode=True)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="old_slugs", verbose_name=_("clip"))

    class Meta:
        verbose_name = _("old address of a clip")
        verbose_name_plural = _("old addresses of clips")

    def __str__(self):
        return self.slug


class FrontPick(models.Model):
    """What an editor put on the front page: place 0 is the lead."""

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, related_name="front_pick", verbose_name=_("clip")
    )
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        ordering = ["position", "-pk"]
        verbose_name = _("front page pick")
        verbose_name_plural = _("front page picks")

    def __str__(self):
        return str(self.article)

    def stamps(self):
        return ["front"]
