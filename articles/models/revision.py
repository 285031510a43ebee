"""What a clip was at each save, and up to which of them a reader has come."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class RevisionQuerySet(models.QuerySet):
    def for_readers(self):
        """What readers are told of: updates and corrections, without the documents. Typos are mended silently."""
        return self.filter(kind__in=[Revision.Kind.UPDATE, Revision.Kind.CORRECTION]).defer("document")

    def corrections(self):
        """Of clips that are public now."""
        return self.filter(kind=Revision.Kind.CORRECTION, article__status="published").defer("document")

    def without_documents(self):
        return self.defer("document")

    def with_credits(self):
        """One query for those whom all of them name."""
        return self.prefetch_related(models.Prefetch("credits", Credit.objects.select_related("person")))


class Revision(models.Model):
    """The whole clip as it was saved once. `document` is what articles/document.py writes.

    A trigger on both databases refuses another document, number or clip: what a clip was does not change.
    """

    class Kind(models.TextChoices):
        DRAFT = "", _("before publication")
        TYPO = "typo", _("typo")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions", verbose_name=_("clip"))
    number = models.PositiveIntegerField(_("number"))
    document = models.JSONField(_("document"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True, default="")
    note = models.CharField(_("what changed and why"), max_length=400, blank=True)
    # A correction shows the old words and the new ones, and whom readers owe it to (Credit).
    subject = models.CharField(_("what was wrong"), max_length=120, blank=True)
    before = models.TextField(_("the old words"), blank=True)
    after = models.TextField(_("the new words"), blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        indexes = [models.Index(fields=["-at"], name="revision_corrections", condition=Q(kind="correction"))]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique"),
            models.CheckConstraint(name="correction_says_what", condition=~Q(kind="correction") | ~Q(note="")),
        ]

    def __str__(self):
        return f"{self.article}, {self.number}"

    @cached_property
    def noticed_by(self):
        """Whom readers are told that they owe it to, the first first. Nobody who closed their account."""
        return [credit.person for credit in self.credits.all() if credit.person.is_active]

    @transaction.atomic
    def credit(self, *people):
        """Name these beside those whom it names already; asked twice, once."""
        self.article.touch()
        named = [Credit(revision=self, person=person) for person in people]
        Credit.objects.bulk_create(named, ignore_conflicts=True)
        self.__dict__.pop("noticed_by", None)


class Credit(models.Model):
    """Somebody noticed what this correction mends."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="credits", verbose_name=_("revision"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="credits", verbose_name=_("noticed by")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [models.UniqueConstraint(fields=["revision", "person"], name="person_is_credited_once")]

    def __str__(self):
        return f"{self.revision}: {self.person}"


class LastRead(models.Model):
    """What a signed-in reader saw last of a clip and its thread, so that the page can say what is new since."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="last_reads", verbose_name=_("by"))
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="last_reads", verbose_name=_("clip"))
    number = models.PositiveIntegerField(_("revision"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    comment = models.PositiveBigIntegerField(_("newest comment then"), null=True, blank=True)

    class Meta:
        verbose_name = _("last reading")
        verbose_name_plural = _("last readings")
        constraints = [models.UniqueConstraint(fields=["user", "article"], name="last_reading_is_one_row")]

    def __str__(self):
        return f"{self.article}, {self.number}"
