"""The clip itself: its words, its status, and the verbs that change them."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles import changes, document, search
from articles.models.picture import ArticlePicture, pictures_in, place
from articles.models.place import ArticleMaker, SlugRedirect
from articles.models.querysets import ArticleQuerySet
from articles.models.revision import Revision
from articles.models.taxonomy import Category, TaggedArticle
from common import stamps
from common.markdown import render_clip


class AlreadySettled(Exception):
    """Somebody else has changed the status of this first."""


class UnderEmbargo(Exception):
    """It may not go out before `until`."""

    def __init__(self, article):
        self.until = article.embargo_until
        super().__init__(str(article))


class Story(models.Model):
    """Clips about the same running matter."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self):
        return self.title


def site_language():
    return settings.LANGUAGE_CODE


class Article(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Comments(models.TextChoices):
        OPEN = "open", _("open")
        QUESTIONS = "questions", _("questions to those who made it")
        CORRECTIONS = "corrections", _("corrections")
        CLOSED = "closed", _("closed")

    class Moderation(models.TextChoices):
        SITE = "", _("as the category and the site have it")
        POST = "post", _("comments appear at once")
        PRE = "pre", _("a moderator reads each comment first")

    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    title = models.CharField(_("headline"), max_length=200)
    standfirst = models.CharField(_("standfirst"), max_length=400, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="articles", verbose_name=_("category"))
    story = models.ForeignKey(
        Story, models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("story")
    )
    language = models.CharField(_("language"), max_length=35, default=site_language, help_text=_("BCP 47: en, pt-BR"))
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown"))
    body_html = models.TextField(editable=False, default="")
    background = models.TextField(_("background"), blank=True, help_text=_("Markdown"))
    background_html = models.TextField(editable=False, default="")
    hero = models.ForeignKey(
        "articles.Picture", models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("picture")
    )
    makers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="articles.ArticleMaker", related_name="made", verbose_name=_("made by")
    )
    sources = models.ManyToManyField("articles.Source", through="articles.ArticleSource", related_name="articles")
    tags = TaggableManager(through=TaggedArticle, blank=True, verbose_name=_("tags"))

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    comments_mode = models.CharField(_("comments"), max_length=11, choices=Comments, default=Comments.OPEN)
    moderation = models.CharField(_("moderation"), max_length=4, choices=Moderation, blank=True, default="")
    # Blank: by the site's rule. Whatever locks the thread says when and why, and the mode stays known.
    comments_close_at = models.DateTimeField(_("comments close at"), null=True, blank=True)
    comments_locked_at = models.DateTimeField(_("comments locked since"), null=True, blank=True, editable=False)
    comments_locked_because = models.CharField(_("locked because"), max_length=200, blank=True, editable=False)
    slow_until = models.DateTimeField(_("thread is slowed until"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    scheduled_for = models.DateTimeField(_("publish at"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=400, blank=True, editable=False)
    # Planning: not before this moment; not after that one; and who is to look after it.
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    withdraw_at = models.DateTimeField(_("withdraw at"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned",
        verbose_name=_("with"),
    )
    # Drafts go to the trash first, for thirty days.
    trashed_at = models.DateTimeField(_("in the trash since"), null=True, blank=True, editable=False)
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    # How often the row was saved by a person: a form that saw another number is told so.
    version = models.PositiveIntegerField(default=0, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=1, editable=False)
    comment_count = models.PositiveIntegerField(_("comments"), default=0, editable=False)
    view_count = models.PositiveIntegerField(_("views"), default=0, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("clip")
        verbose_name_plural = _("clips")
        permissions = [("publish_article", "Can publish and withdraw clips")]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="article_newest"),
            models.Index(fields=["category", "status", "-published_at"], name="article_newest_in_category"),
            models.Index(fields=["status", "scheduled_for"], name="article_due"),
            models.Index(fields=["withdraw_at"], name="article_to_withdraw", condition=Q(withdraw_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="article_has_a_title", condition=~Q(title="") & ~Q(slug="")),
            models.CheckConstraint(
                name="article_published_says_when", condition=~Q(status="published") | Q(published_at__isnull=False)
            ),
            models.CheckConstraint(
                name="article_scheduled_says_when", condition=~Q(status="scheduled") | Q(scheduled_for__isnull=False)
            ),
            models.CheckConstraint(
                name="article_withdrawn_says_why",
                condition=~Q(status="withdrawn") | (~Q(withdrawn_because="") & Q(withdrawn_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="article_in_the_trash_was_never_public",
                condition=Q(trashed_at__isnull=True)
                | (Q(status__in=["draft", "review"]) & Q(published_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="article_keeps_its_embargo",
                condition=Q(embargo_until__isnull=True)
                | Q(scheduled_for__isnull=True)
                | Q(scheduled_for__gte=F("embargo_until")),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("article", args=[self.slug])

    @property
    def is_published(self):
        return self.status == self.Status.PUBLISHED

    @property
    def stands(self):
        """Its status and its moment as one word: what a form that changes them was loaded with."""
        return f"{self.status} {self.scheduled_for.isoformat() if self.scheduled_for else ''}".strip()

    @property
    def direction(self):
        """How the clip's own language is written."""
        return "rtl" if self.language.partition("-")[0].lower() in settings.LANGUAGES_BIDI else "ltr"

    @property
    def takes_comments(self):
        closed = self.comments_mode == self.Comments.CLOSED or self.comments_locked_at
        return self.is_published and not closed

    def stamps(self):
        """All that shows this clip or its counts: itself, lists, its category, tags and makers."""
        tags = TaggedArticle.objects.filter(content_object=self).values_list("tag_id", flat=True)
        makers = ArticleMaker.objects.filter(article=self).values_list("user_id", flat=True)
        return [
            f"article:{self.pk}",
            f"category:{self.category_id}",
            *(f"tag:{pk}" for pk in tags),
            *(f"person:{pk}" for pk in makers),
            "front",
            "lists",
        ]

    def touch(self):
        stamps.touch(*self.stamps())

    # Words

    @transaction.atomic
    def record(self, *, by, kind="", note="", noticed_by=(), **told):
        """Settle an edit that was just saved: render, index, keep a revision, make pages that show it old.

        Call it after the fields and all parts are saved. `kind` is one of Revision.Kind; after publication
        an edit of substance is an update or a correction, and moves `changed_at`. `told` are what a correction
        tells besides: subject, before, after; the words are taken from what changed when nobody says them. `noticed_by`
        are the people whom it credits.
        """
        self.render()
        self._keep_pictures()
        self.version = F("version") + 1
        if self.is_published and kind in (Revision.Kind.UPDATE, Revision.Kind.CORRECTION):
            self.changed_at = timezone.now()
        self.save()
        self.refresh_from_db(fields=["version"])
        search.index(self)
        self.touch()
        now = document.of(self)
        if kind == Revision.Kind.CORRECTION and not (told.get("before") or told.get("after")):
            told = self._corrected_words(now) | {name: value for name, value in told.items() if value}
        revision = Revision.objects.create(
            article=self, number=self.version, document=now, by=by, kind=kind, note=note, **told
        )
        if noticed_by:
            revision.credit(*noticed_by)
        return revision

    def _corrected_words(self, now):
        before = self.revisions.order_by("-number").values_list("document", flat=True).first()
        return changes.corrected(before, now) if before else {}

    def render(self):
        """Render the Markdown once, here; pages only paste the result."""
        cited = {"body": {}, "background": {}}
        for citation in self.citations.all() if self.pk else ():
            cited[citation.part][citation.pk] = citation.quote
        self.body_html = render_clip(self.body, cited["body"], place=place)
        self.background_html = render_clip(self.background, cited["background"])
        self.minutes = max(1, round(len(self.body.split()) / 220))

    def _keep_pictures(self):
        named = pictures_in(self.body_html)
        self.body_pictures.exclude(picture__in=named).delete()
        ArticlePicture.objects.bulk_create(
            (ArticlePicture(article=self, picture_id=pk) for pk in named), ignore_conflicts=True
        )

    @transaction.atomic
    def move_to(self, slug):
        """Change the address; the old one redirects from now on."""
        SlugRedirect.objects.filter(slug=slug, article=self).delete()
        SlugRedirect.objects.update_or_create(slug=self.slug, defaults={"article": self})
        stamps.touch(f"slug:{self.slug}", f"slug:{slug}")
        Article.objects.filter(pk=self.pk).update(slug=slug)
        self.slug = slug
        self.touch()

    # Status

    def submit(self):
        self._move(from_=["draft"], to="review")

    def return_to_draft(self):
        self._move(from_=["review", "scheduled"], to="draft", scheduled_for=None)

    def schedule(self, at):
        self._demand_embargo_is_over(at)
        self._move(from_=["draft", "review", "scheduled"], to="scheduled", scheduled_for=at)

    def hold(self):
        """Its moment came, and it must not go out as it is: somebody looks at it first."""
        self._move(from_=["scheduled"], to="review", scheduled_for=None)

    def publish(self, at=None):
        self._demand_embargo_is_over(timezone.now())
        self._move(
            from_=["draft", "review", "scheduled", "withdrawn"],
            to="published",
            published_at=self.published_at or at or timezone.now(),
            withdrawn_at=None,
            withdrawn_because="",
            scheduled_for=None,
        )

    def withdraw(self, because):
        self._move(from_=["published"], to="withdrawn", withdrawn_because=because, withdrawn_at=timezone.now())

    def put_in_trash(self, by):
        """Drafts only: what was public is withdrawn, and says so."""
        in_hand = Article.objects.filter(pk=self.pk, status__in=["draft", "review"], trashed_at=None)
        self.trashed_at, self.trashed_by = timezone.now(), by
        if not in_hand.filter(published_at=None).update(trashed_at=self.trashed_at, trashed_by=by):
            raise AlreadySettled(self)

    def take_from_trash(self):
        trashed = Article.objects.filter(pk=self.pk, trashed_at__isnull=False)
        if not trashed.update(trashed_at=None, trashed_by=None):
            raise AlreadySettled(self)
        self.trashed_at = self.trashed_by = None

    def _demand_embargo_is_over(self, at):
        self.refresh_from_db(fields=["embargo_until"])
        if self.embargo_until and at < self.embargo_until:
            raise UnderEmbargo(self)

    @transaction.atomic
    def _move(self, *, from_, to, **fields):
        """Settle once: of two people acting together, one wins and the other is told."""
        self.touch()
        moved = Article.objects.filter(pk=self.pk, status__in=from_, trashed_at=None).update(status=to, **fields)
        if not moved:
            raise AlreadySettled(self)
        for field, value in {"status": to, **fields}.items():
            setattr(self, field, value)
        stamps.touch(f"slug:{self.slug}")
        self._recount_filing()
        search.index(self)

    def _recount_filing(self):
        from articles.tagging import recount

        tags = TaggedArticle.objects.filter(content_object=self).values_list("tag_id", flat=True)
        recount(categories=[self.category_id], tags=list(tags))
