"""Leads, which become drafts or are dismissed."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article

# Longer than fetching and extracting may take together; a lead that is silent for longer was abandoned.
LONGEST_WORK = timedelta(minutes=5)


class LeadIsSettled(Exception):
    """The lead has become a draft or was dismissed meanwhile."""


class LeadIsTaken(Exception):
    """Somebody else has the lead: `by`."""

    def __init__(self, by):
        self.by = by
        super().__init__(str(by))


class LeadGroup(models.Model):
    """Leads and clips that tell the same story, with the reason that an editor is shown."""

    title = models.CharField(_("title"), max_length=400, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("same story")
        verbose_name_plural = _("same stories")

    def __str__(self):
        return self.title


class LeadQuerySet(models.QuerySet):
    def inbox(self):
        """What came by itself and nobody has settled."""
        return self.filter(state=Lead.State.NEW)

    def dismissed(self):
        return self.filter(state=Lead.State.DISMISSED)

    def unread(self):
        return self.filter(read_at=None)

    def for_inbox(self):
        """All that a row of the inbox shows; what is on top first, then the newest."""
        shown = self.select_related("feed", "assigned_to", "by", "article").defer("text", "html")
        return shown.order_by("-starred", "-pk")

    def open(self):
        """What somebody gave to the worker, as long as it is not settled."""
        return self.filter(state__in=[Lead.State.WAITING, Lead.State.WORKING, Lead.State.FAILED])

    def unsettled(self):
        """In the inbox or with the worker: what may still become a draft."""
        return self.exclude(state__in=[Lead.State.DONE, Lead.State.DISMISSED])

    def abandoned(self, now):
        return self.filter(state=Lead.State.WORKING, changed_at__lt=now - LONGEST_WORK)

    def visible_to(self, user):
        return self if user.has_perm("curation.view_lead") else self.none()


class Lead(models.Model):
    """Something that may become a clip: an address or a text, and how far its import has come."""

    class State(models.TextChoices):
        NEW = "new", _("in the inbox")
        WAITING = "waiting", _("waiting")
        WORKING = "working", _("at work")
        DONE = "done", _("became a draft")
        FAILED = "failed", _("failed")
        DISMISSED = "dismissed", _("dismissed")

    class Origin(models.TextChoices):
        DESK = "desk", _("the desk")
        FEED = "feed", _("a feed")
        READER = "reader", _("a reader")
        BOOKMARK = "bookmark", _("a bookmarklet")

    url = models.URLField(_("address"), max_length=2000, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.BinaryField(_("page"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=400, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING, editable=False)
    sentence = models.CharField(_("what happened"), max_length=500, blank=True, editable=False)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="leads", verbose_name=_("clip")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="leads", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    # Where it came from, and what its feed said of it.
    origin = models.CharField(_("from"), max_length=8, choices=Origin, default=Origin.DESK, editable=False)
    feed = models.ForeignKey(
        "curation.Feed", models.SET_NULL, null=True, blank=True, related_name="leads", verbose_name=_("feed")
    )
    guid = models.CharField(max_length=500, blank=True, editable=False)
    canonical_url = models.URLField(_("canonical address"), max_length=2000, blank=True, db_index=True)
    summary = models.TextField(_("summary"), blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    published = models.DateTimeField(_("published"), null=True, blank=True)
    note = models.CharField(_("word to the editors"), max_length=500, blank=True)
    # Asked for by somebody who saw that the page is clipped already.
    second = models.BooleanField(_("a second clip on purpose"), default=False, editable=False)
    # In the inbox.
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    starred = models.BooleanField(_("on top"), default=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("with")
    )
    assigned_at = models.DateTimeField(_("with them since"), null=True, blank=True)
    # Others that tell the same: `group_reason` is {kind, shared, share} of curation/intake/stories.py.
    group = models.ForeignKey(
        LeadGroup, models.SET_NULL, null=True, blank=True, related_name="leads", verbose_name=_("same story")
    )
    group_reason = models.JSONField(default=dict, blank=True, editable=False)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        constraints = [
            models.CheckConstraint(
                name="lead_has_something_to_read", condition=~Q(url="") | ~Q(text="") | Q(html__isnull=False)
            ),
            models.CheckConstraint(name="lead_failed_says_why", condition=~Q(state="failed") | ~Q(sentence="")),
            models.CheckConstraint(
                name="lead_is_with_somebody_since",
                condition=Q(assigned_to__isnull=True) | Q(assigned_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["feed", "guid"], condition=Q(feed__isnull=False) & ~Q(guid=""), name="feed_tells_an_item_once"
            ),
            models.UniqueConstraint(
                fields=["canonical_url"],
                condition=Q(origin="reader") & ~Q(canonical_url=""),
                name="readers_suggest_a_page_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="lead_inbox")]

    def __str__(self):
        return self.title or self.url or self.text[:80]

    @property
    def is_open(self):
        return self.state in (self.State.WAITING, self.State.WORKING)

    @transaction.atomic
    def enqueue(self, *, by=None):
        """Give it to the worker; the job joins the open transaction. Who asks first is who makes the draft."""
        from curation.tasks import work_on_lead

        asked = {"by": by} if by and not self.by_id else {}
        self.wait(**asked)
        work_on_lead.enqueue(self.pk)

    def wait(self, **asked):
        """For the worker; `enqueue` also gives it the job."""
        self._move(from_=["new", "waiting", "failed"], to="waiting", sentence="", **asked)

    def start(self, *, again=False):
        """Also from `working`: the job of a worker that died is given to another one. `again`: also what failed."""
        self._move(from_=["waiting", "working", *(["failed"] if again else [])], to="working")

    def become(self, article, sentence=""):
        """Settle with a clip, once: in the transaction that makes the clip, so that two workers make one."""
        self._move(from_=["working"], to="done", article=article, sentence=sentence[:500])

    def fail(self, sentence):
        self._move(from_=["waiting", "working"], to="failed", sentence=sentence[:500])

    def dismiss(self):
        self._move(from_=["new", "waiting", "failed"], to="dismissed")

    def restore(self):
        """Back into the inbox."""
        self._move(from_=["dismissed"], to="new")

    def mark_read(self, read=True):
        self._set(read_at=(self.read_at or timezone.now()) if read else None)

    def star(self, starred=True):
        self._set(starred=starred)

    def hand_to(self, somebody, *, instead_of=None):
        """Assign it, as long as it is still with whom it was; `somebody` is None to give it back."""
        since = timezone.now() if somebody else None
        moved = Lead.objects.filter(pk=self.pk, assigned_to=instead_of)
        if not moved.update(assigned_to=somebody, assigned_at=since, changed_at=timezone.now()):
            raise LeadIsTaken(Lead.objects.select_related("assigned_to").get(pk=self.pk).assigned_to)
        self.assigned_to, self.assigned_at = somebody, since

    def require_free_for(self, user):
        """What somebody has claimed is theirs to settle."""
        if self.assigned_to_id not in (None, user.pk):
            raise LeadIsTaken(self.assigned_to)

    def _set(self, **fields):
        Lead.objects.filter(pk=self.pk).update(**fields)
        for name, value in fields.items():
            setattr(self, name, value)

    def _move(self, *, from_, to, **fields):
        fields |= {"state": to, "changed_at": timezone.now()}
        if not Lead.objects.filter(pk=self.pk, state__in=from_).update(**fields):
            raise LeadIsSettled(self)
        for name, value in fields.items():
            setattr(self, name, value)


def fail_abandoned_leads():
    """Say so of leads whose work broke off for good. The worker calls it now and then."""
    for lead in Lead.objects.abandoned(timezone.now()):
        try:
            lead.fail(gettext("The work on this broke off. What you gave is kept; try again."))
        except LeadIsSettled:
            pass


class LeadShingle(models.Model):
    """A band of a lead's MinHash signature: two leads that share one may tell the same story."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="shingles", verbose_name=_("lead"))
    band = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("shingle of a lead")
        verbose_name_plural = _("shingles of leads")
        constraints = [models.UniqueConstraint(fields=["lead", "band"], name="lead_has_a_band_once")]

    def __str__(self):
        return f"{self.lead_id} {self.band}"
