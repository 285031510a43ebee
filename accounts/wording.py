"""What a notice says, in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Notice

Kind = Notice.Kind


def sentence_of(notice) -> str:
    """In the active language; of a decision, in the one in which it was told. Titles and names are as people wrote
    them: the template escapes.
    """
    words = {"name": notice.by or _("Somebody"), "title": notice.about, "count": notice.count}
    if notice.kind in _SEVERAL and notice.count > 1:
        return _SEVERAL[notice.kind](notice.count) % words
    if notice.kind in _ONE and notice.about:
        return _ONE[notice.kind]() % words
    return str(notice.about or notice.get_kind_display())


_ONE = {
    Kind.REPLY: lambda: _("%(name)s answered you under “%(title)s”."),
    Kind.MENTION: lambda: _("%(name)s mentioned you under “%(title)s”."),
    Kind.THREAD: lambda: _("%(name)s commented on “%(title)s”, which you follow."),
    Kind.ANSWER: lambda: _("Your question about “%(title)s” is answered."),
    Kind.CORRECTION: lambda: _("Your correction of “%(title)s” is settled."),
    Kind.FEATURED: lambda: _("Your comment on “%(title)s” is featured."),
    Kind.APPEAL: lambda: _("Your appeal about “%(title)s” is decided."),
    Kind.REPORT: lambda: _("Your report about “%(title)s” is settled."),
}
_SEVERAL = {
    Kind.REPLY: lambda n: ngettext(
        "%(count)d answer to you under “%(title)s”.", "%(count)d answers to you under “%(title)s”.", n
    ),
    Kind.THREAD: lambda n: ngettext(
        "%(count)d new comment on “%(title)s”, which you follow.",
        "%(count)d new comments on “%(title)s”, which you follow.",
        n,
    ),
    Kind.REPORT: lambda n: ngettext(
        "%(count)d report of yours is settled.", "%(count)d reports of yours are settled.", n
    ),
}
