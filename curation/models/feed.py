"""Feeds that the worker asks for news, how they fare, and what is done with their leads by itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Category


class FeedQuerySet(models.QuerySet):
    def due(self, now):
        """Feeds to be asked now that nobody is asking."""
        return self.filter(
            Q(lease_until__isnull=True) | Q(lease_until__lt=now), state=Feed.State.ACTIVE, next_poll_at__lte=now
        )

    def held(self, pk, lease):
        """The feed as long as this lease of it is the last one; a worker that was too slow has none."""
        return self.filter(pk=pk, lease_until=lease, state=Feed.State.ACTIVE)

    def with_counts(self):
        """How many leads each has told, and how many of them wait in the inbox."""
        waiting = Q(leads__state="new", leads__read_at__isnull=True)
        return self.annotate(told=models.Count("leads"), unread=models.Count("leads", filter=waiting))


class Feed(models.Model):
    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        GONE = "gone", _("gone for good")

    url = models.URLField(_("address"), max_length=2000, unique=True)
    site_url = models.URLField(_("address of the site"), max_length=2000, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    folder = models.CharField(_("folder"), max_length=100, blank=True)
    category = models.ForeignKey(
        Category, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("category of its clips")
    )
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.ACTIVE, editable=False)
    seconds = models.PositiveIntegerField(_("seconds between two looks"), default=1800)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    # What the next request says, so that an unchanged feed costs its publisher nothing.
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    # Health.
    next_poll_at = models.DateTimeField(_("next look"), default=timezone.now, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_ok_at = models.DateTimeField(_("last answered"), null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    sentence = models.CharField(_("what went wrong"), max_length=500, blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["folder", "title", "pk"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        indexes = [models.Index(fields=["state", "next_poll_at"], name="feed_due")]
        constraints = [
            models.CheckConstraint(name="feed_that_fails_says_why", condition=Q(failures=0) | ~Q(sentence="")),
            models.CheckConstraint(name="feed_is_asked_politely", condition=Q(seconds__gte=300)),
        ]

    def __str__(self):
        return self.title or self.url

    @property
    def is_failing(self):
        return self.failures > 0

    def take(self, now, *, until):
        """Claim the next look at it: of two workers one gets it. The lease ends by itself if that one dies."""
        taken = Feed.objects.due(now).filter(pk=self.pk).update(lease_until=until)
        self.lease_until = until if taken else self.lease_until
        return bool(taken)

    def prolong(self, *, until):
        """Go on with a lease that one still has."""
        held = Feed.objects.held(self.pk, self.lease_until).update(lease_until=until)
        self.lease_until = until if held else self.lease_until
        return bool(held)

    def put_off(self, *, until):
        """Give the lease back without having looked."""
        Feed.objects.held(self.pk, self.lease_until).update(lease_until=None, next_poll_at=until)

    def pause(self):
        return self._move(from_=[Feed.State.ACTIVE], state=Feed.State.PAUSED, lease_until=None)

    def resume(self):
        """From a pause, or after its publisher said that it is gone: what went wrong before is forgotten."""
        stopped = [Feed.State.PAUSED, Feed.State.GONE]
        fresh = {"failures": 0, "sentence": "", "next_poll_at": timezone.now(), "lease_until": None}
        return self._move(from_=stopped, state=Feed.State.ACTIVE, **fresh)

    def ask_soon(self):
        """Due at once, as far as nobody is asking already."""
        return self._move(from_=[Feed.State.ACTIVE], next_poll_at=timezone.now())

    def _move(self, *, from_, **fields):
        """Whether it was in one of these states; of two people at once, one moves it."""
        moved = Feed.objects.filter(pk=self.pk, state__in=from_).update(**fields)
        if moved:
            for name, value in fields.items():
                setattr(self, name, value)
        return bool(moved)


class FeedPoll(models.Model):
    """One look at a feed; the last few of each are kept, for those who wonder why nothing comes."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="polls", verbose_name=_("feed"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    status = models.PositiveSmallIntegerField(_("answer"), default=0)  # of HTTP; 0: none came
    items = models.PositiveIntegerField(_("items"), default=0)
    new = models.PositiveIntegerField(_("new leads"), default=0)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)
    sentence = models.CharField(_("what went wrong"), max_length=500, blank=True)

    MOST_KEPT = 20  # of each feed

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("look at a feed")
        verbose_name_plural = _("looks at feeds")

    def __str__(self):
        return f"{self.feed} {self.at:%Y-%m-%d %H:%M}"


class LeadRuleQuerySet(models.QuerySet):
    def for_feed(self, feed):
        return self.filter(Q(feed=None) | Q(feed=feed))


class LeadRule(models.Model):
    """What is done by itself with a new lead: of one feed or of all, whose title or summary has these words."""

    class Kind(models.TextChoices):
        ALWAYS = "always", _("every lead")
        WORD = "word", _("has one of these words")
        PATTERN = "pattern", _("matches this pattern")

    class Action(models.TextChoices):
        DISMISS = "dismiss", _("dismiss it")
        READ = "read", _("mark it as read")
        STAR = "star", _("put it on top")
        ASSIGN = "assign", _("assign it")

    feed = models.ForeignKey(
        Feed, models.CASCADE, null=True, blank=True, related_name="rules", verbose_name=_("only of this feed")
    )
    kind = models.CharField(_("which"), max_length=7, choices=Kind, default=Kind.WORD)
    pattern = models.CharField(_("words or pattern"), max_length=300, blank=True)
    action = models.CharField(_("what to do"), max_length=7, choices=Action, default=Action.DISMISS)
    assign_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("to whom")
    )
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    hits = models.PositiveIntegerField(_("leads so far"), default=0, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")

    objects = LeadRuleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("rule for leads")
        verbose_name_plural = _("rules for leads")
        constraints = [
            models.CheckConstraint(name="rule_has_words_or_takes_all", condition=Q(kind="always") ^ ~Q(pattern="")),
            models.CheckConstraint(
                name="rule_that_assigns_says_to_whom", condition=~Q(action="assign") | Q(assign_to__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pattern}: {self.get_action_display()}"
