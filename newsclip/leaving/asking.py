"""What a person asks for when they want their data, or want to leave; and what is done about exports by itself."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts import mail
from accounts.models import User, audit
from accounts.roles import is_last_administrator
from articles.models import Article
from common.jobs import LATER
from curation.models import Lead
from moderation.models import Claim
from newsclip.leaving import exporting
from newsclip.models import Export, exports_storage

DELAY = timedelta(hours=24)
BETWEEN = timedelta(hours=24)
WRITTEN = timedelta(hours=1)  # by then the row of a file knows it


class NotPossible(Exception):
    """The text is the sentence for whoever asked."""


@transaction.atomic
def ask_for_export(person):
    """One a day. Asked again while it is being made, it is the same one. Raises NotPossible."""
    _lock(person)
    making = Export.objects.filter(user=person, ready_at=None).first()
    if making:
        return making
    if Export.objects.filter(user=person, asked_at__gt=timezone.now() - BETWEEN).exists():
        raise NotPossible(_("You asked for your data within the last day. You can ask again tomorrow."))
    export = Export.objects.create(user=person)
    audit(person, "ask for data", by=person)
    make_export.enqueue(export.pk)
    return export


@task(priority=LATER)
def make_export(number):
    export = Export.objects.filter(pk=number, ready_at=None).select_related("user").first()
    if export and not export.user.erased_at:
        exporting.make(export)


def forget_exports():
    """Periodic: after a week the file and its line go; and one that never became ready may be asked for again."""
    now = timezone.now()
    old = Export.objects.filter(ready_at__lt=now - Export.KEPT) | Export.objects.filter(
        ready_at=None, asked_at__lt=now - BETWEEN
    )
    for export in old:
        with transaction.atomic():
            export.delete()
            if export.file:
                transaction.on_commit(lambda file=export.file: file.storage.delete(file.name))


def sweep_exports():
    """Periodic: files that no row knows, since whoever wrote one was killed before it could be said."""
    storage, now = exports_storage(), timezone.now()
    kept = set(Export.objects.exclude(file="").values_list("file", flat=True))
    for name in _files(storage):
        if name not in kept and storage.get_modified_time(name) < now - WRITTEN:
            storage.delete(name)


def _files(storage):
    try:
        return storage.listdir("")[1]
    except FileNotFoundError:
        return []


@transaction.atomic
def plan(person, how):
    """Delete this account in a day. Raises NotPossible."""
    held = _lock(person)
    if held.delete_at:
        return
    refuse(held)
    person.delete_at, person.delete_how = timezone.now() + DELAY, how
    User.objects.filter(pk=person.pk).update(delete_at=person.delete_at, delete_how=how)
    audit(person, "plan deletion", by=person, comments=how)
    mail.send(person, "deletion_planned", {"link": "/accounts/delete/", "at": person.delete_at})


@transaction.atomic
def call_off(person):
    """False where it has begun: then nothing can be had back."""
    kept = User.objects.filter(pk=person.pk, delete_at__isnull=False, is_active=True, erased_at=None)
    if not kept.update(delete_at=None, delete_how=""):
        return False
    person.delete_at, person.delete_how = None, ""
    audit(person, "call off deletion", by=person)
    mail.send(person, "deletion_called_off", {"link": "/"})
    return True


def refuse(person):
    """Somebody has to look after the site, and what is in the hands of the team is handed over first."""
    if is_last_administrator(person):
        raise NotPossible(_("You are the last administrator. Appoint another one first, then you can leave."))
    if waiting_for(person):
        raise NotPossible(_("Hand over what is with you first: the desk and the queue show it."))


def waiting_for(person):
    """What nobody else would look after: (clips, leads, cards of the queue), or nothing."""
    if not person.is_staff:
        return None
    clips = Article.objects.open_drafts().filter(assigned_to=person, trashed_at=None).count()
    leads = Lead.objects.filter(assigned_to=person, state__in=["new", "waiting", "working"]).count()
    cards = Claim.objects.filter(moderator=person, until__gt=timezone.now()).count()
    return (clips, leads, cards) if clips or leads or cards else None


def _lock(person):
    return User.objects.select_for_update().get(pk=person.pk)
