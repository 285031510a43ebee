"""Rows of others that hold the name, the address or the words of somebody who leaves."""

import json

from allauth.account import app_settings
from allauth.core.internal.ratelimit import get_cache_key, parse_rates
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db.models import CharField, F, Q
from django.db.models.functions import Cast

from accounts.adapter import login_key
from accounts.models import Invitation, Notice, Session, audit
from comments.models import Comment
from curation.models import Lead
from moderation.models import Appeal, Report

AT_ONCE = 200
NOTHING = "–"  # where the database wants a word


def take(person, names, *, words):
    _appeals(person)
    _reports(person, names, words)
    _notices(person, names, words)
    _letters_to_editors(person)
    _addresses(names)
    _admin_log(person, names)
    _sessions_on_the_way(person, names)
    _tries(names)


def _appeals(person):
    """One that waits is withdrawn with its author; one that is decided keeps its outcome."""
    for appeal in Appeal.objects.filter(by=person, state=Appeal.State.OPEN):
        audit(appeal.decision, "appeal.withdrawn", by=None)
        appeal.delete()
    Appeal.objects.filter(by=person).exclude(words="").update(words=NOTHING)


def _reports(person, names, words):
    about = Report.objects.filter(comment__author=person)
    if words:
        about.exclude(text="").update(text=NOTHING)
    for report in about.filter(names.named("text") | names.named("place")):
        changed = {"text": names.unnamed(report.text), "place": names.unnamed(report.place)}
        Report.objects.filter(pk=report.pk).update(**changed)


def _notices(person, names, words):
    theirs = Comment.objects.filter(author=person).annotate(number=Cast("pk", CharField())).values("number")
    if words:
        label = Comment._meta.label_lower
        Notice.objects.filter(subject_type=label, subject_id__in=theirs).delete()
    for notice in Notice.objects.filter(names.named("about") | names.named("link")).iterator(AT_ONCE):
        changed = {"about": names.unnamed(notice.about), "link": names.unnamed(notice.link)}
        Notice.objects.filter(pk=notice.pk).update(**changed)


def _letters_to_editors(person):
    Lead.objects.filter(suggestions__by=person, note=F("suggestions__note")).update(note="")


def _addresses(names):
    """Given without an account, or by whoever invited them."""
    for address in names.addresses:
        Invitation.objects.filter(email__iexact=address).update(email="", note="")
        Report.objects.filter(email__iexact=address).update(email="", name="", text=NOTHING, place="")


def _admin_log(person, names):
    about = Q(content_type__app_label="accounts", content_type__model="user", object_id=str(person.pk))
    LogEntry.objects.filter(about).delete()
    for entry in LogEntry.objects.filter(names.named("object_repr") | names.named("change_message")):
        if names.is_told_by(entry.object_repr) or names.is_told_by(json.loads(entry.change_message or "[]")):
            entry.delete()


def _sessions_on_the_way(person, names):
    """Of somebody who had not quite signed in; whose they are stands inside."""
    for session in Session.objects.filter(user=None).iterator(AT_ONCE):
        said = json.dumps(session.get_decoded(), default=str)
        if names.unnamed(said) != said or f'"user_pk": {person.pk},' in said or f'"user_pk": "{person.pk}"' in said:
            session.delete()


def _tries(names):
    """The limits on guessing remember hashes of what was typed, for minutes."""
    typed = {login_key(name) for name in names.all} | {name.lower() for name in names.all}
    rates = {(action, rate) for action, said in app_settings.RATE_LIMITS.items() for rate in parse_rates(said)}
    cache.delete_many(
        [
            get_cache_key(None, app="account", action=action, rate=rate, key=key)
            for action, rate in rates
            if rate.per == "key"
            for key in typed
        ]
    )
