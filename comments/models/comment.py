"""What readers say: comments in threads."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import Unquoted
from articles.models import Article
from comments.mentions import rendered
from comments.models.indexes import INDEXES
from comments.models.revision import CommentRevision
from common import stamps

SEGMENT = 10  # digits of one step of a sort path: digits sort alike in every collation
FREE_EDIT = timedelta(minutes=15)  # an edit within them is no version of its own
CHANGING = ["status", "held_because", "body", "body_html", "edited_at"]  # by several people, or in several windows
MAX_DEPTH = 8  # replies below this stand flat, in order of time


class AlreadySettled(Exception):
    """Somebody else has changed the status of this comment first."""


def take_turn(article, person=None):
    """Within a transaction: changes to one thread, and posts of one person, happen one after another. Everybody locks
    the person first, then the clip, so nobody waits in a circle. (SQLite has one writer anyway.)"""
    for row in filter(None, [person, article]):
        list(row.__class__.objects.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk"))


def latest_in(article_id):
    """In an update, the number of a comment that becomes visible now: higher than any in its thread, and no lower than
    its own. Whoever asks has taken the thread's turn, so numbers rise in the order in which others can see them."""
    before = Comment.objects.filter(article=article_id, appeared__isnull=False).order_by("-appeared")
    after = Coalesce(Subquery(before.values("appeared")[:1]), Value(0)) + 1
    return Greatest(F("pk"), after, output_field=models.BigIntegerField())


