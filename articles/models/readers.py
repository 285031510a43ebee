"""What readers and the team settled about subjects: a muted tag, a role within one category."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TagMute(models.Model):
    """`by` does not want to read of this tag: in no list, feed or notice."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tag_mutes", verbose_name=_("by"))
    tag = models.ForeignKey("articles.Tag", models.CASCADE, related_name="muted_by", verbose_name=_("tag"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("muted tag")
        verbose_name_plural = _("muted tags")
        constraints = [models.UniqueConstraint(fields=["by", "tag"], name="tag_is_muted_once")]

    def __str__(self):
        return f"{self.by}: {self.tag}"


class CategoryRole(models.Model):
    """An editor or moderator of these categories alone. Without a row, a role is for the whole site: so a category
    does not go while somebody's role is limited to it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="category_roles", verbose_name=_("person")
    )
    category = models.ForeignKey("articles.Category", models.PROTECT, related_name="roles", verbose_name=_("category"))
    role = models.CharField(_("role"), max_length=13, choices=[("editor", _("editor")), ("moderator", _("moderator"))])

    class Meta:
        verbose_name = _("role in a category")
        verbose_name_plural = _("roles in categories")
        constraints = [models.UniqueConstraint(fields=["user", "category", "role"], name="category_role_is_given_once")]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.category}"
