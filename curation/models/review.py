"""Second pairs of eyes: notes on parts, approvals of exact words, and links for people without an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class PreviewLinkQuerySet(models.QuerySet):
    def usable(self, now=None):
        return self.filter(revoked_at__isnull=True, expires_at__gt=now or timezone.now())


class PreviewLink(models.Model):
    """A signed address at which somebody without an account sees one clip until a moment. `key` is what is signed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="preview_links", verbose_name=_("clip"))
    key = models.CharField(max_length=40, unique=True, editable=False)
    name = models.CharField(_("for whom"), max_length=120)
    may_comment = models.BooleanField(_("may write notes"), default=True)
    may_approve = models.BooleanField(_("may approve"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    opened = models.PositiveIntegerField(_("how often opened"), default=0)
    opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            models.CheckConstraint(name="preview_link_is_for_somebody", condition=~Q(name="") & ~Q(key="")),
            models.CheckConstraint(name="preview_link_ends", condition=Q(expires_at__gt=models.F("made_at"))),
        ]

    def __str__(self):
        return f"{self.article} ({self.name})"


BY_SOMEBODY = Q(by__isnull=False, link__isnull=True) | Q(by__isnull=True, link__isnull=False)


class ApprovalQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back, by those who gave them or together with their link."""
        return self.filter(taken_back_at__isnull=True, link__revoked_at__isnull=True)


class Approval(models.Model):
    """Somebody's yes to exactly these words: `hash` is of the document. Other words have no approval."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="approvals", verbose_name=_("clip"))
    hash = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    link = models.ForeignKey(
        PreviewLink,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="approvals",
        verbose_name=_("through the link"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.CheckConstraint(name="approval_is_by_somebody", condition=BY_SOMEBODY),
            models.UniqueConstraint(
                fields=["article", "hash", "by"],
                condition=Q(taken_back_at__isnull=True, by__isnull=False),
                name="person_approves_once",
            ),
            models.UniqueConstraint(
                fields=["article", "hash", "link"],
                condition=Q(taken_back_at__isnull=True, link__isnull=False),
                name="link_approves_once",
            ),
        ]

    def __str__(self):
        return f"{self.article} {self.hash[:8]}"


class NoteQuerySet(models.QuerySet):
    def threads(self):
        """The notes that begin something, with what was answered."""
        return self.filter(answers__isnull=True)

    def open(self):
        return self.threads().filter(resolved_at__isnull=True)


class Note(models.Model):
    """A word among those who make the clip, about one part of it. Readers never see it.

    `part` is the anchor of the part: "title", "standfirst", "body", "background", "fact-7k3mq2xd", … or "" for all.
    An answer belongs to the note that it answers, and stands or is settled with it. Whoever wrote through a link
    sees the notes of that link and their answers, and no other.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes", verbose_name=_("clip"))
    part = models.CharField(_("part"), max_length=40, blank=True)
    text = models.TextField(_("note"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    link = models.ForeignKey(
        PreviewLink, models.RESTRICT, null=True, blank=True, related_name="notes", verbose_name=_("through the link")
    )
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answered_by", verbose_name=_("in answer to")
    )
    key = models.CharField(max_length=40, unique=True, editable=False)  # of the form: sent twice, it is kept once
    at = models.DateTimeField(_("at"), default=timezone.now)
    resolved_at = models.DateTimeField(_("settled"), null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(name="note_is_by_somebody", condition=BY_SOMEBODY),
            models.CheckConstraint(name="note_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="note_that_answers_is_settled_with_the_first",
                condition=Q(answers__isnull=True) | Q(resolved_at__isnull=True),
            ),
        ]

    def __str__(self):
        return self.text[:80]
