"""Another username: seldom, and the one before goes on leading to the person."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import OldUsername, User, audit
from accounts.names import is_reserved, normalised, skeleton, validate_name
from common import stamps

BETWEEN = timedelta(days=30)


class NotPossible(Exception):
    """The text is the sentence for whoever tried."""


def again_at(person):
    """From when on they may take another name; None: now."""
    at = person.renamed_at and person.renamed_at + BETWEEN
    return at if at and at > timezone.now() else None


def is_kept(username, *, but=None):
    """Somebody had this name, or one that looks like it, and it still leads to them."""
    return OldUsername.objects.filter(username_key=skeleton(username)).exclude(user=but and but.pk).exists()


def rename(person, wanted, *, by=None):
    """Take this name. Of two who want it at once, one gets it; a trigger sees to old names. Raises NotPossible.

    `by`: an administrator who gives somebody the name; that is not held up by the thirty days, and begins none.
    """
    wanted = normalised(wanted)
    refuse_name(wanted, but=person)
    try:
        with transaction.atomic():
            _rename(person, wanted, by or person)
    except IntegrityError:
        raise NotPossible(_("This name is taken, or looks like one that is.")) from None


def refuse_name(wanted, *, but):
    """Raises NotPossible for a name that this person cannot take."""
    try:
        validate_name(wanted)
    except ValidationError as error:
        raise NotPossible(error.messages[0]) from error
    if is_reserved(wanted):
        raise NotPossible(_("This name could be taken for the site’s own. Please choose another."))
    if is_kept(wanted, but=but) or User.objects.filter(username_key=skeleton(wanted)).exclude(pk=but.pk).exists():
        raise NotPossible(_("This name is taken, or looks like one that is."))


def _rename(person, wanted, by):
    held = User.objects.select_for_update().get(pk=person.pk)
    before = held.username
    if wanted == before:
        return
    own = by.pk == held.pk
    if own and (again := again_at(held)):
        said = _("You changed your username within the last 30 days. You can change it again from %(day)s on.")
        raise NotPossible(said % {"day": date_format(timezone.localtime(again))})
    OldUsername.objects.filter(user=held, username__iexact=wanted).delete()
    at = timezone.now() if own else held.renamed_at
    User.objects.filter(pk=held.pk).update(username=wanted, username_key=skeleton(wanted), renamed_at=at)
    if not User.objects.called(before).exists():
        OldUsername.objects.create(user=held, username=before, username_key=skeleton(before))
    audit(held, "rename", by=by, before=before, after=wanted)
    stamps.touch(*held.stamps(), "site")
    person.username, person.renamed_at = wanted, at
