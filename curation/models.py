"""How clips come to be: leads, which become drafts or are dismissed."""

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


class LeadQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=[Lead.State.WAITING, Lead.State.WORKING, Lead.State.FAILED])

    def abandoned(self, now):
        return self.filter(state=Lead.State.WORKING, changed_at__lt=now - LONGEST_WORK)

    def visible_to(self, user):
        return self if user.has_perm("curation.view_lead") else self.none()


class Lead(models.Model):
    """Something that may become a clip: an address or a text, and how far its import has come."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        WORKING = "working", _("at work")
        DONE = "done", _("became a draft")
        FAILED = "failed", _("failed")
        DISMISSED = "dismissed", _("dismissed")

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
        ]

    def __str__(self):
        return self.title or self.url or self.text[:80]

    @property
    def is_open(self):
        return self.state in (self.State.WAITING, self.State.WORKING)

    @transaction.atomic
    def enqueue(self):
        """Give it to the worker; the job joins the open transaction."""
        from curation.tasks import work_on_lead

        self._move(from_=["waiting", "failed"], to="waiting", sentence="")
        work_on_lead.enqueue(self.pk)

    def start(self):
        """Also from `working`: the job of a worker that died is given to another one."""
        self._move(from_=["waiting", "working"], to="working")

    def become(self, article, sentence=""):
        """Settle with a clip, once: in the transaction that makes the clip, so that two workers make one."""
        self._move(from_=["working"], to="done", article=article, sentence=sentence[:500])

    def fail(self, sentence):
        self._move(from_=["waiting", "working"], to="failed", sentence=sentence[:500])

    def dismiss(self):
        self._move(from_=["waiting", "failed"], to="dismissed")

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
