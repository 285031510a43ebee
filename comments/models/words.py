"""What a search within a thread reads of a comment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SaidWords(models.Model):
    """The words of a visible comment as the search knows them: folded, in order, each with a blank before it.

    Kept by the verbs (comments/searching.py); a comment that nobody may read has none.
    """

    comment = models.OneToOneField(
        "comments.Comment", models.CASCADE, primary_key=True, related_name="said_words", verbose_name=_("comment")
    )
    words = models.TextField(_("words"))

    class Meta:
        verbose_name = _("words of a comment")
        verbose_name_plural = _("words of comments")

    def __str__(self):
        return f"{self.comment_id}"
