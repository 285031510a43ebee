"""The name that stands beside what somebody says: free, but no mask, and not another one every minute."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditEntry, User
from accounts.names import coarse, is_reserved

A_DAY = 5  # changes
# With whatever else stands beside it, this would speak for the site.
OFFICES = frozenset(
    coarse(word)
    for word in (
        "admin admins administrator administrators moderation moderator moderators mods newsclip staff webmaster"
    ).split()
)


def refuse(person, name):
    """Raises ValidationError with the sentence for whoever wants this name. The team may be called as it likes."""
    if not name or person.is_staff:
        return
    if _speaks_for_the_site(name):
        raise ValidationError(_("This name could be taken for the site’s own. Please choose another."))
    if _is_of_the_team(name):
        raise ValidationError(_("Somebody of the team is called so. Please choose another name."))
    if changes_today(person) >= A_DAY:
        raise ValidationError(_("You changed your name often today. Nothing is saved yet; please try again tomorrow."))


def changes_today(person):
    since = timezone.now() - timedelta(days=1)
    about = AuditEntry.objects.filter(subject_type=person._meta.label_lower, subject_id=str(person.pk))
    return about.filter(by=person.pk, verb=User.NAME_CHANGED, at__gt=since).count()


def _speaks_for_the_site(name):
    words = name.split()
    looks = {coarse(word) for word in words} | {coarse(name)}
    site = coarse(settings.SITE_NAME)
    return bool(looks & OFFICES) or (len(site) > 2 and site in coarse(name)) or all(is_reserved(word) for word in words)


def _is_of_the_team(name):
    team = User.objects.active().filter(is_staff=True).values_list("username", "display_name")
    return coarse(name) in {coarse(called) for names in team for called in names if called}
