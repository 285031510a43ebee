"""What the edit page knows of words that were typed and not saved, and of others who have the clip open."""

from django import forms
from django.db import transaction
from django.db.models import F
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from curation.desk.bench import values_of
from curation.desk.bench_page import differences
from curation.desk.editing import save
from curation.desk.wording import runs
from curation.models import Presence, WorkingCopy

LARGEST = 2**53  # the numbers that a browser counts exactly
OF_THE_REQUEST = {"csrfmiddlewaretoken", "do", "tab", "serial", "seen", "person", "picture"}


class KeepingForm(forms.Form):
    """What comes with each autosave: which window, its count, the count it began with, and the clip's version."""

    tab = forms.CharField(max_length=40)
    serial = forms.IntegerField(min_value=1, max_value=LARGEST)
    seen = forms.IntegerField(min_value=-1, max_value=LARGEST)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class SettlingForm(forms.Form):
    """What comes with a save; without a script nothing does."""

    tab = forms.CharField(max_length=40, required=False)
    serial = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)


def settled_by(values):
    """Which window saves, and how far it has counted."""
    form = SettlingForm(values)
    form.is_valid()
    return {"tab": form.cleaned_data.get("tab") or "", "serial": form.cleaned_data.get("serial") or 0}


@transaction.atomic
def save_typed(article, edit, *, by, values, **change):
    """Save an edit, and let go of the words that this window has kept for it until now. `change` as editing.save."""
    save(article, edit, by=by, **change)
    WorkingCopy.objects.settle(article, by, **settled_by(values))


def keep_all(article, request):
    """Keep a form whose clip went away under it, whichever window it comes from: nothing of it stands elsewhere."""
    values = form_of(request)
    row, _made = WorkingCopy.objects.get_or_create(article=article, user=request.user, defaults={"version": 0})
    WorkingCopy.objects.filter(pk=row.pk).update(
        values=values, version=_version(request), serial=F("serial") + 1, saved_at=timezone.now()
    )


def _version(request):
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def form_of(request):
    """The form's query string, without what belongs to this one request."""
    values = request.POST.copy()
    for name in OF_THE_REQUEST:
        values.pop(name, None)
    return values.urlencode()


def kept_at(moment):
    return date_format(timezone.localtime(moment), "H:i:s")


def state(request, article, *, version=None):
    """What a window is told at each heartbeat."""
    row = WorkingCopy.objects.row_of(article, request.user)
    return {
        "user": request.user.pk,
        "csrf": get_token(request),
        "version": article.version,
        "serial": row.serial if row else 0,
        "saved_at": kept_at(row.saved_at) if row else "",
        "others": others(article, request.user),
        "meanwhile": _meanwhile(article, version),
        "status": article.status,
        "status_said": _("Its status is now: %(status)s.") % {"status": article.get_status_display()},
    }


def others(article, user):
    """A sentence for each other person who has the clip open."""
    return [_there(row) for row in Presence.objects.others(article, user)]


def _there(row):
    told = {"who": row.user, "when": date_format(timezone.localtime(row.since), "H:i")}
    if row.typing:
        return _("%(who)s has this clip open since %(when)s and is typing.") % told
    return _("%(who)s has this clip open since %(when)s.") % told


def _meanwhile(article, version):
    if article.trashed_at:
        return _("This clip was put in the trash. What you type is kept; take it out of the trash to save it.")
    if version in (None, article.version):
        return ""
    last = article.revisions.select_related("by").first()
    if last is None or last.by is None:
        return _("This clip was saved meanwhile. Saving yours brings both together; nothing is lost.")
    told = {"who": last.by, "when": date_format(timezone.localtime(last.at), "H:i")}
    return _("%(who)s saved this clip at %(when)s. Saving yours brings both together; nothing is lost.") % told


def keeping(article, user, values, *, taken_up=False):
    """For the edit page: the words that wait to be taken up, and where this window begins to count.

    `seen` is -1 while words wait that this page does not show, so that no autosave can write over them.
    """
    row = WorkingCopy.objects.row_of(article, user)
    ours = bool(row) and (taken_up or _continues(row, values))
    offer = None if ours or not (row and row.values) else _offer(article, row)
    return {
        "offer": offer,
        "seen": -1 if offer else row.serial if row else 0,
        "kept_tab": row.tab if row else "",
        "kept_serial": row.serial if row else 0,
        "kept_at": kept_at(row.saved_at) if row and row.values else "",
        "others": others(article, user),
        "tab": values.get("tab", ""),
        "serial": values.get("serial", ""),
    }


def _continues(row, values):
    """A page that comes back from its own form goes on with its own words."""
    sent = settled_by(values)
    return bool(sent["tab"] and sent["tab"] == row.tab) or (sent["serial"] > 0 and sent["serial"] == row.serial)


def _offer(article, row):
    """None when nothing differs from the clip."""
    found = differences(row.form(), values_of(article))
    parts = [(name, runs(theirs, mine)) for name, mine, theirs in found]
    return {"row": row, "parts": parts, "stale": row.version != article.version} if parts else None