# What waits, and what was taken away before anybody else could read it: its place is nobody's business.
UNSEEN = Q(status="held") | Q(never_stood=True)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible(self):
        return self.filter(status=Comment.Status.VISIBLE)

    def by_appearance(self):
        """Visible ones in the order in which they became so, the last first."""
        return self.visible().filter(appeared__isnull=False).order_by("-appeared")

    def held(self):
        return self.filter(status=Comment.Status.HELD)

    def in_thread(self):
        """What stands in the thread for everybody: visible ones, and the places of those that are gone."""
        return self.exclude(UNSEEN)

    def shown_to(self, user):
        """The thread as one reader sees it: their own held comments stand in their place."""
        if not user.is_authenticated:
            return self.in_thread()
        return self.filter(~UNSEEN | Q(author=user))

    def in_order(self):
        return self.order_by("path")

    def roots_for(self, user):
        """What has a place of its own in the thread: roots that the reader is shown, and held ones with answers; an
        answer of the reader's own may wait itself."""
        roots = self.filter(parent__isnull=True)
        shown = ~UNSEEN | Q(replies_below__gt=0)
        if not user.is_authenticated:
            return roots.filter(shown)
        waiting = Comment.objects.held().filter(author=user, parent__isnull=False).order_by()
        return roots.filter(shown | Q(author=user) | Q(path__in=waiting.values(start=Left("path", SEGMENT))))

    def for_thread(self):
        """All that the thread shows of each, and who wrote it."""
        return self.select_related("author").defer("body")

    def with_parents(self):
        """And whom it answers."""
        return self.select_related("author", "parent__author").defer("body", "parent__body", "parent__body_html")

    def editable_by(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(author=user, status__in=[Comment.Status.VISIBLE, Comment.Status.HELD])

    def within(self, seconds):
        return self.filter(created_at__gte=timezone.now() - timedelta(seconds=seconds))

    @transaction.atomic
    def submit(self, *, article, author, body, parent=None, key=None, held_because="", **about):
        """Post a comment once: a second call with the same author and key answers with the first comment.

        `about`: `kind`, and of the part that it is about `about_kind`, `about_id` and `about_words`.
        """
        key = key or uuid.uuid4()
        take_turn(article, author)
        known = self.filter(author=author, key=key).first()
        if known:
            return known
        status = Comment.Status.HELD if held_because else Comment.Status.VISIBLE
        article.touch()
        stamps.touch(*author.stamps())
        comment = self.create(
            article=article,
            parent=parent,
            author=author,
            key=key,
            body=body,
            body_html=rendered(body),
            status=status,
            held_because=held_because,
            answers_revision=parent.revisions.count() if parent else None,
            waits_since=timezone.now() if held_because else None,
            never_stood=True if held_because else None,
            correction=Comment.Correction.OPEN if about.get("kind") == Comment.Kind.CORRECTION else "",
            path=f"new-{uuid.uuid4()}",
            **about,
        )
        comment.take_place()
        appeared = latest_in(article.pk) if comment.is_visible else None
        self.filter(pk=comment.pk).update(path=comment.path, depth=comment.depth, appeared=appeared)
        comment._count(+1 if comment.is_visible else 0)
        comment._tell()
        return comment


class Comment(Unquoted, models.Model):
    class Status(models.TextChoices):
        VISIBLE = "visible", _("visible")
        HELD = "held", _("held for a moderator")
        REMOVED = "removed", _("removed by a moderator")
        DELETED = "deleted", _("deleted by its author")

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        QUESTION = "question", _("question")
        CORRECTION = "correction", _("correction")

    class Part(models.TextChoices):
        WHOLE = "", _("the clip")
        FACT = "fact", _("a key fact")
        ANSWER = "answer", _("an answer")
        PARAGRAPH = "paragraph", _("a paragraph")

    class Correction(models.TextChoices):
        NONE = "", "–"
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    article = models.ForeignKey(Article, models.CASCADE, related_name="comments", verbose_name=_("clip"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("in reply to")
    )
    # Ten digits for each step from the top of the thread: ordering by it reads the thread from top to bottom.
    path = models.CharField(max_length=SEGMENT * (MAX_DEPTH + 2), editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("author")
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    body = models.TextField(_("text"), max_length=settings.COMMENT_MAX_LENGTH)
    body_html = models.TextField(editable=False)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.VISIBLE, editable=False)
    held_because = models.CharField(_("held because"), max_length=200, blank=True, editable=False)
    # The rule that a moderator named, shown in its place.
    removed_for = models.CharField(_("removed for"), max_length=200, blank=True, editable=False)
    waits_since = models.DateTimeField(_("waits since"), null=True, blank=True, editable=False)
    # What it is about: a part by its public id, with its words of then, should it be gone later.
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.COMMENT, editable=False)
    about_kind = models.CharField(_("about"), max_length=9, choices=Part, blank=True, default="", editable=False)
    about_id = models.CharField(max_length=24, blank=True, default="", editable=False)
    about_words = models.CharField(max_length=300, blank=True, default="", editable=False)
    never_stood = models.BooleanField(
        _("never stood there for everybody"), null=True, editable=False
    )  # True, or None; a new column that may be empty leaves the table and its triggers as they are
    # When it became visible, as a number (see `latest_in`): what a reader saw last is compared with it.
    appeared = models.BigIntegerField(null=True, blank=True, editable=False)
    answers_revision = models.PositiveIntegerField(_("answers version"), null=True, blank=True, editable=False)
    # Kept by the verb that votes; `best` is the lower bound of Wilson's interval, 0 to 1.
    ups = models.PositiveIntegerField(_("votes for it"), default=0, editable=False)
    downs = models.PositiveIntegerField(_("votes against it"), default=0, editable=False)
    best = models.FloatField(default=0, editable=False)
    replies_below = models.PositiveIntegerField(_("visible replies at any depth"), default=0, editable=False)
    featured_at = models.DateTimeField(_("featured"), null=True, blank=True, editable=False)
    featured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    answer = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("answer")
    )
    correction = models.CharField(
        _("correction"), max_length=8, choices=Correction, blank=True, default="", editable=False
    )
    credited_in = models.ForeignKey(
        "articles.Revision",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="readers_corrections",
        verbose_name=_("credited in"),
    )
    # What the scorer made of it (0: fine, 1: not), and why; what near-identical comments have in common.
    score = models.FloatField(_("score"), null=True, blank=True, editable=False)
    score_reasons = models.JSONField(default=list, blank=True, editable=False)
    fingerprint = models.BigIntegerField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("posted"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(_("removed or deleted"), null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = INDEXES
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="comment_is_posted_once"),
            models.UniqueConstraint(fields=["article", "path"], name="comment_has_its_own_place"),
            models.CheckConstraint(
                name="comment_removed_says_why", condition=~Q(status="removed") | ~Q(removed_for="")
            ),
            models.CheckConstraint(name="comment_held_says_why", condition=~Q(status="held") | ~Q(held_because="")),
            models.CheckConstraint(name="comment_is_not_its_own_parent", condition=~Q(parent=F("id"))),
            models.CheckConstraint(name="comment_best_is_a_share", condition=Q(best__gte=0, best__lte=1)),
            models.CheckConstraint(
                name="comment_about_names_a_part",
                condition=Q(about_kind="", about_id="") | ~Q(about_kind="") & ~Q(about_id=""),
            ),
            models.CheckConstraint(
                name="comment_correction_has_a_state",
                condition=Q(kind="correction") & ~Q(correction="") | ~Q(kind="correction") & Q(correction=""),
            ),
            models.CheckConstraint(
                name="comment_score_is_a_share", condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1)
            ),
        ]

    def __str__(self):
        return self.body[:80]

    def get_absolute_url(self):
        return reverse("comment", args=[self.pk])

    @property
    def is_visible(self):
        return self.status == self.Status.VISIBLE

    @property
    def is_gone(self):
        return self.status in (self.Status.REMOVED, self.Status.DELETED)

    def take_place(self):
        """Set where it stands in the thread, by its number and its parent's place; saving is the caller's."""
        above = self.parent.path[: SEGMENT * MAX_DEPTH] if self.parent else ""
        self.path = f"{above}{self.pk:0{SEGMENT}d}"
        self.depth = min(self.parent.depth + 1, MAX_DEPTH) if self.parent else 0

    @property
    def about_anchor(self):
        return f"{self.about_kind}-{self.about_id}"

    def ancestors(self):
        """Numbers of the comments above it, from the top."""
        return [int(self.path[end - SEGMENT : end]) for end in range(SEGMENT, len(self.path), SEGMENT)]

    def touch(self):
        """Make every page old that shows this comment or counts it."""
        self.article.touch()
        stamps.touch(*self.author.stamps())

    def take_turn(self, person=None):
        """Within a transaction: wait for whoever is changing it, and know it as they left it."""
        take_turn(self.article, person)
        self.refresh_from_db(fields=CHANGING)

    def edit(self, body):
        """Change the words of a comment that still stands; the words before are kept.

        While the edit is free nobody but a moderator reads the words of before; later they are an earlier version,
        if they stood there for everybody: what waits for a moderator is no version, whatever becomes of it.
        """
        with transaction.atomic():
            self.take_turn()
            if self.is_gone:
                raise AlreadySettled(self)
            self.touch()
            public = self.is_visible and not self.is_free_to_edit()
            CommentRevision.objects.create(comment=self, body=self.body, public=public)
            self.body, self.body_html = body, rendered(body)
            self.edited_at = timezone.now() if public else self.edited_at
            self.save(update_fields=["body", "body_html", "edited_at"])
            self._tell(edited=True)

    def is_free_to_edit(self):
        """For fifteen minutes, until somebody answers: what was answered is not rewritten in silence."""
        return self.created_at > timezone.now() - FREE_EDIT and not self.replies.exists()

    @transaction.atomic
    def delete_by_author(self):
        """Take the words away; the place stays, so that the thread stands."""
        gone = {"body": "", "body_html": "", "score_reasons": []}
        self._move(from_=["visible", "held"], to="deleted", **gone, settled_at=timezone.now())
        self.revisions.all().delete()
        import_string("moderation.gone.settle")([self.pk])

    def hold(self, because):
        self._move(from_=["visible"], to="held", held_because=because, waits_since=timezone.now())

    def approve(self):
        self._move(from_=["held"], to="visible", held_because="")

    def remove(self, rule):
        self._move(from_=["visible", "held"], to="removed", removed_for=rule, settled_at=timezone.now())

    def restore(self):
        from_ = ["removed"] if self.body else []  # whoever has left may have taken the words along
        self._move(from_=from_, to="visible", removed_for="", held_because="", settled_at=None)

    @transaction.atomic
    def answer_with(self, reply):
        """Mark the question as answered by this reply, if it is not yet."""
        self.touch()
        return bool(Comment.objects.filter(pk=self.pk, kind="question", answer=None).update(answer=reply))

    @transaction.atomic
    def settle_correction(self, state, *, revision=None):
        """What became of a reader's correction, once: accepted (credited in a revision of the clip), or declined."""
        self.touch()
        open_ones = Comment.objects.filter(pk=self.pk, correction=Comment.Correction.OPEN)
        if not open_ones.update(correction=state, credited_in=revision):
            raise AlreadySettled(self)
        self.correction, self.credited_in = state, revision

    @transaction.atomic
    def _move(self, *, from_, to, **fields):
        """Settle once: of two people acting together, one wins and the other is told."""
        take_turn(self.article)
        self.touch()
        before = Comment.objects.filter(pk=self.pk).values_list("status", flat=True).first()
        fields |= {"never_stood": None} if to == self.Status.VISIBLE else {}
        number = {"appeared": latest_in(self.article_id)} if to == self.Status.VISIBLE else {}
        moved = Comment.objects.filter(pk=self.pk, status__in=from_).update(status=to, **fields, **number)
        if not moved:
            raise AlreadySettled(self)
        for field, value in {"status": to, **fields}.items():
            setattr(self, field, value)
        self._count(self.is_visible - (before == self.Status.VISIBLE))
        self._tell()

    def _tell(self, **how):
        """Others find and hear of what is visible now, and no longer of what is not. (Both know this model.)"""
        import_string("comments.searching.index")(self)
        import_string("comments.telling.settle")(self, **how)
        if self.parent_id:
            import_string("comments.modes.settle_answer")(self)

    def _count(self, more):
        """Visible comments became one more, one fewer, or as many as before (0), here and below each ancestor.

        Whoever counts has taken the thread's turn. A count that was wrong must not stop a moderator.
        """
        if more:
            below = Greatest(F("replies_below") + more, Value(0))
            Comment.objects.filter(pk__in=self.ancestors()).update(replies_below=below)
            count = Greatest(F("comment_count") + more, Value(0))
            Article.objects.filter(pk=self.article_id).update(comment_count=count)
        self.article.refresh_from_db(fields=["comment_count"])
