"""Sources are looked at again; what became of the cited passages is listed for the editors."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Citation, Snapshot, Source

WATCHED_FOR = timedelta(days=90)  # after the publication of the newest clip
UNREACHABLE_AFTER = 3  # failures in a row


class ChangeIsSettled(Exception):
    """Another editor, or a newer look at the page, was faster."""


class WatchQuerySet(models.QuerySet):
    def leased(self, now):
        """Those that somebody looks at in this moment."""
        return self.filter(lease_until__gt=now)

    def due(self, now):
        """Those that nobody looks at and whose time has come, as long as their clips are young enough to be read."""
        young = Article.objects.published().filter(
            article_sources__source=models.OuterRef("source"), published_at__gt=now - WATCHED_FOR
        )
        free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
        return self.filter(free, models.Exists(young), next_at__lte=now)

    def in_trouble(self):
        """What an editor should look at: a site that did not answer once is none of it."""
        once = Q(trouble=Watch.Trouble.UNREACHABLE, failures__lt=UNREACHABLE_AFTER)
        return self.exclude(trouble="").exclude(once)


class Watch(models.Model):
    """When a source is looked at next, and how it went. Only sources of published clips with an address are watched."""

    class Trouble(models.TextChoices):
        NONE = "", "–"
        GONE = "gone", _("the page is gone")
        UNREADABLE = "unreadable", _("the page could not be read as before")
        UNREACHABLE = "unreachable", _("the site does not answer")
        REFUSED = "refused", _("the site asks not to be read")

    source = models.OneToOneField(Source, models.CASCADE, related_name="watch", verbose_name=_("source"))
    next_at = models.DateTimeField(_("next look"), default=timezone.now, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    looked_at = models.DateTimeField(_("last look"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last changed"), null=True, blank=True)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    trouble = models.CharField(_("trouble"), max_length=11, choices=Trouble, blank=True, default="")
    sentence = models.CharField(_("what went wrong"), max_length=500, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ["next_at"]
        verbose_name = _("watched source")
        verbose_name_plural = _("watched sources")
        constraints = [
            models.CheckConstraint(name="watch_in_trouble_says_why", condition=Q(trouble="") | ~Q(sentence=""))
        ]

    def __str__(self):
        return str(self.source)


class PassageChangeQuerySet(models.QuerySet):
    def open(self):
        """Changed or vanished, and no editor has said what becomes of it."""
        return self.filter(settled_at__isnull=True).exclude(kind=PassageChange.Kind.MOVED)


class PassageChange(models.Model):
    """A cited passage that a later snapshot has elsewhere, in other words, or not at all."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("moved")
        CHANGED = "changed", _("changed")
        VANISHED = "vanished", _("vanished")

    article = models.ForeignKey(Article, models.CASCADE, related_name="passage_changes", verbose_name=_("clip"))
    citation = models.ForeignKey(
        Citation, models.SET_NULL, null=True, related_name="changes", verbose_name=_("citation")
    )
    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="+", verbose_name=_("snapshot"))
    kind = models.CharField(_("what became of it"), max_length=8, choices=Kind)
    before = models.TextField(_("the cited words"))
    after = models.TextField(_("the words there now"), blank=True)
    start = models.PositiveIntegerField(_("from"), null=True, blank=True)  # of `after`, in the new snapshot
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PassageChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("changed passage")
        verbose_name_plural = _("changed passages")
        constraints = [
            models.UniqueConstraint(
                fields=["citation", "snapshot"],
                condition=Q(citation__isnull=False),
                name="passage_is_compared_once_with_a_snapshot",
            ),
            models.CheckConstraint(
                name="passage_that_vanished_has_no_new_words", condition=~Q(kind="vanished") | Q(after="")
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.before[:80]}"

    @property
    def can_be_cited_anew(self):
        """A quotation that the clip's text repeats is changed there, by hand."""
        return bool(self.after and self.citation and self.citation.part != Citation.Part.BODY)

    def settle(self, *, by):
        """Once: of two editors, one wins and the other is told."""
        now = timezone.now()
        if not PassageChange.objects.filter(pk=self.pk, settled_at=None).update(settled_at=now, settled_by=by):
            raise ChangeIsSettled(self)
        self.settled_at, self.settled_by = now, by
