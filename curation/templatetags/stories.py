"""What the inbox says of leads that tell one story."""

from urllib.parse import urlsplit

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def teller(lead):
    """Who tells it: the feed, or the host of its page."""
    if lead.feed:
        return str(lead.feed)
    return (urlsplit(lead.url).hostname or "").removeprefix("www.") or lead.get_origin_display()


@register.filter
def tellers(leads):
    """Each once, in order."""
    names = list(dict.fromkeys(teller(lead) for lead in leads))
    said = ngettext("%(n)d source tells this: %(names)s", "%(n)d sources tell this: %(names)s", len(names))
    return said % {"n": len(names), "names": ", ".join(names)}


@register.filter
def why(lead):
    """The reason that it is in its group, in words; the first one of a group has the same as the one it came with."""
    reason = lead.group_reason
    shared = ", ".join(reason.get("shared", []))
    share = {"shared": shared, "percent": round(reason.get("share", 0) * 100)}
    if reason.get("kind") == "words":
        return _("%(percent)d %% of the words") % share
    if reason.get("kind") == "names":
        return _("the same names and numbers: %(shared)s") % share
    if reason.get("kind") == "hand":
        return _("joined by %(shared)s") % share
    return ""


@register.filter
def clips_of(leads):
    """The clips that some of them became, each once; not what is in the trash."""
    return list(
        {lead.article_id: lead.article for lead in leads if lead.article and not lead.article.trashed_at}.values()
    )
