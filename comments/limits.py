"""Who may not write now, or only little. The limits themselves are given a floor above; here they are asked by name."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models import Comment

DAY = 24 * 3600
SILENT = ("ban", "suspend")  # no posting, no editing, no voting
NAMES = {
    "limit": gettext_lazy("Limited"),
    "suspend": gettext_lazy("Suspended, until a day that is named"),
    "ban": gettext_lazy("Banned"),
}


def in_force(person):
    """The strongest limit on this person's writing, or None. A warning limits nothing."""
    found = person.sanctions.in_force().filter(kind__in=[*SILENT, "limit"]).select_related("decision")
    strongest = sorted(found, key=lambda one: ([*SILENT, "limit"].index(one.kind), one.a_day or 0))
    return strongest[0] if strongest else None


def why_not(limit, *, new=True):
    """The sentence for somebody who may not write now; "" if they may. `new`: not an edit of what stands."""
    if limit is None:
        return ""
    if limit.kind in SILENT:
        return " ".join([_ended_by(limit), _("You can read why, and appeal.")])
    written = Comment.objects.filter(author=limit.person_id).within(DAY).count()
    return _too_many(limit) if new and written >= limit.a_day else ""


def why_no_vote(limit):
    """The sentence for somebody whose votes do not count now; "" if they do."""
    if limit is None or limit.kind not in SILENT:
        return ""
    return _("%(limit)s Your vote was not counted. You can read why, and appeal.") % {"limit": words_of(limit)}


def in_words():
    """What each limit means, for the house rules."""
    return [(_of_the_silent() if kind in SILENT else _of_the_limited()) % {"who": NAMES[kind]} for kind in NAMES]


def _of_the_silent():
    return _("%(who)s: no comments, no edits and no votes. Reading, reporting, one’s own data and an appeal remain.")


def _of_the_limited():
    return _("%(who)s: so many comments a day as the decision says, each read by a moderator first. Votes count.")


def reads_first(limit):
    return limit is not None and limit.kind == "limit"


def words_of(limit):
    """What somebody reads about it before they write."""
    if limit.kind not in SILENT:
        sentence = ngettext(
            "Until %(at)s you may post %(n)d comment a day, and a moderator reads it first.",
            "Until %(at)s you may post %(n)d comments a day, and a moderator reads each first.",
            limit.a_day,
        )
        return sentence % {"at": _moment(limit.until), "n": limit.a_day}
    if limit.until is None:
        return _("Your account may no longer write here.")
    return _("Your account cannot write until %(at)s.") % {"at": _moment(limit.until)}


def _moment(at):
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else "–"


def statement_of(limit):
    """Where the reasons stand, and how to appeal."""
    return reverse("moderation:decision", args=[limit.decision.public_id])


def _ended_by(limit):
    if limit.until is None:
        return _("Your account may no longer write here, so this was not posted.")
    return _("Your account cannot write until %(at)s, so this was not posted.") % {"at": _moment(limit.until)}


def _too_many(limit):
    sentence = ngettext(
        "Until %(at)s you may post %(n)d comment a day, and today’s is used up. Your text is kept here.",
        "Until %(at)s you may post %(n)d comments a day, and today’s are used up. Your text is kept here.",
        limit.a_day,
    )
    return sentence % {"at": _moment(limit.until), "n": limit.a_day}
