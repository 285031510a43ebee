"""Who did what at the desk, newest first."""

from django.apps import apps
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import AuditEntry, User
from articles.category_roles import EDITOR, categories_of
from articles.models import Article
from curation.doors import for_curators

PER_PAGE = 50
# The verbs of the audit trail, as a person reads them; one that is missing here is shown as it is.
VERBS = {
    "import": _("made a draft"),
    "correction.accepted": _("accepted a reader’s correction"),
    "correction.declined": _("declined a reader’s correction"),
    "edit": _("edited"),
    "publish": _("published"),
    "schedule": _("scheduled"),
    "withdraw": _("withdrew"),
    "submit": _("sent to review"),
    "return to draft": _("took back to the drafts"),
    "move": _("gave another address"),
    "delete": _("deleted"),
    "put in trash": _("put in the trash"),
    "take from trash": _("took from the trash"),
    "hold": _("did not publish at its moment"),
    "delay": _("could not publish yet"),
    "plan": _("planned"),
    "pin": _("put on the front page"),
    "unpin": _("took off the front page"),
    "arrange front page": _("arranged the front page"),
    "file": _("filed under another category"),
    "restore": _("brought back"),
    "override": _("let a finding pass"),
    "take back override": _("let a finding stop again"),
    "ask for source": _("asked for another source"),
    "add source": _("added a source"),
    "sources": _("changed the sources"),
    "change": _("changed"),
    "source.changed": _("found a passage changed in the source of"),
    "cite.again": _("cited the new words of a source for"),
    "cite.keep": _("kept the old words of a source for"),
    "import several": _("made a draft of several sources"),
    "make draft": _("asked for a draft"),
    "assign": _("assigned"),
    "note": _("wrote a note"),
    "settle note": _("settled a note"),
    "open note": _("opened a note again"),
    "approve": _("approved"),
    "take back approval": _("took an approval back"),
    "make preview link": _("made a preview link"),
    "revoke preview link": _("took a preview link back"),
    "claim": _("claimed"),
    "give back": _("gave back"),
    "dismiss": _("dismissed"),
    "thank": _("thanked the readers who suggested"),
    "join": _("joined with another lead"),
    "take apart": _("took apart from another lead"),
    "add": _("added"),
    "pause": _("let rest"),
    "resume": _("asked again"),
}


@for_curators
@require_safe
def activity(request):
    who, clip, before = (request.GET.get(name, "").strip() for name in ("who", "clip", "before"))
    rows = list(_within_reach(_entries(who, clip, before), request.user).select_related("by")[: PER_PAGE + 1])
    shown = {
        "entries": [_shown(entry) for entry in rows[:PER_PAGE]],
        "older": rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None,
        "who": who,
        "clip": clip,
        "people": User.objects.active().filter(is_staff=True).order_by("username"),
    }
    return render(request, "curation/activity.html", shown)


def _entries(who, clip, before):
    """Only what the desk does: what moderators decide about people is not for everybody."""
    entries = AuditEntry.objects.filter(
        Q(subject_type__startswith="articles.") | Q(subject_type__startswith="curation.")
    )
    if who:
        entries = entries.filter(by__username=who)
    if _is_number(clip):
        entries = entries.filter(subject_type="articles.article", subject_id=clip)
    if _is_number(before):
        entries = entries.filter(pk__lt=int(before))
    return entries.order_by("-pk")


def _within_reach(entries, user):
    """An editor of some categories does not read what is done to the clips of others."""
    if categories_of(user, EDITOR) is None:
        return entries
    clips = Article.objects.filed_for(user).order_by().annotate(number=Cast("pk", CharField())).values("number")
    return entries.filter(~Q(subject_type="articles.article") | Q(subject_id__in=clips))


def _is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 18


def _shown(entry):
    return {
        "entry": entry,
        "verb": VERBS.get(entry.verb, entry.verb),
        "kind": _kind(entry.subject_type),
        "because": entry.data.get("because", ""),
        "link": _link(entry) if entry.verb != "delete" else "",
    }


def _kind(subject_type):
    try:
        return apps.get_model(subject_type)._meta.verbose_name
    except LookupError:  # of an earlier version of the site
        return subject_type.rpartition(".")[2]


def _link(entry):
    names = {"articles.article": "desk:edit", "curation.lead": "desk:lead"}
    try:
        return reverse(names[entry.subject_type], args=[entry.subject_id])
    except (KeyError, NoReverseMatch):
        return ""
