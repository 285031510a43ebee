"""What moderators decided: about a comment, a person or a thread."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import SiteSettings
from comments.models import Comment
from comments.rules import Rule
from comments.screening import HELD_BY_REPORTS, found_by_itself, keys_of
from common import stamps


class DecisionQuerySet(models.QuerySet):
    def record(self, **fields):
        """Add one: with its deadline for an appeal, and the public log is old from here on. Within a transaction.

        Whatever decides does it through this.
        """
        stamps.touch("log")
        decision = self.drafted(**fields)
        decision.save(force_insert=True)
        return decision

    def drafted(self, **fields):
        """As it would be recorded, not saved."""
        decision = Decision(**fields)
        if decision.restricts and decision.person_id and decision.appeal_until is None:
            days = SiteSettings.load().appeal_days
            decision.appeal_until = decision.at + timedelta(days=days) if days else None
        return decision

    def restricting(self):
        return self.filter(Q(outcome__in=Decision.RESTRICTING) & ~Q(outcome="held", was_held_because__gt=""))


class Decision(models.Model):
    """One deed with its rule, its reason and the words sent to the author. Rows are added, never changed.

    `appeal_until` is set where the author may appeal; `undoes` names the decision that this one takes back. Without a
    person (`by`) a comment may be held, and nothing else.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        HELD = "held", _("held")
        REMOVED = "removed", _("removed")
        RESTORED = "restored", _("restored")
        KEPT = "kept", _("kept, report dismissed")
        LOCKED = "locked", _("thread locked")
        UNLOCKED = "unlocked", _("thread opened again")
        WARNED = "warned", _("warned")
        LIMITED = "limited", _("limited")
        SUSPENDED = "suspended", _("suspended")
        BANNED = "banned", _("banned")
        LIFTED = "lifted", _("limits lifted")
        REOPENED = "reopened", _("taken back, waits again")
        ANNULLED = "annulled", _("taken back, nothing to put back")
        READ_FIRST = "readfirst", _("comments read first")

    class Ground(models.TextChoices):
        RULES = "rules", _("against the rules of this site")
        LAW = "law", _("unlawful")

    class FoundBy(models.TextChoices):
        OWN = "own", _("the team’s own look")
        REPORT = "report", _("a reader’s report")
        NOTICE = "notice", _("a notice of unlawful content")
        SCREEN = "screen", _("the screen of new comments")
        APPEAL = "appeal", _("an appeal")
        BEFORE = "before", _("a moderator’s reading before it appears")
        AGAIN = "again", _("another look that a reporter asked for")

    # What leaves standing what was reported: whoever reported it may ask for another look.
    LETTING = (Outcome.APPROVED, Outcome.KEPT, Outcome.RESTORED)

    # What takes something from somebody: they are told why, and may appeal.
    RESTRICTING = (
        Outcome.REMOVED,
        Outcome.HELD,
        Outcome.WARNED,
        Outcome.LIMITED,
        Outcome.SUSPENDED,
        Outcome.BANNED,
        Outcome.READ_FIRST,
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    comment = models.ForeignKey(
        Comment, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("comment")
    )
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("clip")
    )
    # Whom it concerns: the author of the comment, or the person who is warned or limited.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_about",
        verbose_name=_("about"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    rule = models.CharField(_("rule"), max_length=2, choices=Rule, blank=True)
    ground = models.CharField(_("ground"), max_length=5, choices=Ground, default=Ground.RULES)
    law = models.CharField(_("law"), max_length=300, blank=True)
    found_by = models.CharField(_("found by"), max_length=6, choices=FoundBy, default=FoundBy.OWN)
    words = models.TextField(_("words to the author"), max_length=1000, blank=True)
    appeal_until = models.DateTimeField(_("appeal until"), null=True, blank=True)
    # Why the comment was held before: what an undo puts back.
    was_held_because = models.CharField(max_length=200, blank=True, editable=False)
    # Of a hold: why, as the comment has it.
    because = models.CharField(max_length=200, blank=True, editable=False)
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("takes back")
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [
            models.Index(fields=["at"], name="decision_in_time"),
            models.Index(fields=["person", "-id"], name="decision_about_person"),
            models.Index(fields=["person", "-at", "-id"], name="decision_timeline"),
        ]
        constraints = [
            models.CheckConstraint(name="removal_names_a_rule", condition=~Q(outcome="removed") | ~Q(rule="")),
            models.CheckConstraint(
                name="decision_has_a_subject",
                condition=Q(comment__isnull=False) | Q(article__isnull=False) | Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="without_a_person_only_holds",
                condition=Q(by__isnull=False) | Q(outcome="held") & ~Q(because=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.comment or self.article or self.person}"

    def get_absolute_url(self):
        """The statement of reasons, for the person whom it concerns and for the team."""
        return reverse("moderation:decision", args=[self.public_id])

    def name_in_trail(self):
        """Without the words and the name of anybody: the trail has its number."""
        return str(self.get_outcome_display())

    @property
    def restricts(self):
        """Whether it takes something away. What is held and stays so loses nothing by it."""
        return self.outcome in self.RESTRICTING and not (self.outcome == self.Outcome.HELD and self.was_held_because)

    @property
    def appeal(self):
        """The one of the person concerned. What reporters asked is none of theirs."""
        return next((one for one in self.appeals.all() if not one.report_id), None)

    @property
    def complaints(self):
        return [one for one in self.appeals.all() if one.report_id]

    @property
    def behind(self):
        """What it takes back, and what that took back, the last first."""
        return [self.undoes, *self.undoes.behind] if self.undoes else []

    @property
    def by_machine(self):
        """Nobody decided it: readers' reports weighed enough, or the screen read what was edited."""
        return self.by_id is None

    @property
    def by_screen(self):
        """An automatic screen brought it before a person."""
        if self.was_held_because:
            return found_by_itself(self.was_held_because)
        return self.found_by == self.FoundBy.SCREEN and not self.by_machine

    @property
    def automated(self):
        """Automatic means held it, before a person decided or for one to decide."""
        return self.by_machine or self.by_screen or HELD_BY_REPORTS in keys_of(self.was_held_because)

    @property
    def decider(self):
        """Who it was, for the team."""
        return self.by or _("no person, a rule")


class AppealQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Appeal.State.OPEN)

    def for_team(self):
        """All that the pages of moderators show of an appeal."""
        about = ("comment__article", "comment__author", "article", "person", "by", "sanction", "undoes__undoes")
        found = self.select_related("by", "decided_by", "report", *(f"decision__{name}" for name in about))
        return found.prefetch_related("decision__article__article_makers")


class Appeal(models.Model):
    """The one answer to a decision: of its author, or of somebody whose report it did not follow (`report`; Digital
    Services Act, Article 20). Somebody else than all who decided settles it, and says why."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CONFIRMED = "confirmed", _("the decision stands")
        OVERTURNED = "overturned", _("the decision is taken back")
        MOOT = "moot", _("the decision was taken back before")
        GONE = "gone", _("its author took the comment away")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals", verbose_name=_("decision"))
    report = models.OneToOneField(
        "moderation.Report",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="complaint",
        verbose_name=_("report"),
    )
    # Copies of the decider, and of the one whose decision that took back, so that the database itself can refuse a
    # judge in their own cause.
    first_decider = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("first decided by"),
    )
    earlier_decider = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided before that by"),
    )
    # Nobody: whoever reported without an account.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="appeals", verbose_name=_("by")
    )
    text = models.TextField(_("why the decision is wrong"), max_length=4000)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    due_at = models.DateTimeField(_("answer due"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appeals_decided",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    words = models.TextField(_("words to the author"), max_length=1000, blank=True)
    # Nobody else could decide: since when the operator knows.
    operator_told_at = models.DateTimeField(_("operator told"), null=True, blank=True, editable=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes = [models.Index(fields=["state", "due_at"], name="appeal_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(report=None), name="author_appeals_once"),
            models.CheckConstraint(
                name="only_a_reporter_may_have_no_account", condition=Q(by__isnull=False) | Q(report__isnull=False)
            ),
            models.CheckConstraint(
                name="appeal_is_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("first_decider")),
            ),
            models.CheckConstraint(
                name="appeal_is_not_decided_by_who_was_first",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("earlier_decider")),
            ),
            models.CheckConstraint(
                name="appeal_is_not_decided_by_its_author",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("by")),
            ),
            models.CheckConstraint(
                name="appeal_settled_says_by_whom_when_and_why",
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state__in=["moot", "gone"], decided_by__isnull=True, decided_at__isnull=False)
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & Q(state__in=["confirmed", "overturned"])
                & ~Q(words=""),
            ),
        ]

    def __str__(self):
        return f"{self.decision}: {self.get_state_display()}"

    @property
    def sender(self):
        """Who asks, for the team."""
        named = self.report.name if self.report else ""
        return self.by or named or _("Somebody who gave no name")

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_late(self):
        return self.is_open and self.due_at < timezone.now()
