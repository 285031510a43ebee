"""What is being typed, and by whom."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article

SILENT = timedelta(seconds=30)
TYPING = timedelta(seconds=10)


class WorkingCopyQuerySet(models.QuerySet):
    def held(self):
        """Those with words; a settled one keeps only its serial."""
        return self.exclude(values="")

    def row_of(self, article, user):
        return self.filter(article=article, user=user).first()

    def of(self, article, user):
        """The words that somebody typed into a clip and did not save, or None."""
        return self.held().row_of(article, user)

    def keep(self, article, user, *, tab, serial, seen, values, version):
        """Keep what a window has now; whether it was kept.

        Refused is a request that comes late (the same window has sent a higher serial), and one of a window that has
        not seen the words that stand here: `seen` is the serial that its page was loaded with, -1 when it has not
        taken them up.
        """
        here = self.ensure(article, user, version=version)
        own, taken_up, nothing_there = Q(tab=tab, serial__lt=serial), Q(serial=seen), Q(values="") & ~Q(tab=tab)
        return here.filter(own | taken_up | nothing_there).update(
            values=values, version=version, tab=tab, serial=_next(serial), saved_at=timezone.now()
        )

    def ensure(self, article, user, **fields):
        """The row of this person, made empty with `fields` where there is none. Two requests at once make one."""
        self.bulk_create([self.model(article=article, user=user, **fields)], ignore_conflicts=True)
        return self.filter(article=article, user=user)

    def settle(self, article, user, *, tab, serial):
        """The clip was saved with these words. Requests of the same window that come late bring nothing back."""
        if not tab and not serial:
            return 0
        here = self.ensure(article, user, version=0, tab=tab, serial=serial)
        mine = Q(tab=tab, serial__lte=serial) | Q(serial=serial)
        return here.filter(mine).update(values="", tab=tab, serial=Greatest(F("serial"), serial))

    def throw_away(self, article, user, *, serial):
        """Only what the person was shown: words that came meanwhile stay."""
        return self.filter(article=article, user=user, serial=serial).update(values="")


def _next(serial):
    return Greatest(F("serial") + 1, serial)


class WorkingCopy(models.Model):
    """The form of a clip as one person has it open, kept every few seconds until it is saved or thrown away.

    `values` is the query string of the form; `version` the version of the clip that it was opened with; `tab` the
    window that sent it last, by a name that it gave itself.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="working_copies", verbose_name=_("clip"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    values = models.TextField(_("form"), blank=True)
    version = models.PositiveIntegerField(_("version"))
    tab = models.CharField(_("window"), max_length=40, blank=True)
    serial = models.PositiveBigIntegerField(
        default=0
    )  # counts up in the browser: a late request overwrites nothing newer
    saved_at = models.DateTimeField(_("kept"), default=timezone.now)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="working_copy_is_one_a_person")]

    def __str__(self):
        return f"{self.article} ({self.user})"

    def form(self):
        """The values of the form, and how far its window had counted."""
        values = QueryDict(self.values, mutable=True)
        values["version"], values["serial"] = str(self.version), str(self.serial)
        return values


class PresenceQuerySet(models.QuerySet):
    def see(self, article, user):
        """Somebody has the page open. After a silence they have come anew."""
        now = timezone.now()
        self.bulk_create([self.model(article=article, user=user, since=now, seen_at=now)], ignore_conflicts=True)
        here = self.filter(article=article, user=user)
        here.filter(seen_at__lt=now - SILENT).update(since=now)
        here.update(seen_at=now)

    def others(self, article, user):
        """Who else has it open now, the first who came first; `typing` says whether they write."""
        now = timezone.now()
        writes = WorkingCopy.objects.held().filter(
            article=article, user=models.OuterRef("user"), saved_at__gt=now - TYPING
        )
        there = self.filter(article=article, seen_at__gt=now - SILENT).exclude(user=user)
        return there.select_related("user").annotate(typing=models.Exists(writes)).order_by("since", "pk")


class Presence(models.Model):
    """Who has the edit page of a clip open; silent for half a minute is gone."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="presences", verbose_name=_("clip"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen"), default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_is_one_a_person")]

    def __str__(self):
        return f"{self.article} ({self.user})"
