"""Facts and answers: the parts of a clip that are rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.ids import public_id


class Fact(models.Model):
    """A sentence that stands alone. Shown on a clip through KeyFact; facts will be shared between clips."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    text = models.TextField(_("sentence"), max_length=600)
    proposed = models.BooleanField(_("proposed by the machine"), default=False)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [models.CheckConstraint(name="fact_is_not_empty", condition=~Q(text=""))]

    def __str__(self):
        return self.text


class KeyFact(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="key_facts", verbose_name=_("clip"))
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="shown_as", verbose_name=_("fact"))
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    label = models.CharField(_("label"), max_length=60)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("key fact")
        verbose_name_plural = _("key facts")
        constraints = [models.UniqueConstraint(fields=["article", "fact"], name="fact_stands_once_on_a_clip")]

    def __str__(self):
        return f"{self.label}: {self.fact}"

    @property
    def anchor(self):
        return f"fact-{self.fact.public_id}"


class AnswerQuerySet(models.QuerySet):
    def quick(self):
        return self.filter(kind=Answer.Kind.QUICK)

    def faq(self):
        return self.filter(kind=Answer.Kind.FAQ)


class Answer(models.Model):
    class Kind(models.TextChoices):
        QUICK = "quick", _("quick answer")
        FAQ = "faq", _("frequently asked question")

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="answers", verbose_name=_("clip"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.QUICK)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    question = models.CharField(_("question"), max_length=200)
    text = models.TextField(_("answer"), max_length=1200)
    proposed = models.BooleanField(_("proposed by the machine"), default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(name="answer_has_question_and_text", condition=~Q(question="") & ~Q(text=""))
        ]

    def __str__(self):
        return self.question

    @property
    def anchor(self):
        return f"{'answer' if self.kind == self.Kind.QUICK else 'faq'}-{self.public_id}"
