"""Who people are, what this site is called, and who did what."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import roles, second_factor
from accounts.names import SkeletonField, validate_name
from common import stamps


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def in_role(self, role):
        return self.filter(groups__name=role)


class People(UserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False

    @classmethod
    def normalize_email(cls, email):
        """In small letters throughout: one letterbox, one spelling."""
        return (email or "").strip().lower()


class User(AbstractUser):
    class Scheme(models.TextChoices):
        SYSTEM = "", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    username = models.CharField(
        _("username"),
        max_length=150,
        unique=True,
        validators=[validate_name],
        help_text=_("3 to 30 letters and digits, with . - or _ between them. It stands in the address of your page."),
        error_messages={"unique": _("This name is taken.")},
    )
    username_key = SkeletonField(
        of="username",
        max_length=200,
        unique=True,
        error_messages={"unique": _("This name looks like one that is taken.")},
    )
    display_name = models.CharField(_("display name"), max_length=80, blank=True)
    bio = models.CharField(_("about me"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    scheme = models.CharField(_("colours"), max_length=5, choices=Scheme, blank=True, default="")

    objects = People()
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_is_unique_in_any_case"),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="email_is_unique_in_any_case"),
        ]

    def __str__(self):
        return self.display_name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("person", args=[self.username])

    def stamps(self):
        return [f"person:{self.pk}"]

    # Of the team, where the site asks them for a second factor, and without one: until then they are a reader. The
    # pages of the team are closed by accounts/middleware.py; this closes what other pages would let them do.

    @cached_property
    def lacks_second_factor(self):
        return self.is_staff and second_factor.is_required() and not second_factor.has_one(self)

    def has_perm(self, perm, obj=None):
        return (not self.lacks_second_factor or perm in roles.READER) and super().has_perm(perm, obj)

    def has_module_perms(self, app_label):
        return not self.lacks_second_factor and super().has_module_perms(app_label)

    # Every role of the team is staff (accounts/roles.py), so a reader's page need not ask for permissions.
    @property
    def may_curate(self):
        return self.is_staff and self.has_perm("articles.change_article")

    @property
    def may_moderate(self):
        return self.is_staff and self.has_perm("moderation.add_decision")

    @property
    def is_team(self):
        """Whose visits are work, not reading: they are not counted as views."""
        return self.is_staff

    def fresh(self):
        """Read anew: a form may be filled into it while the page goes on showing what is stored."""
        return type(self).objects.get(pk=self.pk)

    def change_profile(self, **changes):
        """Set profile fields; every page that shows this person's name is old from here on."""
        for field, value in changes.items():
            setattr(self, field, value)
        with transaction.atomic():
            self.save(update_fields=list(changes))
            # A name stands on every page with a clip or a comment of theirs.
            stamps.touch(*self.stamps(), "site")


class SiteSettings(models.Model):
    """The one row of what an administrator may decide. Address, name and secrets come from the environment."""

    class Moderation(models.TextChoices):
        POST = "post", _("Comments appear at once")
        PRE = "pre", _("A moderator reads each comment first")

    line = models.CharField(_("line under the name"), max_length=120, blank=True, default="Social News Discovery")
    about = models.CharField(_("about, in the footer"), max_length=300, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    logo = models.ImageField(_("logo"), upload_to="logo/", blank=True)
    moderation = models.CharField(_("moderation"), max_length=4, choices=Moderation, default=Moderation.POST)
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


class AuditEntry(models.Model):
    """Who did what to what, when. Rows are added, never changed."""

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="audit", verbose_name=_("by")
    )
    verb = models.CharField(_("verb"), max_length=60)
    subject_type = models.CharField(_("kind"), max_length=60)
    subject_id = models.CharField(_("number"), max_length=40)
    subject = models.CharField(_("subject"), max_length=200)
    data = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.by or '–'} {self.verb} {self.subject}"


def audit(subject, verb, *, by, **data):
    """Record one deed, in the transaction of the deed itself."""
    entry = _entry(subject, verb, by, data)
    entry.save()
    return entry


def audit_each(subjects, verb, *, by, **data):
    """Record the same deed on many."""
    return AuditEntry.objects.bulk_create(_entry(subject, verb, by, data) for subject in subjects)


def _entry(subject, verb, by, data):
    return AuditEntry(
        by=by,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject=str(subject)[:200],
        data=data,
    )


from accounts.session_row import Session  # noqa: E402, F401
