"""What a reader keeps about threads: drafts, and which threads they follow or do not want to hear of."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What somebody is writing, in one place: under a clip, below a comment, or about a part. Theirs alone."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("by"))
    place = models.CharField(_("place"), max_length=80, help_text=_("As comments/kept.py names it."))
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="drafts", verbose_name=_("clip"))
    body = models.TextField(_("text"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("draft of a comment")
        verbose_name_plural = _("drafts of comments")
        constraints = [models.UniqueConstraint(fields=["by", "place"], name="draft_is_one_a_place")]

    def __str__(self):
        return self.body[:80]


class ThreadFollow(models.Model):
    """`by` hears of what is new under a clip (or below one comment); `muted`: of nothing, not even of replies."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="thread_follows", verbose_name=_("by")
    )
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="thread_follows", verbose_name=_("clip")
    )
    root = models.ForeignKey(
        "comments.Comment", models.CASCADE, null=True, blank=True, related_name="follows", verbose_name=_("below")
    )
    muted = models.BooleanField(_("muted"), default=False)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("followed thread")
        verbose_name_plural = _("followed threads")
        constraints = [
            models.UniqueConstraint(fields=["by", "article", "root"], name="thread_is_followed_once"),
            models.UniqueConstraint(
                fields=["by", "article"], condition=models.Q(root__isnull=True), name="clip_is_followed_once"
            ),
        ]

    def __str__(self):
        return f"{self.by}: {self.article}"
