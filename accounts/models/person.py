"""Who people are."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import roles, second_factor
from accounts.models.between import OldUsername
from accounts.models.trail import audit
from accounts.names import SkeletonField, validate_name
from common import stamps


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def called(self, username):
        """Whoever has this name, in any case, or had it before: nobody else can take it then."""
        before = OldUsername.objects.filter(username__iexact=username).values("user")
        return self.filter(Q(username__iexact=username) | Q(pk__in=before))

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

    class Standing(models.TextChoices):
        NEW = "new", _("New")
        MEMBER = "member", _("Member")
        TRUSTED = "trusted", _("Trusted")

    class Cadence(models.TextChoices):
        NOW = "now", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")
        NONE = "none", _("Never")

    class Farewell(models.TextChoices):
        ERASE = "erase", _("Delete my comments")
        ANONYMISE = "anonymise", _("Keep my comments without my name")

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), blank=True)
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
    avatar = models.ImageField(_("picture"), upload_to="avatars/", blank=True)
    expertise = models.CharField(
        _("expert on"), max_length=80, blank=True, help_text=_("Stands beside the name on comments; the team gives it.")
    )
    # Moved by verbs only: by the rules of comments/standing.py, and by a moderator.
    standing = models.CharField(_("standing"), max_length=8, choices=Standing, default=Standing.NEW, editable=False)
    read_first = models.BooleanField(_("a moderator reads their comments first"), default=False, editable=False)
    mail_notices = models.CharField(_("news by mail"), max_length=7, choices=Cadence, default=Cadence.DAILY)
    digest_at = models.DateTimeField(_("last digest"), null=True, blank=True, editable=False)
    renamed_at = models.DateTimeField(_("renamed"), null=True, blank=True, editable=False)
    # Deletion: planned with a day's delay; afterwards the row is a pseudonym without a person.
    delete_at = models.DateTimeField(_("to be deleted at"), null=True, blank=True, editable=False)
    delete_how = models.CharField(_("comments then"), max_length=9, choices=Farewell, blank=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    NAME_CHANGED = "change name"  # in the audit trail

    objects = People()
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_is_unique_in_any_case"),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="email_is_unique_in_any_case"),
            models.CheckConstraint(name="deletion_says_how", condition=Q(delete_at__isnull=True) | ~Q(delete_how="")),
            models.CheckConstraint(
                name="erased_person_is_nobody",
                condition=Q(erased_at__isnull=True) | Q(is_active=False, email="", display_name="", bio="", avatar=""),
            ),
        ]
        indexes = [
            models.Index(fields=["delete_at"], name="person_to_delete", condition=Q(delete_at__isnull=False)),
        ]

    def __str__(self):
        return gettext("Somebody who left") if self.erased_at else self.display_name or self.username

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
            stamps.touch(*self.stamps())
            if "display_name" in changes:
                audit(self, self.NAME_CHANGED, by=self)
                # It stands on every page with a clip or a comment of theirs.
                stamps.touch("site")
