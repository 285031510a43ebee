"""Rows of others that hold the address or the words of somebody who leaves, or that are news of them."""

import json
from unicodedata import normalize

from allauth.account import app_settings
from allauth.core.internal.ratelimit import get_cache_key, parse_rates
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import CharField, F
from django.db.models.functions import Cast

from accounts.adapter import login_key
from accounts.models import Invitation, Notice, User, audit
from comments.models import Comment
from common import stamps
from curation.models import Lead
from moderation.models import Appeal, Report
from newsclip.leaving.ties import Then
from newsclip.leaving.walk import rows, tied_models

AT_ONCE = 200
NOTHING = "–"  # where the database wants a word


def withdraw_appeals(person):
    """One that waits is withdrawn with its author; one that is decided keeps its outcome. Writes to the trail."""
    _withdraw(Appeal.objects.filter(by=person))


def withdraw_complaints(names):
    """The same of what was asked without an account, from an address of theirs."""
    for address in names.addresses:
        asked = Appeal.objects.filter(by=None, report__email__iexact=address)
        _withdraw(asked)
        asked.update(text=NOTHING)


def _withdraw(appeals):
    for appeal in appeals.filter(state=Appeal.State.OPEN):
        stamps.touch("log")  # the transparency report has counted it
        audit(appeal.decision, "appeal.withdrawn", by=None)
        appeal.delete()
    appeals.exclude(words="").update(words=NOTHING)


def take(person, names, *, words):
    _reports(person, names, words)
    _notices(person, names, words)
    forget_letters_to_editors(person)
    _addresses(names)
    _admin_log(person, names)
    _tries(names)


def _reports(person, names, words):
    about = Report.objects.filter(comment__author=person)
    if words:
        about.exclude(text="").update(text=NOTHING)
        Appeal.objects.filter(report__comment__author=person).update(text=NOTHING)
    for report in about.filter(names.named("text") | names.named("place")):
        changed = {"text": names.unnamed(report.text), "place": names.unnamed(report.place)}
        Report.objects.filter(pk=report.pk).update(**changed)


def _notices(person, names, words):
    """News of their comments: gone with their words, or without the name with which they signed."""
    theirs = Comment.objects.filter(author=person).annotate(number=Cast("pk", CharField())).values("number")
    about = Notice.objects.filter(subject_type=Comment._meta.label_lower, subject_id__in=theirs)
    if words:
        about.delete()
    for notice in about.filter(names.named("about")).iterator(AT_ONCE):
        Notice.objects.filter(pk=notice.pk).update(about=names.unnamed(notice.about))


def forget_letters_to_editors(person):
    Lead.objects.filter(suggestions__by=person, note=F("suggestions__note")).update(note="")


def _addresses(names):
    """Given without an account, or by whoever invited them."""
    for address in names.addresses:
        Invitation.objects.filter(email__iexact=address).update(email="", note="")
        Report.objects.filter(email__iexact=address).update(email="", name="", text=NOTHING, place="")


def _admin_log(person, names):
    """By number, as the trail: lines about them, and about rows that are theirs, which bear their name."""
    log_about(person).delete()
    for model, ties in tied_models():
        for tie in ties:
            if tie.then is Then.DELETE:
                _blank(model, rows(model, tie, person))
    for entry in LogEntry.objects.filter(names.mentioned("object_repr") | names.mentioned("change_message")):
        entry.object_repr = names.unmentioned(entry.object_repr)
        entry.change_message = _unmentioned(entry.change_message, names)
        entry.save(update_fields=["object_repr", "change_message"])


def log_about(person):
    kind = ContentType.objects.get_for_model(User)
    return LogEntry.objects.filter(content_type=kind, object_id=str(person.pk))


def _blank(model, theirs):
    numbers = theirs.order_by().annotate(as_text=Cast("pk", CharField())).values("as_text")
    about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=numbers)
    about.update(object_repr="", change_message="")


def _unmentioned(message, names):
    """JSON, as the administration writes it today, or a sentence."""
    try:
        said = json.loads(message)
    except ValueError:
        return names.unmentioned(message)
    return json.dumps(names.unmentioned_in(said))


def _tries(names):
    """The limits on guessing remember hashes of what was typed, for minutes."""
    typed = {form for name in names.all for form in (login_key(name), name.lower(), normalize("NFKC", name).lower())}
    rates = {(action, rate) for action, said in app_settings.RATE_LIMITS.items() for rate in parse_rates(said)}
    cache.delete_many(
        [
            get_cache_key(None, app="allauth.account", action=action, rate=rate, key=key)
            for action, rate in rates
            if rate.per == "key"
            for key in typed
        ]
    )
