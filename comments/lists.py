"""The lists that the screen goes by: phrases and domains. Kept in each process for as long as their stamp stands still.

The verbs touch the stamp inside their transaction, so that no process goes on with an old list after the commit, and
a process never keeps what its own open transaction has changed.
"""

import threading
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import audit, audit_each
from comments.domains import host_key, hosts_in, listed
from comments.models import Comment, Domain, Phrase
from comments.phrases import Listed, Phrases, key_of
from common import stamps

STAMP = "screen"
MONTH_DAYS = 30
LOOKED_AT = 2_000  # comments, the latest ones of a month, that a new entry is tried on
MOST_LINES = 10_000
UNIQUE = {Phrase: "key", Domain: "host"}


class NotListed(Exception):
    """The entry has no letters or is no host; `text` is what was given."""

    def __init__(self, text):
        super().__init__(text)
        self.text = text


class AlreadyListed(Exception):
    """It is on the list, perhaps in other letters that look the same. `entry` is the one there."""

    def __init__(self, entry):
        super().__init__(str(entry))
        self.entry = entry


@dataclass(frozen=True)
class Lists:
    phrases: Phrases = field(default_factory=Phrases)
    hosts: dict[str, str] = field(default_factory=dict)


def current() -> Lists:
    """As they are now, for whoever reads within this transaction."""
    if stamps.is_touched(STAMP):
        return _load()
    kept = _kept.get("lists")
    if kept and stamps.table().current(kept[0]):
        return kept[1]
    return _renewed()


_kept: dict[str, tuple[stamps.Stamps, Lists]] = {}
_loading = threading.Lock()


def _renewed():
    before = stamps.snapshot().of([STAMP])
    lists = _load()
    with _loading:
        if stamps.table().settled(before):
            _kept["lists"] = before, lists
    return lists


def _load():
    phrases = [
        Listed(text, action) for text, action in Phrase.objects.order_by("-action", "pk").values_list("text", "action")
    ]
    return Lists(Phrases(phrases), dict(Domain.objects.values_list("host", "action")))


@transaction.atomic
def list_phrase(text, *, by, action="hold", note=""):
    """Put it on the list. Raises NotListed, AlreadyListed."""
    return _list(_phrase(text, by=by, action=action, note=note))


@transaction.atomic
def list_domain(host, *, by, action="hold", note=""):
    """Put it and all below it on the list. Raises NotListed, AlreadyListed."""
    return _list(_domain(host, by=by, action=action, note=note))


@transaction.atomic
def unlist(entry, *, by):
    """Take it from its list; nothing happens when somebody else has done so."""
    stamps.touch(STAMP)
    audit(entry, "screen.unlisted", by=by, entry=str(entry), action=entry.action)
    return bool(type(entry).objects.filter(pk=entry.pk).delete()[0])


def as_lines(model):
    """One entry a line: its action, a tab, its words or host."""
    field_name = "text" if model is Phrase else "host"
    return "".join(f"{action}\t{words}\n" for action, words in model.objects.values_list("action", field_name))


@transaction.atomic
def take_lines(model, text, *, by):
    """List every line (`words`, or `refuse<tab>words`); what is there already stays. (new, known, not understood)"""
    entries, wrong, lines = {}, [], 0
    for line in filter(None, map(str.strip, text.splitlines()[:MOST_LINES])):
        lines += 1
        try:
            entry = _of_line(model, line, by)
        except NotListed:
            wrong.append(line[:100])
        else:
            entries.setdefault(_unique(entry), entry)
    there = set(model.objects.values_list(UNIQUE[model], flat=True))
    missing = [entry for key, entry in entries.items() if key not in there]
    model.objects.bulk_create(missing, ignore_conflicts=True)  # somebody else may list one in the same moment
    new = list(model.objects.filter(**{f"{UNIQUE[model]}__in": [_unique(entry) for entry in missing]}))
    stamps.touch(STAMP)
    audit_each(new, "screen.listed", by=by, how="lines")
    return len(new), lines - len(wrong) - len(new), wrong


def found_last_month(*, phrase="", host=""):
    """(how many, of how many): comments of the last month in which it stands, of the latest that were looked at."""
    since = timezone.now() - timedelta(days=MONTH_DAYS)
    recent = Comment.objects.exclude(body="").order_by("-pk").filter(created_at__gte=since)
    bodies = list(recent.values_list("body", flat=True)[:LOOKED_AT])
    alone, key = Phrases([Listed(phrase)]), _host(host)
    found = (alone.found_in(body) if phrase else _is_linked(body, key) for body in bodies)
    return sum(map(bool, found)), len(bodies)


def _is_linked(body, key):
    return any(listed(host, {key: ""}) for host in hosts_in(body))


def _of_line(model, line, by):
    action, tab, words = line.partition("\t")
    if not tab or action not in dict(model._meta.get_field("action").choices):
        action, words = "hold", line
    return (_phrase if model is Phrase else _domain)(words, by=by, action=action)


def _phrase(text, **fields):
    text = " ".join(text.split())[:100]
    key = key_of(text)[:200]
    if not key:
        raise NotListed(text)
    return Phrase(text=text, key=key, **fields)


def _domain(host, **fields):
    key = _host(host)
    if not key:
        raise NotListed(host)
    return Domain(host=key, **fields)


def _unique(entry):
    return getattr(entry, UNIQUE[type(entry)])


def _list(entry):
    model, key = type(entry), UNIQUE[type(entry)]
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        raise AlreadyListed(model.objects.get(**{key: _unique(entry)})) from None
    stamps.touch(STAMP)
    audit(entry, "screen.listed", by=entry.by, action=entry.action)
    return entry


def _host(text):
    """An address is taken for its host."""
    return host_key(text.partition("://")[2].partition("/")[0] if "://" in text else text.strip("/").removeprefix("*."))
