"""What people are told, on the site and by mail: a letterbox that knows nobody above it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at__isnull=True)

    def newest_first(self):
        return self.select_related("by").order_by("-at", "-pk")

    def before(self, notice):
        """The older ones, for the next page."""
        return self.filter(Q(at__lt=notice.at) | Q(at=notice.at, pk__lt=notice.pk))

    def to_mail(self, since):
        """What nobody has read nor sent since then. What is older than that nobody waits for any more."""
        return self.unread().filter(mailed_at__isnull=True, at__gte=since)


class Notice(models.Model):
    """One piece of news for one person. `key` makes it one: told again, it is the same row.

    Read on the site, sent at once, in a daily or a weekly letter: the same row at another time.
    """

    class Kind(models.TextChoices):
        REPLY = "reply", _("somebody answered you")
        MENTION = "mention", _("somebody mentioned you")
        THREAD = "thread", _("something new in a thread that you follow")
        ANSWER = "answer", _("your question is answered")
        CORRECTION = "correction", _("your correction is settled")
        FEATURED = "featured", _("your comment is featured")
        DECISION = "decision", _("a moderator decided")
        APPEAL = "appeal", _("an appeal is decided")
        REPORT = "report", _("what became of your report")
        SITE = "site", _("news from the site")

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    key = models.CharField(max_length=80, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    about = models.CharField(_("about"), max_length=200, blank=True)
    link = models.CharField(_("link"), max_length=300)
    # What it is about, by name: a notice about a comment that was removed meanwhile is not shown.
    subject_type = models.CharField(max_length=60, blank=True, editable=False)
    subject_id = models.CharField(max_length=40, blank=True, editable=False)
    count = models.PositiveIntegerField(_("how many"), default=1)
    at = models.DateTimeField(_("at"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("sent by mail"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["to", "-at", "-id"], name="notice_newest"),
            models.Index(fields=["to"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["to", "at"], name="notice_to_mail", condition=Q(mailed_at__isnull=True)),
            models.Index(fields=["key"], name="notice_unread_by_key", condition=Q(read_at__isnull=True)),
            models.Index(fields=["subject_type", "subject_id"], name="notice_by_subject"),
        ]
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="notice_is_told_once")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.about}"

    def get_absolute_url(self):
        """By way of the letterbox, which then knows that it was read."""
        return reverse("notice", args=[self.pk])
