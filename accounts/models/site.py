"""What an administrator may decide about the site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SiteSettings(models.Model):
    """The one row of what an administrator may decide. Address, name and secrets come from the environment."""

    class Moderation(models.TextChoices):
        POST = "post", _("Comments appear at once")
        PRE = "pre", _("A moderator reads each comment first")

    class SignUp(models.TextChoices):
        OPEN = "open", _("Anybody may sign up")
        INVITATION = "invitation", _("By invitation only")
        CLOSED = "closed", _("Nobody")

    line = models.CharField(_("line under the name"), max_length=120, blank=True, default="Social News Discovery")
    about = models.CharField(_("about, in the footer"), max_length=300, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    logo = models.ImageField(_("logo"), upload_to="logo/", blank=True)
    moderation = models.CharField(_("moderation"), max_length=4, choices=Moderation, default=Moderation.POST)
    # The conversation. Zero switches a rule off.
    hold_first = models.PositiveSmallIntegerField(_("comments of somebody new that are read first"), default=0)
    close_after_days = models.PositiveSmallIntegerField(_("comments close after (days)"), default=0)
    slow_from = models.PositiveSmallIntegerField(
        _("slow a thread from (comments in ten minutes)"), default=60, help_text=_("Then everybody waits between two.")
    )
    slow_seconds = models.PositiveSmallIntegerField(_("wait in a slowed thread (seconds)"), default=120)
    report_threshold = models.PositiveSmallIntegerField(_("hold at a weight of reports of"), default=3)
    appeal_days = models.PositiveSmallIntegerField(_("days to appeal"), default=180)
    answer_days = models.PositiveSmallIntegerField(_("days to answer an appeal"), default=7)
    reporter_days = models.PositiveSmallIntegerField(
        _("forget who reported without an account after (days)"),
        default=400,
        help_text=_("Counted from when the report was settled. Zero keeps their name and address for good."),
    )
    queue_alert_size = models.PositiveSmallIntegerField(_("alert from (waiting comments)"), default=50)
    queue_alert_hours = models.PositiveSmallIntegerField(_("alert from (hours of waiting)"), default=24)
    # Joining.
    sign_up = models.CharField(_("new accounts"), max_length=10, choices=SignUp, default=SignUp.OPEN)
    minimum_age = models.PositiveSmallIntegerField(_("minimum age"), default=0)
    terms_version = models.CharField(
        _("version of the terms"), max_length=20, blank=True, help_text=_("Such as 2026-11. Blank: none are asked for.")
    )
    second_pair_of_eyes = models.BooleanField(_("somebody else must approve each clip"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("site settings")
        constraints = [models.CheckConstraint(name="site_settings_is_one_row", condition=Q(pk=1))]

    def __str__(self):
        return str(_("Site settings"))

    @classmethod
    def load(cls):
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def stamps(self):
        return ["site"]

    def clean(self):
        if self.forgets_reporters_early:
            sentence = _("Another look and an appeal may take %(n)d days: keep them at least so long, or 0 for good.")
            raise ValidationError({"reporter_days": sentence % {"n": self.fewest_reporter_days}})

    @property
    def fewest_reporter_days(self):
        """Until the last answer: a reporter asks for another look, and after that the author appeals."""
        return 2 * (self.appeal_days + self.answer_days)

    @property
    def forgets_reporters_early(self):
        return 0 < self.reporter_days < self.fewest_reporter_days
