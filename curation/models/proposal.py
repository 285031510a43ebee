"""What a machine proposed for a clip, and what people let pass in spite of a finding."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class Proposal(models.Model):
    """The words of the first draft: while one of them still stands in the clip, the desk says that a machine wrote it.

    `words` is {field of Article: text}, `titles` a list of headlines to choose from, `warnings` what the import
    noticed ({kind, message, quote}), `unsupported` the sentences of a language model that no passage bears out.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="proposal", verbose_name=_("clip"))
    engine = models.CharField(_("proposed by"), max_length=100, default="extract")
    words = models.JSONField(_("words"), default=dict)
    titles = models.JSONField(_("headlines"), default=list)
    warnings = models.JSONField(_("noticed"), default=list)
    unsupported = models.JSONField(_("without support"), default=list)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    def __str__(self):
        return str(self.article)


def titles_of(article) -> list[str]:
    """The headlines that the machine proposed for a clip, the best first."""
    proposal = Proposal.objects.filter(article=article).first()
    return proposal.titles if proposal else []


def unsupported_of(article) -> list[str]:
    """The sentences of a language model that no passage bore out when it wrote them."""
    return Proposal.objects.filter(article=article).values_list("unsupported", flat=True).first() or []


class Override(models.Model):
    """An editor's word that one finding on one clip does not stop it. Gone with the words that it was about."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="overrides", verbose_name=_("clip"))
    fingerprint = models.CharField(max_length=64, editable=False)  # of the finding: Finding.fingerprint
    kind = models.CharField(_("kind"), max_length=40)
    message = models.CharField(_("finding"), max_length=500)
    note = models.CharField(_("why it stands"), max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("overridden finding")
        verbose_name_plural = _("overridden findings")
        constraints = [
            models.UniqueConstraint(fields=["article", "fingerprint"], name="finding_is_overridden_once"),
            models.CheckConstraint(name="override_says_why", condition=~Q(note="")),
        ]

    def __str__(self):
        return self.message
