"""Where a clip comes from, and the exact passages that bear it out."""

import hashlib
from collections import Counter, defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.text import normalise


class Source(models.Model):
    canonical_url = models.URLField(_("address"), max_length=2000, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=400, blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    published = models.DateField(_("published"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    # Our own text, a press release, a text in the public domain: pages may show as much of it as they like.
    free_to_quote = models.BooleanField(_("free to quote at any length"), default=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=["canonical_url"], condition=~Q(canonical_url=""), name="source_address_is_unique"
            )
        ]

    def __str__(self):
        return self.title or self.canonical_url or self.publisher or str(_("Pasted text"))

    @property
    def latest(self):
        """What the page said when it was last seen to have changed; citations may be of an earlier text."""
        return self.snapshots.order_by("-pk").first()


class SourceAddress(models.Model):
    """Another address of the same page: a redirect that led to it, its form for phones, one with trackers."""

    url = models.URLField(_("address"), max_length=2000, unique=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="addresses", verbose_name=_("source"))

    class Meta:
        verbose_name = _("other address of a source")
        verbose_name_plural = _("other addresses of sources")

    def __str__(self):
        return self.url


class Snapshot(models.Model):
    """The text of a source as it was at one moment. Immutable (a trigger refuses changes), seen by staff only."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="snapshots", verbose_name=_("source"))
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, editable=False)
    retrieved_at = models.DateTimeField(_("retrieved"), auto_now_add=True)

    times = 0  # that a clip cites it, where `read_by` brought it

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [models.UniqueConstraint(fields=["source", "sha256"], name="snapshot_is_kept_once")]

    def __str__(self):
        return f"{self.source} ({self.retrieved_at:%Y-%m-%d %H:%M})"

    @classmethod
    def take(cls, source, text):
        """Keep `text`, normalised, as a snapshot of `source`; the same text is kept once."""
        text = normalise(text)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        return cls.objects.get_or_create(source=source, sha256=sha256, defaults={"text": text})[0]

    @classmethod
    def latest_of(cls, article):
        """{pk of the source: its latest snapshot} of all sources of a clip."""
        return {row.source_id: row for row in cls.objects.filter(pk__in=cls._newest(article))}

    @classmethod
    def read_by(cls, article):
        """{pk of the source: its snapshots that the clip cites, the most cited first, and then its latest}.

        Since sources are watched, the latest may be a text that nobody had seen when the clip was made. `times` of
        each is how often the clip cites it.
        """
        cited = Counter(Citation.objects.shown_by(article).values_list("snapshot", flat=True))
        wanted = Q(pk__in=list(cited)) | Q(pk__in=cls._newest(article))
        texts = defaultdict(list)
        for row in cls.objects.filter(wanted).select_related("source"):
            row.times = cited[row.pk]
            texts[row.source_id].append(row)
        return {source: sorted(rows, key=lambda row: (-row.times, -row.pk)) for source, rows in texts.items()}

    @classmethod
    def _newest(cls, article):
        of_the_clip = cls.objects.filter(source__article_sources__article=article)
        return of_the_clip.values("source").annotate(newest=models.Max("pk")).values("newest")


class ArticleSource(models.Model):
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="article_sources", verbose_name=_("clip")
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="article_sources", verbose_name=_("source"))
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    says = models.CharField(_("what it reports"), max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("source of a clip")
        verbose_name_plural = _("sources of clips")
        constraints = [models.UniqueConstraint(fields=["article", "source"], name="source_stands_once_on_a_clip")]

    def __str__(self):
        return str(self.source)


class Difference(models.Model):
    """A number on which the sources of one clip differ; its citations are what each of them says."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="differences", verbose_name=_("clip"))
    subject = models.CharField(_("what they differ on"), max_length=200)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("difference between sources")
        verbose_name_plural = _("differences between sources")
        constraints = [models.CheckConstraint(name="difference_says_on_what", condition=~Q(subject=""))]

    def __str__(self):
        return self.subject


class CitationQuerySet(models.QuerySet):
    def shown_by(self, article):
        """Of its facts, its answers, its running text, and of the differences between its sources."""
        return self.filter(
            Q(fact__in=article.key_facts.values("fact"))
            | Q(answer__in=article.answers.all())
            | Q(difference__in=article.differences.all())
            | Q(article=article)
        )


class Citation(models.Model):
    """A passage of a snapshot that bears out a fact, an answer, a part of the running text, or a difference.

    `start` and `end` are half-open offsets in Unicode code points: `snapshot.text[start:end] == quote`.
    A trigger on both databases refuses any other row.
    """

    class Part(models.TextChoices):
        NONE = "", "–"
        BODY = "body", _("quotation in the body")
        BACKGROUND = "background", _("background")

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="citations", verbose_name=_("snapshot"))
    start = models.PositiveIntegerField(_("from"))
    end = models.PositiveIntegerField(_("to"))
    quote = models.TextField(_("passage"))
    fact = models.ForeignKey(
        "articles.Fact", models.CASCADE, null=True, blank=True, related_name="citations", verbose_name=_("fact")
    )
    answer = models.ForeignKey(
        "articles.Answer", models.CASCADE, null=True, blank=True, related_name="citations", verbose_name=_("answer")
    )
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="citations", verbose_name=_("clip")
    )
    part = models.CharField(_("part"), max_length=10, choices=Part, blank=True, default="")
    difference = models.ForeignKey(
        Difference, models.CASCADE, null=True, blank=True, related_name="citations", verbose_name=_("difference")
    )

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(name="citation_has_a_length", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="citation_bears_out_one_thing",
                condition=(
                    Q(fact__isnull=False, answer__isnull=True, article__isnull=True, difference__isnull=True, part="")
                    | Q(fact__isnull=True, answer__isnull=False, article__isnull=True, difference__isnull=True, part="")
                    | Q(fact__isnull=True, answer__isnull=True, article__isnull=True, difference__isnull=False, part="")
                    | (
                        Q(fact__isnull=True, answer__isnull=True, article__isnull=False, difference__isnull=True)
                        & ~Q(part="")
                    )
                ),
            ),
        ]

    def __str__(self):
        return self.quote

    def clean(self):
        if self.snapshot_id and self.snapshot.text[self.start : self.end] != self.quote:
            raise ValidationError(_("The passage does not stand in the source at this place, word for word."))

    @classmethod
    def of(cls, snapshot, quote, **target):
        """An unsaved citation of the first place where `quote` stands; ValueError when it stands nowhere."""
        quote = normalise(quote)
        start = snapshot.text.index(quote)
        return cls(snapshot=snapshot, start=start, end=start + len(quote), quote=quote, **target)
