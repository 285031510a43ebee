"""`{% waiting_for_moderators as count %}`: how much waits in the queue, for the masthead of those who may decide."""

from django import template
from django.conf.locale import LANG_INFO
from django.utils.translation import ngettext

from moderation import doors
from moderation.queue import waiting_count

register = template.Library()
HOUR, DAY = 3600, 86400


@register.simple_tag(takes_context=True)
def waiting_for_moderators(context):
    """A number; 0 without asking the database for people who may not decide."""
    user = context.get("user")
    return waiting_count(user) if user and user.is_authenticated and user.may_moderate else 0


@register.filter
def moderates(user, article):
    """Whether this clip is within their reach."""
    return doors.reaches(user, article)


@register.filter
def moderates_all(user):
    return doors.is_of_whole_site(user)


@register.filter
def language_in_words(code):
    """Its own name for itself; the code where nobody knows one."""
    return LANG_INFO.get(code, {}).get("name_local", code)


@register.filter
def as_time(span):
    """Such as "3 days", "5 hours", "2 minutes": one unit is enough to compare."""
    seconds = int(span.total_seconds())
    if seconds >= 2 * DAY:
        return ngettext("%(n)d day", "%(n)d days", seconds // DAY) % {"n": seconds // DAY}
    if seconds >= HOUR:
        return ngettext("%(n)d hour", "%(n)d hours", seconds // HOUR) % {"n": seconds // HOUR}
    return ngettext("%(n)d minute", "%(n)d minutes", seconds // 60) % {"n": seconds // 60}
